package com.example.tomillo;

import java.util.Optional;
import java.util.UUID;

/** How far someone has come on the way to an order; each step needs those before it. */
record Checkout(
    String attempt,
    Optional<String> email,
    Optional<Address> address,
    Optional<Shipping> shipping,
    Optional<Payment> payment) {

  static Checkout begin() {
    return new Checkout(
        UUID.randomUUID().toString(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Checkout as(String mail) {
    return new Checkout(attempt, Optional.of(mail), address, shipping, payment);
  }

  Checkout to(Address place) {
    // What it costs to go elsewhere has to be seen again.
    return new Checkout(attempt, email, Optional.of(place), Optional.empty(), Optional.empty());
  }

  Checkout by(Shipping way) {
    return new Checkout(attempt, email, address, Optional.of(way), Optional.empty());
  }

  Checkout with(Payment means) {
    return new Checkout(attempt, email, address, shipping, Optional.of(means));
  }

  Checkout unpaid() {
    return new Checkout(UUID.randomUUID().toString(), email, address, shipping, Optional.empty());
  }

  /** The step that is next: address, shipping, payment or review. */
  String step() {
    if (address.isEmpty()) {
      return "address";
    }
    if (shipping.isEmpty()) {
      return "shipping";
    }
    return payment.isEmpty() ? "payment" : "review";
  }
}
