package io.github.senda.metric;

/**
 * The difference of two shares of which neither is a part of the other: how much more often in one
 * selection of journeys than in the other. A value; safe for any thread.
 *
 * @param one the share in the one selection
 * @param other the share in the other
 * @param interval where {@code one - other} truly lies with 95 % confidence, each end from -1 to 1:
 *     the hybrid score interval of Newcombe (<i>Statistics in Medicine</i> 17, 1998, method 10)
 * @param p how probable it is to see shares as far apart as these, or further, where there is no
 *     difference: the exact test of Fisher (1935), of both sides
 * @param q the same with all differences in mind that were looked at together: {@code p} adjusted
 *     after Benjamini and Hochberg (1995)
 */
public record Difference(Share one, Share other, Confidence interval, double p, double q) {

  /** Of the differences that are called clear, so many at most are none in the long run. */
  public static final double LEVEL = 0.05;

  static Difference of(Share one, Share other) {
    double p = FisherExact.of(one, other);
    return new Difference(one, other, interval(one, other), p, p);
  }

  Difference adjusted(double toQ) {
    return new Difference(one, other, interval, p, toQ);
  }

  private static Confidence interval(Share one, Share other) {
    double p1 = one.value().orElse(0.5);
    double p2 = other.value().orElse(0.5);
    Confidence c1 = one.confidence();
    Confidence c2 = other.confidence();
    return new Confidence(
        p1 - p2 - Math.hypot(p1 - c1.low(), c2.high() - p2),
        p1 - p2 + Math.hypot(c1.high() - p1, p2 - c2.low()));
  }

  /** The share in the one less that in the other, from -1 to 1; 0 where either knows nothing. */
  public double value() {
    return one.whole() == 0 || other.whole() == 0
        ? 0
        : one.value().getAsDouble() - other.value().getAsDouble();
  }

  /** Whether either share is of too few journeys to say anything ({@link Share#isSmall}). */
  public boolean isSmall() {
    return one.isSmall() || other.isSmall();
  }

  /** Whether there is a clear change; else it may well be chance. */
  public boolean isClear() {
    return !isSmall() && q <= LEVEL && (interval.low() > 0 || interval.high() < 0);
  }
}
