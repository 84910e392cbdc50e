package io.github.senda.graph;

import java.util.Arrays;

/**
 * How often each key was counted, in a table that grows up to a bound and no further. When it is
 * full, as much is taken off every count as rids it of half of the keys, so that a count is too low
 * by {@link #lost} at most, and a key that is not there was counted no more often than that (Misra
 * and Gries, <i>Science of Computer Programming</i> 2, 1982). Keys are of two kinds, told by their
 * lowest bit. For one thread.
 */
final class WayTable {

  /** What stands in a free place. */
  private static final long FREE = 0;

  private final int mostSlots;
  private long[] keys;
  private int[] counts;
  private int size;
  private long lost;

  /** How many keys of each kind there were at once. */
  private final long[] together = new long[2];

  /**
   * An empty table.
   *
   * @param mostSlots how many places it may have, of which three in four are taken; a power of two
   */
  WayTable(int mostSlots) {
    this.mostSlots = mostSlots;
    this.keys = new long[Math.min(mostSlots, 1024)];
    this.counts = new int[keys.length];
  }

  /** Counts a key, which is not 0. */
  void add(long key) {
    int at = place(key);
    if (keys[at] == FREE) {
      if (size >= keys.length - keys.length / 4) {
        makeRoom();
        at = place(key);
      }
      keys[at] = key;
      size++;
    }
    counts[at]++;
  }

  private void makeRoom() {
    long bar = 0;
    int slots = keys.length * 2;
    if (slots > mostSlots) {
      slots = keys.length;
      remember();
      bar = middle();
      lost += bar;
    }
    keep(slots, bar + 1, bar);
  }

  /** The smallest count that as many keys as half do not exceed. */
  private long middle() {
    int[] all = new int[size];
    int filled = 0;
    for (int at = 0; at < keys.length; at++) {
      if (keys[at] != FREE) {
        all[filled++] = counts[at];
      }
    }
    Arrays.sort(all);
    return all[(filled - 1) / 2];
  }

  /** Keeps only keys that were counted so often, and takes so much off their counts. */
  private void keep(int slots, long least, long off) {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[slots];
    counts = new int[slots];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE && oldCounts[i] >= least) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        counts[at] = (int) (oldCounts[i] - off);
        size++;
      }
    }
  }

  private void remember() {
    long[] now = new long[2];
    forEach((key, count) -> now[(int) (key & 1)]++);
    together[0] = Math.max(together[0], now[0]);
    together[1] = Math.max(together[1], now[1]);
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int at = (int) (key >>> 20) & mask;
    while (keys[at] != FREE && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** How much too low a count may be. */
  long lost() {
    return lost;
  }

  /** How many keys of a kind there were; where something is lost, at least so many. */
  long distinct(int kind) {
    remember();
    return together[kind];
  }

  /** Keeps the keys that may have been counted so often, to count them, and no others, anew. */
  void beginAgain(long least) {
    keep(keys.length, Math.max(1, least - lost), 0);
    Arrays.fill(counts, 0);
  }

  /** Counts a key that is there; another is not counted. */
  void addKnown(long key) {
    int at = place(key);
    if (keys[at] != FREE) {
      counts[at]++;
    }
  }

  /** How often a key was counted; 0 where it is not there. */
  int count(long key) {
    return counts[place(key)];
  }

  /** Forgets how often a key was counted. */
  void forget(long key) {
    counts[place(key)] = 0;
  }

  /** Gives all keys that are there, in no order that means anything. */
  void forEach(LongCounts.Each each) {
    for (int at = 0; at < keys.length; at++) {
      if (keys[at] != FREE) {
        each.counted(keys[at], counts[at]);
      }
    }
  }
}
