package io.github.senda.graph;

import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which transitions are shown: the heaviest into and out of each touchpoint, always, then the
 * heaviest of all until the shown ones hold a share of all that was gone. Nothing is counted anew:
 * what is hidden is only hidden, and said ({@link Shown}). Ties go by name. A value; safe for any
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
    List<Transition> all = graph.transitions();
    List<Transition> heaviestFirst = new ArrayList<>(all);
    heaviestFirst.sort(
        Comparator.comparingLong(Transition::count)
            .reversed()
            .thenComparing(Transition::from)
            .thenComparing(Transition::to));
    Map<Touchpoint, Transition> in = new HashMap<>();
    Map<Touchpoint, Transition> out = new HashMap<>();
    for (Transition transition : heaviestFirst) {
      // A step that leads to itself is not yet connected to anything.
      if (!transition.from().equals(transition.to())) {
        in.putIfAbsent(transition.to(), transition);
        out.putIfAbsent(transition.from(), transition);
      }
    }
    Set<Transition> shown = new LinkedHashSet<>(in.values());
    shown.addAll(out.values());
    long total = all.stream().mapToLong(Transition::count).sum();
    long held = shown.stream().mapToLong(Transition::count).sum();
    for (Transition transition : heaviestFirst) {
      if (held >= share * total && share < 1) {
        break;
      }
      if (shown.add(transition)) {
        held += transition.count();
      }
    }
    return new Shown(
        all.stream().filter(shown::contains).toList(),
        all.size() - shown.size(),
        total - held,
        total);
  }
}
