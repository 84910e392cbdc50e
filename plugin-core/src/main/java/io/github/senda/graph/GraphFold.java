package io.github.senda.graph;

import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds journeys up, a few nanoseconds a touch. For one thread. The touches of a step and the count
 * of an arc are not kept while it runs: the one is what goes into the step, the other what its
 * histogram holds, and each would be one more place of memory to write at every touch.
 */
final class GraphFold {

  private static final int LARGEST_SQUARE = 1024;

  private final int size;
  private final long[] starts;
  private final long[] ends;
  private final long[] activeEnds;
  private final long[] endedOf;
  private final long[] activeOf;
  private final long[] lastJourney;
  private long journeys;
  private long activeJourneys;

  /** Of each arc the sum of its durations, then its histogram. */
  private final Arcs arcs;

  GraphFold(int size) {
    this.size = size;
    this.starts = new long[size];
    this.ends = new long[size];
    this.activeEnds = new long[size];
    this.endedOf = new long[size];
    this.activeOf = new long[size];
    this.lastJourney = new long[size];
    this.arcs = size <= LARGEST_SQUARE ? new Square(size) : new Table(size);
  }

  void add(int[] touchpoints, long[] micros, int length, boolean open) {
    long journey = ++journeys;
    activeJourneys += open ? 1 : 0;
    long[] journeysOf = open ? activeOf : endedOf;
    int from = touchpoints[0];
    starts[from]++;
    lastJourney[from] = journey;
    journeysOf[from]++;
    for (int i = 1; i < length; i++) {
      int to = touchpoints[i];
      if (lastJourney[to] != journey) {
        lastJourney[to] = journey;
        journeysOf[to]++;
      }
      long duration = micros[i] - micros[i - 1];
      int bucket = Durations.bucket(duration) + 1;
      long[] arc = arcs.of(from, to, bucket);
      arc[0] += duration;
      arc[bucket]++;
      from = to;
    }
    (open ? activeEnds : ends)[from]++;
  }

  JourneyGraph graph(List<Touchpoint> touchpoints) {
    List<Transition> transitions = new ArrayList<>();
    long[] touches = starts.clone();
    arcs.each(
        (from, to, arc) -> {
          long count = 0;
          for (int i = 1; i < arc.length; i++) {
            count += arc[i];
          }
          touches[to] += count;
          transitions.add(
              new Transition(
                  touchpoints.get(from),
                  touchpoints.get(to),
                  count,
                  arc[0],
                  new Durations(Arrays.copyOfRange(arc, 1, arc.length))));
        });
    Map<Touchpoint, JourneyGraph.Visits> visits = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      if (touches[i] > 0) {
        Touchpoint step = touchpoints.get(i);
        visits.put(step, new JourneyGraph.Visits(touches[i], endedOf[i] + activeOf[i], endedOf[i]));
        addEnd(transitions, Touchpoint.ENTRY, step, starts[i]);
        addEnd(transitions, step, Touchpoint.EXIT, ends[i]);
        addEnd(transitions, step, Touchpoint.ACTIVE, activeEnds[i]);
      }
    }
    return JourneyGraph.of(visits, transitions, journeys, activeJourneys);
  }

  private static void addEnd(
      List<Transition> transitions, Touchpoint from, Touchpoint to, long count) {
    if (count > 0) {
      transitions.add(new Transition(from, to, count, 0, Durations.NONE));
    }
  }

  private interface Taker {
    void take(int from, int to, long[] arc);
  }

  /** The arcs by their ends. */
  private abstract static sealed class Arcs {
    final int size;

    Arcs(int size) {
      this.size = size;
    }

    /** The sums of an arc, with a place at {@code bucket}. */
    abstract long[] of(int from, int to, int bucket);

    abstract void each(Taker taker);

    static long[] withPlace(long[] arc, int bucket) {
      return Arrays.copyOf(arc, bucket + 8);
    }
  }

  /** A place for every pair: nothing to look for. */
  private static final class Square extends Arcs {
    private static final long[] NONE = new long[0];
    private final long[][] arcs;

    Square(int size) {
      super(size);
      this.arcs = new long[size * size][];
      Arrays.fill(arcs, NONE);
    }

    @Override
    long[] of(int from, int to, int bucket) {
      int at = from * size + to;
      long[] arc = arcs[at];
      if (bucket >= arc.length) {
        arc = withPlace(arc, bucket);
        arcs[at] = arc;
      }
      return arc;
    }

    @Override
    void each(Taker taker) {
      for (int at = 0; at < arcs.length; at++) {
        if (arcs[at].length > 0) {
          taker.take(at / size, at % size, arcs[at]);
        }
      }
    }
  }

  /** Only the pairs that occur, by hash, where a place for every pair would be too many. */
  private static final class Table extends Arcs {
    private long[] keys = new long[4096];
    private long[][] arcs = new long[4096][];
    private int used;

    Table(int size) {
      super(size);
    }

    @Override
    long[] of(int from, int to, int bucket) {
      long key = (long) from * size + to;
      int at = place(key);
      long[] arc = arcs[at];
      if (arc == null) {
        if (++used * 2 > keys.length) {
          grow();
          at = place(key);
        }
        arc = new long[0];
        keys[at] = key;
      }
      if (bucket >= arc.length) {
        arc = withPlace(arc, bucket);
        arcs[at] = arc;
      }
      return arc;
    }

    private int place(long key) {
      int mask = keys.length - 1;
      int at = (int) ((key * 0x9e3779b97f4a7c15L) >>> 40) & mask;
      while (arcs[at] != null && keys[at] != key) {
        at = (at + 1) & mask;
      }
      return at;
    }

    private void grow() {
      long[] oldKeys = keys;
      long[][] oldArcs = arcs;
      keys = new long[oldKeys.length * 2];
      arcs = new long[keys.length][];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldArcs[i] != null) {
          int at = place(oldKeys[i]);
          keys[at] = oldKeys[i];
          arcs[at] = oldArcs[i];
        }
      }
    }

    @Override
    void each(Taker taker) {
      for (int at = 0; at < keys.length; at++) {
        if (arcs[at] != null) {
          taker.take((int) (keys[at] / size), (int) (keys[at] % size), arcs[at]);
        }
      }
    }
  }
}
