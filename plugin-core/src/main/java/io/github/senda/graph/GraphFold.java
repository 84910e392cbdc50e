package io.github.senda.graph;

import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds journeys up, a few nanoseconds a touch. For one thread. Touchpoints are numbers below {@code
 * size}, then come ENTRY, EXIT and ACTIVE; an arc's sums stand at its slot, and slots are found in
 * a square table while that is small, else by hashing.
 */
final class GraphFold {

  private static final int LARGEST_SQUARE = 1024;
  private static final long NO_KEY = -1;

  private final int size;
  private final int entry;
  private final int exit;
  private final int active;
  private final int width;

  private final long[] touches;
  private final long[] journeysOf;
  private final long[] endedOf;
  private final long[] lastJourney;
  private long journeys;
  private long activeJourneys;

  private final int[] square;
  private long[] keys;
  private int[] slotOfKey;

  private int slots;
  private long[] keyOfSlot = new long[64];
  private long[] counts = new long[64];
  private long[] sums = new long[64];
  private long[][] histograms = new long[64][];

  GraphFold(int size) {
    this.size = size;
    this.entry = size;
    this.exit = size + 1;
    this.active = size + 2;
    this.width = size + 3;
    this.touches = new long[size];
    this.journeysOf = new long[size];
    this.endedOf = new long[size];
    this.lastJourney = new long[size];
    if (width <= LARGEST_SQUARE) {
      this.square = new int[width * width];
      Arrays.fill(square, -1);
    } else {
      this.square = new int[0];
      allocate(4096);
    }
  }

  private void allocate(int capacity) {
    keys = new long[capacity];
    slotOfKey = new int[capacity];
    Arrays.fill(keys, NO_KEY);
  }

  void add(int[] touchpoints, long[] micros, int length, boolean open) {
    long journey = ++journeys;
    int from = touchpoints[0];
    count(entry, from);
    int ended = open ? 0 : 1;
    touch(from, journey, ended);
    for (int i = 1; i < length; i++) {
      int to = touchpoints[i];
      touch(to, journey, ended);
      int slot = slot(from, to);
      long duration = micros[i] - micros[i - 1];
      counts[slot]++;
      sums[slot] += duration;
      int bucket = Durations.bucket(duration);
      long[] histogram = histograms[slot];
      if (bucket >= histogram.length) {
        histogram = Arrays.copyOf(histogram, bucket + 8);
        histograms[slot] = histogram;
      }
      histogram[bucket]++;
      from = to;
    }
    if (open) {
      activeJourneys++;
    }
    count(from, open ? active : exit);
  }

  private void count(int from, int to) {
    // The slot first: finding it may put a larger array in place of this one.
    int slot = slot(from, to);
    counts[slot]++;
  }

  private void touch(int touchpoint, long journey, int ended) {
    touches[touchpoint]++;
    if (lastJourney[touchpoint] != journey) {
      lastJourney[touchpoint] = journey;
      journeysOf[touchpoint]++;
      endedOf[touchpoint] += ended;
    }
  }

  private int slot(int from, int to) {
    if (square.length > 0) {
      int at = from * width + to;
      if (square[at] < 0) {
        square[at] = newSlot(at);
      }
      return square[at];
    }
    long key = (long) from * width + to;
    int at = place(key);
    if (keys[at] == NO_KEY) {
      if (slots * 2 >= keys.length) {
        grow();
        at = place(key);
      }
      keys[at] = key;
      slotOfKey[at] = newSlot(key);
    }
    return slotOfKey[at];
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int at = (int) ((key * 0x9e3779b97f4a7c15L) >>> 40) & mask;
    while (keys[at] != key && keys[at] != NO_KEY) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldSlots = slotOfKey;
    allocate(oldKeys.length * 2);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != NO_KEY) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        slotOfKey[at] = oldSlots[i];
      }
    }
  }

  private int newSlot(long key) {
    if (slots == counts.length) {
      int capacity = slots * 2;
      keyOfSlot = Arrays.copyOf(keyOfSlot, capacity);
      counts = Arrays.copyOf(counts, capacity);
      sums = Arrays.copyOf(sums, capacity);
      histograms = Arrays.copyOf(histograms, capacity);
    }
    keyOfSlot[slots] = key;
    histograms[slots] = new long[0];
    return slots++;
  }

  JourneyGraph graph(List<Touchpoint> touchpoints) {
    Map<Touchpoint, JourneyGraph.Visits> visits = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      if (touches[i] > 0) {
        visits.put(
            touchpoints.get(i), new JourneyGraph.Visits(touches[i], journeysOf[i], endedOf[i]));
      }
    }
    List<Transition> transitions = new ArrayList<>(slots);
    for (int slot = 0; slot < slots; slot++) {
      Touchpoint from = touchpoint((int) (keyOfSlot[slot] / width), touchpoints);
      Touchpoint to = touchpoint((int) (keyOfSlot[slot] % width), touchpoints);
      transitions.add(
          new Transition(
              from, to, counts[slot], sums[slot], new Durations(histograms[slot].clone())));
    }
    return JourneyGraph.of(visits, transitions, journeys, activeJourneys);
  }

  private Touchpoint touchpoint(int number, List<Touchpoint> touchpoints) {
    if (number < size) {
      return touchpoints.get(number);
    }
    return number == entry
        ? Touchpoint.ENTRY
        : number == exit ? Touchpoint.EXIT : Touchpoint.ACTIVE;
  }
}
