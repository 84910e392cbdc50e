package io.github.senda.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** How often each number that is not negative was counted, by hash. For one thread. */
final class LongCounts {

  /** A number and how often it was counted. */
  record Counted(long key, long count) {}

  /** What stands in a free place. */
  private static final long FREE = -1;

  private long[] keys = new long[64];
  private long[] counts = new long[64];
  private int size;

  LongCounts() {
    Arrays.fill(keys, FREE);
  }

  void add(long key, long times) {
    int at = place(key);
    if (keys[at] == FREE) {
      keys[at] = key;
      if (++size * 2 > keys.length) {
        grow();
        at = place(key);
      }
    }
    counts[at] += times;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    keys = new long[oldKeys.length * 2];
    counts = new long[keys.length];
    Arrays.fill(keys, FREE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        counts[at] = oldCounts[i];
      }
    }
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int at = (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & mask;
    while (keys[at] != FREE && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** What was counted, in no order that means anything. */
  List<Counted> counted() {
    List<Counted> counted = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != FREE) {
        counted.add(new Counted(keys[i], counts[i]));
      }
    }
    return counted;
  }

  /** What was counted most, most first, then by the number. */
  List<Counted> top(int most) {
    List<Counted> counted = counted();
    counted.sort(
        Comparator.comparingLong(Counted::count).reversed().thenComparingLong(Counted::key));
    return List.copyOf(counted.subList(0, Math.min(most, counted.size())));
  }
}
