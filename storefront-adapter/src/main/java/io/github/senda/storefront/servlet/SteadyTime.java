package io.github.senda.storefront.servlet;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time, to the millisecond, that does not go back when the clock is set back a little: a
 * visitor's next touch is never before the last. A clock that is set back by more than an hour was
 * wrong, and is followed. Safe for any thread.
 */
final class SteadyTime {

  private static final long MOST_MILLIS = 60 * 60 * 1000L;

  private final Clock clock;
  private final AtomicLong last = new AtomicLong(Long.MIN_VALUE / 2);

  SteadyTime(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    long wall = clock.millis();
    while (true) {
      long before = last.get();
      long behind = before - wall;
      long now = behind > 0 && behind <= MOST_MILLIS ? before + 1 : wall;
      if (now == before || last.compareAndSet(before, now)) {
        return Instant.ofEpochMilli(now);
      }
    }
  }
}
