package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.Optional;

/**
 * Lays ended journeys over one another, each cut at the first time that it reached a goal: nobody
 * goes on from there, and whoever did not get there is whole. It is what tells how likely the goal
 * is, since what follows it has no part in reaching it.
 */
public final class GoalGraph {

  private GoalGraph() {}

  /**
   * The graph of a log's ended journeys up to a goal. From the goal everything flows to {@link
   * Touchpoint#EXIT}; nothing flows to {@link Touchpoint#ACTIVE}.
   */
  public static JourneyGraph of(JourneyLog log, Meaning meaning, Touchpoint goal) {
    Fold fold = new Fold(meaning);
    EndedFold.read(log, meaning, Optional.of(goal), fold);
    return fold.graph();
  }

  /** Adds journeys up to the goal. For one thread. */
  static final class Fold implements EndedFold {
    private final Meaning meaning;
    private JourneyGraph graph = JourneyGraph.empty();
    private GraphFold fold;

    Fold(Meaning meaning) {
      this.meaning = meaning;
      this.fold = new GraphFold(meaning.touchpoints().size());
    }

    @Override
    public void add(int[] touchpoints, long[] micros, int length, int reached) {
      fold.add(touchpoints, micros, reached < 0 ? length : reached + 1, false);
      if (fold.isFull()) {
        graph = graph();
        fold = new GraphFold(meaning.touchpoints().size());
      }
    }

    JourneyGraph graph() {
      return graph.plus(fold.graph(meaning.touchpoints()));
    }
  }
}
