package io.github.senda.graph;

import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many ended journeys touched steps of the checkout one after the other, for every selection of
 * {@link Touchpoints#CHECKOUT} at once: every {@link Funnel} through them can be told from it, and
 * unlike one funnel's numbers these add whichever steps anybody touched. A value; safe for any
 * thread.
 */
public final class CheckoutCounts {

  private static final List<Touchpoint> STEPS = Touchpoints.CHECKOUT;

  /** How many selections there are, the empty one among them. */
  static final int SELECTIONS = 1 << STEPS.size();

  /** By selection, a bit for each step; that of no step is all ended journeys. */
  private final long[] journeys;

  private CheckoutCounts(long[] journeys) {
    this.journeys = journeys;
  }

  /**
   * The funnel through some steps, as {@link Funnel#of} counts it.
   *
   * @param steps steps of the checkout, in its order
   * @throws IllegalArgumentException if one is none of these, or they are in another order
   */
  public Funnel funnel(List<Touchpoint> steps) {
    List<Funnel.Step> counted = new ArrayList<>();
    int selection = 0;
    for (Touchpoint step : steps) {
      int number = STEPS.indexOf(step);
      if (number < 0 || selection >> number != 0) {
        throw new IllegalArgumentException(steps + " is no selection of " + STEPS);
      }
      selection |= 1 << number;
      counted.add(new Funnel.Step(step, journeys[selection]));
    }
    return new Funnel(journeys[0], counted);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CheckoutCounts counts && Arrays.equals(journeys, counts.journeys);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(journeys);
  }

  @Override
  public String toString() {
    return "CheckoutCounts" + Arrays.toString(journeys);
  }

  /** Adds journeys up. For one thread. */
  static final class Fold {

    /** By touchpoint: the selections of earlier steps, a bit each; nothing for no step. */
    private final long[] earlier;

    /** By touchpoint: how far a selection stands from the same with this step. */
    private final int[] distance;

    private final long[] journeys = new long[SELECTIONS];

    Fold(List<Touchpoint> touchpoints) {
      this.earlier = new long[touchpoints.size()];
      this.distance = new int[touchpoints.size()];
      for (int step = 0; step < STEPS.size(); step++) {
        int number = touchpoints.indexOf(STEPS.get(step));
        if (number >= 0) {
          distance[number] = 1 << step;
          earlier[number] = (1L << (1 << step)) - 1;
        }
      }
    }

    void add(int[] touchpoints, int length) {
      // A bit for each selection that the journey has touched so far in its order; at first none.
      long touched = 1;
      for (int i = 0; i < length; i++) {
        int touchpoint = touchpoints[i];
        touched |= (touched & earlier[touchpoint]) << distance[touchpoint];
      }
      for (; touched != 0; touched &= touched - 1) {
        journeys[Long.numberOfTrailingZeros(touched)]++;
      }
    }

    /** So many journeys touched a selection. */
    void add(int selection, long count) {
      journeys[selection] += count;
    }

    long of(int selection) {
      return journeys[selection];
    }

    void clear() {
      Arrays.fill(journeys, 0);
    }

    CheckoutCounts counts() {
      return new CheckoutCounts(journeys.clone());
    }
  }
}
