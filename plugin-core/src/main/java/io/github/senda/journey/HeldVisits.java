package io.github.senda.journey;

import io.github.senda.touch.Money;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Visits with their meaning, in flat arrays, while they are joined. For one thread. */
final class HeldVisits {

  private record Fact(long cart, Optional<Money> value) {}

  /** Touches side by side: what they were, what they mean (-1 for nothing), and when. */
  static final class Touches {
    int[] signs = new int[64];
    int[] touchpoints = new int[64];
    long[] micros = new long[64];

    void makeRoom(int length) {
      if (length > signs.length) {
        int capacity = Math.max(length, signs.length + signs.length / 2);
        signs = Arrays.copyOf(signs, capacity);
        touchpoints = Arrays.copyOf(touchpoints, capacity);
        micros = Arrays.copyOf(micros, capacity);
      }
    }

    private void copy(Touches from, int place, int to, int length) {
      makeRoom(to + length);
      System.arraycopy(from.signs, place, signs, to, length);
      System.arraycopy(from.touchpoints, place, touchpoints, to, length);
      System.arraycopy(from.micros, place, micros, to, length);
    }

    /** Takes some that stand together. */
    Touches take(Touches from, int place, int length) {
      copy(from, place, 0, length);
      return this;
    }

    /** Takes a visit's, and puts them at a place. */
    void take(HeldVisits held, int touch, int place, int length) {
      copy(held.touches, touch, place, length);
    }

    /** Takes some by their number. */
    void take(HeldVisits held, int[] rows, int count) {
      makeRoom(count);
      for (int i = 0; i < count; i++) {
        signs[i] = held.touches.signs[rows[i]];
        touchpoints[i] = held.touches.touchpoints[rows[i]];
        micros[i] = held.touches.micros[rows[i]];
      }
    }
  }

  private int visits;
  private long[] visitors = new long[64];
  private int[] attributes = new int[64];
  private boolean[] open = new boolean[64];
  private int[] ends = new int[64];

  private final Touches touches = new Touches();

  /** Few touches have any: those of carts and checkouts. */
  private final Map<Integer, Fact> facts = new HashMap<>();

  void add(JourneyBlock.Cursor visit, int[] means, boolean isOpen) {
    int length = visit.length();
    int start = touches();
    makeRoom(start + length);
    System.arraycopy(visit.signs(), 0, touches.signs, start, length);
    System.arraycopy(means, 0, touches.touchpoints, start, length);
    System.arraycopy(visit.micros(), 0, touches.micros, start, length);
    for (int i = 0; visit.hasFacts() && i < length; i++) {
      Optional<Money> value = visit.value(i);
      if (visit.cart(i) != 0 || value.isPresent()) {
        facts.put(start + i, new Fact(visit.cart(i), value));
      }
    }
    visitors[visits] = visit.visitor();
    attributes[visits] = visit.attributes();
    open[visits] = isOpen;
    ends[visits++] = start + length;
  }

  private void makeRoom(int length) {
    touches.makeRoom(length);
    if (visits == visitors.length) {
      visitors = Arrays.copyOf(visitors, visits * 2);
      attributes = Arrays.copyOf(attributes, visits * 2);
      open = Arrays.copyOf(open, visits * 2);
      ends = Arrays.copyOf(ends, visits * 2);
    }
  }

  /** Drops the last visit if it is of nobody known: it has been read by now. */
  void dropAlone() {
    if (visits > 0 && visitors[visits - 1] == 0) {
      visits--;
      if (!facts.isEmpty()) {
        for (int touch = from(visits); touch < ends[visits]; touch++) {
          facts.remove(touch);
        }
      }
    }
  }

  void clear() {
    visits = 0;
    facts.clear();
  }

  /** Keeps the visits of some visitors. */
  void keep(LongPredicate kept) {
    int count = visits;
    int start = 0;
    visits = 0;
    for (int visit = 0; visit < count; visit++) {
      int end = ends[visit];
      int target = touches();
      boolean stays = kept.test(visitors[visit]);
      for (int touch = start; !facts.isEmpty() && touch < end; touch++) {
        Fact fact = facts.remove(touch);
        if (stays && fact != null) {
          facts.put(target + touch - start, fact);
        }
      }
      if (stays) {
        int length = end - start;
        touches.copy(touches, start, target, length);
        visitors[visits] = visitors[visit];
        attributes[visits] = attributes[visit];
        open[visits] = open[visit];
        ends[visits++] = target + length;
      }
      start = end;
    }
  }

  /**
   * The visits by visitor, in the order in which these first came; those of one by time, and of two
   * that began at once first the one that came first.
   */
  int[] byVisitor() {
    VisitorNumbers numbers = new VisitorNumbers();
    int[] owner = new int[visits];
    for (int visit = 0; visit < visits; visit++) {
      owner[visit] = (int) numbers.get(visitors[visit], numbers.size());
      numbers.put(visitors[visit], owner[visit]);
    }
    int[] places = new int[numbers.size() + 1];
    for (int visit = 0; visit < visits; visit++) {
      places[owner[visit] + 1]++;
    }
    for (int i = 1; i < places.length; i++) {
      places[i] += places[i - 1];
    }
    int[] order = new int[visits];
    int[] next = places.clone();
    for (int visit = 0; visit < visits; visit++) {
      order[next[owner[visit]]++] = visit;
    }
    for (int i = 1; i < places.length; i++) {
      sortByStart(order, places[i - 1], places[i]);
    }
    return order;
  }

  private void sortByStart(int[] order, int from, int to) {
    boolean sorted = true;
    for (int i = from + 1; i < to; i++) {
      sorted &= start(order[i - 1]) <= start(order[i]);
    }
    if (!sorted) {
      int[] byStart =
          Arrays.stream(order, from, to)
              .boxed()
              .sorted(Comparator.comparingLong(this::start))
              .mapToInt(visit -> visit)
              .toArray();
      System.arraycopy(byStart, 0, order, from, byStart.length);
    }
  }

  /** Sorts touches by time, those of one time as they stand: visits on two devices may overlap. */
  void sortByTime(int[] rows, int count) {
    int[] sorted =
        Arrays.stream(rows, 0, count)
            .boxed()
            .sorted(Comparator.comparingLong(touch -> touches.micros[touch]))
            .mapToInt(touch -> touch)
            .toArray();
    System.arraycopy(sorted, 0, rows, 0, count);
  }

  int visits() {
    return visits;
  }

  int touches() {
    return visits == 0 ? 0 : ends[visits - 1];
  }

  int from(int visit) {
    return visit == 0 ? 0 : ends[visit - 1];
  }

  int to(int visit) {
    return ends[visit];
  }

  private long start(int visit) {
    return touches.micros[from(visit)];
  }

  long visitor(int visit) {
    return visitors[visit];
  }

  int attributes(int visit) {
    return attributes[visit];
  }

  boolean open(int visit) {
    return open[visit];
  }

  /** The visit that a touch is of. */
  int visitOf(int touch) {
    int found = Arrays.binarySearch(ends, 0, visits, touch + 1);
    return found < 0 ? -found - 1 : found;
  }

  long micros(int touch) {
    return touches.micros[touch];
  }

  boolean hasFacts() {
    return !facts.isEmpty();
  }

  long cart(int touch) {
    Fact fact = facts.get(touch);
    return fact == null ? 0 : fact.cart();
  }

  Optional<Money> value(int touch) {
    Fact fact = facts.get(touch);
    return fact == null ? Optional.empty() : fact.value();
  }
}
