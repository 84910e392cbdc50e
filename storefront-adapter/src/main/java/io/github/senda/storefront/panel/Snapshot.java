package io.github.senda.storefront.panel;

import io.github.senda.graph.CommonVariants;
import io.github.senda.graph.GraphFilter;
import io.github.senda.graph.SmallGroups;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.View;
import io.github.senda.metric.ChannelCredit;
import io.github.senda.metric.ChannelCredits;
import io.github.senda.metric.Leaks;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import io.github.senda.touch.Touchpoints;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that one look at the panel shows, computed at once, so that its figures agree. A value; safe
 * for any thread.
 *
 * @param now the source's journeys that it was computed from
 * @param scope which journeys it shows
 * @param map the journeys of the scope, every transition shown
 * @param toPurchase the ways with a purchase that most journeys took
 * @param toExit the ways without one that most journeys took
 * @param simulated how many of the journeys no person made
 * @param channels what brought the journeys; empty where nobody knows
 * @param leaks what became of carts and checkouts
 */
record Snapshot(
    Snapshots.Now now,
    Scope scope,
    JourneyMap map,
    CommonVariants toPurchase,
    CommonVariants toExit,
    long simulated,
    Optional<ChannelCredits> channels,
    Leaks leaks) {

  static final int MOST_VARIANTS = 12;

  /**
   * Computes the snapshot of a scope.
   *
   * @param view how the source's journeys are looked at
   */
  static Snapshot of(
      Snapshots.Now now,
      Scope scope,
      View view,
      Optional<Function<Attributes, Channel>> channels,
      Leaks.Terms terms) {
    Meaning meaning = now.meaning();
    // Whether a shop is too new for small groups is told by all there is, not by what is asked for.
    View discreet = scope.of(view.fewest(SmallGroups.fewest(now.log(), view.fewest())));
    JourneyMap map = JourneyMap.of(scope.whenever(now.log()), meaning, scope.period(), discreet);
    JourneyLog visits = scope.visits(now.log());
    return new Snapshot(
        now,
        scope,
        map,
        top(map, true),
        top(map, false),
        simulated(scope.of(now.log()), meaning),
        channels.map(by -> ChannelCredits.of(visits, meaning, by, ChannelCredit.LOOK_BACK)),
        Leaks.of(visits, meaning, terms));
  }

  /** The source's version that it was computed from. */
  long version() {
    return now.version();
  }

  /** The journeys that it shows. */
  JourneyLog log() {
    return scope.of(now.log());
  }

  /** The same journeys with only a share of the transitions drawn. */
  JourneyMap shown(int percent) {
    return map.showing(new GraphFilter(percent / 100.0));
  }

  private static CommonVariants top(JourneyMap map, boolean purchase) {
    return CommonVariants.of(
        map.variants().through(Touchpoints.PURCHASE, purchase), map.view().fewest(), MOST_VARIANTS);
  }

  private static long simulated(JourneyLog log, Meaning meaning) {
    boolean[] simulated = new boolean[log.attributeValues().size()];
    boolean any = false;
    for (int i = 0; i < simulated.length; i++) {
      Attributes attributes = log.attributeValues().get(i);
      simulated[i] = "simulated".equals(attributes.values().get("visitor"));
      any |= simulated[i];
    }
    long count = 0;
    if (any) {
      JourneyLog.Reader reader = log.reader(meaning);
      while (reader.next()) {
        count += simulated[reader.attributes()] ? 1 : 0;
      }
    }
    return count;
  }
}
