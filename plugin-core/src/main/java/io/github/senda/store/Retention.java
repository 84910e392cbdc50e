package io.github.senda.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * How long a store keeps what it has at most, by its clock; days are days in UTC. A value.
 *
 * @param journeys how long a journey is kept from its beginning
 * @param links how long it is known whose a journey was, who agreed to that; and of customers and
 *     their orders
 */
public record Retention(Period journeys, Period links) {

  /** 25 months, and 13 for whose a journey was: what the French authority recommends (2025). */
  public static final Retention USUAL = new Retention(Period.ofMonths(25), Period.ofMonths(13));

  public Retention {
    LocalDate latest = LocalDate.EPOCH.minusDays(2);
    if (LocalDate.EPOCH.minus(journeys).isAfter(latest)
        || LocalDate.EPOCH.minus(links).isAfter(latest)) {
      throw new IllegalArgumentException("journeys and links are kept for two days at least");
    }
  }

  /**
   * What began before this goes: a day more than it has to, so that each day is dealt with once.
   */
  long journeysFromMillis(Instant now) {
    return from(now, journeys);
  }

  long linksFromMillis(Instant now) {
    return from(now, links);
  }

  private static long from(Instant now, Period period) {
    return now.atZone(ZoneOffset.UTC)
        .toLocalDate()
        .plusDays(1)
        .minus(period)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant()
        .toEpochMilli();
  }
}
