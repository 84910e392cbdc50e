package io.github.senda.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * A made-up shop's ninety days, as large as it is asked to be: visits of ten touches on average
 * over forty touchpoints, two in five by somebody who has been there before. The same size gives
 * the same visits, so each process makes its own. For one thread.
 */
final class BigLog {

  static final int TOUCHPOINTS = 40;
  static final int PURCHASE = 30;
  static final int[] CHANNELS = {0, 1, 2, 3, 4, 5};
  static final int DEVICES = 3;
  static final Instant START = Instant.parse("2026-08-01T00:00:00Z");

  /** The week, the channel and the device that are asked for. */
  static final Instant WEEK = START.plus(Duration.ofDays(40));

  static final int CHANNEL = 2;
  static final int DEVICE = 1;

  /** Who passes the first and never the second is asked for. */
  static final int PASSED = 7;

  static final int AVOIDED = 23;

  private static final long SPAN_MICROS = Duration.ofDays(90).toNanos() / 1000;
  private static final int AWAY = 10_000;

  /** Takes the visits one after the other, by their beginning; the arrays are reused. */
  @FunctionalInterface
  interface Visits<E extends Exception> {
    void visit(long visitor, int channel, int device, int[] touchpoints, long[] micros, int length)
        throws E;
  }

  private BigLog() {}

  /** Makes visits until there are so many touches. */
  static <E extends Exception> void write(long touches, Visits<E> visits) throws E {
    Random random = new Random(20261122);
    Deque<Long> away = new ArrayDeque<>();
    int[] touchpoints = new int[64];
    long[] micros = new long[64];
    long mostBetween = SPAN_MICROS / (touches / 10) * 2 / 1000;
    long start = START.getEpochSecond() * 1_000_000;
    long visitors = 0;
    for (long made = 0; made < touches; ) {
      start += ((long) (random.nextDouble() * mostBetween)) * 1000;
      long visitor = away.size() < AWAY ? ++visitors : away.remove();
      int length = (int) Math.min(1 + random.nextInt(19), touches - made);
      long time = start;
      int at = random.nextInt(6);
      for (int i = 0; i < length; i++) {
        touchpoints[i] = at;
        micros[i] = time;
        time += ((long) (-Math.log(1 - random.nextDouble()) * 25_000)) * 1000;
        at = Math.floorMod(at + (int) Math.round(random.nextGaussian() * 3), TOUCHPOINTS);
      }
      visits.visit(
          visitor,
          CHANNELS[random.nextInt(CHANNELS.length)],
          random.nextInt(DEVICES),
          touchpoints,
          micros,
          length);
      made += length;
      if (random.nextInt(5) < 2) {
        away.add(visitor);
      }
    }
  }
}
