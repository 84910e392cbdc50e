package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How much longer journeys were than they had to be: their steps to the goal against the fewest
 * that anybody took. Only ways that somebody went count as possible; what the graph would allow may
 * be nobody's. Unit: ended journeys that reached the goal, up to the first time they did. A value;
 * safe for any thread.
 *
 * @param journeys how many reached the goal
 * @param steps how many touches they had in all, that at the goal included
 * @param lengths how many of them had so many touches, by that number
 * @param from by the touchpoint that they set out from, the most extra steps first, then by name
 */
public record Detours(long journeys, long steps, List<Length> lengths, List<Leg> from) {

  /**
   * So many touches to the goal, that at the goal included.
   *
   * @param touches how many touches
   * @param journeys how many journeys had as many
   */
  public record Length(int touches, long journeys) {}

  /**
   * What lay between a touchpoint and the goal.
   *
   * @param touchpoint where they set out
   * @param journeys how many reached the goal by way of it
   * @param fewest the fewest steps to the goal that anybody took from there, at any time
   * @param steps the steps of all from the first time that they were there
   */
  public record Leg(Touchpoint touchpoint, long journeys, int fewest, long steps) {

    /** The mean of {@code length / fewest - 1}: 0 where everybody went straight, 1 for twice. */
    public double detour() {
      return (double) steps / journeys / fewest - 1;
    }

    /** How many steps more than the fewest all of them took together. */
    public long extra() {
      return steps - journeys * fewest;
    }
  }

  public Detours {
    lengths = List.copyOf(lengths);
    from = List.copyOf(from);
  }

  /** The detours of a log's ended journeys, in one pass. */
  public static Detours of(JourneyLog log, Meaning meaning, Touchpoint goal) {
    Fold fold = new Fold(meaning);
    EndedFold.read(log, meaning, Optional.of(goal), fold);
    return fold.detours();
  }

  /** The fewest touches that anybody needed; empty if nobody reached the goal. */
  public OptionalInt fewest() {
    return lengths.isEmpty() ? OptionalInt.empty() : OptionalInt.of(lengths.get(0).touches());
  }

  /** The mean of {@code length / fewest - 1} over all; empty if nobody reached the goal. */
  public OptionalDouble detour() {
    return lengths.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) steps / journeys / lengths.get(0).touches() - 1);
  }

  /** The exact median of touches, the lower of two; empty if nobody reached the goal. */
  public OptionalInt median() {
    long rank = (journeys + 1) / 2;
    for (Length length : lengths) {
      rank -= length.journeys();
      if (rank <= 0) {
        return OptionalInt.of(length.touches());
      }
    }
    return OptionalInt.empty();
  }

  /** For one thread. */
  static final class Fold implements EndedFold {
    private final List<Touchpoint> names;
    private final LongCounts lengths = new LongCounts();
    private final int[] fewest;
    private final long[] steps;
    private final long[] journeysOf;
    private final long[] lastJourney;
    private long journeys;

    Fold(Meaning meaning) {
      this.names = meaning.touchpoints();
      this.fewest = new int[names.size()];
      this.steps = new long[names.size()];
      this.journeysOf = new long[names.size()];
      this.lastJourney = new long[names.size()];
      Arrays.fill(fewest, Integer.MAX_VALUE);
    }

    @Override
    public void add(int[] touchpoints, long[] micros, int length, int reached) {
      if (reached < 0) {
        return;
      }
      journeys++;
      lengths.add(reached + 1, 1);
      for (int i = 0; i < reached; i++) {
        int touchpoint = touchpoints[i];
        int left = reached - i;
        if (lastJourney[touchpoint] != journeys) {
          lastJourney[touchpoint] = journeys;
          journeysOf[touchpoint]++;
          steps[touchpoint] += left;
        }
        fewest[touchpoint] = Math.min(fewest[touchpoint], left);
      }
    }

    Detours detours() {
      List<Length> byLength = new ArrayList<>();
      long all = 0;
      for (LongCounts.Counted counted : lengths.counted()) {
        byLength.add(new Length((int) counted.key(), counted.count()));
        all += counted.key() * counted.count();
      }
      byLength.sort(Comparator.comparingInt(Length::touches));
      List<Leg> legs = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        if (journeysOf[i] > 0) {
          legs.add(new Leg(names.get(i), journeysOf[i], fewest[i], steps[i]));
        }
      }
      legs.sort(Comparator.comparingLong(Leg::extra).reversed().thenComparing(Leg::touchpoint));
      return new Detours(journeys, all, byLength, legs);
    }
  }
}
