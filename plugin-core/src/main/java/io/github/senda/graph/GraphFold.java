package io.github.senda.graph;

import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds journeys up, a few nanoseconds a touch. For one thread. An arc has a slot, at which its sum
 * and its histogram stand in flat arrays. The touches of a step and the count of an arc are not
 * kept while it runs: the one is what goes into the step, the other what its histogram holds, and
 * each would be one more place of memory to write at every touch.
 */
final class GraphFold {

  /** So many touches never make one place of a histogram overflow; then the fold has to end. */
  static final long MOST_TOUCHES = 1 << 30;

  /** Places of a histogram that stand in the flat array: durations up to 18 hours. */
  private static final int WIDTH = 192;

  private final int size;
  private final long[] starts;
  private final long[] ends;
  private final long[] activeEnds;
  private final long[] endedOf;
  private final long[] activeOf;
  private final Seen seen;
  private long journeys;
  private long activeJourneys;
  private long touches;

  private final Slots slots;
  private long[] sums = new long[64];
  private int[] histograms = new int[64 * WIDTH];

  /** What is longer, of the slots that have such: there is little of it in a shop. */
  private long[][] longer = new long[64][];

  GraphFold(int size) {
    this.size = size;
    this.starts = new long[size];
    this.ends = new long[size];
    this.activeEnds = new long[size];
    this.endedOf = new long[size];
    this.activeOf = new long[size];
    this.seen = new Seen(size);
    this.slots = new Slots(size);
  }

  void add(int[] touchpoints, long[] micros, int length, boolean open) {
    journeys++;
    touches += length;
    int from = touchpoints[0];
    starts[from]++;
    for (int i = 1; i < length; i++) {
      int to = touchpoints[i];
      int slot = slots.of(from, to);
      if (slot >= sums.length) {
        grow();
      }
      long duration = micros[i] - micros[i - 1];
      sums[slot] += duration;
      int bucket = Durations.bucket(duration);
      if (bucket < WIDTH) {
        histograms[slot * WIDTH + bucket]++;
      } else {
        addLonger(slot, bucket);
      }
      from = to;
    }
    seen.count(touchpoints, length, open ? activeOf : endedOf);
    if (open) {
      activeJourneys++;
      activeEnds[from]++;
    } else {
      ends[from]++;
    }
  }

  boolean isFull() {
    return touches >= MOST_TOUCHES;
  }

  private void grow() {
    int capacity = sums.length * 2;
    sums = Arrays.copyOf(sums, capacity);
    histograms = Arrays.copyOf(histograms, capacity * WIDTH);
    longer = Arrays.copyOf(longer, capacity);
  }

  private void addLonger(int slot, int bucket) {
    long[] counts = longer[slot] == null ? new long[0] : longer[slot];
    int at = bucket - WIDTH;
    if (at >= counts.length) {
      counts = Arrays.copyOf(counts, at + 16);
      longer[slot] = counts;
    }
    counts[at]++;
  }

  JourneyGraph graph(List<Touchpoint> touchpoints) {
    List<Transition> transitions = new ArrayList<>();
    long[] touchesOf = starts.clone();
    for (int slot = 0; slot < slots.used; slot++) {
      int to = slots.to(slot);
      Durations durations = new Durations(histogram(slot));
      touchesOf[to] += durations.count();
      transitions.add(
          new Transition(
              touchpoints.get(slots.from(slot)),
              touchpoints.get(to),
              durations.count(),
              sums[slot],
              durations));
    }
    Map<Touchpoint, JourneyGraph.Visits> visits = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      if (touchesOf[i] > 0) {
        Touchpoint step = touchpoints.get(i);
        visits.put(
            step, new JourneyGraph.Visits(touchesOf[i], endedOf[i] + activeOf[i], endedOf[i]));
        addEnd(transitions, Touchpoint.ENTRY, step, starts[i]);
        addEnd(transitions, step, Touchpoint.EXIT, ends[i]);
        addEnd(transitions, step, Touchpoint.ACTIVE, activeEnds[i]);
      }
    }
    return JourneyGraph.of(visits, transitions, journeys, activeJourneys);
  }

  private long[] histogram(int slot) {
    int last = WIDTH - 1;
    while (last >= 0 && histograms[slot * WIDTH + last] == 0) {
      last--;
    }
    long[] more = longer[slot] == null ? new long[0] : longer[slot];
    long[] histogram = new long[more.length == 0 ? last + 1 : WIDTH + more.length];
    for (int i = 0; i <= last; i++) {
      histogram[i] = histograms[slot * WIDTH + i];
    }
    for (int i = 0; i < more.length; i++) {
      histogram[WIDTH + i] = more[i];
    }
    return histogram;
  }

  private static void addEnd(
      List<Transition> transitions, Touchpoint from, Touchpoint to, long count) {
    if (count > 0) {
      transitions.add(new Transition(from, to, count, 0, Durations.NONE));
    }
  }

  /** Counts each touchpoint of a journey once: in the bits of one number where they have room. */
  private static final class Seen {
    private final long[] lastJourney;
    private long journey;

    Seen(int size) {
      this.lastJourney = new long[size <= Long.SIZE ? 0 : size];
    }

    void count(int[] touchpoints, int length, long[] journeysOf) {
      if (lastJourney.length == 0) {
        long bits = 0;
        for (int i = 0; i < length; i++) {
          bits |= 1L << touchpoints[i];
        }
        for (; bits != 0; bits &= bits - 1) {
          journeysOf[Long.numberOfTrailingZeros(bits)]++;
        }
        return;
      }
      journey++;
      for (int i = 0; i < length; i++) {
        int touchpoint = touchpoints[i];
        if (lastJourney[touchpoint] != journey) {
          lastJourney[touchpoint] = journey;
          journeysOf[touchpoint]++;
        }
      }
    }
  }

  /**
   * Numbers the arcs that occur: by a place for every pair, or by hash where these are too many.
   */
  private static final class Slots {
    private static final int LARGEST_SQUARE = 1024;

    private final int size;
    private final int[] square;
    private int[] table = new int[0];
    private long[] keys = new long[64];
    private int used;

    Slots(int size) {
      this.size = size;
      boolean small = size <= LARGEST_SQUARE;
      this.square = new int[small ? size * size : 0];
      if (!small) {
        this.table = new int[4096];
      }
    }

    int from(int slot) {
      return (int) (keys[slot] / size);
    }

    int to(int slot) {
      return (int) (keys[slot] % size);
    }

    /** The slot of an arc, a new one if it has none; in a place stands the slot and one more. */
    int of(int from, int to) {
      if (square.length > 0) {
        int at = from * size + to;
        int slot = square[at] - 1;
        if (slot < 0) {
          slot = next(at);
          square[at] = slot + 1;
        }
        return slot;
      }
      return hashed((long) from * size + to);
    }

    private int hashed(long key) {
      int at = place(key);
      if (table[at] == 0) {
        if (used * 2 >= table.length) {
          table = new int[table.length * 2];
          for (int slot = 0; slot < used; slot++) {
            table[place(keys[slot])] = slot + 1;
          }
          at = place(key);
        }
        table[at] = next(key) + 1;
      }
      return table[at] - 1;
    }

    private int place(long key) {
      int mask = table.length - 1;
      int at = (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & mask;
      while (table[at] != 0 && keys[table[at] - 1] != key) {
        at = (at + 1) & mask;
      }
      return at;
    }

    private int next(long key) {
      if (used == keys.length) {
        keys = Arrays.copyOf(keys, used * 2);
      }
      keys[used] = key;
      return used++;
    }
  }
}
