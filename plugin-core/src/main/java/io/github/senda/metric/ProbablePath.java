package io.github.senda.metric;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.graph.Variants;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.shortestpath.YenKShortestPath;

/**
 * One of the most probable ways to a goal without loops, and how much of what was observed it
 * explains. The probability is the product of its transitions', so of a journey that goes exactly
 * so; the most probable ways are the shortest by {@code -ln p} (Yen, <i>Finding the k shortest
 * loopless paths in a network</i>, 1971, by JGraphT). A value; safe for any thread.
 *
 * @param touchpoints the way from the first step to the goal, both included
 * @param probability how likely a journey goes exactly so, from 0 to 1
 * @param explained the journeys whose way was this when their loops are cut out, of all that
 *     reached the goal
 */
public record ProbablePath(List<Touchpoint> touchpoints, double probability, Share explained) {

  /** Of more touchpoints than these none are looked for: it grows with them and their ways. */
  public static final int MOST = 500;

  public ProbablePath {
    touchpoints = List.copyOf(touchpoints);
  }

  /**
   * The most probable ways, likeliest first; none if the goal was never reached or there are more
   * than {@link #MOST} touchpoints.
   *
   * @param toGoal the graph of journeys up to the goal
   * @param ways the ways of those who reached it, their loops cut out
   * @param most how many ways at most
   */
  public static List<ProbablePath> of(
      JourneyGraph toGoal, Touchpoint goal, Variants ways, int most) {
    List<ProbablePath> paths = new ArrayList<>();
    if (toGoal.touches(goal) == 0 || toGoal.steps().size() > MOST) {
      return paths;
    }
    Graph<Touchpoint, Transition> graph = ProbableGraph.of(toGoal);
    for (GraphPath<Touchpoint, Transition> path :
        new YenKShortestPath<>(graph).getPaths(Touchpoint.ENTRY, goal, most)) {
      double probability = 1;
      for (Transition transition : path.getEdgeList()) {
        probability *= ProbableGraph.probability(transition, toGoal);
      }
      List<Touchpoint> way = path.getVertexList().subList(1, path.getVertexList().size());
      paths.add(new ProbablePath(way, probability, new Share(ways.journeys(way), ways.journeys())));
    }
    return List.copyOf(paths);
  }
}
