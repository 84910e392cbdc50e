package io.github.senda.metric;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The journeys that ended at a touchpoint before their goal: the flow from there to {@code EXIT},
 * against the ended journeys that were there at all. Called abandonment elsewhere. A purchase is
 * the goal, so nobody drops off there. A value; safe for any thread.
 *
 * @param touchpoint where
 * @param share the journeys that ended there, of those that touched it
 */
public record DropOff(Touchpoint touchpoint, Share share) {

  /** The drop-off at one step; nobody at a purchase. */
  public static DropOff at(Touchpoint step, JourneyGraph graph) {
    long left = step.equals(Touchpoints.PURCHASE) ? 0 : graph.count(step, Touchpoint.EXIT);
    return new DropOff(step, new Share(left, graph.ended(step)));
  }

  /**
   * The drop-offs of a graph, most journeys first, then by name; steps where nobody left are not.
   */
  public static List<DropOff> of(JourneyGraph graph) {
    List<DropOff> dropOffs = new ArrayList<>();
    for (Transition transition : graph.transitions()) {
      if (transition.to().equals(Touchpoint.EXIT)) {
        DropOff dropOff = at(transition.from(), graph);
        if (dropOff.share().part() > 0) {
          dropOffs.add(dropOff);
        }
      }
    }
    dropOffs.sort(
        Comparator.<DropOff>comparingLong(dropOff -> -dropOff.share().part())
            .thenComparing(DropOff::touchpoint));
    return List.copyOf(dropOffs);
  }
}
