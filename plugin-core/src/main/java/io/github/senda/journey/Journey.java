package io.github.senda.journey;

import io.github.senda.touch.Touchpoint;
import java.time.Instant;
import java.util.List;

/**
 * One visitor's touches in order: the unit of counting. Called a trace or a case elsewhere. This is
 * the form for people, one at a time; everything that counts reads packed blocks instead.
 *
 * @param touchpoints where the visitor was, in order, at least one
 * @param times when, one for each touchpoint, never going back
 * @param active whether the visit is still open
 */
public record Journey(List<Touchpoint> touchpoints, List<Instant> times, boolean active) {
  public Journey {
    touchpoints = List.copyOf(touchpoints);
    times = List.copyOf(times);
    if (touchpoints.isEmpty() || touchpoints.size() != times.size()) {
      throw new IllegalArgumentException(
          "a journey has as many times as touchpoints, and at least one, not "
              + touchpoints.size()
              + " and "
              + times.size());
    }
  }
}
