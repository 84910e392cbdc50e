package io.github.senda.metric;

import io.github.senda.journey.JourneyLog;
import io.github.senda.touch.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes carts of stretches: those of one key in the order of time, each up to its purchase. For one
 * thread.
 */
final class CartFold {

  private static final Comparator<Stretch> BY_TIME =
      Comparator.comparingLong(Stretch::from).thenComparingLong(Stretch::to);

  private final Leaks.Terms terms;
  private final List<Cart> carts = new ArrayList<>();
  private boolean linked;

  private long created;
  private long last;
  private int lines;
  private boolean active;
  private boolean taken;
  private Optional<Money> worth = Optional.empty();
  private Optional<Cart.Back> back = Optional.empty();

  private CartFold(Leaks.Terms terms) {
    this.terms = terms;
  }

  /** All carts, in no order that means anything. */
  static List<Cart> of(List<Stretch> stretches, CartIds ids, Leaks.Terms terms) {
    CartFold fold = new CartFold(terms);
    LongTable numbers = new LongTable();
    int[] chainOf = new int[stretches.size()];
    for (int i = 0; i < chainOf.length; i++) {
      Stretch stretch = stretches.get(i);
      long key = stretch.key(ids);
      chainOf[i] = -1;
      if (key == 0) {
        fold.follow(new Stretch[] {stretch}, false);
      } else {
        chainOf[i] = (int) numbers.get(key, numbers.size());
        numbers.put(key, chainOf[i]);
      }
    }
    for (Stretch[] chain : chains(stretches, chainOf, numbers.size())) {
      // They come by the time of their visit, unless a cart is in two visits at once.
      Arrays.sort(chain, BY_TIME);
      fold.follow(chain, true);
    }
    return fold.carts;
  }

  private static Stretch[][] chains(List<Stretch> stretches, int[] chainOf, int count) {
    int[] lengths = new int[count];
    for (int chain : chainOf) {
      if (chain >= 0) {
        lengths[chain]++;
      }
    }
    Stretch[][] chains = new Stretch[count][];
    for (int i = chainOf.length - 1; i >= 0; i--) {
      int chain = chainOf[i];
      if (chain >= 0) {
        if (chains[chain] == null) {
          chains[chain] = new Stretch[lengths[chain]];
        }
        chains[chain][--lengths[chain]] = stretches.get(i);
      }
    }
    return chains;
  }

  private void follow(Stretch[] chain, boolean isLinked) {
    created = Long.MIN_VALUE;
    lines = 0;
    active = false;
    worth = Optional.empty();
    back = Optional.empty();
    linked = isLinked;
    for (Stretch stretch : chain) {
      add(stretch);
    }
    end();
  }

  private void add(Stretch stretch) {
    boolean known = created != Long.MIN_VALUE;
    if (known && lines > 0 && terms.isLong(last, stretch.from())) {
      back =
          Optional.of(
              new Cart.Back(
                  stretch.channel(), Duration.of(stretch.from() - last, ChronoUnit.MICROS)));
    }
    if (!known && stretch.filling().filledAt().isPresent()) {
      created = stretch.filling().filledAt().getAsLong();
      taken = stretch.taken();
    }
    if (created != Long.MIN_VALUE) {
      lines = stretch.filling().after(lines);
      worth = stretch.filling().worth(worth);
      last = Math.max(stretch.to(), known ? last : stretch.to());
      active = stretch.active();
      if (stretch.bought().isPresent()) {
        end(back.isPresent() ? Cart.State.RECOVERED : Cart.State.CONVERTED);
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
      end(Cart.State.EMPTIED);
    } else {
      end(active || !terms.isLong(last, now) ? Cart.State.OPEN : Cart.State.ABANDONED);
    }
  }

  /** A cart is of the visit in which it was begun, and counts if that one does. */
  private void end(Cart.State state) {
    if (taken) {
      Instant begun = Instant.EPOCH.plus(created, ChronoUnit.MICROS);
      carts.add(new Cart(state, begun, worth, linked, back));
    }
  }
}
