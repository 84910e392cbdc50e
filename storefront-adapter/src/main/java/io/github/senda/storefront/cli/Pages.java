package io.github.senda.storefront.cli;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.layout.StageLayout;
import io.github.senda.graph.GraphFilter;
import io.github.senda.journey.JourneyFilter;
import io.github.senda.journey.JourneyLog;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.View;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.ReadLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The drawings that a command makes of a log: one, or one for each of two selections that are
 * compared, each on a page or on one for each stage.
 */
final class Pages {

  static final String PAGES = "--pages";
  static final String COMPARE = "--compare";
  static final Set<String> OPTIONS = Set.of(PAGES, COMPARE);

  private final StageLayout layout;
  private final boolean stages;
  private final JourneyMap map;
  private final List<String> names;
  private final Optional<JourneyMap> other;

  private Pages(CommandLine line, ReadLog read, StageLayout layout, View view) {
    this.layout = layout;
    this.stages = stages(line);
    this.map = JourneyMap.of(read.log(), read.meaning(), Optional.empty(), view);
    JourneyFilter filter = Selecting.filter(line, COMPARE);
    this.names = List.of(read.log().filter().text(), filter.text());
    this.other =
        line.value(COMPARE)
            .map(
                words -> {
                  JourneyLog log = Selecting.others(read.log(), filter);
                  return JourneyMap.of(log, read.meaning(), Optional.empty(), view);
                });
  }

  /** The pages of a log's journeys. */
  static Pages of(CommandLine line, ReadLog read, StageLayout layout, View view) {
    return new Pages(line, read, layout, view);
  }

  /**
   * Whether there is to be a page for each stage.
   *
   * @throws BadInput if something else is asked for
   */
  static boolean stages(CommandLine line) {
    Optional<String> pages = line.value(PAGES);
    if (pages.isPresent() && !pages.get().equals("stages")) {
      throw new BadInput("--pages " + pages.get() + " is not known; there is: stages");
    }
    return pages.isPresent();
  }

  /**
   * Draws them.
   *
   * @param share how much of all that was gone is drawn, from 0 to 1
   */
  List<Diagram> draw(double share) {
    GraphFilter paths = new GraphFilter(share);
    JourneyMap shown = map.showing(paths);
    if (other.isEmpty()) {
      return stages ? layout.drawStages(shown) : List.of(layout.draw(shown));
    }
    List<StageLayout.Selection> both =
        List.of(selection(0, shown), selection(1, other.get().showing(paths)));
    return stages ? layout.drawStages(both) : layout.drawPages(both);
  }

  private StageLayout.Selection selection(int which, JourneyMap shown) {
    String name = names.get(which);
    return new StageLayout.Selection(
        name, Optional.of(name).filter(words -> !words.isBlank()), shown);
  }
}
