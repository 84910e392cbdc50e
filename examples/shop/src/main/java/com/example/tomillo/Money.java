package com.example.tomillo;

import java.math.BigDecimal;

/** An amount in euro cents, tax included. */
record Money(long cents) {
  static final Money ZERO = new Money(0);

  static Money of(long cents) {
    return new Money(cents);
  }

  Money plus(Money other) {
    return new Money(Math.addExact(cents, other.cents));
  }

  Money minus(Money other) {
    return new Money(Math.subtractExact(cents, other.cents));
  }

  Money times(int quantity) {
    return new Money(Math.multiplyExact(cents, quantity));
  }

  /** The given percentage of this amount, rounded half up to a cent. */
  Money percent(int percentage) {
    return new Money(Math.floorDiv(cents * percentage + 50, 100));
  }

  /** The VAT contained in this amount at Spain's general rate of 21 %. */
  Money vat() {
    return new Money(cents - Math.round(cents / 1.21));
  }

  /** In euros, with a point: {@code 59.90}. */
  String decimal() {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }

  /** False for nothing. */
  boolean some() {
    return cents != 0;
  }

  boolean atLeast(Money other) {
    return cents >= other.cents;
  }
}
