package com.example.tomillo;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where letters to the shop arrive: questions and newsletter subscriptions, the newest thousand.
 * Safe for many threads.
 */
final class Desk {
  private static final int KEPT = 1000;

  /** One letter. */
  record Letter(String email, String subject, String text) {}

  private final Deque<Letter> letters = new ArrayDeque<>();

  synchronized void receive(Letter letter) {
    letters.addLast(letter);
    if (letters.size() > KEPT) {
      letters.removeFirst();
    }
  }
}
