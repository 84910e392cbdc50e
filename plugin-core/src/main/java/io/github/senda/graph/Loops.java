package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where journeys go round in circles: touchpoints that are touched again, and pairs between which
 * they go to and fro. Both are counted from the journeys themselves, since a cycle in the graph may
 * be one that nobody went. Called rework, and loops of length two, in process mining (Weijters, van
 * der Aalst, Alves de Medeiros, 2006). Unit: whole ended journeys. A value; safe for any thread.
 *
 * @param touches how many touches there are
 * @param repeats what was touched again by somebody, most repeats first, then by name
 * @param pingPongs the pairs, most times first, then by names; {@value #MOST} at most
 */
public record Loops(long touches, List<Repeat> repeats, List<PingPong> pingPongs) {

  /** How many pairs are told at most. */
  public static final int MOST = 100;

  /**
   * A touchpoint that is touched again.
   *
   * @param touchpoint where
   * @param journeys how many journeys touched it
   * @param again how many of them did so more than once
   * @param repeats how many touches at it were not a journey's first: touches less journeys
   */
  public record Repeat(Touchpoint touchpoint, long journeys, long again, long repeats) {}

  /**
   * Going from one touchpoint straight to another and straight back, as A-B-A.
   *
   * @param home where it begins and ends
   * @param away where it turns round
   * @param times how often; A-B-A-B is once from A and once from B
   */
  public record PingPong(Touchpoint home, Touchpoint away, long times) {}

  public Loops {
    repeats = List.copyOf(repeats);
    pingPongs = List.copyOf(pingPongs);
  }

  /** The loops of a log's ended journeys, in one pass. */
  public static Loops of(JourneyLog log, Meaning meaning) {
    Fold fold = new Fold(meaning);
    EndedFold.read(log, meaning, Optional.empty(), fold);
    return fold.loops();
  }

  /** How many touches came back to where their journey had been. */
  public long repeated() {
    return repeats.stream().mapToLong(Repeat::repeats).sum();
  }

  /** For one thread. */
  static final class Fold implements EndedFold {
    private final List<Touchpoint> names;
    private final int size;
    private final long[] touchesOf;
    private final long[] journeysOf;
    private final long[] againOf;
    private final LongCounts pairs;
    private final long[] lastJourney;
    private final long[] lastAgain;
    private long journey;
    private long touches;

    Fold(Meaning meaning) {
      this.names = meaning.touchpoints();
      this.size = names.size();
      this.touchesOf = new long[size];
      this.journeysOf = new long[size];
      this.againOf = new long[size];
      this.lastJourney = new long[size];
      this.lastAgain = new long[size];
      this.pairs = LongCounts.below((long) size * size);
    }

    @Override
    public void add(int[] touchpoints, long[] micros, int length, int reached) {
      touches += length;
      if (size <= Long.SIZE) {
        seeInBits(touchpoints, length);
      } else {
        see(touchpoints, length);
      }
      for (int i = 2; i < length; i++) {
        if (touchpoints[i] == touchpoints[i - 2] && touchpoints[i] != touchpoints[i - 1]) {
          pairs.add((long) touchpoints[i] * size + touchpoints[i - 1]);
        }
      }
    }

    /**
     * Whether somebody comes again is as good as chance, and a branch that is costs most of all.
     */
    private void seeInBits(int[] touchpoints, int length) {
      long seen = 0;
      long again = 0;
      for (int i = 0; i < length; i++) {
        long bit = 1L << touchpoints[i];
        touchesOf[touchpoints[i]]++;
        again |= seen & bit;
        seen |= bit;
      }
      for (; seen != 0; seen &= seen - 1) {
        journeysOf[Long.numberOfTrailingZeros(seen)]++;
      }
      for (; again != 0; again &= again - 1) {
        againOf[Long.numberOfTrailingZeros(again)]++;
      }
    }

    private void see(int[] touchpoints, int length) {
      journey++;
      for (int i = 0; i < length; i++) {
        int touchpoint = touchpoints[i];
        touchesOf[touchpoint]++;
        if (lastJourney[touchpoint] != journey) {
          lastJourney[touchpoint] = journey;
          journeysOf[touchpoint]++;
        } else if (lastAgain[touchpoint] != journey) {
          lastAgain[touchpoint] = journey;
          againOf[touchpoint]++;
        }
      }
    }

    Loops loops() {
      List<Repeat> repeats = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        if (againOf[i] > 0) {
          repeats.add(
              new Repeat(names.get(i), journeysOf[i], againOf[i], touchesOf[i] - journeysOf[i]));
        }
      }
      repeats.sort(
          Comparator.comparingLong(Repeat::repeats).reversed().thenComparing(Repeat::touchpoint));
      List<PingPong> pingPongs = new ArrayList<>();
      pairs.forEach(
          (pair, times) ->
              pingPongs.add(
                  new PingPong(
                      names.get((int) (pair / size)), names.get((int) (pair % size)), times)));
      pingPongs.sort(
          Comparator.comparingLong(PingPong::times)
              .reversed()
              .thenComparing(PingPong::home)
              .thenComparing(PingPong::away));
      return new Loops(touches, repeats, pingPongs.subList(0, Math.min(MOST, pingPongs.size())));
    }
  }
}
