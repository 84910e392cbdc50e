package io.github.senda.metric;

/**
 * Where a share truly lies, with 95 % confidence: the score interval of Wilson (1927), which holds
 * for small numbers and for shares near 0 and 1 as well. A value; safe for any thread.
 *
 * @param low the lower end, from 0
 * @param high the upper end, up to 1
 */
public record Confidence(double low, double high) {

  /** The 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * The interval of {@code part} of {@code whole}; from 0 to 1 where there is nothing to judge by.
   *
   * @throws IllegalArgumentException unless {@code 0 <= part <= whole}
   */
  public static Confidence of(long part, long whole) {
    if (part < 0 || part > whole) {
      throw new IllegalArgumentException(part + " is no part of " + whole);
    }
    if (whole == 0) {
      return new Confidence(0, 1);
    }
    double n = whole;
    double p = part / n;
    double scale = 1 + Z * Z / n;
    double middle = p + Z * Z / (2 * n);
    double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    // Of none the lower end is 0 by the formula, of all the upper 1; floating point misses them.
    double low = part == 0 ? 0 : (middle - half) / scale;
    double high = part == whole ? 1 : (middle + half) / scale;
    return new Confidence(low, high);
  }

  /** How far the ends are apart. */
  public double width() {
    return high - low;
  }
}
