package io.github.senda.journey;

import java.time.Duration;

/**
 * Cuts the touches of one visitor into visits at pauses: a new visit begins where the pause before
 * a touch is longer than the inactivity limit; a pause of exactly the limit stays together. This is
 * heuristic h1 of Cooley, Mobasher and Srivastava (1999); 30 minutes is the field's usual limit. A
 * value; safe for any thread.
 *
 * @param limit the longest pause within a visit, more than nothing
 */
public record Sessionizer(Duration limit) {

  /** 30 minutes. */
  public static final Sessionizer STANDARD = new Sessionizer(Duration.ofMinutes(30));

  public Sessionizer {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("the inactivity limit is more than 0, not " + limit);
    }
  }

  /** Whether a touch begins a visit of its own, both times in microseconds since the epoch. */
  public boolean cuts(long previousMicros, long micros) {
    return micros - previousMicros > limitMicros();
  }

  /** The limit in microseconds. */
  public long limitMicros() {
    return limit.toNanos() / 1000;
  }
}
