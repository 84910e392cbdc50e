package io.github.senda.journey;

import java.util.Arrays;

/**
 * Touches of several visits side by side: what they were, what they mean (-1 for nothing), and
 * when. For one thread.
 */
final class JoinedTouches {

  int[] signs = new int[64];
  int[] touchpoints = new int[64];
  long[] micros = new long[64];

  void makeRoom(int length) {
    if (length > signs.length) {
      int capacity = Math.max(length, signs.length + signs.length / 2);
      signs = Arrays.copyOf(signs, capacity);
      touchpoints = Arrays.copyOf(touchpoints, capacity);
      micros = Arrays.copyOf(micros, capacity);
    }
  }

  void copy(int[] newSigns, int[] newTouchpoints, long[] times, int from, int to, int length) {
    makeRoom(to + length);
    System.arraycopy(newSigns, from, signs, to, length);
    System.arraycopy(newTouchpoints, from, touchpoints, to, length);
    System.arraycopy(times, from, micros, to, length);
  }

  /** Takes some that stand together. */
  JoinedTouches take(JoinedTouches other, int from, int length) {
    copy(other.signs, other.touchpoints, other.micros, from, 0, length);
    return this;
  }

  /** Takes some in another order. */
  void take(JoinedTouches other, int[] order, int length) {
    makeRoom(length);
    for (int i = 0; i < length; i++) {
      signs[i] = other.signs[order[i]];
      touchpoints[i] = other.touchpoints[order[i]];
      micros[i] = other.micros[order[i]];
    }
  }
}
