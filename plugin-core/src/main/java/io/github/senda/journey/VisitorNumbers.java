package io.github.senda.journey;

import java.util.List;

/**
 * A number for each known visitor: a hash table by open addressing, 32 bytes a visitor at most.
 * Safe for any thread once nothing is put in any more.
 */
final class VisitorNumbers {

  /** A visitor, never 0, and behind it the number: side by side, as both are wanted at once. */
  private long[] places = new long[32];

  private int size;

  /** When each known visitor's first visit in a log began, in microseconds since the epoch. */
  static VisitorNumbers firstStarts(List<JourneyBlock> blocks) {
    VisitorNumbers first = new VisitorNumbers();
    BlockColumns columns = new BlockColumns();
    for (JourneyBlock block : blocks) {
      if (block.hasVisitors()) {
        block.open(columns);
        for (int journey = 0; journey < columns.journeys(); journey++) {
          long visitor = columns.visitor(journey);
          if (visitor != 0) {
            long start = columns.start(journey);
            first.put(visitor, Math.min(start, first.get(visitor, start)));
          }
        }
      }
    }
    return first;
  }

  /** How many visitors have a number. */
  int size() {
    return size;
  }

  /** The number of a visitor who is not 0, or another where there is none. */
  long get(long visitor, long otherwise) {
    int at = place(visitor);
    return places[at] == visitor ? places[at + 1] : otherwise;
  }

  /** Gives a visitor who is not 0 a number. */
  void put(long visitor, long number) {
    int at = place(visitor);
    if (places[at] == 0) {
      places[at] = visitor;
      size++;
    }
    places[at + 1] = number;
    if (size * 4 > places.length) {
      grow();
    }
  }

  /** The number of a visitor who is not 0, the next one, from 0 up, where there was none. */
  int number(long visitor) {
    int at = place(visitor);
    if (places[at] == visitor) {
      return (int) places[at + 1];
    }
    places[at] = visitor;
    places[at + 1] = size++;
    if (size * 4 > places.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    long[] old = places;
    places = new long[old.length * 2];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int at = place(old[i]);
        places[at] = old[i];
        places[at + 1] = old[i + 1];
      }
    }
  }

  private int place(long visitor) {
    int mask = places.length - 2;
    int at = (int) ((visitor * 0x9e3779b97f4a7c15L) >>> 32) & mask;
    while (places[at] != 0 && places[at] != visitor) {
      at = (at + 2) & mask;
    }
    return at;
  }
}
