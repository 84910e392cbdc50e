package io.github.senda.metric;

import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Checkouts that were begun and left. A checkout is a visit, up to its purchase, that touched the
 * checkout, or was sent to sign in by the shop when it asked for it; what follows a purchase in the
 * same visit is another. Each is exactly one of bought, dropped and active: a visit that has not
 * ended is no drop-off, and so neither is silence at the bank within the inactivity limit. A value;
 * safe for any thread.
 *
 * @param bought checkouts that ended with a purchase
 * @param dropped checkouts that were left
 * @param active checkouts of visits that are still open
 * @param visits ended visits that touched the checkout; one may have several checkouts
 * @param recovered how many of the dropped were bought later, where a cart's id or the visitor's
 *     number links the visits
 * @param linked how many of the dropped could be followed so at all
 * @param byStep the dropped by the step that was reached
 * @param byCause the dropped by what they were left after
 * @param byChannel the dropped by channel; the empty text where nobody knows
 * @param byDevice the dropped by device, likewise
 * @param byDay those begun on each day of the shop's
 * @param met how many of the dropped met each obstacle, whether it was overcome or not
 * @param fields how many of the dropped touched each field of a form last
 * @param all all of the dropped
 * @param latest the dropped that were begun last, latest first, {@value #MOST} at most
 */
public record CheckoutDropOffs(
    long bought,
    long dropped,
    long active,
    long visits,
    long recovered,
    long linked,
    SortedMap<Touchpoint, Tally> byStep,
    SortedMap<CheckoutDropOff.Cause, Tally> byCause,
    SortedMap<String, Tally> byChannel,
    SortedMap<String, Tally> byDevice,
    SortedMap<LocalDate, Day> byDay,
    SortedMap<Obstacle, Long> met,
    SortedMap<CheckoutDropOff.Field, Long> fields,
    Tally all,
    List<CheckoutDropOff> latest) {

  /** How many single drop-offs are kept. */
  public static final int MOST = 100;

  private static final Comparator<Touchpoint> ON_THE_WAY =
      Comparator.comparingInt(Part::distance).thenComparing(Comparator.naturalOrder());

  private static final Comparator<CheckoutDropOff.Cause> BY_KEY =
      Comparator.comparing(CheckoutDropOff.Cause::key);

  /** By name and place alone: whether the form was sent then is one drop-off's own. */
  private static final Comparator<CheckoutDropOff.Field> BY_NAME =
      Comparator.comparing(CheckoutDropOff.Field::name)
          .thenComparingInt(CheckoutDropOff.Field::order);

  /**
   * Drop-offs that have something in common.
   *
   * @param count how many
   * @param recovered how many of them were bought later
   * @param worth what was in their carts, where the shop's server said so, without those recovered
   * @param valued how many of them have such a value
   */
  public record Tally(long count, long recovered, Purse worth, long valued) {

    static final Tally NONE = new Tally(0, 0, Purse.empty(), 0);

    static Tally of(CheckoutDropOff dropOff) {
      Optional<Money> lost = dropOff.value().filter(value -> !dropOff.recovered());
      return new Tally(
          1,
          dropOff.recovered() ? 1 : 0,
          lost.map(Purse.empty()::plus).orElse(Purse.empty()),
          lost.isPresent() ? 1 : 0);
    }

    /** Both together. */
    public Tally plus(Tally other) {
      return new Tally(
          count + other.count,
          recovered + other.recovered,
          worth.plus(other.worth),
          valued + other.valued);
    }
  }

  /**
   * The checkouts that were begun on a day.
   *
   * @param begun how many ended ones
   * @param dropped how many of them were left
   */
  public record Day(long begun, long dropped) {
    Day plus(Day other) {
      return new Day(begun + other.begun, dropped + other.dropped);
    }
  }

  /** Ended checkouts that were left; unit: checkouts. */
  public Share perCheckout() {
    return new Share(dropped, bought + dropped);
  }

  static CheckoutDropOffs of(
      List<Stretch> stretches, CartIds ids, Leaks.Span span, Leaks.Terms terms) {
    Counting counting = new Counting(stretches, ids, terms);
    for (Stretch stretch : stretches) {
      if (stretch.begun() && span.contains(stretch.visitStart())) {
        counting.add(stretch);
      }
    }
    return counting.result();
  }

  /** Counts; for one thread. */
  private static final class Counting {
    private final Leaks.Terms terms;
    private final CartIds ids;
    private final Map<Long, NavigableSet<Long>> boughtByCart = new HashMap<>();
    private final Map<Long, NavigableSet<Long>> boughtByVisitor = new HashMap<>();
    private final SortedMap<Touchpoint, Tally> byStep = new TreeMap<>(ON_THE_WAY);
    private final SortedMap<CheckoutDropOff.Cause, Tally> byCause = new TreeMap<>(BY_KEY);
    private final SortedMap<String, Tally> byChannel = new TreeMap<>();
    private final SortedMap<String, Tally> byDevice = new TreeMap<>();
    private final SortedMap<LocalDate, Day> byDay = new TreeMap<>();
    private final SortedMap<Obstacle, Long> met = new TreeMap<>();
    private final SortedMap<CheckoutDropOff.Field, Long> fields = new TreeMap<>(BY_NAME);
    private final PriorityQueue<CheckoutDropOff> latest =
        new PriorityQueue<>(Comparator.comparing(CheckoutDropOff::start));
    private final Set<Integer> visits = new HashSet<>();
    private long bought;
    private long active;
    private long linked;
    private Tally all = Tally.NONE;

    Counting(List<Stretch> stretches, CartIds ids, Leaks.Terms terms) {
      this.terms = terms;
      this.ids = ids;
      for (Stretch stretch : stretches) {
        if (stretch.bought().isPresent()) {
          long at = stretch.bought().getAsLong();
          if (stretch.cart() != 0) {
            boughtByCart
                .computeIfAbsent(ids.root(stretch.cart()), added -> new TreeSet<>())
                .add(at);
          }
          if (stretch.visitor() != 0) {
            boughtByVisitor.computeIfAbsent(stretch.visitor(), added -> new TreeSet<>()).add(at);
          }
        }
      }
    }

    void add(Stretch stretch) {
      if (stretch.active()) {
        active++;
        return;
      }
      if (!stretch.open()) {
        visits.add(stretch.visit());
      }
      LocalDate day =
          Instant.EPOCH
              .plus(stretch.visitStart(), ChronoUnit.MICROS)
              .atZone(terms.zone())
              .toLocalDate();
      byDay.merge(day, new Day(1, stretch.bought().isPresent() ? 0 : 1), Day::plus);
      if (stretch.bought().isPresent()) {
        bought++;
        return;
      }
      CheckoutDropOff dropOff = stretch.left().orElseThrow();
      dropOff = isRecovered(stretch) ? dropOff.boughtLater() : dropOff;
      linked += stretch.cart() != 0 || stretch.visitor() != 0 ? 1 : 0;
      Tally one = Tally.of(dropOff);
      all = all.plus(one);
      byStep.merge(dropOff.reached(), one, Tally::plus);
      byCause.merge(dropOff.cause(), one, Tally::plus);
      byChannel.merge(dropOff.channel().orElse(""), one, Tally::plus);
      byDevice.merge(dropOff.device().orElse(""), one, Tally::plus);
      dropOff.met().stream()
          .map(CheckoutDropOff.Met::obstacle)
          .distinct()
          .forEach(obstacle -> met.merge(obstacle, 1L, Long::sum));
      dropOff.field().ifPresent(field -> fields.merge(field, 1L, Long::sum));
      latest.add(dropOff);
      if (latest.size() > MOST) {
        latest.remove();
      }
    }

    private boolean isRecovered(Stretch stretch) {
      return follows(boughtByCart, stretch.cart() == 0 ? 0 : ids.root(stretch.cart()), stretch)
          || follows(boughtByVisitor, stretch.visitor(), stretch);
    }

    private static boolean follows(
        Map<Long, NavigableSet<Long>> bought, long key, Stretch stretch) {
      return key != 0 && bought.containsKey(key) && bought.get(key).higher(stretch.to()) != null;
    }

    CheckoutDropOffs result() {
      List<CheckoutDropOff> latestFirst = new ArrayList<>(latest);
      latestFirst.sort(Comparator.comparing(CheckoutDropOff::start).reversed());
      return new CheckoutDropOffs(
          bought,
          all.count(),
          active,
          visits.size(),
          all.recovered(),
          linked,
          Collections.unmodifiableSortedMap(byStep),
          Collections.unmodifiableSortedMap(byCause),
          Collections.unmodifiableSortedMap(byChannel),
          Collections.unmodifiableSortedMap(byDevice),
          Collections.unmodifiableSortedMap(byDay),
          Collections.unmodifiableSortedMap(met),
          Collections.unmodifiableSortedMap(fields),
          all,
          latestFirst);
    }
  }

  /** Rows of fewer drop-offs than so many as one, under a name of its own. */
  public static SortedMap<String, Tally> merging(
      SortedMap<String, Tally> rows, long fewest, String others) {
    SortedMap<String, Tally> merged = new TreeMap<>();
    rows.forEach(
        (row, tally) -> merged.merge(tally.count() < fewest ? others : row, tally, Tally::plus));
    return merged;
  }
}
