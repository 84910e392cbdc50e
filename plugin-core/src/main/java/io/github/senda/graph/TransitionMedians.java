package io.github.senda.graph;

import io.github.senda.journey.JourneyColumns;
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
    List<Transition> between =
        graph.transitions().stream().filter(Transition::isBetweenSteps).toList();
    between.forEach(arc -> slots.of(numbers.get(arc.from()), numbers.get(arc.to())));
    Middles middles = new Middles(between);
    JourneyColumns some = new JourneyColumns();
    for (JourneyLog.Reader reader = log.reader(meaning); reader.next(some); ) {
      middles.add(some, slots, touchpoints.size());
    }
    Map<Arc, Double> seconds = new HashMap<>();
    for (int slot = 0; slot < between.size(); slot++) {
      Transition arc = between.get(slot);
      seconds.put(new Arc(arc.from(), arc.to()), middles.median(slot) / 1e6);
    }
    return new TransitionMedians(seconds);
  }

  /**
   * The durations of each arc among which its median is, in microseconds above the shortest: those
   * of one arc stand together, as it is known how many there are.
   */
  private static final class Middles {
    private final List<Transition> arcs;
    private final long[] shortest;
    private final long[] width;
    private final long[] below;
    private final int[] starts;
    private final int[] ends;
    private final long[] durations;

    Middles(List<Transition> arcs) {
      this.arcs = arcs;
      this.shortest = new long[arcs.size()];
      this.width = new long[arcs.size()];
      this.below = new long[arcs.size()];
      this.starts = new int[arcs.size()];
      long kept = 0;
      for (int slot = 0; slot < arcs.size(); slot++) {
        Durations all = arcs.get(slot).durations();
        long count = arcs.get(slot).count();
        int first = all.bucketOf((count - 1) / 2);
        int end = all.bucketOf(count / 2) + 1;
        shortest[slot] = Durations.shortest(first);
        width[slot] = Durations.shortest(end) - shortest[slot];
        below[slot] = all.countOf(0, first);
        starts[slot] = Math.toIntExact(kept);
        kept += all.countOf(first, end);
      }
      this.ends = starts.clone();
      this.durations = new long[Math.toIntExact(kept)];
    }

    void add(JourneyColumns some, ArcSlots slots, int size) {
      int[] touchpoints = some.touchpoints();
      int[] lengths = some.lengths();
      long[] pauses = some.pauses();
      int[] square = slots.square();
      int at = 0;
      int pause = 0;
      for (int journey = 0; journey < some.journeys(); journey++) {
        int end = at + lengths[journey];
        int from = touchpoints[at];
        while (++at < end) {
          int to = touchpoints[at];
          int place = from * size + to;
          int slot = place < square.length ? square[place] - 1 : slots.of(from, to);
          long above = pauses[pause++] - shortest[slot];
          if (above >= 0 && above < width[slot]) {
            durations[ends[slot]++] = above;
          }
          from = to;
        }
      }
    }

    /** In microseconds. */
    double median(int slot) {
      Arrays.sort(durations, starts[slot], ends[slot]);
      long count = arcs.get(slot).count();
      long before = below[slot] - starts[slot];
      long one = durations[(int) ((count - 1) / 2 - before)];
      long other = durations[(int) (count / 2 - before)];
      return shortest[slot] + (one + other) / 2.0;
    }
  }

  /** The median in seconds; empty if no journey went straight from one to the other. */
  public OptionalDouble seconds(Touchpoint from, Touchpoint to) {
    Double found = seconds.get(new Arc(from, to));
    return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
  }
}
