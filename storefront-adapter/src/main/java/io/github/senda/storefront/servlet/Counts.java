package io.github.senda.storefront.servlet;

import io.github.senda.storefront.capture.Noise;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** How many requests made no touch, and why. Safe for any thread. */
final class Counts {

  /** Why a request that was seen made no touch, beside {@link Noise.Cause}. */
  enum Cause {
    /** The visitor asks not to be measured. */
    OPTED_OUT,
    /** A server called, as a payment provider's. */
    SERVER_CALL,
    /** A part of a page, asked for by someone whom nothing tells from others. */
    UNKNOWN_VISITOR,
    /** A form from another site whose visitor did not come in time. */
    UNCLAIMED,
    /** A stream of events to a page that is open. */
    EVENT_STREAM,
    /** Something in Senda itself went wrong. */
    FAILED
  }

  private final LongAdder[] noise = adders(Noise.Cause.values().length);
  private final LongAdder[] others = adders(Cause.values().length);

  private static LongAdder[] adders(int length) {
    LongAdder[] adders = new LongAdder[length];
    for (int i = 0; i < length; i++) {
      adders[i] = new LongAdder();
    }
    return adders;
  }

  void add(Noise.Cause cause) {
    noise[cause.ordinal()].increment();
  }

  void add(Cause cause) {
    others[cause.ordinal()].increment();
  }

  long of(Cause cause) {
    return others[cause.ordinal()].sum();
  }

  long of(Noise.Cause cause) {
    return noise[cause.ordinal()].sum();
  }

  /** The counts that are not nothing, by the cause's name in lower case. */
  Map<String, Long> byName() {
    Map<String, Long> counts = new TreeMap<>();
    for (Noise.Cause cause : Noise.Cause.values()) {
      put(counts, cause.name(), of(cause));
    }
    for (Cause cause : Cause.values()) {
      put(counts, cause.name(), of(cause));
    }
    return counts;
  }

  private static void put(Map<String, Long> counts, String name, long count) {
    if (count > 0) {
      counts.put(name.toLowerCase(Locale.ROOT), count);
    }
  }
}
