package io.github.senda.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test sets. */
final class MovableClock extends Clock {

  private final AtomicReference<Instant> now;

  private MovableClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  static MovableClock at(String instant) {
    return new MovableClock(Instant.parse(instant));
  }

  void forward(Duration step) {
    now.updateAndGet(before -> before.plus(step));
  }

  void set(Instant instant) {
    now.set(instant);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("only UTC is asked for");
  }
}
