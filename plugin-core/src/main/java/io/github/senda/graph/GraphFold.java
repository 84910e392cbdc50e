package io.github.senda.graph;

import io.github.senda.journey.JourneyColumns;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds journeys up, a few nanoseconds a touch. For one thread. An arc has a slot, at which its sum
 * and its histogram stand in flat arrays. The touches of a step and the count of an arc are not
 * kept while it runs: the one is what goes into the step, the other what its histogram holds, and
 * each would be one more place of memory to write at every touch.
 */
final class GraphFold {

  /** So many touches never make one place of a histogram overflow; then the fold has to end. */
  static final long MOST_TOUCHES = 1 << 30;

  /** Places of a histogram that stand in the flat array: durations up to 18 hours. */
  private static final int WIDTH = 192;

  private static final long[] NOTHING = {};

  private final int size;
  private final long[] starts;
  private final long[] ends;
  private final long[] activeEnds;
  private final long[] endedOf;
  private final long[] activeOf;
  private final Seen seen;
  private final PassedCounts counts = new PassedCounts();
  private long journeys;
  private long activeJourneys;
  private long touches;

  private final ArcSlots slots;
  private long[] sums = new long[64];
  private int[] histograms = new int[64 * WIDTH];

  /** What is longer, of the slots that have such: there is little of it in a shop. */
  private long[][] longer = new long[64][];

  GraphFold(int size) {
    this.size = size;
    this.starts = new long[size];
    this.ends = new long[size];
    this.activeEnds = new long[size];
    this.endedOf = new long[size];
    this.activeOf = new long[size];
    this.seen = new Seen(size);
    this.slots = new ArcSlots(size);
  }

  void add(int[] touchpoints, long[] micros, int length, boolean open) {
    journeys++;
    touches += length;
    int from = touchpoints[0];
    starts[from]++;
    long before = micros[0];
    long passed = 1L << from;
    for (int i = 1; i < length; i++) {
      int to = touchpoints[i];
      long now = micros[i];
      passed |= 1L << to;
      int slot = slot(from, to);
      long duration = now - before;
      sums[slot] += duration;
      int bucket = Durations.bucket(duration);
      if (bucket < WIDTH) {
        histograms[slot * WIDTH + bucket]++;
      } else {
        addLonger(slot, bucket, 1);
      }
      from = to;
      before = now;
    }
    seen.count(passed, touchpoints, 0, length, open ? activeOf : endedOf);
    if (open) {
      activeJourneys++;
      activeEnds[from]++;
    } else {
      ends[from]++;
    }
  }

  /** Adds several journeys. */
  void add(JourneyColumns some) {
    int[] touchpoints = some.touchpoints();
    int[] lengths = some.lengths();
    long[] startsOf = starts;
    long[] endsOf = some.active() ? activeEnds : ends;
    long[] passedBy = some.active() ? activeOf : endedOf;
    // Arrays in local variables: a store into one would else have all others loaded anew.
    long[] pauses = some.pauses();
    long[] sum = sums;
    int[] histogram = histograms;
    int[] square = slots.square();
    int width = size;
    int at = 0;
    int pause = 0;
    for (int journey = 0; journey < some.journeys(); journey++) {
      int first = at;
      int end = at + lengths[journey];
      int from = touchpoints[at];
      startsOf[from]++;
      long passed = 1L << from;
      while (++at < end) {
        int to = touchpoints[at];
        long duration = pauses[pause++];
        passed |= 1L << to;
        int place = from * width + to;
        int slot = place < square.length ? square[place] - 1 : -1;
        if (slot < 0) {
          slot = slot(from, to);
          sum = sums;
          histogram = histograms;
        }
        sum[slot] += duration;
        int bucket = Durations.bucket(duration);
        if (bucket < WIDTH) {
          histogram[slot * WIDTH + bucket]++;
        } else {
          addLonger(slot, bucket, 1);
        }
        from = to;
      }
      endsOf[from]++;
      if (size <= Long.SIZE) {
        counts.add(passed, passedBy);
      } else {
        seen.count(passed, touchpoints, first, end, passedBy);
      }
    }
    if (size <= Long.SIZE) {
      counts.tell(passedBy);
    }
    journeys += some.journeys();
    activeJourneys += some.active() ? some.journeys() : 0;
    touches += some.touches();
  }

  boolean isFull() {
    return touches >= MOST_TOUCHES;
  }

  /** Whether so many touches more would make it overflow. */
  boolean hasRoomFor(long more) {
    return touches + more <= MOST_TOUCHES;
  }

  long journeys() {
    return journeys;
  }

  long touches() {
    return touches;
  }

  int size() {
    return size;
  }

  /** So many ended journeys began at a touchpoint, so many ended there. */
  void addEnds(int touchpoint, long began, long ended) {
    starts[touchpoint] += began;
    ends[touchpoint] += ended;
  }

  /** So many ended journeys passed a touchpoint. */
  void addPassed(int touchpoint, long ended) {
    endedOf[touchpoint] += ended;
  }

  void addJourneys(long ended, long theirTouches) {
    journeys += ended;
    touches += theirTouches;
  }

