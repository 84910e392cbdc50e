package io.github.senda.diagram.lucid.api;

import java.time.Duration;
import java.util.List;

/**
 * How long Lucid is waited for.
 *
 * @param connect until a connection stands
 * @param silence between two bytes of an answer, the first one included
 * @param looks how long is waited before each look for a document whose making nobody confirmed
 */
record Patience(Duration connect, Duration silence, List<Duration> looks) {

  /** Making a document of a large file takes Lucid a while; finding it again, too. */
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(15)));

  Patience {
    looks = List.copyOf(looks);
    if (connect.toMillis() < 1 || silence.toMillis() < 1) {
      throw new IllegalArgumentException("patience of no time");
    }
  }
}
