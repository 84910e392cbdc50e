package io.github.senda.diagram.layout;

import io.github.senda.graph.Durations;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.touch.Touchpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long it took from each touchpoint to the next touch, whatever that was: all that leads on
 * from it to another or to itself, by the graph's histograms and with their error. Immutable.
 */
final class Pauses {

  private final Map<Touchpoint, Durations> durations;

  private Pauses(Map<Touchpoint, Durations> durations) {
    this.durations = durations;
  }

  static Pauses of(JourneyGraph graph) {
    Map<Touchpoint, Durations> durations = new HashMap<>();
    for (Transition transition : graph.transitions()) {
      if (transition.isBetweenSteps()) {
        Durations before = durations.get(transition.from());
        Durations own = transition.durations();
        durations.put(transition.from(), before == null ? own : before.plus(own));
      }
    }
    return new Pauses(durations);
  }

  /** The median; empty where nothing ever followed. */
  Optional<Duration> median(Touchpoint step) {
    Durations all = durations.get(step);
    return all == null ? Optional.empty() : all.quantile(0.5);
  }
}
