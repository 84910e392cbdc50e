package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far journeys got: steps in order, and how many journeys reached each by way of all before it,
 * in this order, with anything between (a closed funnel over eventually-follows). The graph says
 * where people went next: neither can be worked out from the other. Unit: ended journeys.
 *
 * @param journeys all ended journeys, whether they reached the first step or not
 * @param steps the steps in order
 */
public record Funnel(long journeys, List<Step> steps) {

  /**
   * A step and how many journeys reached it.
   *
   * @param touchpoint the step
   * @param reached how many journeys reached it by way of the steps before it
   */
  public record Step(Touchpoint touchpoint, long reached) {}

  public Funnel {
    steps = List.copyOf(steps);
  }

  /** The funnel of a log's ended journeys through steps, none of which stands twice. */
  public static Funnel of(JourneyLog log, Meaning meaning, List<Touchpoint> steps) {
    int[] numbers = new int[steps.size()];
    Arrays.setAll(numbers, i -> meaning.touchpoints().indexOf(steps.get(i)));
    long[] reached = new long[numbers.length];
    long journeys = 0;
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      if (reader.active()) {
        continue;
      }
      journeys++;
      int[] touchpoints = reader.touchpoints();
      int step = 0;
      for (int i = 0; i < reader.length() && step < numbers.length; i++) {
        if (touchpoints[i] == numbers[step]) {
          reached[step++]++;
        }
      }
    }
    List<Step> counted = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      counted.add(new Step(steps.get(i), reached[i]));
    }
    return new Funnel(journeys, counted);
  }
}
