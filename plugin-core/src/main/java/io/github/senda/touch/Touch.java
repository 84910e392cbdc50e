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
 * @param attributes what is known of the visit; the visit's are those of all its touches, put
 *     together by {@link Attributes#then}
 * @param facts what is known of this touch alone
 */
public record Touch(
    VisitorId visitor, Sign sign, Instant time, Attributes attributes, Facts facts) {
  public Touch {
    Objects.requireNonNull(visitor, "visitor == null");
    Objects.requireNonNull(sign, "sign == null");
    Objects.requireNonNull(time, "time == null");
    Objects.requireNonNull(attributes, "attributes == null");
    Objects.requireNonNull(facts, "facts == null");
  }

  /** A touch of which nothing is known beside its sign. */
  public Touch(VisitorId visitor, Sign sign, Instant time, Attributes attributes) {
    this(visitor, sign, time, attributes, Facts.none());
  }
}
