package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.Optional;

/**
 * The ways that journeys took to a goal, and those that led past it, with their loops cut out: a
 * variant with loops is nearly everybody's own, and without them a few ways explain most of a shop.
 * {@code A B C B D} counts as {@code A B D} (loop erasure, Lawler 1980). Unit: ended journeys.
 * Immutable; safe for any thread.
 *
 * @param toGoal the ways of those who reached the goal, up to it and with it
 * @param past the ways of those who did not
 */
public record Ways(WayCounts toGoal, WayCounts past) {

  /** The ways of a log's ended journeys, in one pass. */
  public static Ways of(JourneyLog log, Meaning meaning, Touchpoint goal) {
    Fold fold = new Fold(meaning);
    EndedFold.read(log, meaning, Optional.of(goal), fold);
    return fold.ways();
  }

  /** For one thread. */
  static final class Fold implements EndedFold {
    private final LoopErasure erasure;
    private final WayCounts toGoal;
    private final WayCounts past;

    Fold(Meaning meaning) {
      this.erasure = new LoopErasure(meaning.touchpoints().size());
      this.toGoal = new WayCounts(meaning.touchpoints());
      this.past = new WayCounts(meaning.touchpoints());
    }

    @Override
    public void add(int[] touchpoints, long[] micros, int length, int reached) {
      erasure.erase(touchpoints, reached < 0 ? length : reached + 1);
      (reached < 0 ? past : toGoal).add(erasure.way(), erasure.length());
    }

    Ways ways() {
      return new Ways(toGoal.finished(), past.finished());
    }
  }
}
