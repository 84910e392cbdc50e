package io.github.senda.storefront.panel;

import io.github.senda.graph.GraphFilter;
import io.github.senda.graph.Hidden;
import io.github.senda.graph.SimpleGraph;
import io.github.senda.graph.SmallGroups;
import io.github.senda.graph.VariantsByGoal;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.View;
import io.github.senda.metric.ChannelCredit;
import io.github.senda.metric.ChannelCredits;
import io.github.senda.metric.Leaks;
import io.github.senda.metric.Paths;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All that one look at the panel shows, computed from the same journeys, so that its figures agree.
 * The map is there at once; what takes longer is computed when it is asked for the first time, from
 * the journeys as they were. Safe for any thread.
 */
final class Snapshot {

  static final int MOST_VARIANTS = 12;

  /** A page asks for one goal; so many are kept for those who compare. */
  private static final int MOST_PATHS = 3;

  private final Snapshots.Now now;
  private final Scope scope;
  private final Clock clock;
  private final JourneyMap map;
  private final Part<VariantsByGoal> ways;

  /** What a graph counts when it is asked for the first time, and then knows for every share. */
  private final Part<Hidden> counted;

  private final Map<PathsAsked, Part<Paths>> paths = new LinkedHashMap<>();
  private final Part<Optional<ChannelCredits>> channels;
  private final Part<Leaks> leaks;
  private Duration spent = Duration.ZERO;
  private Instant worked;
  private int working;

  /** Ways to where, and through which steps. */
  private record PathsAsked(Touchpoint goal, List<Touchpoint> steps) {}

  /**
   * By what a snapshot is computed.
   *
   * @param view how the source's journeys are looked at
   * @param graphs what lays journeys over one another
   * @param channels what brought a visit of such attributes; empty where nobody can know
   * @param terms by what carts and checkouts are judged
   * @param clock what tells how long it takes
   */
  record Rules(
      View view,
      SimpleGraph.Graphs graphs,
      Optional<Function<Attributes, Channel>> channels,
      Leaks.Terms terms,
      Clock clock) {}

  private Snapshot(Snapshots.Now now, Scope scope, Rules rules) {
    Instant begin = rules.clock().instant();
    this.worked = begin;
    this.now = now;
    this.scope = scope;
    this.clock = rules.clock();
    Meaning meaning = now.meaning();
    // Whether a shop is too new for small groups is told by all there is, not by what is asked for.
    long fewest = SmallGroups.fewest(now.log(), rules.view().fewest());
    this.map =
        JourneyMap.of(
            scope.whenever(now.log()),
            meaning,
            scope.period(),
            scope.of(rules.view().fewest(fewest)),
            rules.graphs());
    this.counted = new Part<>(() -> shown(0).hidden());
    this.ways =
        new Part<>(
            () ->
                VariantsByGoal.of(
                    log(), map.simple().meaning(), Touchpoints.PURCHASE, fewest, MOST_VARIANTS));
    JourneyLog visits = scope.visits(now.log());
    this.channels =
        new Part<>(
            () ->
                rules
                    .channels()
                    .map(by -> ChannelCredits.of(visits, meaning, by, ChannelCredit.LOOK_BACK)));
    this.leaks = new Part<>(() -> Leaks.of(visits, meaning, rules.terms()));
    this.worked = clock.instant();
    this.spent = Duration.between(begin, worked);
  }

  /** Computes the snapshot of a scope. */
  static Snapshot of(Snapshots.Now now, Scope scope, Rules rules) {
    return new Snapshot(now, scope, rules);
  }

  /** Something that is computed once, when it is asked for. */
  private final class Part<T> {
    private final Supplier<T> work;
    private Optional<T> done = Optional.empty();

    Part(Supplier<T> work) {
      this.work = work;
    }

    synchronized T get() {
      if (done.isEmpty()) {
        done = Optional.of(spending(work));
      }
      return done.get();
    }
  }

  /** The source's journeys that it is computed from. */
  Snapshots.Now now() {
    return now;
  }

  /** The source's version that it is computed from. */
  long version() {
    return now.version();
  }

  /** The journeys that it shows. */
  JourneyLog log() {
    return scope.of(now.log());
  }

  /** The journeys of the scope, every transition shown. */
  JourneyMap map() {
    return map;
  }

  /** The same journeys with only a share of the transitions drawn. */
  JourneyMap shown(int percent) {
    return map.showing(new GraphFilter(percent / 100.0));
  }

  /** The ways that most journeys took, with a purchase and without. */
  VariantsByGoal ways() {
    return ways.get();
  }

  /** How many journeys go over what is hidden where only a share of the transitions is drawn. */
  Hidden hidden(int percent) {
    counted.get();
    return shown(percent).hidden();
  }

  /** Where journeys leave on the way to a goal, and how they get there. */
  Paths paths(Touchpoint goal, List<Touchpoint> steps) {
    Part<Paths> part;
    synchronized (paths) {
      part =
          paths.computeIfAbsent(
              new PathsAsked(goal, steps),
              asked -> new Part<>(() -> Paths.of(log(), map.simple().meaning(), goal, steps)));
      if (paths.size() > MOST_PATHS) {
        paths.keySet().remove(paths.keySet().iterator().next());
      }
    }
    return part.get();
  }

  /** What brought the visits; empty where nobody knows. */
  Optional<ChannelCredits> channels() {
    return channels.get();
  }

  /** What became of carts and checkouts. */
  Leaks leaks() {
    return leaks.get();
  }

  /**
   * Until when this is recent enough, whatever has happened since: as long as anything of it is
   * being computed, and then for so many times as long as all of it took.
   */
  synchronized Instant restsUntil(int times, Duration reading) {
    return working > 0 ? Instant.MAX : worked.plus(spent.plus(reading).multipliedBy(times));
  }

  private <T> T spending(Supplier<T> work) {
    Instant begin = clock.instant();
    worked(1);
    try {
      return work.get();
    } finally {
      worked(-1);
      spend(begin);
    }
  }

  private synchronized void worked(int more) {
    working += more;
  }

  private synchronized void spend(Instant since) {
    worked = clock.instant();
    spent = spent.plus(Duration.between(since, worked));
  }
}
