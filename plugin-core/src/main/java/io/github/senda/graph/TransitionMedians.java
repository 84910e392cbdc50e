package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The exact median duration of every transition between steps, from the blocks themselves; of an
 * even number the mean of the two in the middle. It takes eight bytes a transition gone while it is
 * made, so it is made on demand. Immutable; safe for any thread.
 */
public final class TransitionMedians {

  private record Arc(Touchpoint from, Touchpoint to) {}

  private final Map<Arc, Double> seconds;

  private TransitionMedians(Map<Arc, Double> seconds) {
    this.seconds = seconds;
  }

  /**
   * The medians of a log's transitions.
   *
   * @param graph the graph of the same log and meaning
   */
  public static TransitionMedians of(JourneyGraph graph, JourneyLog log, Meaning meaning) {
    List<Touchpoint> touchpoints = meaning.touchpoints();
    Map<Touchpoint, Integer> numbers = new HashMap<>();
    for (int i = 0; i < touchpoints.size(); i++) {
      numbers.putIfAbsent(touchpoints.get(i), i);
    }
    List<Transition> transitions =
        graph.transitions().stream().filter(Transition::isBetweenSteps).toList();
    long width = touchpoints.size();
    Map<Long, long[]> byArc = new HashMap<>();
    for (Transition transition : transitions) {
      long key = numbers.get(transition.from()) * width + numbers.get(transition.to());
      byArc.put(key, new long[Math.toIntExact(transition.count())]);
    }
    collect(log.reader(meaning), width, byArc);

    Map<Arc, Double> seconds = new HashMap<>();
    for (Transition transition : transitions) {
      long key = numbers.get(transition.from()) * width + numbers.get(transition.to());
      long[] durations = byArc.get(key);
      Arrays.sort(durations);
      int middle = durations.length / 2;
      double micros =
          durations.length % 2 == 1
              ? durations[middle]
              : (durations[middle - 1] + durations[middle]) / 2.0;
      seconds.put(new Arc(transition.from(), transition.to()), micros / 1e6);
    }
    return new TransitionMedians(seconds);
  }

  private static void collect(JourneyLog.Reader reader, long width, Map<Long, long[]> byArc) {
    // A square of places where it is small: boxing a key for each touch would be most of the time.
    boolean small = width <= 1024;
    long[][] square = small ? new long[(int) (width * width)][] : new long[0][];
    int[] filled = small ? new int[square.length] : new int[0];
    Map<Long, int[]> filledByArc = new HashMap<>();
    if (small) {
      byArc.forEach((key, durations) -> square[key.intValue()] = durations);
    } else {
      byArc.keySet().forEach(key -> filledByArc.put(key, new int[1]));
    }
    while (reader.next()) {
      int[] touchpoints = reader.touchpoints();
      long[] micros = reader.micros();
      for (int i = 1; i < reader.length(); i++) {
        long key = touchpoints[i - 1] * width + touchpoints[i];
        long duration = micros[i] - micros[i - 1];
        if (small) {
          square[(int) key][filled[(int) key]++] = duration;
        } else {
          byArc.get(key)[filledByArc.get(key)[0]++] = duration;
        }
      }
    }
  }

  /** The median in seconds; empty if no journey went straight from one to the other. */
  public OptionalDouble seconds(Touchpoint from, Touchpoint to) {
    Double found = seconds.get(new Arc(from, to));
    return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
  }
}
