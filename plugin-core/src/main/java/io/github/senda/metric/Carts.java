package io.github.senda.metric;

import io.github.senda.journey.JourneyLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What became of carts. Called cart abandonment elsewhere. A value; safe for any thread.
 *
 * <p>A cart is the shop's own where the shop names it ({@code senda.cart}), across any visits; else
 * the visitor's where the visitor agreed to be known again; else the visit's. It begins when
 * something is put in, or when the shop's server first says that what is in it is worth more than
 * nothing: who only looks at a cart or asks for the checkout has filled none, as far as anybody can
 * tell. It ends with its purchase; what is put in next begins another. A purchase without a cart
 * filled before is none. It is empty when as much was taken out as put in, or when the server says
 * that it is worth nothing.
 *
 * @param states how many carts are in each state, every state with a number
 * @param linked how many of them could be followed from visit to visit
 * @param perCart carts abandoned now, of those that were not emptied and are not open any more, and
 *     were filled so long ago that they could be abandoned by now: what is bought is bought at
 *     once, what is left only later; unit: carts
 * @param perVisit ended visits that put something into a cart, left something in it and bought
 *     nothing after, of those that put something in and did not take it out; unit: visits
 * @param perVisitor visitors known again who left a cart so in their last visit with one, of those
 *     who had one; unit: visitors; nothing where nobody is known again
 * @param worth what is in the carts of each state that have a value by the word of the shop's
 *     server
 * @param valued how many carts of each state have one
 * @param recoveredBy how many were recovered by way of each channel; the empty text where nobody
 *     knows
 * @param recoveredAfter after how long they were, in the middle (median)
 */
public record Carts(
    Map<Cart.State, Long> states,
    long linked,
    Share perCart,
    Share perVisit,
    Share perVisitor,
    Map<Cart.State, Purse> worth,
    Map<Cart.State, Long> valued,
    SortedMap<String, Long> recoveredBy,
    Optional<Duration> recoveredAfter) {

  public Carts {
    states = Collections.unmodifiableMap(new EnumMap<>(states));
    worth = Collections.unmodifiableMap(new EnumMap<>(worth));
    valued = Collections.unmodifiableMap(new EnumMap<>(valued));
    recoveredBy = Collections.unmodifiableSortedMap(new TreeMap<>(recoveredBy));
  }

  /** All carts in all states. */
  public long all() {
    return states.values().stream().mapToLong(Long::longValue).sum();
  }

  static Carts of(List<Stretch> stretches, CartIds ids, Leaks.Span span, Leaks.Terms terms) {
    Map<Cart.State, StateFold> states = new EnumMap<>(Cart.State.class);
    for (Cart.State state : Cart.State.values()) {
      states.put(state, new StateFold());
    }
    Map<String, Long> recoveredBy = new HashMap<>();
    List<Duration> after = new ArrayList<>();
    long now = JourneyLog.micros(terms.now());
    long linked = 0;
    for (Cart cart : CartFold.of(stretches, ids, terms)) {
      long created = JourneyLog.micros(cart.created());
      if (!span.contains(created)) {
        continue;
      }
      StateFold state = states.get(cart.state());
      state.count++;
      state.decided += terms.isLong(created, now) ? 1 : 0;
      linked += cart.linked() ? 1 : 0;
      if (cart.value().isPresent()) {
        state.valued++;
        state.worth.add(cart.value().get());
      }
      if (cart.back().isPresent()) {
        recoveredBy.merge(cart.back().get().channel().orElse(""), 1L, Long::sum);
        after.add(cart.back().get().after());
      }
    }
    Collections.sort(after);
    long left = states.get(Cart.State.ABANDONED).decided;
    long bought =
        states.get(Cart.State.RECOVERED).decided + states.get(Cart.State.CONVERTED).decided;
    Map<Cart.State, Purse> worth = new EnumMap<>(Cart.State.class);
    states.forEach(
        (state, fold) -> {
          if (fold.valued > 0) {
            worth.put(state, fold.worth.purse());
          }
        });
    return new Carts(
        byState(states, fold -> fold.count),
        linked,
        new Share(left, left + bought),
        perVisit(stretches, span),
        perVisitor(stretches, span),
        worth,
        byState(states, fold -> fold.valued),
        new TreeMap<>(recoveredBy),
        after.isEmpty() ? Optional.empty() : Optional.of(after.get((after.size() - 1) / 2)));
  }

  /** What is counted of the carts of a state; for one thread. */
  private static final class StateFold {
    private final PurseFold worth = new PurseFold();
    private long count;
    private long valued;

    /** How many were filled so long ago that they could be abandoned by now. */
    private long decided;
  }

  private static Map<Cart.State, Long> byState(
      Map<Cart.State, StateFold> folds, ToLongFunction<StateFold> count) {
    Map<Cart.State, Long> byState = new EnumMap<>(Cart.State.class);
    folds.forEach((state, fold) -> byState.put(state, count.applyAsLong(fold)));
    return byState;
  }

  private static boolean fills(Stretch stretch, Leaks.Span span) {
    return stretch.taken()
        && span.contains(stretch.visitStart())
        && !stretch.open()
        && stretch.filling().filledAt().isPresent()
        && (stretch.bought().isPresent() || stretch.filling().after(0) > 0);
  }

  /** A visit counts once, by the last cart that it filled; its stretches follow one another. */
  private static Share perVisit(List<Stretch> stretches, Leaks.Span span) {
    long left = 0;
    long visits = 0;
    Stretch before = null;
    for (Stretch stretch : stretches) {
      if (fills(stretch, span)) {
        boolean same = before != null && before.visit() == stretch.visit();
        visits += same ? 0 : 1;
        left += stretch.bought().isEmpty() ? 1 : 0;
        left -= same && before.bought().isEmpty() ? 1 : 0;
        before = stretch;
      }
    }
    return new Share(left, visits);
  }

  private static Share perVisitor(List<Stretch> stretches, Leaks.Span span) {
    LongTable latest = new LongTable();
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      if (stretch.visitor() != 0 && fills(stretch, span)) {
        int before = (int) latest.get(stretch.visitor(), i);
        if (stretches.get(before).from() <= stretch.from()) {
          latest.put(stretch.visitor(), i);
        }
      }
    }
    long left = 0;
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      if (stretch.visitor() != 0 && latest.get(stretch.visitor(), -1) == i) {
        left += stretch.bought().isEmpty() ? 1 : 0;
      }
    }
    return new Share(left, latest.size());
  }
}
