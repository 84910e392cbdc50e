package io.github.senda.storefront.panel;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.map.Period;
import io.github.senda.metric.Leaks;
import io.github.senda.storefront.capture.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The latest snapshots, so that a page that looks again every few seconds costs a shop next to
 * nothing. One is computed at a time, and a source that changes all the time is not computed again
 * before four times as long has passed as it took. Safe for any thread.
 */
final class Snapshots {

  private static final int MOST = 4;
  private static final int REST = 4;

  private record Kept(Snapshot snapshot, Instant stale) {}

  private final PanelSource source;
  private final Map<Optional<Period>, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long logVersion;
  private long changes;
  private Optional<JourneyLog> log = Optional.empty();

  Snapshots(PanelSource source) {
    this.source = source;
  }

  /** The journeys of a period as they are now, or were a moment ago. */
  synchronized Snapshot of(Optional<Period> period) {
    long version = source.version();
    Instant begin = source.clock().instant();
    long changed = source.rules().map(RuleBook::changes).orElse(0L);
    if (changed != changes) {
      // Whoever has just said what a page is looks at once whether it has helped.
      kept.clear();
      changes = changed;
    }
    Kept before = kept.get(period);
    if (before != null
        && (before.snapshot().version() == version || begin.isBefore(before.stale()))) {
      return before.snapshot();
    }
    JourneyLog now = log(version);
    Meaning meaning = source.meaning(now);
    Leaks.Terms terms =
        new Leaks.Terms(
            source.status().live() ? begin : Instant.MAX, source.abandonedAfter(), source.zone());
    Snapshot snapshot =
        Snapshot.of(
            version,
            now,
            meaning,
            period,
            source.view(),
            source.channels(),
            source.channels().map(terms::with).orElse(terms));
    Instant end = source.clock().instant();
    Instant stale = end.plus(Duration.between(begin, end).multipliedBy(REST));
    kept.values()
        .removeIf(old -> old.snapshot().version() != version && !begin.isBefore(old.stale()));
    kept.put(period, new Kept(snapshot, stale));
    if (kept.size() > MOST) {
      kept.remove(kept.keySet().iterator().next());
    }
    return snapshot;
  }

  /** When the latest journey began; empty if there is none. */
  synchronized Optional<Instant> lastStart() {
    return log(source.version()).blocks().stream()
        .filter(block -> block.journeys() > 0)
        .map(block -> Instant.EPOCH.plus(block.lastStart(), ChronoUnit.MICROS))
        .max(Comparator.naturalOrder());
  }

  private JourneyLog log(long version) {
    if (log.isEmpty() || logVersion != version) {
      log = Optional.of(source.log());
      logVersion = version;
    }
    return log.get();
  }
}
