package io.github.senda.storefront.cli;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.ReadLog;
import io.github.senda.touch.Touchpoint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a log that an option may name.
 *
 * @param log the journeys
 * @param meaning what their touches mean
 * @param named the touchpoints that there are
 */
record Steps(JourneyLog log, Meaning meaning, Collection<Touchpoint> named) {

  private static final int MOST_NAMES = 10;

  Steps {
    named = List.copyOf(named);
  }

  /**
   * The steps of a log. Where {@code --k} asks for it those of few journeys are one; what is only
   * left out of a picture may still be asked for.
   */
  static Steps of(ReadLog read, Optional<Simple> simple) {
    return simple
        .filter(simpler -> simpler.ways().isPresent())
        .map(Simple::graph)
        .map(graph -> new Steps(read.log(), graph.meaning(), graph.graph().steps()))
        .orElseGet(() -> new Steps(read.log(), read.meaning(), read.meaning().touchpoints()));
  }

  /**
   * The step that an option names.
   *
   * @throws BadInput if there is none that is called so
   */
  Touchpoint step(String option, String name) {
    return named.stream()
        .filter(touchpoint -> touchpoint.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(option, name));
  }

  private BadInput unknown(String option, String name) {
    List<String> names =
        named.stream()
            .map(Touchpoint::name)
            .map(FiguresText::shown)
            .sorted()
            .limit(MOST_NAMES)
            .toList();
    int more = named.size() - names.size();
    return new BadInput(
        option
            + ": the log has no touchpoint \""
            + FiguresText.shown(name)
            + "\"; it has "
            + (names.isEmpty() ? "none" : String.join(", ", names))
            + (more > 0 ? " and " + more + " more" : ""));
  }
}
