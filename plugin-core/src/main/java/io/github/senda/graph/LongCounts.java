package io.github.senda.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How often each number that is not negative was counted: at a place of its own where the numbers
 * are few, else by hash. There a table of a million is seldom where the processor looks first, so
 * numbers wait until there are several, whose places are fetched side by side. For one thread.
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

  /** Each number and after it how often it was counted. */
  private long[] table = freeTable(64);

  private int size;
  private final long[] waiting = new long[64];
  private int waits;

  private LongCounts(int row) {
    this.row = new long[row];
  }

  private static long[] freeTable(int places) {
    long[] table = new long[places * 2];
    for (int at = 0; at < table.length; at += 2) {
      table[at] = FREE;
    }
    return table;
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
    waiting[waits++] = key;
    if (waits == waiting.length) {
      countWaiting();
    }
  }

  /** Counts what waits; nothing does until {@link #add} is called again. */
  void countWaiting() {
    if (waits == 0) {
      return;
    }
    int left = 0;
    for (int i = 0; i < waits; i++) {
      long key = waiting[i];
      int home = home(key);
      if (table[home] == key) {
        table[home + 1]++;
      } else {
        waiting[left++] = key;
      }
    }
    for (int i = 0; i < left; i++) {
      long key = waiting[i];
      int at = place(key);
      if (table[at] == FREE) {
        if (size * 4 >= table.length) {
          grow();
          at = place(key);
        }
        table[at] = key;
        size++;
      }
      table[at + 1]++;
    }
    waits = 0;
  }

  private void grow() {
    long[] old = table;
    table = freeTable(old.length * 2);
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != FREE) {
        int at = place(old[i]);
        table[at] = old[i];
        table[at + 1] = old[i + 1];
      }
    }
  }

  private int home(long key) {
    return (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & (table.length - 2);
  }

  private int place(long key) {
    int mask = table.length - 2;
    int at = home(key);
    while (table[at] != FREE && table[at] != key) {
      at = (at + 2) & mask;
    }
    return at;
  }

  /** How many distinct numbers were counted by hash. */
  int size() {
    countWaiting();
    return size;
  }

  /** How often a number was counted. */
  long count(long key) {
    countWaiting();
    return row.length > 0 ? row[(int) key] : table[place(key) + 1];
  }

  /** Gives all that was counted, in no order that means anything. */
  void forEach(Each each) {
    for (int i = 0; i < row.length; i++) {
      if (row[i] > 0) {
        each.counted(i, row[i]);
      }
    }
    countWaiting();
    for (int at = 0; at < table.length; at += 2) {
      if (table[at] != FREE) {
        each.counted(table[at], table[at + 1]);
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
