package io.github.senda.metric;

/**
 * The exact test of Fisher (<i>The Design of Experiments</i>, 1935) whether two shares differ:
 * given how many there are in all, the part that falls to the one selection is spread
 * hypergeometrically, and the outcomes that are no more probable than the one seen are added up.
 *
 * <p>Each probability follows from its neighbour by one product, so neither gamma functions nor a
 * normal approximation are needed. They are taken outwards from the most probable until they are
 * too small to matter, which are some twenty standard deviations.
 */
final class FisherExact {

  /** Probabilities that differ by rounding alone are the same. */
  private static final double SAME = 1 + 1e-7;

  private static final double NOTHING = 1e-20;

  private FisherExact() {}

  /** The p-value, from 0 to 1; 1 where either share knows nothing. */
  static double of(Share one, Share other) {
    long all = one.whole() + other.whole();
    long hits = one.part() + other.part();
    long drawn = one.whole();
    long least = Math.max(0, hits - other.whole());
    long most = Math.min(hits, drawn);
    if (least == most) {
      return 1;
    }
    long mode = (long) ((hits + 1.0) * (drawn + 1.0) / (all + 2.0));
    mode = Math.max(least, Math.min(most, mode));
    double seen = relative(mode, one.part(), all, hits, drawn);
    double total = 0;
    double extreme = 0;
    for (int direction = 0; direction < 2; direction++) {
      double weight = 1;
      long k = mode;
      // The most probable outcome itself is counted once, on the way up.
      boolean counted = direction == 0;
      while (weight > NOTHING) {
        if (counted) {
          total += weight;
          extreme += weight <= seen * SAME ? weight : 0;
        }
        counted = true;
        if (k == (direction == 0 ? most : least)) {
          break;
        }
        weight *= direction == 0 ? up(k, all, hits, drawn) : 1 / up(k - 1, all, hits, drawn);
        k += direction == 0 ? 1 : -1;
      }
    }
    return Math.min(1, extreme / total);
  }

  /** How probable an outcome is, against the most probable. */
  private static double relative(long mode, long outcome, long all, long hits, long drawn) {
    double weight = 1;
    for (long k = mode; k < outcome && weight > NOTHING; k++) {
      weight *= up(k, all, hits, drawn);
    }
    for (long k = mode; k > outcome && weight > NOTHING; k--) {
      weight /= up(k - 1, all, hits, drawn);
    }
    return weight;
  }

  /** How many times as probable as {@code k} the next outcome is. */
  private static double up(long k, long all, long hits, long drawn) {
    return ((double) (hits - k) * (drawn - k)) / ((k + 1.0) * (all - hits - drawn + k + 1.0));
  }
}
