package io.github.senda.storefront.cli;

import com.google.gson.stream.JsonWriter;
import io.github.senda.graph.CommonVariants;
import io.github.senda.graph.GraphFilter;
import io.github.senda.graph.Hidden;
import io.github.senda.graph.SimpleGraph;
import io.github.senda.graph.Simplification;
import io.github.senda.graph.Variant;
import io.github.senda.graph.Variants;
import io.github.senda.journey.JourneyLog;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.ReadLog;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code --share-touchpoints}, {@code --share-paths} and {@code --k} ask for: a log's graph
 * made simpler, and what that hides.
 *
 * @param graph the graph
 * @param paths which transitions are shown
 * @param hidden what is hidden
 * @param ways the ways that may be shown; empty where {@code --k} is not asked for
 */
record Simple(SimpleGraph graph, GraphFilter paths, Hidden hidden, Optional<CommonVariants> ways)
    implements FiguresPart {

  static final String TOUCHPOINTS = "--share-touchpoints";
  static final String PATHS = "--share-paths";
  static final String K = "--k";
  static final Set<String> OPTIONS = Set.of(TOUCHPOINTS, PATHS, K);

  /** Empty where none of the options is given: a graph as it is. */
  static Optional<Simple> asked(CommandLine line, ReadLog read) {
    if (OPTIONS.stream().noneMatch(line::has)) {
      return Optional.empty();
    }
    long fewest = fewest(line);
    SimpleGraph graph =
        SimpleGraph.of(
            read.log(),
            read.meaning(),
            Simplification.NONE.touchpoints(share(line, TOUCHPOINTS, 1)).fewest(fewest));
    GraphFilter paths = new GraphFilter(share(line, PATHS, 1));
    Optional<CommonVariants> ways =
        fewest > 1
            ? Optional.of(CommonVariants.of(Variants.of(read.log(), graph.meaning()), fewest, 1))
            : Optional.empty();
    return Optional.of(new Simple(graph, paths, graph.hidden(paths), ways));
  }

  /** The share that an option says, from 0 to 1. */
  static double share(CommandLine line, String option, double usual) {
    Optional<String> text = line.value(option);
    double share = usual;
    if (text.isPresent()) {
      try {
        share = Double.parseDouble(text.get());
      } catch (NumberFormatException e) {
        share = -1;
      }
    }
    if (!(share >= 0 && share <= 1)) {
      throw new BadInput(
          option + " " + text.orElse("") + " is not a number from 0 to 1, such as 0.8");
    }
    return share;
  }

  /** How many journeys {@code --k} asks of a touchpoint or a way; 1 where it does not. */
  static long fewest(CommandLine line) {
    String text = line.value(K).orElse("1");
    if (!text.matches("[0-9]{1,9}") || Long.parseLong(text) < 1) {
      throw new BadInput(K + " " + text + " is not a number of journeys from 1, such as 10");
    }
    return Long.parseLong(text);
  }

  /** The figures of what is shown. */
  Figures figures(JourneyLog log) {
    Figures figures =
        Figures.of(graph.graph(), graph.shown(paths).transitions(), log, graph.meaning());
    return ways.isEmpty()
        ? figures
        : figures.commonest(ways.get().shown().stream().mapToLong(Variant::journeys).sum());
  }

  @Override
  public void write(JsonWriter json) throws IOException {
    json.name("hidden").beginObject();
    json.name("touchpoints").value(hidden.touchpoints());
    json.name("arcs").value(hidden.arcs());
    json.name("journeys_share").jsonValue(FiguresJson.plain(hidden.journeysShare()));
    json.name("journeys").value(hidden.journeys());
    json.name("transition_sum").value(hidden.arcCount());
    json.name("starts").value(hidden.starts());
    json.name("ends").value(hidden.ends());
    json.endObject();
  }

  @Override
  public String text() {
    return "Hidden: "
        + counted(hidden.touchpoints(), "touchpoint", "touchpoints")
        + " in others, "
        + counted(hidden.arcs(), "transition", "transitions")
        + (hidden.starts() > 0 ? ", " + counted(hidden.starts(), "start", "starts") : "")
        + (hidden.ends() > 0 ? ", " + counted(hidden.ends(), "end", "ends") : "")
        + "; "
        + FiguresText.count(hidden.journeys())
        + " of "
        + counted(hidden.of(), "journey", "journeys")
        + String.format(Locale.ROOT, " (%.1f %%)", hidden.journeysShare() * 100)
        + " went over something hidden\n";
  }

  private static String counted(long number, String one, String many) {
    return FiguresText.count(number) + " " + (number == 1 ? one : many);
  }
}
