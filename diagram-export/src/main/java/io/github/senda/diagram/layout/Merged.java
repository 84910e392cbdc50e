package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Field;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.map.JourneyMap;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What stands behind the card of all other touchpoints: those that are too rare for the picture
 * each by its name, those of too few journeys as a number alone. Where there are any of these, the
 * others have no figures, since what is left of the whole would be theirs. Immutable.
 */
final class Merged {

  private static final String MORE = "more=";
  private static final int MOST_ROWS = 40;
  private static final int MOST_SAID = 12;

  private final CardWords words;
  private final Phrases phrases;
  private final List<Touchpoint> rare;
  private final int few;
  private final long fewest;
  private final JourneyGraph whole;

  private Merged(JourneyMap map, CardWords words, Phrases phrases) {
    this.words = words;
    this.phrases = phrases;
    this.whole = map.simple().whole();
    this.fewest = map.view().fewest();
    this.rare =
        map.simple().merged().stream()
            .filter(step -> whole.journeys(step) >= fewest)
            .sorted(
                Comparator.<Touchpoint>comparingLong(step -> -whole.touches(step))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    this.few = map.merged() - rare.size();
  }

  static Merged of(JourneyMap map, CardWords words, Phrases phrases) {
    return new Merged(map, words, phrases);
  }

  /** A row for each that may be named, and one that tells how many more there are. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (Touchpoint step : rare.subList(0, Math.min(rare.size(), MOST_ROWS))) {
      String visits = few > 0 ? "" : " · " + phrases.count("visits", whole.touches(step));
      rows.add(words.name(step) + visits);
    }
    rows.addAll(rest(MOST_ROWS));
    return rows;
  }

  /** The same in words, after others. */
  String summary() {
    List<String> said = new ArrayList<>();
    rare.stream().limit(MOST_SAID).map(words::name).forEach(said::add);
    said.addAll(rest(MOST_SAID));
    return said.isEmpty() ? "" : phrases.say("others.in", String.join(", ", said));
  }

  /** The same as figures: names as the log has them. */
  List<Field> fields() {
    String names = String.join("; ", rare.stream().map(Touchpoint::name).toList());
    return List.of(
        new Field("merged_rare", Integer.toString(rare.size())),
        new Field("merged_of_few_journeys", Integer.toString(few)),
        new Field("merged_names", names));
  }

  /** Where the panel shows the commonest of them each for itself; empty if it does already. */
  Optional<String> opened(String panel) {
    if (rare.isEmpty() || panel.contains(MORE)) {
      return Optional.empty();
    }
    String next = panel.contains("?") ? "&" : "?";
    return Optional.of(panel + next + MORE + Math.min(rare.size(), MOST_SAID));
  }

  private List<String> rest(int most) {
    List<String> rest = new ArrayList<>();
    if (rare.size() > most) {
      rest.add(phrases.say("others.more", phrases.number(rare.size() - most)));
    }
    if (few > 0) {
      rest.add(phrases.say("others.few", phrases.number(few), phrases.number(fewest)));
    }
    return rest;
  }
}
