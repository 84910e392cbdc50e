package io.github.senda.graph;

/**
 * Cuts the loops out of journeys: whenever one comes back to a touchpoint, all since it was there
 * is taken out, so that {@code A B C B D} is {@code A B D}. What is left has no touchpoint twice
 * and is a way in the same graph. Called chronological loop erasure: Lawler, A self-avoiding random
 * walk, Duke Mathematical Journal 47(3), 1980, 655-693. For one thread; linear in the touches.
 */
final class LoopErasure {

  private final int[] placeOf;
  private final int[] way;
  private int length;

  LoopErasure(int size) {
    this.placeOf = new int[size];
    this.way = new int[size];
  }

  /** Takes the first touches of a journey; {@link #way} is theirs until the next call. */
  void erase(int[] touchpoints, int touches) {
    length = 0;
    for (int i = 0; i < touches; i++) {
      int touchpoint = touchpoints[i];
      // A place may be left from a loop that is gone, or from another journey: the way itself
      // tells.
      int place = placeOf[touchpoint];
      if (place < length && way[place] == touchpoint) {
        length = place + 1;
      } else {
        placeOf[touchpoint] = length;
        way[length++] = touchpoint;
      }
    }
  }

  /** The way that is left, valid below {@link #length}. */
  int[] way() {
    return way;
  }

  int length() {
    return length;
  }
}
