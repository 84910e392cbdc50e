package io.github.senda.graph;

import io.github.senda.touch.Touchpoint;
import java.time.Duration;
import java.util.Optional;

/**
 * Going straight from one touchpoint to the next, with how often and how long it took. Called a
 * directly-follows arc in process mining. Immutable; safe for any thread. Equality is identity, as
 * JGraphT asks of an edge.
 */
public final class Transition {

  private final Touchpoint from;
  private final Touchpoint to;
  private final long count;
  private final long totalMicros;
  private final Durations durations;

  Transition(Touchpoint from, Touchpoint to, long count, long totalMicros, Durations durations) {
    this.from = from;
    this.to = to;
    this.count = count;
    this.totalMicros = totalMicros;
    this.durations = durations;
  }

  /** Where it starts. */
  public Touchpoint from() {
    return from;
  }

  /** Where it leads. */
  public Touchpoint to() {
    return to;
  }

  /** How often it was gone, over all journeys. */
  public long count() {
    return count;
  }

  /** Whether it leads from a step to a step, and so has durations. */
  public boolean isBetweenSteps() {
    return from.isStep() && to.isStep();
  }

  /** The sum of all durations in microseconds; 0 where it does not lead from step to step. */
  public long totalMicros() {
    return totalMicros;
  }

  /** The mean duration, exact to the nanosecond; empty where it does not lead from step to step. */
  public Optional<Duration> mean() {
    return isBetweenSteps()
        ? Optional.of(Duration.ofNanos((long) (totalMicros * 1000.0 / count)))
        : Optional.empty();
  }

  /** How the durations spread; empty where it does not lead from step to step. */
  public Durations durations() {
    return durations;
  }

  @Override
  public String toString() {
    return from + " -> " + to + " " + count;
  }
}
