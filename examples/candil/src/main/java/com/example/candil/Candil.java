package com.example.candil;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the shop. */
@SpringBootApplication
public class Candil {

  public static void main(String[] arguments) {
    SpringApplication.run(Candil.class, arguments);
  }
}
