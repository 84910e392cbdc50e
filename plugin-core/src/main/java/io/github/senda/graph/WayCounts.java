package io.github.senda.graph;

import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Ways without loops, with how many journeys went each: exact, over ended journeys. The order is by
 * journeys, most first, then by names. Immutable once it is given away; safe for any thread then.
 */
public final class WayCounts {

  /** The order of ways: most journeys first, then by names. */
  static final Comparator<Variant> MOST_FIRST =
      Comparator.comparingLong(Variant::journeys)
          .reversed()
          .thenComparing(Variant::touchpoints, WayCounts::byNames);

  private final List<Touchpoint> names;
  private final int bits;
  private final int longestPacked;

  /**
   * Most ways are so short that their numbers, each one more than it is, stand in one number side
   * by side: a table of these is a tenth of the work of one of sequences.
   */
  private final LongCounts packed = LongCounts.any();

  private final Variants.Table longer = new Variants.Table();
  private long journeys;

  WayCounts(List<Touchpoint> names) {
    this.names = names;
    this.bits = Integer.SIZE - Integer.numberOfLeadingZeros(names.size());
    this.longestPacked = (Long.SIZE - 1) / Math.max(1, bits);
  }

  void add(int[] way, int length) {
    journeys++;
    if (length > longestPacked) {
      longer.add(way, length);
      return;
    }
    long key = 0;
    for (int i = 0; i < length; i++) {
      key = key << bits | (way[i] + 1);
    }
    packed.add(key);
  }

  /** The same, from now on for any thread. */
  WayCounts finished() {
    packed.countWaiting();
    return this;
  }

  /** How many journeys all ways have together. */
  public long journeys() {
    return journeys;
  }

  /** How many distinct ways there are. */
  public int distinct() {
    return packed.size() + longer.size();
  }

  /** How many ways fewer journeys went than these. */
  public int distinctBelow(long enough) {
    int[] below = {new Variants(names, longer).distinctBelow(enough)};
    packed.forEach((key, count) -> below[0] += count < enough ? 1 : 0);
    return below[0];
  }

  /** How many journeys went the ways that fewer journeys went than these. */
  public long journeysBelow(long enough) {
    long[] below = {new Variants(names, longer).journeysBelow(enough)};
    packed.forEach((key, count) -> below[0] += count < enough ? count : 0);
    return below[0];
  }

  /** How many journeys went exactly this way. */
  public long journeys(List<Touchpoint> way) {
    if (way.size() > longestPacked) {
      return new Variants(names, longer).journeys(way);
    }
    long key = 0;
    for (Touchpoint touchpoint : way) {
      int number = names.indexOf(touchpoint);
      if (number < 0) {
        return 0;
      }
      key = key << bits | (number + 1);
    }
    return packed.count(key);
  }

  /** The first {@code most} ways in order, fewer if there are not as many. */
  public List<Variant> top(int most) {
    if (most <= 0) {
      return List.of();
    }
    // The last of the best so far stands at the head: most ways are turned away there.
    PriorityQueue<Variant> best = new PriorityQueue<>(MOST_FIRST.reversed());
    packed.forEach(
        (key, count) -> {
          if (best.size() < most || count >= best.peek().journeys()) {
            offer(best, new Variant(way(key), count), most);
          }
        });
    for (Variant way : new Variants(names, longer).top(most)) {
      offer(best, way, most);
    }
    return best.stream().sorted(MOST_FIRST).toList();
  }

  private static void offer(PriorityQueue<Variant> best, Variant way, int most) {
    best.add(way);
    if (best.size() > most) {
      best.poll();
    }
  }

  private List<Touchpoint> way(long key) {
    List<Touchpoint> way = new ArrayList<>();
    for (long rest = key; rest != 0; rest >>>= bits) {
      way.add(0, names.get((int) (rest & ((1L << bits) - 1)) - 1));
    }
    return way;
  }

  /** Compares two ways touchpoint by touchpoint; a beginning comes before the whole. */
  private static int byNames(List<Touchpoint> one, List<Touchpoint> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int byName = one.get(i).compareTo(other.get(i));
      if (byName != 0) {
        return byName;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
