package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A funnel with what lies around its steps: how long it took from one to the next, what those did
 * who went no further, and which ways led there. It counts closed, as {@link Funnel} does (each
 * step by way of all before it, in order, with anything between; the first touch that fits is the
 * one), and open (each step for itself, wherever in the funnel a journey began). Unit: ended
 * journeys. A value; safe for any thread.
 *
 * @param journeys all ended journeys, whether they reached the first step or not
 * @param stops the steps in order
 */
public record FunnelPaths(long journeys, List<Stop> stops) {

  /** How many ways are told before a step at most. */
  public static final int MOST_WAYS = 10;

  /**
   * One step of the funnel.
   *
   * @param touchpoint the step
   * @param reached closed: how many journeys reached it by way of the steps before it
   * @param touched open: how many journeys touched it at all
   * @param entered open: for how many it was the first step of the funnel that they touched
   * @param wentOn open: how many of those that touched it touched the next step later; 0 at the
   *     last
   * @param since how long it took from the step before to this one, closed; nothing at the first
   * @param next where those who reached no further step went from here, most first: the next other
   *     touchpoint, or {@link Touchpoint#EXIT}
   * @param last where those who reached no further step were last, most first
   * @param before the last steps before this one was reached, most first, {@value #MOST_WAYS} at
   *     most
   */
  public record Stop(
      Touchpoint touchpoint,
      long reached,
      long touched,
      long entered,
      long wentOn,
      Durations since,
      List<Went> next,
      List<Went> last,
      List<Before> before) {
    public Stop {
      next = List.copyOf(next);
      last = List.copyOf(last);
      before = List.copyOf(before);
    }

    /** How many got here and no further, closed; at the last step nobody is lost. */
    public long dropped() {
      return next.stream().mapToLong(Went::journeys).sum();
    }
  }

  /**
   * Somewhere that journeys went.
   *
   * @param touchpoint where
   * @param journeys how many
   */
  public record Went(Touchpoint touchpoint, long journeys) {}

  /**
   * A way to a step: up to three touchpoints straight before it, repeats left out.
   *
   * @param touchpoints in their order, from {@link Touchpoint#ENTRY} where a journey was so short
   * @param journeys how many came so
   */
  public record Before(List<Touchpoint> touchpoints, long journeys) {
    public Before {
      touchpoints = List.copyOf(touchpoints);
    }
  }

  public FunnelPaths {
    stops = List.copyOf(stops);
  }

  /**
   * The funnel of a log's ended journeys, in one pass.
   *
   * @param steps the steps in order, none of which stands twice
   */
  public static FunnelPaths of(JourneyLog log, Meaning meaning, List<Touchpoint> steps) {
    Fold fold = new Fold(meaning, steps);
    EndedFold.read(log, meaning, Optional.empty(), fold);
    return fold.funnel();
  }

  /** The same without what lies around. */
  public Funnel funnel() {
    return new Funnel(
        journeys,
        stops.stream().map(stop -> new Funnel.Step(stop.touchpoint, stop.reached)).toList());
  }

  /** For one thread. */
  static final class Fold implements EndedFold {
    private static final int WAY = 3;

    private final List<Touchpoint> names;
    private final List<Touchpoint> steps;
    private final int[] stepOf;
    private final long[] lastJourney;
    private final long[] lastWentOn;
    private final Counts[] counts;
    private long journeys;

    /** What is counted of one step. */
    private static final class Counts {
      private long reached;
      private long touched;
      private long entered;
      private long wentOn;
      private long[] since = new long[0];
      private final long[] next;
      private final long[] last;
      private final LongCounts before = new LongCounts();

      Counts(int size) {
        this.next = new long[size + 1];
        this.last = new long[size];
      }
    }

    Fold(Meaning meaning, List<Touchpoint> steps) {
      if (new HashSet<>(steps).size() != steps.size()) {
        throw new IllegalArgumentException("a step stands twice in " + steps);
      }
      this.names = meaning.touchpoints();
      this.steps = List.copyOf(steps);
      this.stepOf = new int[names.size()];
      this.lastJourney = new long[steps.size()];
      this.lastWentOn = new long[steps.size()];
      this.counts = new Counts[steps.size()];
      Arrays.fill(stepOf, -1);
      for (int step = 0; step < counts.length; step++) {
        counts[step] = new Counts(names.size());
        int number = names.indexOf(steps.get(step));
        if (number >= 0) {
          stepOf[number] = step;
        }
      }
    }

