package com.example.tomillo;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was bought, for how much, and how far it has come. */
record Order(
    String number,
    Instant placed,
    State state,
    Optional<String> owner,
    String email,
    List<Line> lines,
    Optional<Coupon> coupon,
    Money articles,
    Money discount,
    Shipping shipping,
    Money shippingCost,
    Address address,
    Payment payment) {

  /** From placed to paid or refused; only an order that waits for the bank changes. */
  enum State {
    AWAITING_PAYMENT,
    PAID,
    REFUSED;

    Phrase label() {
      return Phrase.of("order.state." + name().toLowerCase(Locale.ROOT));
    }
  }

  Order {
    lines = List.copyOf(lines);
  }

  Money total() {
    return articles.minus(discount).plus(shippingCost);
  }

  String path() {
    return "/order/" + number;
  }

  boolean paid() {
    return state == State.PAID;
  }

  int items() {
    return lines.stream().mapToInt(Line::quantity).sum();
  }

  Order in(State next) {
    return new Order(
        number,
        placed,
        next,
        owner,
        email,
        lines,
        coupon,
        articles,
        discount,
        shipping,
        shippingCost,
        address,
        payment);
  }
}
