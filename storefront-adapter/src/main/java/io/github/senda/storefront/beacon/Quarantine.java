package io.github.senda.storefront.beacon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was not taken: how much by cause, and what the last kinds of it looked like, without a value
 * of it and without who sent it. Bounded; safe for any thread.
 */
final class Quarantine {

  static final int MOST = 1_000;

  /** Why something was not taken. */
  enum Cause {
    /** More than the bytes that a body may have. */
    TOO_LARGE,
    /** More touches than a body may have, or none. */
    TOO_MANY,
    /** No JSON, or none that goes so deep. */
    NOT_JSON,
    /** JSON of another shape: a name that is not known, one twice, a number for a text. */
    WRONG_SHAPE,
    /** A value that is none of those that there are. */
    WRONG_VALUE,
    /** A page that is none of this shop's. */
    WRONG_PATH,
    /** Sent from another site's page, or from no page at all. */
    CROSS_SITE,
    /** An answer to a question that nobody asked, or a second one. */
    NOT_ASKED,
    /** More often than one visitor, one network or all together may. */
    TOO_OFTEN,
    /** The sender went away while sending. */
    BROKEN,
    /** Something in Senda itself went wrong. */
    FAILED
  }

  /**
   * Bodies of one look.
   *
   * @param cause why they were not taken
   * @param shape the names in them
   * @param count how many
   * @param last when the last one came
   * @param bytes how large that was; -1 where nobody knows
   */
  record Entry(Cause cause, String shape, long count, Instant last, int bytes) {}

  private record Look(Cause cause, String shape) {}

  private final Map<Cause, LongAdder> counts = new EnumMap<>(Cause.class);
  private final Map<Look, Entry> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Look, Entry> eldest) {
          return size() > MOST;
        }
      };

  Quarantine() {
    for (Cause cause : Cause.values()) {
      counts.put(cause, new LongAdder());
    }
  }

  void add(Cause cause, String shape, Instant time, int bytes) {
    counts.get(cause).increment();
    synchronized (entries) {
      entries.merge(
          new Look(cause, shape),
          new Entry(cause, shape, 1, time, bytes),
          (before, now) -> new Entry(cause, shape, before.count() + 1, time, bytes));
    }
  }

  List<Entry> entries() {
    synchronized (entries) {
      return new ArrayList<>(entries.values());
    }
  }

  /** The counts that are not nothing, by the cause's name in lower case. */
  Map<String, Long> byName() {
    Map<String, Long> byName = new TreeMap<>();
    counts.forEach(
        (cause, count) -> {
          if (count.sum() > 0) {
            byName.put(cause.name().toLowerCase(Locale.ROOT), count.sum());
          }
        });
    return byName;
  }
}
