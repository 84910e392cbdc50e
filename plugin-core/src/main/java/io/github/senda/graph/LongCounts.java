package io.github.senda.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How often each number that is not negative was counted: at a place of its own where the numbers
 * are few, else by hash. For one thread.
 */
final class LongCounts {

  /** A number and how often it was counted. */
  record Counted(long key, long count) {}

  /** Is given each number that was counted. */
  @FunctionalInterface
  interface Each {
    void counted(long key, long count);
  }

  /** What stands in a free place. */
  private static final long FREE = -1;

  private static final int LARGEST_ROW = 1 << 18;

  /** Counts by number; empty where they go by hash. */
  private final long[] row;

  private long[] keys = new long[64];
  private long[] counts = new long[64];
  private int size;

  private LongCounts(int row) {
    this.row = new long[row];
    Arrays.fill(keys, FREE);
  }

  /** Counts any numbers. */
  static LongCounts any() {
    return new LongCounts(0);
  }

  /** Counts numbers below an end. */
  static LongCounts below(long end) {
    return new LongCounts(end <= LARGEST_ROW ? (int) end : 0);
  }

  void add(long key) {
    if (row.length > 0) {
      row[(int) key]++;
      return;
    }
    int at = place(key);
    if (keys[at] == FREE) {
      keys[at] = key;
      if (++size * 2 > keys.length) {
        grow();
        at = place(key);
      }
    }
    counts[at]++;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    keys = new long[oldKeys.length * 4];
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

  /** How many distinct numbers were counted by hash. */
  int size() {
    return size;
  }

  /** How often a number was counted. */
  long count(long key) {
    return row.length > 0 ? row[(int) key] : counts[place(key)];
  }

  /** Gives all that was counted, in no order that means anything. */
  void forEach(Each each) {
    for (int i = 0; i < row.length; i++) {
      if (row[i] > 0) {
        each.counted(i, row[i]);
      }
    }
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != FREE) {
        each.counted(keys[i], counts[i]);
      }
    }
  }

  /** What was counted most, most first, then by the number. */
  List<Counted> top(int most) {
    List<Counted> counted = new ArrayList<>();
    forEach((key, count) -> counted.add(new Counted(key, count)));
    counted.sort(
        Comparator.comparingLong(Counted::count).reversed().thenComparingLong(Counted::key));
    return List.copyOf(counted.subList(0, Math.min(most, counted.size())));
  }
}
