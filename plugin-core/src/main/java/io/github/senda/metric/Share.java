package io.github.senda.metric;

import java.util.OptionalDouble;

/**
 * A part of a whole, both counted in ended journeys. A value; safe for any thread.
 *
 * @param part how many
 * @param whole of how many
 */
public record Share(long part, long whole) {

  private static final int FEW = 30;
  private static final double WIDE = 0.2;

  public Share {
    if (part < 0 || part > whole) {
      throw new IllegalArgumentException(part + " is no part of " + whole);
    }
  }

  /** The share, from 0 to 1; empty where the whole is nothing. */
  public OptionalDouble value() {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  /** Where the share truly lies, with 95 % confidence. */
  public Confidence confidence() {
    return Confidence.of(part, whole);
  }

  /** Whether the whole is too small (below 30, or an interval wider than 0.2) to show a rate. */
  public boolean isSmall() {
    return whole < FEW || confidence().width() > WIDE;
  }
}
