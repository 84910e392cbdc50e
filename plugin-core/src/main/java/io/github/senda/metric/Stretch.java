package io.github.senda.metric;

import io.github.senda.touch.Money;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The part of a visit up to a purchase, or to its end, as far as it has to do with buying. Times in
 * microseconds since the epoch.
 *
 * @param visit which visit, by number
 * @param visitStart when the visit began
 * @param from when the first thing happened that has to do with buying
 * @param to the last touch, or the purchase
 * @param open whether the visit is still open
 * @param cart one of the shop's ids of the cart; 0 if none
 * @param visitor the visitor's number; 0 if unknown
 * @param filling what happened to the cart
 * @param bought when it was bought
 * @param channel how the visit came in
 * @param begun whether the checkout was begun
 * @param taken whether the visit counts: others are read for what became of a cart
 */
record Stretch(
    int visit,
    long visitStart,
    long from,
    long to,
    boolean open,
    long cart,
    long visitor,
    Filling filling,
    OptionalLong bought,
    Optional<String> channel,
    boolean begun,
    boolean taken) {

  /**
   * What happened to a cart in a stretch.
   *
   * @param filledAt when something was first put in, or first seen to be in it
   * @param more how much more was put in than taken out
   * @param least how much is in it at least: nothing can be taken out of an empty cart
   * @param counted whether the server said what it is worth, so that nothing before matters
   * @param worth what was added to its worth; where {@code counted}, its worth
   */
  record Filling(
      OptionalLong filledAt, int more, int least, boolean counted, Optional<Money> worth) {

    /** More than anybody puts into a cart. */
    static final int ALL = 1 << 20;

    /** What is in the cart after this, where {@code before} was in it. */
    int after(int before) {
      return Math.max(before + more, least);
    }

    /** What the cart is worth after this. */
    Optional<Money> worth(Optional<Money> before) {
      if (counted || before.isEmpty() || worth.isEmpty()) {
        return worth.or(() -> before);
      }
      return before.get().currency().equals(worth.get().currency())
          ? Optional.of(sum(before.get(), worth.get()))
          : worth;
    }

    /** The sum of two amounts of one currency, nothing where it is less. */
    static Money sum(Money one, Money other) {
      return new Money(Math.max(0, one.tenThousandths() + other.tenThousandths()), one.currency());
    }
  }

  /** Whether it may still come to a purchase. */
  boolean active() {
    return open && bought.isEmpty();
  }

  /** The key by which the cart is followed from visit to visit; 0 if it cannot be. */
  long key(CartIds ids) {
    return cart != 0 ? ids.root(cart) : visitor;
  }
}
