package io.github.senda.touch;

import java.time.Instant;
import java.util.Objects;

/**
 * One visitor, one sign, one instant: the only truth that Senda keeps. Called an event or a hit
 * elsewhere.
 *
 * @param visitor who
 * @param sign what the filter saw
 * @param time when the request came in; kept to the millisecond by a store
 * @param attributes what is known of the visit; those of a visit's first touch are the visit's
 */
public record Touch(VisitorId visitor, Sign sign, Instant time, Attributes attributes) {
  public Touch {
    Objects.requireNonNull(visitor, "visitor == null");
    Objects.requireNonNull(sign, "sign == null");
    Objects.requireNonNull(time, "time == null");
    Objects.requireNonNull(attributes, "attributes == null");
  }
}
