package io.github.senda.map;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.SimpleGraph;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.metric.DropOff;
import io.github.senda.metric.Share;
import io.github.senda.touch.Stages;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The drop-offs of a map. Where the goal itself was merged into another touchpoint, whoever ended
 * there with a purchase has not dropped off there, and is taken off again.
 */
final class Departures {

  private Departures() {}

  static List<DropOff> of(
      JourneyLog log,
      Meaning meaning,
      JourneyGraph all,
      View view,
      Stages stages,
      SimpleGraph simple) {
    List<DropOff> dropOffs = DropOff.of(simple.graph());
    Touchpoint seen = view.zoom().seen(Touchpoints.PURCHASE, stages);
    Touchpoint goal = simple.merged().contains(seen) ? Touchpoints.OTHERS : seen;
    if (goal.equals(Touchpoints.PURCHASE) || simple.leftOut().contains(seen)) {
      return dropOffs;
    }
    // Where nothing is left out, what is seen last is what was last.
    long bought =
        simple.leftOut().isEmpty()
            ? all.count(Touchpoints.PURCHASE, Touchpoint.EXIT)
            : endedAtGoal(log, meaning, view, stages, simple);
    List<DropOff> left = new ArrayList<>();
    for (DropOff dropOff : dropOffs) {
      Share share = dropOff.share();
      long gone = share.part() - (dropOff.touchpoint().equals(goal) ? bought : 0);
      if (gone > 0) {
        left.add(new DropOff(dropOff.touchpoint(), new Share(gone, share.whole())));
      }
    }
    left.sort(
        Comparator.<DropOff>comparingLong(dropOff -> -dropOff.share().part())
            .thenComparing(DropOff::touchpoint));
    return List.copyOf(left);
  }

  /** The ended journeys whose last touch that is seen was the goal. */
  private static long endedAtGoal(
      JourneyLog log, Meaning meaning, View view, Stages stages, SimpleGraph simple) {
    // Everything but the goal is left out or stands together: only who is last matters.
    Touchpoint rest = Touchpoints.OTHERS;
    Set<Touchpoint> leftOut = new HashSet<>(simple.leftOut());
    Meaning spared =
        meaning.showing(
            touchpoint ->
                touchpoint.equals(Touchpoints.PURCHASE)
                    ? Optional.of(touchpoint)
                    : Optional.of(view.zoom().seen(touchpoint, stages))
                        .filter(as -> !leftOut.contains(as))
                        .map(as -> rest));
    int purchase = spared.touchpoints().indexOf(Touchpoints.PURCHASE);
    long ended = 0;
    JourneyLog.Reader reader = log.reader(spared);
    while (reader.next()) {
      boolean last = reader.touchpoints()[reader.length() - 1] == purchase;
      ended += last && !reader.active() ? 1 : 0;
    }
    return ended;
  }
}
