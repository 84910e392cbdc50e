package io.github.senda.diagram.layout;

import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is said around a drawing, and in which language.
 *
 * @param title a title of its own
 * @param page which of several selections is drawn
 * @param filter which journeys are drawn, in words
 * @param source where the journeys are from
 * @param made when the drawing was made, in words
 * @param panel the address where the same is looked at
 * @param kept other maps, whose touchpoints have their places too
 * @param full what the widest line stands for; empty for the most frequent transition
 */
record Telling(
    Labels labels,
    Phrases phrases,
    Optional<String> title,
    Optional<String> page,
    Optional<String> filter,
    Optional<String> source,
    Optional<String> made,
    Optional<String> panel,
    List<JourneyMap> kept,
    OptionalLong full) {

  /** The same on one page of several, told after what the page is called already. */
  Telling onPage(String name) {
    return new Telling(
        labels,
        phrases,
        title,
        Optional.of(page.map(first -> first + " · " + name).orElse(name)),
        filter,
        source,
        made,
        panel,
        kept,
        full);
  }
}
