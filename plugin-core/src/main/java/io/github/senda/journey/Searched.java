package io.github.senda.journey;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * That somebody who agreed to be known again has searched the shop. A value.
 *
 * @param visitor whose it was, as {@link JourneyBlock.Cursor#visitor} says it
 * @param time when, as the touch has it in its journey, to the millisecond
 * @param words what was looked for, without what could tell who somebody is; empty as long as too
 *     few visitors have looked for the same
 */
public record Searched(long visitor, Instant time, Optional<String> words) {
  public Searched {
    Objects.requireNonNull(time, "time == null");
    Objects.requireNonNull(words, "words == null");
  }
}
