package io.github.senda.storefront.panel;

import io.github.senda.graph.KeptGraphs;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.OutdatedLogException;
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
 * before four times as long has passed as it took, with all that was asked for besides. Safe for
 * any thread.
 */
final class Snapshots {

  private static final int MOST = 6;
  private static final int REST = 4;

  private record Kept(Snapshot snapshot, Duration read) {

    /** Whether the source is not asked again, however it changes. */
    boolean rests(Instant now) {
      return now.isBefore(snapshot.restsUntil(REST, read));
    }
  }

  /**
   * A source's journeys as they are now.
   *
   * @param version the source's version
   * @param log the journeys, whose attributes say their channel by today's rules
   * @param meaning what their touches mean
   */
  record Now(long version, JourneyLog log, Meaning meaning) {}

  private final PanelSource source;
  private final KeptGraphs graphs = KeptGraphs.standard();
  private final Map<Scope, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long changes;
  private Optional<Now> now = Optional.empty();

  Snapshots(PanelSource source) {
    this.source = source;
  }

  /** The journeys of a scope as they are now, or were a moment ago. */
  synchronized Snapshot of(Scope scope) {
    try {
      return latest(scope);
    } catch (OutdatedLogException e) {
      forget();
      return latest(scope);
    }
  }

  /** Has all read anew: of some of the journeys there is nothing left to be computed from. */
  synchronized void forget() {
    kept.clear();
    now = Optional.empty();
  }

  private Snapshot latest(Scope scope) {
    long version = source.version();
    Instant begin = source.clock().instant();
    long changed = source.rules().map(RuleBook::changes).orElse(0L);
    if (changed != changes) {
      // Whoever has just said what a page is looks at once whether it has helped.
      kept.clear();
      changes = changed;
    }
    Kept before = kept.get(scope);
    if (before != null && (before.snapshot().version() == version || before.rests(begin))) {
      return before.snapshot();
    }
    Leaks.Terms terms =
        new Leaks.Terms(
            source.status().live() ? begin : Instant.MAX, source.abandonedAfter(), source.zone());
    Now read = now(version);
    Duration reading = Duration.between(begin, source.clock().instant());
    Snapshot snapshot =
        Snapshot.of(
            read,
            scope,
            new Snapshot.Rules(
                source.view(),
                graphs,
                source.channels(),
                source.channels().map(terms::with).orElse(terms),
                source.clock()));
    kept.values().removeIf(old -> old.snapshot().version() != version && !old.rests(begin));
    kept.put(scope, new Kept(snapshot, reading));
    if (kept.size() > MOST) {
      kept.remove(kept.keySet().iterator().next());
    }
    return snapshot;
  }

  /** When the latest journey began; empty if there is none. */
  synchronized Optional<Instant> lastStart() {
    return now(source.version()).log().blocks().stream()
        .filter(block -> block.journeys() > 0)
        .map(block -> Instant.EPOCH.plus(block.lastStart(), ChronoUnit.MICROS))
        .max(Comparator.naturalOrder());
  }

  /** All journeys as they are now. */
  synchronized Now now() {
    return now(source.version());
  }

  private Now now(long version) {
    if (now.isEmpty() || now.get().version() != version) {
      JourneyLog log = source.log();
      Meaning meaning = source.meaning(log);
      JourneyLog described =
          source
              .channels()
              .map(by -> log.describing(set -> set.with("channel", by.apply(set).name())))
              .orElse(log);
      now = Optional.of(new Now(version, described, meaning));
    }
    return now.get();
  }
}
