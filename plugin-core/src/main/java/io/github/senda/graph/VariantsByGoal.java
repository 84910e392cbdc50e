package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * The commonest ways that touched a goal, and those that did not, each with all others as one: what
 * {@link Variants} tells, for logs that have too many ways to hold. Unit: ended journeys. A value;
 * safe for any thread.
 *
 * <p>Ways are counted by a hash of 63 bits: among ten million ways two are taken for one once in
 * some hundred thousand logs. As long as their table does not overflow all is exact. In a log of
 * more ways the counts of what is shown are exact all the same, since it is read again for them; a
 * way is then shown only where no other can be commoner, and {@link #exact} says no.
 *
 * @param reached the ways with a touch at the goal
 * @param past the ways without
 * @param exact whether all ways were counted; if not, there are more than {@link #distinct}
 */
public record VariantsByGoal(CommonVariants reached, CommonVariants past, boolean exact) {

  /** A table takes this part of the heap at most; a place in it takes 12 bytes. */
  private static final long OF_THE_HEAP = 16;

  private static final int SLOT_BYTES = 12;
  private static final long SALT = 0x2545f4914f6cdd1dL;
  private static final int FEWEST_SLOTS = 1 << 16;
  private static final int MOST_SLOTS = 1 << 24;

  /**
   * Counts the ways of a log, in two readings of which the second ends where all that is shown was
   * met, or in three.
   *
   * @param fewest how many journeys of one way are enough for it to be shown; 1 or less for any
   * @param most so many are shown of each kind at most
   */
  public static VariantsByGoal of(
      JourneyLog log, Meaning meaning, Touchpoint goal, long fewest, int most) {
    long slots = Runtime.getRuntime().maxMemory() / OF_THE_HEAP / SLOT_BYTES;
    int power = (int) Long.highestOneBit(Math.min(MOST_SLOTS, Math.max(FEWEST_SLOTS, slots)));
    return of(log, meaning, goal, fewest, most, power);
  }

  /**
   * The same in so much memory.
   *
   * @param mostSlots a power of two
   */
  static VariantsByGoal of(
      JourneyLog log, Meaning meaning, Touchpoint goal, long fewest, int most, int mostSlots) {
    return new Counting(log, meaning, goal, fewest, mostSlots).count(most);
  }

  /** How many ways there are; where not all were counted, at least so many. */
  public long distinct() {
    return (long) reached.shown().size() + reached.ways() + past.shown().size() + past.ways();
  }

  /** For one thread. */
  private static final class Counting {
    private final JourneyLog log;
    private final Meaning meaning;
    private final int goal;
    private final long fewest;
    private final WayTable table;

    /** By kind, which is 1 for ways with the goal: all journeys, and those of ways shown or not. */
    private final long[] journeys = new long[2];

    Counting(JourneyLog log, Meaning meaning, Touchpoint goal, long fewest, int mostSlots) {
      this.log = log;
      this.meaning = meaning;
      this.goal = meaning.touchpoints().indexOf(goal);
      this.fewest = Math.max(1, fewest);
      this.table = new WayTable(mostSlots);
    }

    VariantsByGoal count(int most) {
      JourneyLog.Reader reader = log.reader(meaning);
      while (reader.next()) {
        if (!reader.active()) {
          long key = key(reader.touchpoints(), reader.length());
          journeys[(int) (key & 1)]++;
          table.add(key);
        }
      }
      long[] distinct = {table.distinct(0), table.distinct(1)};
      boolean exact = table.lost() == 0;
      // A way that is not in the table may be as common as what was lost, and no commoner.
      long enough = Math.max(fewest, table.lost() + 1);
      if (!exact) {
        countAgain(enough);
      }
      List<List<Variant>> shown = shown(enough, most);
      return new VariantsByGoal(
          common(shown.get(1), distinct[1], journeys[1]),
          common(shown.get(0), distinct[0], journeys[0]),
          exact);
    }

    private void countAgain(long enough) {
      table.beginAgain(enough);
      JourneyLog.Reader reader = log.reader(meaning);
      while (reader.next()) {
        if (!reader.active()) {
          table.addKnown(key(reader.touchpoints(), reader.length()));
        }
      }
    }

    private static CommonVariants common(List<Variant> shown, long distinct, long journeys) {
      return new CommonVariants(
          shown,
          (int) Math.min(Integer.MAX_VALUE, Math.max(0, distinct - shown.size())),
          journeys - shown.stream().mapToLong(Variant::journeys).sum());
    }

    /** What is shown of each kind. */
    private List<List<Variant>> shown(long enough, int most) {
      int[] told = new int[2];
      long[] bars = new long[2];
      long missing = 0;
      for (int kind = 0; kind < 2; kind++) {
        int[] counts = counts(kind, enough);
        long rare = journeys[kind] - Arrays.stream(counts).asLongStream().sum();
        told[kind] = CommonVariants.told(counts.length, rare, fewest, most);
        bars[kind] = told[kind] <= 0 ? Long.MAX_VALUE : counts[counts.length - told[kind]];
        long bar = bars[kind];
        missing += Arrays.stream(counts).filter(count -> count >= bar).count();
      }
      return find(told, bars, missing);
    }

    /** How many journeys took each way of a kind that enough took, fewest first. */
    private int[] counts(int kind, long enough) {
      IntStream.Builder counts = IntStream.builder();
      table.forEach(
          (key, count) -> {
            if ((key & 1) == kind && count >= enough) {
              counts.add((int) count);
            }
          });
      return counts.build().sorted().toArray();
    }

    /** Reads the log until all ways were met that as many journeys took as the bar says. */
    private List<List<Variant>> find(int[] told, long[] bars, long missing) {
      Comparator<Variant> order = WayCounts.MOST_FIRST;
      List<PriorityQueue<Variant>> best =
          List.of(new PriorityQueue<>(order.reversed()), new PriorityQueue<>(order.reversed()));
      JourneyLog.Reader reader = log.reader(meaning);
      for (long left = missing; left > 0 && reader.next(); ) {
        long key = reader.active() ? 0 : key(reader.touchpoints(), reader.length());
        int kind = (int) (key & 1);
        int count = key == 0 ? 0 : table.count(key);
        if (count > 0 && count >= bars[kind]) {
          left--;
          table.forget(key);
          best.get(kind).add(new Variant(way(reader), count));
          if (best.get(kind).size() > told[kind]) {
            best.get(kind).poll();
          }
        }
      }
      return best.stream().map(ways -> ways.stream().sorted(order).toList()).toList();
    }

    private List<Touchpoint> way(JourneyLog.Reader reader) {
      List<Touchpoint> way = new ArrayList<>(reader.length());
      for (int i = 0; i < reader.length(); i++) {
        way.add(meaning.touchpoints().get(reader.touchpoints()[i]));
      }
      return way;
    }

    /** A hash of a way, odd where it has the goal, and never 0. */
    private long key(int[] touchpoints, int length) {
      long hash = length;
      boolean reached = false;
      for (int i = 0; i < length; i++) {
        int touchpoint = touchpoints[i];
        reached |= touchpoint == goal;
        // Never a small number, or short ways would meet at 0 and stay together.
        hash = (hash ^ (touchpoint + SALT)) * 0x9e3779b97f4a7c15L;
        hash ^= hash >>> 32;
      }
      hash = (hash ^ (hash >>> 29)) * 0xbf58476d1ce4e5b9L;
      hash ^= hash >>> 32;
      long even = hash & ~1L;
      return reached ? even | 1 : even == 0 ? 2 : even;
    }
  }
}
