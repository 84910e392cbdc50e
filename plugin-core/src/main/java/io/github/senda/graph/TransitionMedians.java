package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The exact median duration of every transition between steps, from the blocks themselves; of an
 * even number the mean of the two in the middle. The graph's histograms say between which bounds a
 * median lies, so only the durations between these are kept while it is made, about a twentieth of
 * all, and sorted. Immutable; safe for any thread.
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
    ArcSlots slots = new ArcSlots(touchpoints.size());
    List<Middle> middles = new ArrayList<>();
    for (Transition transition : graph.transitions()) {
      if (transition.isBetweenSteps()) {
        slots.of(numbers.get(transition.from()), numbers.get(transition.to()));
        middles.add(new Middle(transition));
      }
    }
    collect(log.reader(meaning), slots, middles.toArray(Middle[]::new));
    Map<Arc, Double> seconds = new HashMap<>();
    for (Middle middle : middles) {
      seconds.put(new Arc(middle.transition.from(), middle.transition.to()), middle.median() / 1e6);
    }
    return new TransitionMedians(seconds);
  }

  private static void collect(JourneyLog.Reader reader, ArcSlots slots, Middle[] middles) {
    long[] shortest = Arrays.stream(middles).mapToLong(middle -> middle.shortest).toArray();
    long[] width = Arrays.stream(middles).mapToLong(middle -> middle.width).toArray();
    while (reader.next()) {
      int[] touchpoints = reader.touchpoints();
      long[] micros = reader.micros();
      int length = reader.length();
      int from = touchpoints[0];
      for (int i = 1; i < length; i++) {
        int to = touchpoints[i];
        int slot = slots.of(from, to);
        long above = micros[i] - micros[i - 1] - shortest[slot];
        if (above >= 0 && above < width[slot]) {
          middles[slot].add(above);
        }
        from = to;
      }
    }
  }

  /** The durations of an arc among which its median is, in microseconds above the shortest. */
  private static final class Middle {
    private final Transition transition;
    private final long shortest;
    private final long width;
    private final long below;
    private final long[] durations;
    private int filled;

    Middle(Transition transition) {
      this.transition = transition;
      Durations all = transition.durations();
      int first = all.bucketOf((transition.count() - 1) / 2);
      int end = all.bucketOf(transition.count() / 2) + 1;
      this.shortest = Durations.shortest(first);
      this.width = Durations.shortest(end) - shortest;
      this.below = all.countOf(0, first);
      this.durations = new long[Math.toIntExact(all.countOf(first, end))];
    }

    void add(long above) {
      durations[filled++] = above;
    }

    double median() {
      Arrays.sort(durations);
      long one = durations[(int) ((transition.count() - 1) / 2 - below)];
      long other = durations[(int) (transition.count() / 2 - below)];
      return shortest + (one + other) / 2.0;
    }
  }

  /** The median in seconds; empty if no journey went straight from one to the other. */
  public OptionalDouble seconds(Touchpoint from, Touchpoint to) {
    Double found = seconds.get(new Arc(from, to));
    return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
  }
}
