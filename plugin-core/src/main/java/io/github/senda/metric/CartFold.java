package io.github.senda.metric;

import io.github.senda.journey.JourneyLog;
import io.github.senda.touch.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes carts of stretches: those of one key in the order of time, each up to its purchase. For one
 * thread.
 */
final class CartFold {

  private final Leaks.Terms terms;
  private final List<Cart> carts = new ArrayList<>();
  private final boolean linked;

  private long created = Long.MIN_VALUE;
  private long last;
  private int lines;
  private boolean active;
  private Optional<Money> worth = Optional.empty();
  private Optional<Cart.Back> back = Optional.empty();

  private CartFold(Leaks.Terms terms, boolean linked) {
    this.terms = terms;
    this.linked = linked;
  }

  /** All carts, in no order that means anything. */
  static List<Cart> of(List<Stretch> stretches, CartIds ids, Leaks.Terms terms) {
    Map<Long, List<Stretch>> followed = new HashMap<>();
    List<Cart> carts = new ArrayList<>();
    for (Stretch stretch : stretches) {
      long key = stretch.key(ids);
      if (key == 0) {
        carts.addAll(of(List.of(stretch), terms, false));
      } else {
        followed.computeIfAbsent(key, added -> new ArrayList<>()).add(stretch);
      }
    }
    for (List<Stretch> chain : followed.values()) {
      chain.sort(Comparator.comparingLong(Stretch::from).thenComparingLong(Stretch::to));
      carts.addAll(of(chain, terms, true));
    }
    return carts;
  }

  private static List<Cart> of(List<Stretch> chain, Leaks.Terms terms, boolean linked) {
    CartFold fold = new CartFold(terms, linked);
    chain.forEach(fold::add);
    fold.end();
    return fold.carts;
  }

  private void add(Stretch stretch) {
    boolean known = created != Long.MIN_VALUE;
    if (known && lines > 0 && isLong(last, stretch.from())) {
      back =
          Optional.of(
              new Cart.Back(
                  stretch.channel(), Duration.of(stretch.from() - last, ChronoUnit.MICROS)));
    }
    if (!known && stretch.filling().filledAt().isPresent()) {
      created = stretch.filling().filledAt().getAsLong();
    }
    if (created != Long.MIN_VALUE) {
      lines = stretch.filling().after(lines);
      worth = stretch.filling().worth(worth);
      last = Math.max(stretch.to(), known ? last : stretch.to());
      active = stretch.active();
      if (stretch.bought().isPresent()) {
        carts.add(cart(back.isPresent() ? Cart.State.RECOVERED : Cart.State.CONVERTED));
        created = Long.MIN_VALUE;
        lines = 0;
        worth = Optional.empty();
        back = Optional.empty();
      }
    }
  }

  private void end() {
    if (created == Long.MIN_VALUE) {
      return;
    }
    back = Optional.empty();
    long now = JourneyLog.micros(terms.now());
    if (lines == 0) {
      carts.add(cart(Cart.State.EMPTIED));
    } else {
      carts.add(cart(active || !isLong(last, now) ? Cart.State.OPEN : Cart.State.ABANDONED));
    }
  }

  private boolean isLong(long since, long until) {
    // Added, not subtracted: a log file is over, which is later than any difference can be.
    return until > since + terms.abandonedAfter().toNanos() / 1000;
  }

  private Cart cart(Cart.State state) {
    return new Cart(state, Instant.EPOCH.plus(created, ChronoUnit.MICROS), worth, linked, back);
  }
}
