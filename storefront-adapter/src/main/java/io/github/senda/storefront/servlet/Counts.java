package io.github.senda.storefront.servlet;

import io.github.senda.storefront.capture.Noise;
import java.util.EnumMap;
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
    /** Nobody is measured in this shop. */
    CONSENT_OFF,
    /** One of the shop's own people, by role, by address or by the shop's word. */
    STAFF,
    /** A browser that was told in the panel not to be counted. */
    NOT_COUNTED,
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

  private final Map<Noise.Cause, LongAdder> noise = new EnumMap<>(Noise.Cause.class);
  private final Map<Cause, LongAdder> others = new EnumMap<>(Cause.class);
  private final Map<Hearing.Misheard, LongAdder> misheard = new EnumMap<>(Hearing.Misheard.class);

  Counts() {
    for (Noise.Cause cause : Noise.Cause.values()) {
      noise.put(cause, new LongAdder());
    }
    for (Cause cause : Cause.values()) {
      others.put(cause, new LongAdder());
    }
    for (Hearing.Misheard kind : Hearing.Misheard.values()) {
      misheard.put(kind, new LongAdder());
    }
  }

  void add(Noise.Cause cause) {
    noise.get(cause).increment();
  }

  void add(Cause cause) {
    others.get(cause).increment();
  }

  void add(Hearing.Misheard kind) {
    misheard.get(kind).increment();
  }

  long of(Noise.Cause cause) {
    return noise.get(cause).sum();
  }

  long of(Cause cause) {
    return others.get(cause).sum();
  }

  long of(Hearing.Misheard kind) {
    return misheard.get(kind).sum();
  }

  /** What of the shop's own words could not be used, by the kind's name in lower case. */
  Map<String, Long> misheard() {
    Map<String, Long> counts = new TreeMap<>();
    for (Hearing.Misheard kind : Hearing.Misheard.values()) {
      put(counts, kind.name(), of(kind));
    }
    return counts;
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
