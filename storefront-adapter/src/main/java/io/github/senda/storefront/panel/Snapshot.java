package io.github.senda.storefront.panel;

import io.github.senda.graph.GraphFilter;
import io.github.senda.graph.Variant;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Period;
import io.github.senda.metric.ChannelCredit;
import io.github.senda.metric.ChannelCredits;
import io.github.senda.metric.Leaks;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that one look at the panel shows, computed at once, so that its figures agree. A value; safe
 * for any thread.
 *
 * @param version the source's version that it was computed from
 * @param map the journeys of the period, everything shown
 * @param toPurchase the ways with a purchase that most journeys took
 * @param toExit the ways without one that most journeys took
 * @param simulated how many of the journeys no person made
 * @param channels what brought the journeys; empty where nobody knows
 * @param leaks what became of carts and checkouts
 */
record Snapshot(
    long version,
    JourneyMap map,
    List<Variant> toPurchase,
    List<Variant> toExit,
    long simulated,
    Optional<ChannelCredits> channels,
    Leaks leaks) {

  static final int MOST_VARIANTS = 12;

  private static final int FIRST_LOOK = 256;

  Snapshot {
    toPurchase = List.copyOf(toPurchase);
    toExit = List.copyOf(toExit);
  }

  /** Computes the snapshot of a period, or of all there is. */
  static Snapshot of(
      long version,
      JourneyLog log,
      Meaning meaning,
      Optional<Period> period,
      Optional<Function<Attributes, Channel>> channels,
      Leaks.Terms terms) {
    JourneyMap map =
        period.isPresent()
            ? JourneyMap.of(log, meaning, period.get(), GraphFilter.ALL)
            : JourneyMap.of(log, meaning, GraphFilter.ALL);
    JourneyLog begun = period.map(days -> log.begunBetween(days.start(), days.end())).orElse(log);
    return new Snapshot(
        version,
        map,
        top(map, true),
        top(map, false),
        simulated(begun, meaning),
        channels.map(by -> ChannelCredits.of(begun, meaning, by, ChannelCredit.LOOK_BACK)),
        Leaks.of(begun, meaning, terms));
  }

  /** The same journeys with only a share of the transitions drawn. */
  JourneyMap shown(int percent) {
    return map.showing(new GraphFilter(percent / 100.0));
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
      Attributes attributes = Attributes.parse(log.attributes().get(i));
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
