package io.github.senda.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The visits of visitors who are known again, side by side in arrays: a shop has hundreds of
 * thousands, most of them of somebody who came once. For one thread.
 */
final class LinkedVisits {

  /**
   * A visit.
   *
   * @param micros when it began, in microseconds since the epoch
   * @param channel the number of the channel that brought it
   * @param counts whether it is one of those that are asked for; others may be credited
   * @param bought whether it counts and has a purchase
   */
  record Visit(long micros, int channel, boolean counts, boolean bought) {}

  private static final int COUNTS = 1;
  private static final int BOUGHT = 2;
  private static final int FLAGS = 2;

  private final LongTable visitors = new LongTable();
  private int[] visitorOf = new int[256];
  private long[] micros = new long[256];
  private int[] told = new int[256];
  private int size;
  private long counted;

  void add(long visitor, long begun, int channel, boolean counts, boolean bought) {
    if (size == told.length) {
      visitorOf = Arrays.copyOf(visitorOf, size * 2);
      micros = Arrays.copyOf(micros, size * 2);
      told = Arrays.copyOf(told, size * 2);
    }
    int known = visitors.size();
    int number = (int) visitors.get(visitor, known);
    if (number == known) {
      visitors.put(visitor, number);
    }
    visitorOf[size] = number;
    micros[size] = begun;
    told[size++] = channel << FLAGS | (counts ? COUNTS : 0) | (bought ? BOUGHT : 0);
    counted += counts ? 1 : 0;
  }

  /** How many visits count. */
  long counted() {
    return counted;
  }

  /** Gives the visits of each visitor who came more than once, in the order of their beginnings. */
  void forEachVisitor(Consumer<List<Visit>> taking) {
    int[] ends = new int[visitors.size() + 1];
    for (int i = 0; i < size; i++) {
      ends[visitorOf[i] + 1]++;
    }
    for (int visitor = 1; visitor < ends.length; visitor++) {
      ends[visitor] += ends[visitor - 1];
    }
    // Where a visitor's visits begin; each that is placed moves it on, so at last they end there.
    int[] places = new int[size];
    for (int i = 0; i < size; i++) {
      places[ends[visitorOf[i]]++] = i;
    }
    int start = 0;
    List<Visit> visits = new ArrayList<>();
    for (int visitor = 0; visitor < visitors.size(); visitor++) {
      int end = ends[visitor];
      if (end - start > 1) {
        visits.clear();
        for (int at = start; at < end; at++) {
          visits.add(visit(places[at]));
        }
        visits.sort(Comparator.comparingLong(Visit::micros));
        taking.accept(visits);
      }
      start = end;
    }
  }

  private Visit visit(int place) {
    int flags = told[place];
    return new Visit(micros[place], flags >> FLAGS, (flags & COUNTS) != 0, (flags & BOUGHT) != 0);
  }
}
