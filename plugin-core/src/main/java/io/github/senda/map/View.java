package io.github.senda.map;

import io.github.senda.graph.GraphFilter;
import io.github.senda.graph.Simplification;
import io.github.senda.touch.Stages;

/**
 * What of some journeys a map shows, and how. A value; safe for any thread.
 *
 * @param stages the model of stages; the steps of a log that it hardly knows are put into parts by
 *     where in a journey they are met
 * @param zoom how closely it is looked at
 * @param touchpoints the share of all touches that the touchpoints hold that stay each for itself,
 *     from 0 to 1
 * @param paths which transitions are shown
 * @param fewest touchpoints and variants of fewer journeys are not shown each for itself; 1 or less
 *     for any
 * @param more so many touchpoints are shown each for itself beyond those that a picture holds at
 *     first, the commonest of those that would stand together
 */
public record View(
    Stages stages, Zoom zoom, double touchpoints, GraphFilter paths, long fewest, int more) {

  /** Everything there is, as a shop's stages have it. */
  public static final View ALL = new View(Stages.shop(), Zoom.NONE, 1, GraphFilter.ALL, 1, 0);

  public View {
    // Said here, where whoever made the mistake is still near.
    Simplification.NONE.touchpoints(touchpoints);
  }

  /** The same by another model of stages. */
  public View stages(Stages model) {
    return new View(model, zoom, touchpoints, paths, fewest, more);
  }

  /** The same looked at in another way. */
  public View zoom(Zoom closely) {
    return new View(stages, closely, touchpoints, paths, fewest, more);
  }

  /** The same with another share of touchpoints. */
  public View touchpoints(double share) {
    return new View(stages, zoom, share, paths, fewest, more);
  }

  /** The same with other transitions. */
  public View paths(GraphFilter filter) {
    return new View(stages, zoom, touchpoints, filter, fewest, more);
  }

  /** The same with nothing of fewer journeys shown for itself. */
  public View fewest(long journeys) {
    return new View(stages, zoom, touchpoints, paths, journeys, more);
  }

  /** The same with so many more touchpoints shown each for itself. */
  public View more(int number) {
    return new View(stages, zoom, touchpoints, paths, fewest, number);
  }

  Simplification simplification() {
    return Simplification.NONE
        .touchpoints(touchpoints)
        .most(JourneyMap.MOST_TOUCHPOINTS)
        .fewest(fewest)
        .more(more)
        .leavingOut(zoom.leftOut());
  }
}
