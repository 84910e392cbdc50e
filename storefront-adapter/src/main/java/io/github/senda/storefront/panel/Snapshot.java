package io.github.senda.storefront.panel;

import io.github.senda.graph.Funnel;
import io.github.senda.graph.GraphFilter;
import io.github.senda.graph.Variant;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Period;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that one look at the panel shows, computed at once, so that its figures agree. A value; safe
 * for any thread.
 *
 * @param version the source's version that it was computed from
 * @param map the journeys of the period, everything shown
 * @param funnel the checkout by those of its steps that anybody touched: a step that a shop does
 *     not have would make all after it look unreached
 * @param toPurchase the ways with a purchase that most journeys took
 * @param toExit the ways without one that most journeys took
 * @param simulated how many of the journeys no person made
 */
record Snapshot(
    long version,
    JourneyMap map,
    Funnel funnel,
    List<Variant> toPurchase,
    List<Variant> toExit,
    long simulated) {

  static final int MOST_VARIANTS = 12;

  private static final int FIRST_LOOK = 256;

  Snapshot {
    toPurchase = List.copyOf(toPurchase);
    toExit = List.copyOf(toExit);
  }

  /** Computes the snapshot of a period, or of all there is. */
  static Snapshot of(long version, JourneyLog log, Meaning meaning, Optional<Period> period) {
    JourneyMap map =
        period.isPresent()
            ? JourneyMap.of(log, meaning, period.get(), GraphFilter.ALL)
            : JourneyMap.of(log, meaning, GraphFilter.ALL);
    JourneyLog begun = period.map(days -> log.begunBetween(days.start(), days.end())).orElse(log);
    List<Touchpoint> steps =
        Touchpoints.CHECKOUT.stream().filter(step -> isTouched(step, map, begun, meaning)).toList();
    return new Snapshot(
        version,
        map,
        Funnel.of(begun, meaning, steps),
        top(map, true),
        top(map, false),
        simulated(begun, meaning));
  }

  /** A step may be among those that were merged, and then only the journeys themselves tell. */
  private static boolean isTouched(
      Touchpoint step, JourneyMap map, JourneyLog log, Meaning meaning) {
    return map.graph().touches(step) > 0
        || (map.merged() > 0
            && Funnel.of(log, meaning, List.of(step)).steps().get(0).reached() > 0);
  }

  /** The same journeys with only a share of the transitions drawn. */
  JourneyMap shown(int percent) {
    return new JourneyMap(
        map.period(),
        map.stages(),
        map.graph(),
        map.merged(),
        new GraphFilter(percent / 100.0).of(map.graph()),
        map.funnel(),
        map.conversion(),
        map.cartAbandonment(),
        map.dropOffs(),
        map.variants());
  }

  /** Ways to a purchase may stand far down the list, so it is read further as long as need be. */
  private static List<Variant> top(JourneyMap map, boolean purchase) {
    for (int look = FIRST_LOOK; ; look *= 8) {
      List<Variant> found = new ArrayList<>();
      for (Variant variant : map.variants().top(look)) {
        if (found.size() < MOST_VARIANTS
            && variant.touchpoints().contains(Touchpoints.PURCHASE) == purchase) {
          found.add(variant);
        }
      }
      if (found.size() == MOST_VARIANTS || look >= map.variants().distinct()) {
        return found;
      }
    }
  }

  private static long simulated(JourneyLog log, Meaning meaning) {
    boolean[] simulated = new boolean[log.attributes().size()];
    boolean any = false;
    for (int i = 0; i < simulated.length; i++) {
      simulated[i] = (";" + log.attributes().get(i) + ";").contains(";visitor=simulated;");
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
