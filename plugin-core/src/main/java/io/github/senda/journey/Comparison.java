package io.github.senda.journey;

/** How two things are compared in a filter. */
enum Comparison {
  EQUAL("="),
  OTHER("!="),
  LESS("<"),
  AT_MOST("<="),
  MORE(">"),
  AT_LEAST(">=");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  String sign() {
    return sign;
  }

  /** Whether it asks only for the same or another, and not for an order. */
  boolean isOfSameness() {
    return this == EQUAL || this == OTHER;
  }

  /** Whether it holds for what {@link Comparable#compareTo} gives. */
  boolean holds(int compared) {
    return switch (this) {
      case EQUAL -> compared == 0;
      case OTHER -> compared != 0;
      case LESS -> compared < 0;
      case AT_MOST -> compared <= 0;
      case MORE -> compared > 0;
      case AT_LEAST -> compared >= 0;
    };
  }
}
