package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.OpenTouch.Known;
import io.github.senda.touch.Money;
import io.github.senda.touch.VisitorId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The touches that are in no block yet, cut into visits. A value. */
final class Visits {

  /** Nobody clicks that often: a visit that goes on for longer is cut, so that a block is small. */
  static final int LONGEST = 20_000;

  /** Those of one touch: its place, an order, a cart, and a value with its currency. */
  private static final long FACT_BYTES = 30;

  private static final Comparator<OpenTouch> BY_TIME =
      Comparator.comparingLong(OpenTouch::millis).thenComparingLong(OpenTouch::sequence);

  /**
   * One visit: touches in the order of their times, and of arrival where times are equal.
   *
   * @param rows the touches, at least one
   * @param followed whether the same visitor has a later one
   */
  record Visit(List<OpenTouch> rows, boolean followed) {

    int touches() {
      return rows.size();
    }

    OpenTouch first() {
      return rows.get(0);
    }

    /**
     * Whether there is silence of more than some milliseconds between the last touch and now. A
     * last touch that is as far in the future was written by a clock that has gone back since, and
     * no touch of today will ever join it.
     */
    boolean silentFor(long millis, long nowMillis) {
      return Math.abs(nowMillis - rows.get(rows.size() - 1).millis()) > millis;
    }

    boolean full() {
      return rows.size() == LONGEST;
    }

    long lastMillis() {
      return rows.get(rows.size() - 1).millis();
    }

    /** How many bytes the facts take in a block, at most. */
    long factBytes() {
      return FACT_BYTES * rows.stream().filter(row -> !row.known().isNothing()).count();
    }

    /**
     * Adds the visit to a block: here is decided what is left of whose it was and of what it was
     * worth. Sealed or read while it is open, it is the same.
     */
    void addTo(JourneyBlock.Builder block, AttributeSets attributes, IdHashes hashes)
        throws SQLException {
      int[] signs = new int[rows.size()];
      long[] micros = new long[rows.size()];
      int set = 0;
      for (int i = 0; i < signs.length; i++) {
        OpenTouch row = rows.get(i);
        signs[i] = row.sign();
        micros[i] = row.millis() * 1000;
        set = attributes.merge(set, row.attributes());
      }
      boolean consented = attributes.consented(set);
      block.add(signs, micros, 0, signs.length, set);
      if (consented) {
        block.by(hashes.of(first().visitorHigh(), first().visitorLow()));
      }
      if (rows.stream().allMatch(row -> row.known().isNothing())) {
        return;
      }
      int[] orders = orders();
      for (int i = 0; i < signs.length; i++) {
        Known known = rows.get(i).known();
        block.know(
            i,
            orders[i],
            known.cart(),
            consented ? known.value() : known.value().map(Money::rounded));
      }
    }

    /**
     * Numbers the things that touches were about, in the order in which they come up. The order
     * that the shop gave says which thing it is; where a touch has none, the order that another one
     * of this visit with the same id has; else the id alone. An order that was named first by a
     * touch of another visit is negative.
     */
    private int[] orders() {
      Map<Long, Long> orderOfSame = new HashMap<>();
      Set<Long> namedHere = new HashSet<>();
      for (OpenTouch row : rows) {
        if (row.known().order() != 0 && row.known().same() != 0) {
          orderOfSame.putIfAbsent(row.known().same(), row.known().order());
        }
        if (row.known().order() == row.sequence()) {
          namedHere.add(row.sequence());
        }
      }
      int[] orders = new int[rows.size()];
      Map<Long, Integer> byOrder = new HashMap<>();
      Map<Long, Integer> bySame = new HashMap<>();
      for (int i = 0; i < orders.length; i++) {
        Known known = rows.get(i).known();
        long order =
            known.order() != 0
                ? known.order()
                : orderOfSame.getOrDefault(known.same(), known.order());
        int next = byOrder.size() + bySame.size() + 1;
        if (order != 0) {
          orders[i] =
              byOrder.computeIfAbsent(order, added -> namedHere.contains(added) ? next : -next);
        } else if (known.same() != 0) {
          orders[i] = bySame.computeIfAbsent(known.same(), added -> next);
        }
      }
      return orders;
    }
  }

  private Visits() {}

  /** Reads the open touches and cuts them; the visits are in no order. */
  static List<Visit> read(Connection connection, Sessionizer sessionizer) throws SQLException {
    Map<VisitorId, List<OpenTouch>> byVisitor = new HashMap<>();
    OpenTouches.all(
        connection,
        touch ->
            byVisitor
                .computeIfAbsent(
                    new VisitorId(touch.visitorHigh(), touch.visitorLow()),
                    added -> new ArrayList<>())
                .add(touch));
    List<Visit> visits = new ArrayList<>();
    for (List<OpenTouch> rows : byVisitor.values()) {
      rows.sort(BY_TIME);
      int from = 0;
      for (int i = 1; i <= rows.size(); i++) {
        boolean last = i == rows.size();
        if (last
            || i - from == LONGEST
            || sessionizer.cuts(rows.get(i - 1).millis() * 1000, rows.get(i).millis() * 1000)) {
          visits.add(new Visit(rows.subList(from, i), !last));
          from = i;
        }
      }
    }
    return visits;
  }

  /**
   * The time in milliseconds that is later than the last touch of all visits but the latest, which
   * have no more touches than so many together.
   */
  static long silentSince(List<Visit> visits, long most) {
    if (visits.stream().mapToLong(Visit::touches).sum() <= most) {
      return Long.MIN_VALUE;
    }
    long open = 0;
    List<Visit> latestFirst = new ArrayList<>(visits);
    latestFirst.sort(Comparator.comparingLong(Visit::lastMillis).reversed());
    for (Visit visit : latestFirst) {
      open += visit.touches();
      if (open > most) {
        return visit.lastMillis() + 1;
      }
    }
    return Long.MIN_VALUE;
  }

  /** Visits in the order of their first touches. */
  static List<Visit> sorted(Stream<Visit> visits) {
    return visits
        .sorted(
            Comparator.comparingLong((Visit visit) -> visit.first().millis())
                .thenComparingLong(visit -> visit.first().sequence()))
        .toList();
  }

  /** All touches of visits. */
  static List<OpenTouch> touches(List<Visit> visits) {
    return visits.stream().flatMap(visit -> visit.rows.stream()).toList();
  }
}
