package io.github.senda.graph;

import io.github.senda.touch.Stages;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a log's graph is made simpler before it is counted: which touchpoints are left out and which
 * are merged into {@link Touchpoints#OTHERS}. Transitions are no matter of it: these are only
 * hidden ({@link GraphFilter}). A value; safe for any thread.
 *
 * @param touchpoints the commonest touchpoints stay each for itself until they hold this share of
 *     all touches, from 0 (one) to 1 (all); the goal, {@link Touchpoints#PURCHASE}, always stays
 * @param most so many touchpoints stay at most, the one that others are merged into among them, at
 *     least 2; here those that every shop has are merged last
 * @param fewest touchpoints of fewer journeys are merged, and never fewer together ({@link
 *     SmallGroups}); 1 or less for none
 * @param more so many of those that would be merged for these two stay each for itself all the
 *     same, the commonest of them
 * @param leftOut touchpoints that are left out, as if nobody had ever touched them
 */
public record Simplification(
    double touchpoints, int most, long fewest, int more, Set<Touchpoint> leftOut) {

  /** Every touchpoint for itself. */
  public static final Simplification NONE =
      new Simplification(1, Integer.MAX_VALUE, 0, 0, Set.of());

  public Simplification {
    if (!(touchpoints >= 0 && touchpoints <= 1)) {
      throw new IllegalArgumentException("a share is from 0 to 1, not " + touchpoints);
    }
    if (most < 2) {
      throw new IllegalArgumentException("at least 2 touchpoints stay, not " + most);
    }
    if (more < 0) {
      throw new IllegalArgumentException("no more than all touchpoints can be merged: " + more);
    }
    leftOut = Set.copyOf(leftOut);
  }

  /** The same with another share of touchpoints. */
  public Simplification touchpoints(double share) {
    return new Simplification(share, most, fewest, more, leftOut);
  }

  /** The same with so many touchpoints at most. */
  public Simplification most(int number) {
    return new Simplification(touchpoints, number, fewest, more, leftOut);
  }

  /** The same with no touchpoint of fewer journeys than these. */
  public Simplification fewest(long journeys) {
    return new Simplification(touchpoints, most, journeys, more, leftOut);
  }

  /** The same with so many more touchpoints each for itself. */
  public Simplification more(int number) {
    return new Simplification(touchpoints, most, fewest, number, leftOut);
  }

  /** The same with these touchpoints left out. */
  public Simplification leavingOut(Set<Touchpoint> steps) {
    return new Simplification(touchpoints, most, fewest, more, steps);
  }

  /** What is rare by touches or stands behind too many others; small groups not yet. */
  Set<Touchpoint> rare(JourneyGraph graph) {
    Set<Touchpoint> rare = new HashSet<>();
    List<Touchpoint> commonestFirst =
        graph.steps().stream()
            .sorted(
                Comparator.<Touchpoint>comparingLong(step -> -graph.touches(step))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    long held = 0;
    for (Touchpoint step : commonestFirst) {
      boolean enough = held > 0 && held >= touchpoints * graph.touches();
      if (enough && touchpoints < 1 && !step.equals(Touchpoints.PURCHASE)) {
        rare.add(step);
      }
      held += graph.touches(step);
    }
    if (rare.size() == 1) {
      // One alone would only lose its name.
      rare.clear();
    }
    // What every shop has is rare in none: an order stays an order, however many pages there are.
    Stages shop = Stages.shop();
    List<Touchpoint> left =
        graph.steps().stream()
            .filter(step -> !rare.contains(step))
            .sorted(
                Comparator.<Touchpoint, Boolean>comparing(step -> shop.of(step).isEmpty())
                    .thenComparing(step -> -graph.journeys(step))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    int room = rare.isEmpty() && left.size() <= most ? left.size() : most - 1;
    left.stream().skip(room).forEach(rare::add);
    List<Touchpoint> commonest =
        rare.stream()
            .sorted(
                Comparator.<Touchpoint>comparingLong(step -> -graph.journeys(step))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    // The last one alone would only lose its name.
    boolean all = more > 0 && more + 1 >= commonest.size();
    commonest.stream().limit(all ? commonest.size() : more).forEach(rare::remove);
    return rare;
  }
}
