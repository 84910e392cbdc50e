package com.example.tomillo;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All orders, the newest twenty thousand of them. Safe for use by many threads. */
final class Orders {
  private static final int KEPT = 20_000;

  private final Clock clock;
  private final Warehouse warehouse;
  private final Map<String, Order> orders = new LinkedHashMap<>();
  private int last = 10_400;

  Orders(Clock clock, Warehouse warehouse) {
    this.clock = clock;
    this.warehouse = warehouse;
  }

  /** Writes an order down, for articles that were taken from the shelf. */
  synchronized Order place(
      Optional<String> owner, Basket basket, Checkout checkout, Order.State state) {
    Address address = checkout.address().orElseThrow();
    Shipping shipping = checkout.shipping().orElseThrow();
    Order order =
        new Order(
            "CT-" + ++last,
            clock.instant(),
            state,
            owner,
            checkout.email().orElseThrow(),
            basket.lines(),
            basket.coupon(),
            basket.articles(),
            basket.discount(),
            shipping,
            shipping.cost(basket.total(), address),
            address,
            checkout.payment().orElseThrow());
    orders.put(order.number(), order);
    if (orders.size() > KEPT) {
      orders.remove(orders.keySet().iterator().next());
    }
    return order;
  }

  synchronized Optional<Order> find(String number) {
    return Optional.ofNullable(orders.get(number));
  }

  /** Someone's orders, newest first. */
  synchronized List<Order> of(String owner) {
    List<Order> own = new ArrayList<>();
    for (Order order : orders.values()) {
      if (order.owner().equals(Optional.of(owner))) {
        own.add(0, order);
      }
    }
    return own;
  }

  /**
   * What the bank decided, however often it says so: the first word stands. Articles of an order
   * that is not paid go back to the shelf.
   */
  synchronized Optional<Order> settle(String number, boolean paid) {
    Order order = orders.get(number);
    if (order != null && order.state() == Order.State.AWAITING_PAYMENT) {
      order = order.in(paid ? Order.State.PAID : Order.State.REFUSED);
      orders.put(number, order);
      if (!paid) {
        warehouse.putBack(order.lines());
      }
    }
    return Optional.ofNullable(order);
  }
}
