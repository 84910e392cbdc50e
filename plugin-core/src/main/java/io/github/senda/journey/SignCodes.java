package io.github.senda.journey;

import java.util.Arrays;

/**
 * The distinct signs of a block, the commonest first, so that most touches are one byte in it. For
 * one thread.
 */
final class SignCodes {

  /** Each sign that occurs and one more, at a place by its hash; 0 where there is none. */
  private int[] signs = new int[256];

  private int[] counts = new int[256];
  private int[] codes = new int[0];
  private int size;

  SignCodes(int[] all, int count) {
    for (int i = 0; i < count; i++) {
      int at = place(all[i]);
      if (signs[at] == 0) {
        signs[at] = all[i] + 1;
        if (++size * 2 > signs.length) {
          grow();
          at = place(all[i]);
        }
      }
      counts[at]++;
    }
  }

  private void grow() {
    int[] oldSigns = signs;
    int[] oldCounts = counts;
    signs = new int[oldSigns.length * 2];
    counts = new int[signs.length];
    for (int i = 0; i < oldSigns.length; i++) {
      if (oldSigns[i] != 0) {
        int at = place(oldSigns[i] - 1);
        signs[at] = oldSigns[i];
        counts[at] = oldCounts[i];
      }
    }
  }

  private int place(int sign) {
    int mask = signs.length - 1;
    int at = (sign * 0x9e3779b9) >>> 16 & mask;
    while (signs[at] != 0 && signs[at] != sign + 1) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** The signs in the order of their codes; of two that are as common the smaller first. */
  long[] inOrder() {
    long[] order = new long[size];
    int filled = 0;
    for (int at = 0; at < signs.length; at++) {
      if (signs[at] != 0) {
        order[filled++] = (long) -counts[at] << 32 | (signs[at] - 1);
      }
    }
    Arrays.sort(order);
    codes = new int[signs.length];
    for (int code = 0; code < size; code++) {
      order[code] &= 0x7fffffff;
      codes[place((int) order[code])] = code;
    }
    return order;
  }

  /** The code of a sign, once they are in order. */
  int code(int sign) {
    return codes[place(sign)];
  }
}
