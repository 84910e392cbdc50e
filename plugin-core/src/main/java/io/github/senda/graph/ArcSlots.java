package io.github.senda.graph;

import java.util.Arrays;

/**
 * Numbers the arcs that occur, from 0 up: by a place for every pair, or by hash where these are too
 * many. For one thread.
 */
final class ArcSlots {

  private static final int LARGEST_SQUARE = 1024;

  private final int size;
  private final int[] square;
  private int[] table = new int[0];
  private long[] keys = new long[64];
  private int used;

  /**
   * No arcs yet.
   *
   * @param size how many touchpoints there are
   */
  ArcSlots(int size) {
    this.size = size;
    boolean small = size <= LARGEST_SQUARE;
    this.square = new int[small ? size * size : 0];
    if (!small) {
      this.table = new int[4096];
    }
  }

  /** How many arcs have a slot. */
  int used() {
    return used;
  }

  int from(int slot) {
    return (int) (keys[slot] / size);
  }

  int to(int slot) {
    return (int) (keys[slot] % size);
  }

  /**
   * The slot of each arc and one more, 0 where it has none yet, at the number of the touchpoint it
   * comes from times the number of touchpoints and the one it goes to; empty where these are too
   * many. For whoever looks up so many that a call for each is too much.
   */
  int[] square() {
    return square;
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
