package io.github.senda.metric;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.GabowStrongConnectivityInspector;
import org.jgrapht.graph.MaskSubgraph;

/**
 * Touchpoints between which visitors go round: from each of them every other is reached again. A
 * strongly connected component of the graph (Gabow, <i>Path-based depth-first search for strong and
 * biconnected components</i>, 2000, by JGraphT). Linear in touchpoints and transitions: cycles
 * themselves are not listed, as there may be more than anybody can count. A value; safe for any
 * thread.
 *
 * @param touchpoints those of the region by name, two at least
 * @param inside how often a transition was gone within the region
 * @param leaving how often one was gone out of it, {@link Touchpoint#EXIT} included
 */
public record LoopRegion(SortedSet<Touchpoint> touchpoints, long inside, long leaving) {

  /** What share of those who leave a touchpoint a way has to have to count as usual. */
  public static final double USUAL = 0.05;

  /**
   * The regions of a graph, the most gone first, then by name.
   *
   * @param least what share of those who leave a touchpoint have to go a transition, so that it
   *     holds a region together: with every rare way in it a whole shop is one region; from 0 to 1
   */
  public static List<LoopRegion> of(JourneyGraph graph, double least) {
    Graph<Touchpoint, Transition> usual =
        new MaskSubgraph<>(
            graph.graph(),
            touchpoint -> !touchpoint.isStep(),
            transition -> transition.count() < least * graph.touches(transition.from()));
    List<LoopRegion> regions = new ArrayList<>();
    for (Set<Touchpoint> members :
        new GabowStrongConnectivityInspector<>(usual).stronglyConnectedSets()) {
      if (members.size() > 1) {
        regions.add(region(members, graph));
      }
    }
    regions.sort(
        Comparator.comparingLong(LoopRegion::inside)
            .reversed()
            .thenComparing(region -> region.touchpoints.first()));
    return List.copyOf(regions);
  }

  private static LoopRegion region(Set<Touchpoint> members, JourneyGraph graph) {
    long inside = 0;
    long leaving = 0;
    for (Touchpoint member : members) {
      for (Transition transition : graph.graph().outgoingEdgesOf(member)) {
        if (members.contains(transition.to())) {
          inside += transition.count();
        } else {
          leaving += transition.count();
        }
      }
    }
    return new LoopRegion(new TreeSet<>(members), inside, leaving);
  }
}
