package io.github.senda.metric;

import java.util.Arrays;

/** Numbers by number, none of them boxed: a hash table by open addressing. For one thread. */
final class LongTable {

  private long[] keys = new long[64];
  private long[] values = new long[64];
  private int size;

  /** How many keys there are. */
  int size() {
    return size;
  }

  /** What stands under a key, which is not 0. */
  long get(long key, long otherwise) {
    int at = place(key);
    return keys[at] == key ? values[at] : otherwise;
  }

  /** Puts a value under a key, which is not 0, in the place of the one before. */
  void put(long key, long value) {
    int at = place(key);
    values[at] = value;
    if (keys[at] == 0) {
      keys[at] = key;
      if (++size * 2 > keys.length) {
        grow();
      }
    }
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = Arrays.copyOf(oldValues, keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        values[at] = oldValues[i];
      }
    }
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int at = (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & mask;
    while (keys[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
