package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;

/**
 * All that a map tells of a log by numbers that add, whatever is shown of it: from one reading, so
 * that its figures agree. A value; safe for any thread.
 *
 * @param graph the journeys laid over one another
 * @param checkouts how far they got
 * @param simulated how many of all journeys no person made
 */
public record JourneyCounts(JourneyGraph graph, CheckoutCounts checkouts, long simulated) {

  /** Counts a log in one reading. */
  public static JourneyCounts of(JourneyLog log, Meaning meaning) {
    CountFold fold = new CountFold(meaning.touchpoints());
    fold.read(log, meaning, Simulated.of(log));
    return fold.counts();
  }
}