    @Override
    public void add(int[] touchpoints, long[] micros, int length, int reached) {
      journeys++;
      int closed = 0;
      int at = -1;
      boolean entered = false;
      for (int i = 0; i < length; i++) {
        int step = stepOf[touchpoints[i]];
        if (step < 0) {
          continue;
        }
        if (lastJourney[step] != journeys) {
          lastJourney[step] = journeys;
          counts[step].touched++;
          if (!entered) {
            entered = true;
            counts[step].entered++;
          }
        }
        if (step > 0 && lastJourney[step - 1] == journeys && lastWentOn[step] != journeys) {
          lastWentOn[step] = journeys;
          counts[step - 1].wentOn++;
        }
        if (step == closed) {
          reach(counts[step], touchpoints, micros, at, i);
          at = i;
          closed++;
        }
      }
      if (closed > 0 && closed < counts.length) {
        drop(counts[closed - 1], touchpoints, at, length);
      }
    }

    private void reach(Counts step, int[] touchpoints, long[] micros, int from, int to) {
      step.reached++;
      if (from >= 0) {
        int bucket = Durations.bucket(micros[to] - micros[from]);
        if (bucket >= step.since.length) {
          step.since = Arrays.copyOf(step.since, bucket + 16);
        }
        step.since[bucket]++;
      }
      // A way is the digits of one number, the nearest touchpoint lowest; one more than its number,
      // so that 0 is where nothing is.
      long base = names.size() + 2L;
      long key = 0;
      long digit = 1;
      int before = touchpoints[to];
      int taken = 0;
      int i = to - 1;
      for (; i >= 0 && taken < WAY; i--) {
        if (touchpoints[i] != before) {
          before = touchpoints[i];
          key += digit * (before + 1);
          digit *= base;
          taken++;
        }
      }
      if (taken < WAY) {
        key += digit * (names.size() + 1);
      }
      step.before.add(key, 1);
    }

    private static void drop(Counts step, int[] touchpoints, int at, int length) {
      int next = at + 1;
      while (next < length && touchpoints[next] == touchpoints[at]) {
        next++;
      }
      step.next[next == length ? step.last.length : touchpoints[next]]++;
      step.last[touchpoints[length - 1]]++;
    }

    FunnelPaths funnel() {
      List<Stop> stops = new ArrayList<>();
      for (int step = 0; step < counts.length; step++) {
        Counts counted = counts[step];
        stops.add(
            new Stop(
                steps.get(step),
                counted.reached,
                counted.touched,
                counted.entered,
                counted.wentOn,
                new Durations(counted.since),
                went(counted.next),
                went(counted.last),
                ways(counted.before)));
      }
      return new FunnelPaths(journeys, stops);
    }

    private List<Went> went(long[] journeysOf) {
      List<Went> went = new ArrayList<>();
      for (int i = 0; i < journeysOf.length; i++) {
        if (journeysOf[i] > 0) {
          went.add(new Went(i < names.size() ? names.get(i) : Touchpoint.EXIT, journeysOf[i]));
        }
      }
      went.sort(
          Comparator.comparingLong(Went::journeys).reversed().thenComparing(Went::touchpoint));
      return went;
    }

    private List<Before> ways(LongCounts before) {
      long base = names.size() + 2L;
      List<Before> ways = new ArrayList<>();
      for (LongCounts.Counted counted : before.top(MOST_WAYS)) {
        List<Touchpoint> way = new ArrayList<>();
        for (long rest = counted.key(); rest > 0; rest /= base) {
          int number = (int) (rest % base) - 1;
          way.add(number < names.size() ? names.get(number) : Touchpoint.ENTRY);
        }
        Collections.reverse(way);
        ways.add(new Before(way, counted.count()));
      }
      return ways;
    }
  }
}
