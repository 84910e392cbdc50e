package io.github.senda.graph;

/**
 * What a simplified graph does not show, so that its figures can be told from those of all
 * journeys. A value; safe for any thread.
 *
 * @param touchpoints how many touchpoints are not shown each for itself: merged or left out
 * @param arcs how many transitions from step to step are not shown
 * @param arcCount how often these were gone
 * @param starts how many transitions from {@code ENTRY} are not shown
 * @param ends how many transitions to {@code EXIT} or {@code ACTIVE} are not shown
 * @param journeys how many journeys went over at least one touchpoint or one transition, from step
 *     to step or at an end, that is not shown
 * @param of how many journeys there are, those whose touchpoints were all left out among them
 */
public record Hidden(
    int touchpoints, int arcs, long arcCount, int starts, int ends, long journeys, long of) {

  /** The share of journeys that went over something hidden, from 0 to 1; 0 where there are none. */
  public double journeysShare() {
    return of == 0 ? 0 : (double) journeys / of;
  }
}
