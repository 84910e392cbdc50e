package io.github.senda.metric;

import io.github.senda.graph.PathCounts;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.List;

/**
 * Where journeys leave on the way to a goal, why it takes them so long, and how they get there,
 * told from one reading of the journeys. Unit: ended journeys. Immutable; safe for any thread.
 *
 * @param counts what was counted
 * @param chain what becomes of visitors by where they are
 * @param regions between which touchpoints visitors usually go round
 * @param bottleneck what holds most flow back
 * @param crossroads over which touchpoints the ways lead
 * @param probable the most probable ways
 */
public record Paths(
    PathCounts counts,
    MarkovChain chain,
    List<LoopRegion> regions,
    Bottleneck bottleneck,
    List<Crossroads> crossroads,
    List<ProbablePath> probable) {

  /** How many of the most probable ways are told. */
  public static final int MOST_PROBABLE = 5;

  public Paths {
    regions = List.copyOf(regions);
    crossroads = List.copyOf(crossroads);
    probable = List.copyOf(probable);
  }

  /**
   * The paths of a log to a goal.
   *
   * @param steps the steps of the funnel in order, none of which stands twice; may be none
   * @throws IllegalArgumentException if there are more than {@link MarkovChain#MOST} touchpoints
   */
  public static Paths of(JourneyLog log, Meaning meaning, Touchpoint goal, List<Touchpoint> steps) {
    PathCounts counts = PathCounts.of(log, meaning, goal, steps);
    return new Paths(
        counts,
        MarkovChain.of(counts.toGoal(), goal),
        LoopRegion.of(counts.toGoal(), LoopRegion.USUAL),
        Bottleneck.of(counts.toGoal(), goal),
        Crossroads.of(counts.toGoal()),
        ProbablePath.of(counts.toGoal(), goal, counts.ways().toGoal(), MOST_PROBABLE));
  }
}
