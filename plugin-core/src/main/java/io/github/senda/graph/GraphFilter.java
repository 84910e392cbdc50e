package io.github.senda.graph;

import java.util.List;
import java.util.Set;

/**
 * Which transitions are shown: always so many that every touchpoint is connected with where
 * journeys come from and where they go, by the ways whose weakest transition is strongest, and the
 * heaviest into and out of each; then the heaviest of all until the shown ones hold a share of all
 * that was gone. Nothing is counted anew: what is hidden is only hidden, and said ({@link Shown}).
 * What is shown of a share is shown of every larger one. Ties go by name. A value; safe for any
 * thread.
 *
 * @param share from 0 (only what is always shown) to 1 (all)
 */
public record GraphFilter(double share) {

  /** Shows everything. */
  public static final GraphFilter ALL = new GraphFilter(1);

  /**
   * What is shown and what is not.
   *
   * @param transitions those that are shown, by start and end
   * @param hidden how many transitions are not shown
   * @param hiddenCount how often these were gone
   * @param count how often all were gone, those shown and those hidden
   */
  public record Shown(List<Transition> transitions, int hidden, long hiddenCount, long count) {
    public Shown {
      transitions = List.copyOf(transitions);
    }

    /** The share of all that was gone that is hidden; 0 where there is nothing. */
    public double hiddenShare() {
      return count == 0 ? 0 : (double) hiddenCount / count;
    }
  }

  public GraphFilter {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
    }
  }

  /** Chooses the transitions of a graph that are shown. */
  public Shown of(JourneyGraph graph) {
    return of(graph, ShowingOrder.of(graph));
  }

  Shown of(JourneyGraph graph, ShowingOrder order) {
    List<Transition> inOrder = order.transitions();
    Set<Transition> shown = Set.copyOf(inOrder.subList(0, order.shown(share)));
    long count = 0;
    long held = 0;
    for (Transition transition : inOrder) {
      count += transition.count();
      held += shown.contains(transition) ? transition.count() : 0;
    }
    return new Shown(
        graph.transitions().stream().filter(shown::contains).toList(),
        inOrder.size() - shown.size(),
        count - held,
        count);
  }
}
