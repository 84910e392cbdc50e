package io.github.senda.storefront.servlet;

import io.github.senda.graph.SmallGroups;
import io.github.senda.map.View;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.StagesFile;
import io.github.senda.touch.Stages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a merchant may set about how journeys are looked at. A value; safe for any thread.
 *
 * @param stages the model of stages
 * @param fewest touchpoints and variants of fewer journeys are not shown each for itself
 */
record ViewSettings(Stages stages, long fewest) {

  static final Set<String> NAMES = Set.of("senda.k", "senda.stages");

  /**
   * Reads the settings; what cannot be used goes to the complaints.
   *
   * @param text a setting's text by its name
   */
  static ViewSettings of(Function<String, Optional<String>> text, List<String> complaints) {
    return new ViewSettings(
        text.apply("senda.stages").map(named -> stages(named, complaints)).orElse(Stages.shop()),
        text.apply("senda.k").map(k -> fewest(k, complaints)).orElse(SmallGroups.USUAL));
  }

  /** Everything a shop's store has to show, but for groups that are too small. */
  View view() {
    return View.ALL.stages(stages).fewest(fewest);
  }

  private static long fewest(String text, List<String> complaints) {
    if (text.matches("[0-9]{1,4}") && Long.parseLong(text) >= 1) {
      return Long.parseLong(text);
    }
    complaints.add(
        "senda.k is a number of journeys from 1 to 9999, not \""
            + text
            + "\"; it is "
            + SmallGroups.USUAL);
    return SmallGroups.USUAL;
  }

  private static Stages stages(String named, List<String> complaints) {
    try {
      return StagesFile.of(named);
    } catch (BadInput e) {
      complaints.add("senda.stages: " + e.getMessage() + "; the stages of a shop are used");
      return Stages.shop();
    }
  }
}
