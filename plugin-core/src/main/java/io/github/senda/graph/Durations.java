package io.github.senda.graph;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A histogram of durations that adds. Buckets are log-linear: eight to a doubling, from one
 * millisecond up, so a quantile is off by 1/16 of its value at most (6.25 %), or by half a
 * millisecond. Immutable; safe for any thread.
 */
public final class Durations {

  static final Durations NONE = new Durations(new long[0]);

  private static final long MILLIS = 0x20c49ba5e353f7cfL;

  private final long[] counts;

  Durations(long[] counts) {
    this.counts = counts;
  }

  /** The bucket of a duration in microseconds, not negative. */
  static int bucket(long micros) {
    // By 1000: the eighth part by 125, as a product, which a division of signed numbers is not.
    long millis = Math.multiplyHigh(micros >>> 3, MILLIS) >>> 4;
    if (millis < 16) {
      return (int) millis;
    }
    int shift = 60 - Long.numberOfLeadingZeros(millis);
    return (shift << 3) + (int) (millis >>> shift);
  }

  /** The shortest duration of a bucket, in microseconds. */
  static long shortest(int bucket) {
    if (bucket < 16) {
      return bucket * 1000L;
    }
    int shift = (bucket >> 3) - 1;
    return (((bucket & 7L) | 8) * 1000) << shift;
  }

  /** The bucket of the duration that so many are before, in order. */
  int bucketOf(long rank) {
    long before = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      before += counts[bucket];
      if (before > rank) {
        return bucket;
      }
    }
    throw new IllegalArgumentException("only " + before + " durations, not more than " + rank);
  }

  /** How many durations are in the buckets from one, inclusive, to another, exclusive. */
  long countOf(int from, int to) {
    long count = 0;
    for (int bucket = from; bucket < Math.min(to, counts.length); bucket++) {
      count += counts[bucket];
    }
    return count;
  }

  /** The middle of a bucket in milliseconds. */
  private static double middle(int bucket) {
    if (bucket < 16) {
      return bucket + 0.5;
    }
    int shift = (bucket >> 3) - 1;
    return (((bucket & 7) | 8) + 0.5) * (1L << shift);
  }

  /** The durations of both. */
  public Durations plus(Durations other) {
    long[] longer = counts.length >= other.counts.length ? counts : other.counts;
    long[] shorter = counts.length >= other.counts.length ? other.counts : counts;
    long[] sum = longer.clone();
    for (int i = 0; i < shorter.length; i++) {
      sum[i] += shorter[i];
    }
    return new Durations(sum);
  }

  /** The number of durations. */
  public long count() {
    return countOf(0, counts.length);
  }

  /**
   * The duration that a share of all do not exceed, within the error that this class states.
   *
   * @param share from 0 to 1; 0.5 asks for the median
   * @return empty if there is none
   */
  public Optional<Duration> quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
    }
    long count = count();
    long rank = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Optional.of(Duration.ofNanos((long) (middle(i) * 1_000_000)));
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Durations that)) {
      return false;
    }
    int length = Math.max(counts.length, that.counts.length);
    return Arrays.equals(Arrays.copyOf(counts, length), Arrays.copyOf(that.counts, length));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(count());
  }
}
