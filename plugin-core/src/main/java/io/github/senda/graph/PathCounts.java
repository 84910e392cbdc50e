package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.List;
import java.util.Optional;

/**
 * All that is counted of the paths to a goal, from one reading of the journeys, so that its figures
 * agree. Unit: ended journeys. Immutable; safe for any thread.
 *
 * @param toGoal the graph of journeys up to the goal
 * @param funnel the funnel with what lies around its steps
 * @param loops where whole journeys go round in circles
 * @param detours how much longer the ways to the goal were than they had to be
 * @param ways the ways with their loops cut out
 */
public record PathCounts(
    JourneyGraph toGoal, FunnelPaths funnel, Loops loops, Detours detours, Ways ways) {

  /**
   * The paths of a log's ended journeys.
   *
   * @param goal where journeys are cut
   * @param steps the steps of the funnel in order, none of which stands twice; may be none
   */
  public static PathCounts of(
      JourneyLog log, Meaning meaning, Touchpoint goal, List<Touchpoint> steps) {
    GoalGraph.Fold graph = new GoalGraph.Fold(meaning);
    FunnelPaths.Fold funnel = new FunnelPaths.Fold(meaning, steps);
    Loops.Fold loops = new Loops.Fold(meaning);
    Detours.Fold detours = new Detours.Fold(meaning);
    Ways.Fold ways = new Ways.Fold(meaning);
    EndedFold.read(log, meaning, Optional.of(goal), graph, funnel, loops, detours, ways);
    return new PathCounts(
        graph.graph(), funnel.funnel(), loops.loops(), detours.detours(), ways.ways());
  }
}
