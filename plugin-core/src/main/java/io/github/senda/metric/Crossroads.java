package io.github.senda.metric;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jgrapht.alg.scoring.BetweennessCentrality;

/**
 * How much of a shop's ways lead over a touchpoint: the share of pairs of other places whose most
 * probable way passes it. Betweenness centrality (Freeman, 1977; Brandes, <i>A faster algorithm for
 * betweenness centrality</i>, 2001, by JGraphT) with {@code -ln p} as the length of a transition. A
 * value; safe for any thread.
 *
 * @param touchpoint which
 * @param betweenness the share, from 0 to 1
 */
public record Crossroads(Touchpoint touchpoint, double betweenness) {

  /** More touchpoints than these are not weighed: it grows with them and their transitions. */
  public static final int MOST = 500;

  /**
   * The crossroads of a graph, the most passed first, then by name; touchpoints that no such way
   * passes are not. None of a graph of more than {@link #MOST} touchpoints.
   */
  public static List<Crossroads> of(JourneyGraph graph) {
    if (graph.steps().size() > MOST) {
      return List.of();
    }
    // An open visit's last place is no place that a way leads to, and no cause to score it.
    Map<Touchpoint, Double> scores =
        new BetweennessCentrality<>(ProbableGraph.of(graph), true).getScores();
    List<Crossroads> crossroads = new ArrayList<>();
    scores.forEach(
        (touchpoint, score) -> {
          if (touchpoint.isStep() && score > 0) {
            crossroads.add(new Crossroads(touchpoint, score));
          }
        });
    crossroads.sort(
        Comparator.comparingDouble(Crossroads::betweenness)
            .reversed()
            .thenComparing(Crossroads::touchpoint));
    return List.copyOf(crossroads);
  }
}
