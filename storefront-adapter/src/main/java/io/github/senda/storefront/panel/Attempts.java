package io.github.senda.storefront.panel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wrong tokens by the address they came from. The first few cost nothing; each further one doubles
 * the time in which that address is not listened to. Bounded; safe for any thread.
 */
final class Attempts {

  private static final int FREE = 5;
  private static final int MOST_ADDRESSES = 1000;
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private record Failures(int count, Instant last, Instant waitUntil) {}

  private final Map<String, Failures> byAddress = new LinkedHashMap<>();
  private final Clock clock;

  Attempts(Clock clock) {
    this.clock = clock;
  }

  /** How long an address has to wait before it is listened to again; zero as a rule. */
  synchronized Duration wait(String address) {
    Failures failures = byAddress.get(address);
    Instant now = clock.instant();
    return failures == null || !failures.waitUntil().isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, failures.waitUntil());
  }

  /** Takes note of a wrong token. */
  synchronized void failed(String address) {
    Instant now = clock.instant();
    Failures before = byAddress.remove(address);
    boolean again = before != null && now.isBefore(before.last().plus(FORGOTTEN));
    int count = again ? before.count() + 1 : 1;
    long seconds =
        count < FREE ? 0 : Math.min(LONGEST.toSeconds(), 1L << Math.min(30, count - FREE));
    if (byAddress.size() >= MOST_ADDRESSES) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
    byAddress.put(address, new Failures(count, now, now.plusSeconds(seconds)));
  }

  /** Takes note of a right token. */
  synchronized void succeeded(String address) {
    byAddress.remove(address);
  }

  synchronized int size() {
    return byAddress.size();
  }
}
