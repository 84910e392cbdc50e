package com.example.tomillo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A way for an order to travel. */
enum Shipping {
  STANDARD,
  EXPRESS,
  PICKUP;

  private static final Money FREE_FROM = Money.of(8000);

  static Optional<Shipping> parse(String code) {
    return Arrays.stream(values()).filter(way -> way.code().equals(code)).findFirst();
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  Phrase label() {
    return Phrase.of("shipping." + code());
  }

  Phrase time() {
    return Phrase.of("shipping." + code() + ".time");
  }

  Money cost(Money goods, Address address) {
    boolean abroad = !address.country().equals("ES");
    return switch (this) {
      case STANDARD -> goods.atLeast(FREE_FROM) ? Money.ZERO : Money.of(abroad ? 990 : 490);
      case EXPRESS -> courier(address, abroad);
      case PICKUP -> Money.ZERO;
    };
  }

  /**
   * What the courier takes, by the price list that came with the contract.
   *
   * @throws IllegalStateException if the list does not have the place
   */
  private static Money courier(Address address, boolean abroad) {
    if (!abroad && address.postcode().matches("5[12].*")) {
      throw new IllegalStateException("The courier's price list has no line for this province");
    }
    return Money.of(abroad ? 1890 : 990);
  }

  /** A way and what it costs this time. */
  record Offer(Shipping way, Money cost) {
    boolean free() {
      return !cost.some();
    }
  }

  static List<Offer> offers(Money goods, Address address) {
    return Arrays.stream(values()).map(way -> new Offer(way, way.cost(goods, address))).toList();
  }
}
