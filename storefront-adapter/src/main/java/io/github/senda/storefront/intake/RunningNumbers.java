package io.github.senda.storefront.intake;

import java.util.HashMap;
import java.util.Map;

/**
 * Which time a hash has come: the first, the second. Sixteen bytes a hash at most, more for those
 * that come again. For one thread.
 */
final class RunningNumbers {

  /** So many different hashes are told apart, which takes 16 MB. */
  static final int MOST = 1_500_000;

  private long[] places = new long[1 << 12];
  private int size;
  private final Map<Long, Integer> again = new HashMap<>();

  /** Whether there is room for another. */
  boolean isFull() {
    return size >= MOST;
  }

  /** From 1. */
  int next(long hash) {
    // 0 is a free place.
    long key = hash == 0 ? 1 : hash;
    if (add(key)) {
      return 1;
    }
    return again.merge(key, 2, (count, unused) -> count + 1);
  }

  private boolean add(long key) {
    if (size >= places.length / 4 * 3) {
      long[] old = places;
      places = new long[old.length * 2];
      for (long one : old) {
        if (one != 0) {
          places[place(one)] = one;
        }
      }
    }
    int at = place(key);
    if (places[at] == key) {
      return false;
    }
    places[at] = key;
    size++;
    return true;
  }

  private int place(long key) {
    int mask = places.length - 1;
    int at = (int) (key ^ (key >>> 32)) & mask;
    while (places[at] != 0 && places[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
