package io.github.senda.graph;

import java.util.Arrays;

/**
 * The ended journeys of some whole blocks, added up and packed: about a tenth of the blocks' bytes,
 * and read again in microseconds. Immutable; safe for any thread.
 *
 * <p>The bytes, all LEB128 varints: journeys that no person made; each selection of the checkout's
 * steps that anybody touched as its distance from the one before and how many journeys did; a 0;
 * journeys and touches; each touchpoint as its distance from the one before, how many journeys
 * began there, ended there and passed it; a 0; each arc as its start and one, its end, the sum of
 * its durations, and the places of its histogram that are not empty, each as its distance from the
 * one before and its count, and a 0 after them; a 0.
 */
final class GraphPart {

  private final byte[] bytes;
  private final long touches;

  private GraphPart(byte[] bytes, long touches) {
    this.bytes = bytes;
    this.touches = touches;
  }

  /** What a fold holds; it must hold no open journeys. */
  static GraphPart of(CountFold fold) {
    Writer writer = new Writer();
    writer.counts(fold);
    fold.graph().tell(writer);
    return new GraphPart(Arrays.copyOf(writer.bytes, writer.length), fold.graph().touches());
  }

  long touches() {
    return touches;
  }

  int bytes() {
    return bytes.length;
  }

  /**
   * Adds these journeys to others.
   *
   * @param shown the number that a touchpoint has in the fold, by its number here
   * @param merged which numbers of the fold stand for several here; who passed one of these is left
   *     to the caller, as a journey that passed two of the several counts once
   */
  void addTo(CountFold sum, int[] shown, boolean[] merged) {
    Scan scan = new Scan(bytes);
    sum.addSimulated(scan.next());
    int selection = -1;
    for (long step = scan.next(); step > 0; step = scan.next()) {
      selection += (int) step;
      sum.checkouts().add(selection, scan.next());
    }
    GraphFold fold = sum.graph();
    fold.addJourneys(scan.next(), scan.next());
    int touchpoint = -1;
    for (long step = scan.next(); step > 0; step = scan.next()) {
      touchpoint += (int) step;
      int number = shown[touchpoint];
      fold.addEnds(number, scan.next(), scan.next());
      long passed = scan.next();
      if (!merged[number]) {
        fold.addPassed(number, passed);
      }
    }
    for (long from = scan.next(); from > 0; from = scan.next()) {
      int slot = fold.slot(shown[(int) from - 1], shown[(int) scan.next()]);
      fold.addSum(slot, scan.next());
      int bucket = -1;
      for (long step = scan.next(); step > 0; step = scan.next()) {
        bucket += (int) step;
        fold.addDurations(slot, bucket, scan.next());
      }
    }
  }

  /** Writes a part; for one thread. */
  static final class Writer {
    private byte[] bytes = new byte[4096];
    private int length;
    private int touchpointBefore = -1;

    private void counts(CountFold fold) {
      number(fold.simulated());
      int before = -1;
      for (int selection = 0; selection < CheckoutCounts.SELECTIONS; selection++) {
        long journeys = fold.checkouts().of(selection);
        if (journeys > 0) {
          number(selection - before);
          number(journeys);
          before = selection;
        }
      }
      number(0);
    }

    void journeys(long journeys, long touches) {
      number(journeys);
      number(touches);
    }

    /** Touchpoints come in the order of their numbers. */
    void touchpoint(int touchpoint, long began, long ended, long passed) {
      number(touchpoint - touchpointBefore);
      number(began);
      number(ended);
      number(passed);
      touchpointBefore = touchpoint;
    }

    void endOfTouchpoints() {
      number(0);
    }

    void arc(int from, int to, long sum, long[] histogram) {
      number(from + 1L);
      number(to);
      number(sum);
      int before = -1;
      for (int bucket = 0; bucket < histogram.length; bucket++) {
        if (histogram[bucket] > 0) {
          number(bucket - before);
          number(histogram[bucket]);
          before = bucket;
        }
      }
      number(0);
    }

    void endOfArcs() {
      number(0);
    }

    private void number(long value) {
      if (length + 10 > bytes.length) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        bytes[length++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      bytes[length++] = (byte) rest;
    }
  }

  private static final class Scan {
    private final byte[] bytes;
    private int at;

    Scan(byte[] bytes) {
      this.bytes = bytes;
    }

    long next() {
      long value = bytes[at++];
      if (value >= 0) {
        return value;
      }
      value &= 0x7f;
      for (int shift = 7; ; shift += 7) {
        long more = bytes[at++];
        value |= (more & 0x7f) << shift;
        if (more >= 0) {
          return value;
        }
      }
    }
  }
}
