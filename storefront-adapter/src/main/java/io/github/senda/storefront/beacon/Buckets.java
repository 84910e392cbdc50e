package io.github.senda.storefront.beacon;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something may be sent: by one visitor, from one network, by all together. A token
 * bucket each: so many at once, then so many a second. Whoever is told no by the first takes
 * nothing from the others. Bounded: who is forgotten begins anew, and the bucket of all still
 * holds. Safe for any thread.
 */
final class Buckets {

  /** So many at once, and so many a second after that. */
  record Rate(double burst, double perSecond) {}

  static final Rate OF_VISITOR = new Rate(30, 0.5);
  static final Rate OF_RANGE = new Rate(300, 10);
  static final Rate OF_ALL = new Rate(2_000, 200);
  static final int MOST = 10_000;

  private static final class Bucket {
    private double tokens;
    private long filled;
  }

  private final Clock clock;
  private final Bucket all;
  private final Map<Object, Bucket> bySender =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Bucket> eldest) {
          return size() > MOST;
        }
      };

  Buckets(Clock clock) {
    this.clock = clock;
    this.all = full(OF_ALL, clock.millis());
  }

  /** Whether one more may be sent; it is counted as sent then. */
  synchronized boolean take(Sender sender) {
    long now = clock.millis();
    return take(bucket(sender.visitor(), OF_VISITOR, now), OF_VISITOR, now)
        && (sender.range().isEmpty()
            || take(bucket(sender.range().get(), OF_RANGE, now), OF_RANGE, now))
        && take(all, OF_ALL, now);
  }

  synchronized int size() {
    return bySender.size();
  }

  private Bucket bucket(Object key, Rate rate, long now) {
    return bySender.computeIfAbsent(key, added -> full(rate, now));
  }

  private static Bucket full(Rate rate, long now) {
    Bucket bucket = new Bucket();
    bucket.tokens = rate.burst();
    bucket.filled = now;
    return bucket;
  }

  private static boolean take(Bucket bucket, Rate rate, long now) {
    // A clock that is set back fills nothing and takes nothing away.
    double seconds = Math.max(0, now - bucket.filled) / 1000.0;
    bucket.tokens = Math.min(rate.burst(), bucket.tokens + seconds * rate.perSecond());
    bucket.filled = now;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }
}
