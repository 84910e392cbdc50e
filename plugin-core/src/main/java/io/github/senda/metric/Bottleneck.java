package io.github.senda.metric;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jgrapht.alg.flow.PushRelabelMFImpl;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

/**
 * The transitions that hold most flow back on the way to a goal: the narrowest set that every way
 * from {@link Touchpoint#ENTRY} passes, and of these the earliest. What comes through there comes
 * to the goal; what does not is lost before. A minimum cut, a transition being as wide as it was
 * often gone (Ford and Fulkerson, 1956; push-relabel by Goldberg and Tarjan, 1988, by JGraphT).
 * Over a graph up to the goal it is exactly as wide as journeys reached it. A value; safe for any
 * thread.
 *
 * @param through how often its transitions were gone
 * @param arcs its transitions, the most held back first, then by names; none if the goal was never
 *     reached
 */
public record Bottleneck(long through, List<Arc> arcs) {

  /**
   * A transition of the bottleneck. Unit: touches before the goal.
   *
   * @param from where it starts
   * @param to where it leads
   * @param through the touches at its start that went on by it, of all that there were
   */
  public record Arc(Touchpoint from, Touchpoint to, Share through) {

    /** How many came so far and did not go on this way. */
    public long held() {
      return through.whole() - through.part();
    }
  }

  public Bottleneck {
    arcs = List.copyOf(arcs);
  }

  /** The bottleneck of a graph of journeys up to a goal. */
  public static Bottleneck of(JourneyGraph toGoal, Touchpoint goal) {
    if (toGoal.touches(goal) == 0) {
      return new Bottleneck(0, List.of());
    }
    SimpleDirectedWeightedGraph<Touchpoint, DefaultWeightedEdge> widths =
        new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
    toGoal.graph().vertexSet().forEach(widths::addVertex);
    for (Transition transition : toGoal.transitions()) {
      if (!transition.from().equals(transition.to())) {
        widths.setEdgeWeight(
            widths.addEdge(transition.from(), transition.to()), (double) transition.count());
      }
    }
    PushRelabelMFImpl<Touchpoint, DefaultWeightedEdge> flow = new PushRelabelMFImpl<>(widths);
    flow.calculateMinCut(Touchpoint.ENTRY, goal);
    Set<Touchpoint> before = flow.getSourcePartition();
    List<Arc> arcs = new ArrayList<>();
    long through = 0;
    for (Transition transition : toGoal.transitions()) {
      if (before.contains(transition.from()) && !before.contains(transition.to())) {
        Touchpoint from = transition.from();
        long arrived = from.isStep() ? toGoal.touches(from) : toGoal.journeys();
        arcs.add(new Arc(from, transition.to(), new Share(transition.count(), arrived)));
        through += transition.count();
      }
    }
    arcs.sort(
        Comparator.comparingLong(Arc::held)
            .reversed()
            .thenComparing(Arc::from)
            .thenComparing(Arc::to));
    return new Bottleneck(through, arcs);
  }
}