  /** The slot of an arc, to add durations to. */
  int slot(int from, int to) {
    int slot = slots.of(from, to);
    if (slot >= sums.length) {
      grow();
    }
    return slot;
  }

  void addSum(int slot, long micros) {
    sums[slot] += micros;
  }

  void addDurations(int slot, int bucket, long count) {
    if (bucket < WIDTH) {
      histograms[slot * WIDTH + bucket] += (int) count;
    } else {
      addLonger(slot, bucket, count);
    }
  }

  /** Tells what it holds of ended journeys, for keeping; there must be no open ones. */
  void tell(GraphPart.Writer out) {
    out.journeys(journeys, touches);
    for (int i = 0; i < size; i++) {
      if (endedOf[i] > 0) {
        out.touchpoint(i, starts[i], ends[i], endedOf[i]);
      }
    }
    out.endOfTouchpoints();
    for (int slot = 0; slot < slots.used(); slot++) {
      long[] counts = histogram(slot);
      if (counts.length > 0) {
        out.arc(slots.from(slot), slots.to(slot), sums[slot], counts);
      }
    }
    out.endOfArcs();
  }

  /** Forgets all it holds, but not the room that it has made for it. */
  void clear() {
    Arrays.fill(starts, 0);
    Arrays.fill(ends, 0);
    Arrays.fill(activeEnds, 0);
    Arrays.fill(endedOf, 0);
    Arrays.fill(activeOf, 0);
    Arrays.fill(sums, 0);
    Arrays.fill(histograms, 0, slots.used() * WIDTH, 0);
    Arrays.fill(longer, null);
    journeys = 0;
    activeJourneys = 0;
    touches = 0;
  }

  private void grow() {
    int capacity = sums.length * 2;
    sums = Arrays.copyOf(sums, capacity);
    histograms = Arrays.copyOf(histograms, capacity * WIDTH);
    longer = Arrays.copyOf(longer, capacity);
  }

  private void addLonger(int slot, int bucket, long count) {
    long[] counts = longer[slot] == null ? NOTHING : longer[slot];
    int at = bucket - WIDTH;
    if (at >= counts.length) {
      counts = Arrays.copyOf(counts, at + 16);
      longer[slot] = counts;
    }
    counts[at] += count;
  }

  JourneyGraph graph(List<Touchpoint> touchpoints) {
    List<Transition> transitions = new ArrayList<>();
    long[] touchesOf = starts.clone();
    for (int slot = 0; slot < slots.used(); slot++) {
      int to = slots.to(slot);
      Durations durations = new Durations(histogram(slot));
      long count = durations.count();
      if (count == 0) {
        continue;
      }
      touchesOf[to] += count;
      transitions.add(
          new Transition(
              touchpoints.get(slots.from(slot)),
              touchpoints.get(to),
              count,
              sums[slot],
              durations));
    }
    Map<Touchpoint, JourneyGraph.Visits> visits = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      if (touchesOf[i] > 0) {
        Touchpoint step = touchpoints.get(i);
        visits.put(
            step, new JourneyGraph.Visits(touchesOf[i], endedOf[i] + activeOf[i], endedOf[i]));
        addEnd(transitions, Touchpoint.ENTRY, step, starts[i]);
        addEnd(transitions, step, Touchpoint.EXIT, ends[i]);
        addEnd(transitions, step, Touchpoint.ACTIVE, activeEnds[i]);
      }
    }
    return JourneyGraph.of(visits, transitions, journeys, activeJourneys);
  }

  private long[] histogram(int slot) {
    int from = slot * WIDTH;
    int end = from + WIDTH;
    while (end > from && histograms[end - 1] == 0) {
      end--;
    }
    long[] more = longer[slot] == null ? NOTHING : longer[slot];
    long[] histogram = new long[more.length == 0 ? end - from : WIDTH + more.length];
    for (int at = from; at < end; at++) {
      histogram[at - from] = histograms[at];
    }
    System.arraycopy(more, 0, histogram, histogram.length - more.length, more.length);
    return histogram;
  }

  private static void addEnd(
      List<Transition> transitions, Touchpoint from, Touchpoint to, long count) {
    if (count > 0) {
      transitions.add(new Transition(from, to, count, 0, Durations.NONE));
    }
  }

  /** Counts each touchpoint of a journey once: in the bits of one number where they have room. */
  private static final class Seen {
    private final long[] lastJourney;
    private long journey;

    Seen(int size) {
      this.lastJourney = new long[size <= Long.SIZE ? 0 : size];
    }

    /**
     * Counts those of a journey.
     *
     * @param passed a bit for each, by its number's lowest six
     */
    void count(long passed, int[] touchpoints, int start, int end, long[] journeysOf) {
      if (lastJourney.length == 0) {
        for (long bits = passed; bits != 0; bits &= bits - 1) {
          journeysOf[Long.numberOfTrailingZeros(bits)]++;
        }
        return;
      }
      journey++;
      for (int i = start; i < end; i++) {
        int touchpoint = touchpoints[i];
        if (lastJourney[touchpoint] != journey) {
          lastJourney[touchpoint] = journey;
          journeysOf[touchpoint]++;
        }
      }
    }
  }
}
