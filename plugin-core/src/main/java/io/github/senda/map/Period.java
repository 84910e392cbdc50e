package io.github.senda.map;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/**
 * The days that a map tells of, in the shop's time zone. Journeys belong to the day on which they
 * began, whole. A value; safe for any thread.
 *
 * @param first the first day
 * @param last the last day, not before the first
 * @param zone the shop's time zone
 */
public record Period(LocalDate first, LocalDate last, ZoneId zone) {
  public Period {
    Objects.requireNonNull(zone, "zone == null");
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          "a period ends on " + last + " before it begins on " + first);
    }
  }

  /** When it begins. */
  public Instant start() {
    return first.atStartOfDay(zone).toInstant();
  }

  /** When it is over: the first instant after it. */
  public Instant end() {
    return last.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
