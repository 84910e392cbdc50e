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
 * @param perCart carts abandoned now, of those that were not emptied and are not open any more;
 *     unit: carts
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
    Map<Cart.State, Long> states = zeros();
    Map<Cart.State, Long> valued = zeros();
    Map<Cart.State, Purse> worth = new EnumMap<>(Cart.State.class);
    SortedMap<String, Long> recoveredBy = new TreeMap<>();
    List<Duration> after = new ArrayList<>();
    long linked = 0;
    for (Cart cart : CartFold.of(stretches, ids, terms)) {
      if (!span.contains(JourneyLog.micros(cart.created()))) {
        continue;
      }
      states.merge(cart.state(), 1L, Long::sum);
      linked += cart.linked() ? 1 : 0;
      cart.value()
          .ifPresent(
              value -> {
                valued.merge(cart.state(), 1L, Long::sum);
                worth.merge(cart.state(), Purse.empty().plus(value), Purse::plus);
              });
      cart.back()
          .ifPresent(
              back -> {
                recoveredBy.merge(back.channel().orElse(""), 1L, Long::sum);
                after.add(back.after());
              });
    }
    Collections.sort(after);
    long left = states.get(Cart.State.ABANDONED);
    long decided = left + states.get(Cart.State.RECOVERED) + states.get(Cart.State.CONVERTED);
    return new Carts(
        states,
        linked,
        new Share(left, decided),
        perVisit(stretches, span),
        perVisitor(stretches, span),
        worth,
        valued,
        recoveredBy,
        after.isEmpty() ? Optional.empty() : Optional.of(after.get((after.size() - 1) / 2)));
  }

  private static Map<Cart.State, Long> zeros() {
    Map<Cart.State, Long> zeros = new EnumMap<>(Cart.State.class);
    for (Cart.State state : Cart.State.values()) {
      zeros.put(state, 0L);
    }
    return zeros;
  }

  private static boolean fills(Stretch stretch, Leaks.Span span) {
    return span.contains(stretch.visitStart())
        && !stretch.open()
        && stretch.filling().filledAt().isPresent()
        && (stretch.bought().isPresent() || stretch.filling().after(0) > 0);
  }

  /** A visit counts once, by the last that it filled. */
  private static Share perVisit(List<Stretch> stretches, Leaks.Span span) {
    Map<Integer, Boolean> left = new HashMap<>();
    for (Stretch stretch : stretches) {
      if (fills(stretch, span)) {
        left.put(stretch.visit(), stretch.bought().isEmpty());
      }
    }
    return new Share(left.values().stream().filter(gone -> gone).count(), left.size());
  }

  private static Share perVisitor(List<Stretch> stretches, Leaks.Span span) {
    Map<Long, Stretch> latest = new HashMap<>();
    for (Stretch stretch : stretches) {
      if (stretch.visitor() != 0 && fills(stretch, span)) {
        latest.merge(
            stretch.visitor(), stretch, (one, other) -> one.from() > other.from() ? one : other);
      }
    }
    long left = latest.values().stream().filter(stretch -> stretch.bought().isEmpty()).count();
    return new Share(left, latest.size());
  }
}
