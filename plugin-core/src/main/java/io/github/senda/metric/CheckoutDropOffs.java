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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** Every time zone's days begin with a quarter of an hour. */
  private static final long QUARTER_MICROS = 15 * 60 * 1_000_000L;

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

  /** A tally in the making; for one thread. */
  private static final class TallyFold {
    private final PurseFold worth = new PurseFold();
    private long count;
    private long recovered;
    private long valued;

    void add(CheckoutDropOff dropOff) {
      count++;
      if (dropOff.value().isPresent()) {
        valued++;
        worth.add(dropOff.value().get());
      }
    }

    /** What was added was bought later after all. */
    void recover(Optional<Money> value) {
      recovered++;
      if (value.isPresent()) {
        valued--;
        worth.take(value.get());
      }
    }

    Tally tally() {
      return new Tally(count, recovered, worth.purse(), valued);
    }
  }

  /**
   * A drop-off that a later purchase may turn into a recovered one, and where it was counted.
   *
   * @param cart one of the shop's ids of the cart; 0 if none
   * @param visitor the visitor's number; 0 if unknown
   * @param to when it was left
   */
  private record Followed(
      long cart, long visitor, long to, Optional<Money> value, List<TallyFold> tallies) {}

  /** A drop-off that may be among the latest. */
  private record Late(CheckoutDropOff dropOff, long cart, long visitor, long to) {}

  /** A purchase of a cart of which not all ids may be known yet. */
  private record Bought(long cart, long at) {}

  /** Counts stretches as they come; for one thread. */
  static final class Counting {
    private final Leaks.Span span;
    private final Leaks.Terms terms;
    private final CartIds ids;

    /**
     * When each cart and each visitor bought last: what is earlier than that was taken up again.
     */
    private final LongTable boughtByCart = new LongTable();

    private final LongTable boughtByVisitor = new LongTable();
    private final Map<Touchpoint, TallyFold> byStep = new HashMap<>();
    private final Map<CheckoutDropOff.Cause, TallyFold> byCause = new HashMap<>();
    private final Map<String, TallyFold> byChannel = new HashMap<>();
    private final Map<String, TallyFold> byDevice = new HashMap<>();
    private final SortedMap<LocalDate, long[]> byDay = new TreeMap<>();
    private final SortedMap<Obstacle, Long> met = new TreeMap<>();
    private final SortedMap<CheckoutDropOff.Field, Long> fields = new TreeMap<>(BY_NAME);
    private final PriorityQueue<Late> latest =
        new PriorityQueue<>(Comparator.comparing((Late late) -> late.dropOff().start()));
    private final List<Bought> purchases = new ArrayList<>();
    private final List<Followed> followed = new ArrayList<>();
    private final TallyFold all = new TallyFold();
    private int lastVisit = -1;
    private long visits;
    private long bought;
    private long active;
    private long quarter = Long.MIN_VALUE;
    private long[] day = new long[2];

    Counting(CartIds ids, Leaks.Span span, Leaks.Terms terms) {
      this.ids = ids;
      this.span = span;
      this.terms = terms;
    }

    private static void buy(LongTable bought, long key, long at) {
      bought.put(key, Math.max(at, bought.get(key, at)));
    }

    void add(Stretch stretch, Optional<CheckoutDropOff> left) {
      if (stretch.bought().isPresent()) {
        long at = stretch.bought().getAsLong();
        if (stretch.cart() != 0) {
          purchases.add(new Bought(stretch.cart(), at));
        }
        if (stretch.visitor() != 0) {
          buy(boughtByVisitor, stretch.visitor(), at);
        }
      }
      if (stretch.begun() && stretch.taken() && span.contains(stretch.visitStart())) {
        count(stretch, left);
      }
    }

    private void count(Stretch stretch, Optional<CheckoutDropOff> left) {
      if (stretch.active()) {
        active++;
        return;
      }
      if (!stretch.open()) {
        visits += stretch.visit() == lastVisit ? 0 : 1;
        lastVisit = stretch.visit();
      }
      long[] today = day(stretch.visitStart());
      today[0]++;
      if (stretch.bought().isPresent()) {
        bought++;
        return;
      }
      today[1]++;
      CheckoutDropOff dropOff = left.orElseThrow();
      List<TallyFold> tallies =
          List.of(
              all,
              tally(byStep, dropOff.reached()),
              tally(byCause, dropOff.cause()),
              tally(byChannel, dropOff.channel().orElse("")),
              tally(byDevice, dropOff.device().orElse("")));
      tallies.forEach(tally -> tally.add(dropOff));
      if (stretch.cart() != 0 || stretch.visitor() != 0) {
        followed.add(
            new Followed(
                stretch.cart(), stretch.visitor(), stretch.to(), dropOff.value(), tallies));
      }
      if (!dropOff.met().isEmpty()) {
        dropOff.met().stream()
            .map(CheckoutDropOff.Met::obstacle)
            .distinct()
            .forEach(obstacle -> met.merge(obstacle, 1L, Long::sum));
      }
      dropOff.field().ifPresent(field -> fields.merge(field, 1L, Long::sum));
      latest.add(new Late(dropOff, stretch.cart(), stretch.visitor(), stretch.to()));
      if (latest.size() > MOST) {
        latest.remove();
      }
    }

    private static <K> TallyFold tally(Map<K, TallyFold> tallies, K key) {
      return tallies.computeIfAbsent(key, added -> new TallyFold());
    }

    /** How many began on a moment's day, and were dropped; days end where a quarter does. */
    private long[] day(long micros) {
      long asked = Math.floorDiv(micros, QUARTER_MICROS);
      if (asked != quarter) {
        quarter = asked;
        LocalDate date =
            Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(terms.zone()).toLocalDate();
        day = byDay.computeIfAbsent(date, added -> new long[2]);
      }
      return day;
    }

    private boolean isRecovered(long cart, long visitor, long to) {
      return (cart != 0 && boughtByCart.get(ids.root(cart), Long.MIN_VALUE) > to)
          || (visitor != 0 && boughtByVisitor.get(visitor, Long.MIN_VALUE) > to);
    }

    private static <K> SortedMap<K, Tally> tallies(
        Map<K, TallyFold> folds, Comparator<? super K> order) {
      SortedMap<K, Tally> tallies = new TreeMap<>(order);
      folds.forEach((key, fold) -> tallies.put(key, fold.tally()));
      return Collections.unmodifiableSortedMap(tallies);
    }

    /** The result, once all stretches were told. */
    CheckoutDropOffs result() {
      purchases.forEach(purchase -> buy(boughtByCart, ids.root(purchase.cart()), purchase.at()));
      for (Followed one : followed) {
        if (isRecovered(one.cart(), one.visitor(), one.to())) {
          one.tallies().forEach(tally -> tally.recover(one.value()));
        }
      }
      List<CheckoutDropOff> latestFirst = new ArrayList<>();
      for (Late late : latest) {
        boolean recovered = isRecovered(late.cart(), late.visitor(), late.to());
        latestFirst.add(recovered ? late.dropOff().boughtLater() : late.dropOff());
      }
      latestFirst.sort(Comparator.comparing(CheckoutDropOff::start).reversed());
      SortedMap<LocalDate, Day> days = new TreeMap<>();
      byDay.forEach((date, counts) -> days.put(date, new Day(counts[0], counts[1])));
      Tally sum = all.tally();
      return new CheckoutDropOffs(
          bought,
          sum.count(),
          active,
          visits,
          sum.recovered(),
          followed.size(),
          tallies(byStep, ON_THE_WAY),
          tallies(byCause, BY_KEY),
          tallies(byChannel, Comparator.naturalOrder()),
          tallies(byDevice, Comparator.naturalOrder()),
          Collections.unmodifiableSortedMap(days),
          Collections.unmodifiableSortedMap(met),
          Collections.unmodifiableSortedMap(fields),
          sum,
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
