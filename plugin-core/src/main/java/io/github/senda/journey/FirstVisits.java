package io.github.senda.journey;

import java.util.List;

/**
 * When each known visitor's first visit in a log began: a hash table by open addressing, 32 bytes a
 * visitor at most. Safe for any thread once it is made.
 */
final class FirstVisits {

  /** Of nobody. */
  static final FirstVisits NONE = new FirstVisits();

  private long[] visitors = new long[16];
  private long[] starts = new long[16];
  private int size;

  private FirstVisits() {}

  static FirstVisits of(List<JourneyBlock> blocks) {
    FirstVisits first = new FirstVisits();
    for (JourneyBlock block : blocks) {
      if (block.hasVisitors()) {
        JourneyBlock.Cursor cursor = block.cursor();
        while (cursor.next()) {
          if (cursor.visitor() != 0) {
            first.add(cursor.visitor(), cursor.micros()[0]);
          }
        }
      }
    }
    return first;
  }

  private void add(long visitor, long start) {
    int at = place(visitor);
    if (visitors[at] == visitor) {
      starts[at] = Math.min(starts[at], start);
      return;
    }
    visitors[at] = visitor;
    starts[at] = start;
    if (++size * 2 > visitors.length) {
      grow();
    }
  }

  private void grow() {
    long[] oldVisitors = visitors;
    long[] oldStarts = starts;
    visitors = new long[oldVisitors.length * 2];
    starts = new long[visitors.length];
    for (int i = 0; i < oldVisitors.length; i++) {
      if (oldVisitors[i] != 0) {
        int at = place(oldVisitors[i]);
        visitors[at] = oldVisitors[i];
        starts[at] = oldStarts[i];
      }
    }
  }

  /** When the first visit of a visitor began, who is not 0; the end of time for one of none. */
  long of(long visitor) {
    int at = place(visitor);
    return visitors[at] == visitor ? starts[at] : Long.MAX_VALUE;
  }

  private int place(long visitor) {
    int mask = visitors.length - 1;
    int at = (int) ((visitor * 0x9e3779b97f4a7c15L) >>> 32) & mask;
    while (visitors[at] != 0 && visitors[at] != visitor) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
