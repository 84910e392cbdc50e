package com.example.tomillo;

import java.util.Locale;
import java.util.Optional;

/** A code that takes a percentage off the articles. */
enum Coupon {
  TOMILLO10(10);

  private final int percentage;

  Coupon(int percentage) {
    this.percentage = percentage;
  }

  static Optional<Coupon> parse(String code) {
    String plain = code.strip().toUpperCase(Locale.ROOT);
    for (Coupon coupon : values()) {
      if (coupon.name().equals(plain)) {
        return Optional.of(coupon);
      }
    }
    return Optional.empty();
  }

  int percentage() {
    return percentage;
  }
}
