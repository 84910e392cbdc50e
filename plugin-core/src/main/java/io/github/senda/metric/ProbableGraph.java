package io.github.senda.metric;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.touch.Touchpoint;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsWeightedGraph;
import org.jgrapht.graph.MaskSubgraph;

/**
 * A graph whose shortest path is the most probable one: each transition is as long as {@code -ln
 * p}, where {@code p} is its share of those who left its start.
 */
final class ProbableGraph {

  /** A certain step must not be for nothing, or two ways of one length could be one. */
  private static final double LEAST = 1e-9;

  private ProbableGraph() {}

  static Graph<Touchpoint, Transition> of(JourneyGraph graph) {
    Graph<Touchpoint, Transition> ended =
        new MaskSubgraph<>(graph.graph(), Touchpoint.ACTIVE::equals, transition -> false);
    return new AsWeightedGraph<>(
        ended,
        transition -> Math.max(LEAST, -Math.log(probability(transition, graph))),
        true,
        false);
  }

  /** How likely whoever is at the start of a transition goes on by it, if they go on or leave. */
  static double probability(Transition transition, JourneyGraph graph) {
    Touchpoint from = transition.from();
    long all = from.isStep() ? graph.touches(from) : graph.journeys();
    long active = graph.count(from, Touchpoint.ACTIVE);
    return (double) transition.count() / (all - active);
  }
}
