package io.github.senda.storefront.panel;

import io.github.senda.journey.JourneyFilter;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Unit;
import io.github.senda.map.Period;
import io.github.senda.map.View;
import io.github.senda.map.Zoom;
import java.util.Objects;
import java.util.Optional;

/**
 * Which journeys are looked at, counted as what, and how closely: all that a snapshot depends on
 * beside the journeys themselves. A value; safe for any thread.
 *
 * @param period the days; empty for all there are
 * @param filter which journeys, its days in the shop's time zone
 * @param unit what is counted as one
 * @param touchpoints the share of all touches that the touchpoints hold that stay each for itself,
 *     in per cent
 * @param zoom how closely it is looked at
 * @param more so many touchpoints are shown each for itself beyond those that a picture holds
 */
record Scope(
    Optional<Period> period,
    JourneyFilter filter,
    Unit unit,
    int touchpoints,
    Zoom zoom,
    int more) {

  /** All journeys, as they were cut. */
  static final Scope ALL =
      new Scope(Optional.empty(), JourneyFilter.all(), Unit.VISIT, 100, Zoom.NONE, 0);

  Scope {
    Objects.requireNonNull(period, "period == null");
    Objects.requireNonNull(filter, "filter == null");
  }

  /** The same in other days. */
  Scope in(Period days) {
    return new Scope(Optional.of(days), filter, unit, touchpoints, zoom, more);
  }

  /** The same of other journeys. */
  Scope where(JourneyFilter other) {
    return new Scope(period, other, unit, touchpoints, zoom, more);
  }

  /** All journeys, counted and zoomed as these are: places on a drawing come from them. */
  Scope whole() {
    return new Scope(Optional.empty(), JourneyFilter.all(), unit, 100, zoom, more);
  }

  /** The journeys of a log, whenever they began. */
  JourneyLog whenever(JourneyLog log) {
    return log.where(filter).counting(unit);
  }

  /** The journeys of a log that began in the period. */
  JourneyLog of(JourneyLog log) {
    return begun(whenever(log));
  }

  /** The visits of a log that began in the period, whatever is counted as one. */
  JourneyLog visits(JourneyLog log) {
    return begun(log.where(filter));
  }

  private JourneyLog begun(JourneyLog log) {
    return period.map(days -> log.begunBetween(days.start(), days.end())).orElse(log);
  }

  /** How a source's journeys are looked at, with what is asked for here. */
  View of(View view) {
    return view.touchpoints(touchpoints / 100.0).zoom(zoom).more(more);
  }
}
