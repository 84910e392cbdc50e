package com.example.candil;

import java.util.Locale;

/** How prices are written. */
final class Euros {
  private Euros() {}

  static String of(int cents) {
    return String.format(Locale.ROOT, "%d,%02d €", cents / 100, cents % 100);
  }
}
