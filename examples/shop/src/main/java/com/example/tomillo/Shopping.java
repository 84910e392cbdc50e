package com.example.tomillo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One visitor's session: basket, checkout, who they are, what they bought. Every method is atomic.
 */
final class Shopping {
  private static final String KEPT = "shopping";

  private final Basket basket = new Basket();
  private Checkout checkout = Checkout.begin();
  private Optional<Account> account = Optional.empty();
  private Optional<String> pending = Optional.empty();
  // Attempt at checkout to the number of the order that came of it.
  private final Map<String, String> orders = new HashMap<>();

  private Shopping() {}

  /** The visitor's shopping, with a new session if there was none. */
  static Shopping of(HttpServletRequest request) {
    HttpSession session = request.getSession();
    synchronized (session.getServletContext()) {
      if (session.getAttribute(KEPT) instanceof Shopping shopping) {
        return shopping;
      }
      Shopping shopping = new Shopping();
      session.setAttribute(KEPT, shopping);
      return shopping;
    }
  }

  /** The visitor's shopping if there is any. Looking creates no session. */
  static Optional<Shopping> peek(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(KEPT) instanceof Shopping shopping
        ? Optional.of(shopping)
        : Optional.empty();
  }

  Basket basket() {
    return basket;
  }

  synchronized int items() {
    return basket.items();
  }

  synchronized Checkout checkout() {
    return checkout;
  }

  synchronized void checkout(Checkout next) {
    checkout = next;
  }

  synchronized Optional<Account> account() {
    return account;
  }

  synchronized void enter(Account who) {
    account = Optional.of(who);
    checkout = checkout.as(who.email());
  }

  /** The order that came of an attempt at checkout. */
  synchronized Optional<String> order(String attempt) {
    return Optional.ofNullable(orders.get(attempt));
  }

  synchronized boolean bought(String number) {
    return orders.containsValue(number);
  }

  /** An order was placed: the basket is empty again, unless the bank has still to say yes. */
  synchronized void ordered(Order order) {
    orders.put(checkout.attempt(), order.number());
    if (order.paid()) {
      finish();
    } else {
      pending = Optional.of(order.number());
    }
  }

  /**
   * Learns what became of an order that was left at the bank. The bank's own word comes to the shop
   * without this session, so it is asked for whenever the visitor is back.
   *
   * @return the order, if there is one that the bank has decided about since the last look
   */
  synchronized Optional<Order> decided(Orders all) {
    Optional<Order> order = pending.flatMap(all::find);
    if (order.isEmpty() || order.get().state() == Order.State.AWAITING_PAYMENT) {
      return Optional.empty();
    }
    pending = Optional.empty();
    if (order.get().paid()) {
      finish();
    } else {
      checkout = checkout.unpaid();
    }
    return order;
  }

  /** The visitor came back from the bank without deciding: that order is given up. */
  synchronized void giveUp(Orders all) {
    pending.ifPresent(
        number -> {
          all.settle(number, false);
          checkout = checkout.unpaid();
        });
    pending = Optional.empty();
  }

  private void finish() {
    basket.clear();
    checkout = Checkout.begin();
    account.ifPresent(who -> checkout = checkout.as(who.email()));
  }
}
