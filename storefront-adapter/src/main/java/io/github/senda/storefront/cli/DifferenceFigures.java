package io.github.senda.storefront.cli;

import com.google.gson.stream.JsonWriter;
import io.github.senda.graph.Passes;
import io.github.senda.journey.JourneyFilter;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.metric.Comparison;
import io.github.senda.metric.Difference;
import io.github.senda.storefront.intake.ReadLog;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code --compare} asks for: how the journeys differ from those of another filter. With each
 * arc stands its own difference; here stand the touchpoints, and the arcs that only the others
 * went.
 *
 * @param comparison the differences
 * @param filter the other filter as it was read
 */
record DifferenceFigures(Comparison comparison, String filter) implements FiguresPart {

  static final String OPTION = "--compare";

  private static final int MOST_ROWS = 20;

  /**
   * Compares the journeys of {@code --filter} with those of {@code --compare}, of the same log and
   * counted by the same unit, as simple as they are shown.
   */
  static Optional<DifferenceFigures> asked(
      CommandLine line, ReadLog read, Optional<Simple> simple) {
    if (!line.has(OPTION)) {
      return Optional.empty();
    }
    JourneyLog log = read.log();
    Meaning meaning = simple.map(it -> it.graph().meaning()).orElse(read.meaning());
    JourneyFilter filter = Selecting.filter(line, OPTION);
    JourneyLog other = Selecting.others(log, filter);
    return Optional.of(
        new DifferenceFigures(
            Comparison.of(log, other, meaning, Simple.fewest(line)), filter.text()));
  }

  /** Writes the field {@code difference}. */
  static void write(JsonWriter json, Difference difference) throws IOException {
    json.name("difference").beginObject();
    json.name("value").jsonValue(FiguresJson.plain(difference.value()));
    json.name("low").jsonValue(FiguresJson.plain(difference.interval().low()));
    json.name("high").jsonValue(FiguresJson.plain(difference.interval().high()));
    json.name("p").jsonValue(FiguresJson.plain(difference.p()));
    json.name("p_adjusted").jsonValue(FiguresJson.plain(difference.q()));
    json.name("significant").value(difference.isClear());
    json.name("journeys").value(difference.one().part());
    json.name("other_journeys").value(difference.other().part());
    json.endObject();
  }

  @Override
  public void write(JsonWriter json) throws IOException {
    json.name("compare").beginObject();
    json.name("filter").value(filter);
    json.name("journeys").value(comparison.others());
    json.name("touchpoints").beginArray();
    for (Map.Entry<Touchpoint, Difference> step : comparison.steps().entrySet()) {
      json.beginObject();
      json.name("touchpoint").value(step.getKey().name());
      write(json, step.getValue());
      json.endObject();
    }
    json.endArray();
    json.name("arcs_only_there").beginArray();
    for (Map.Entry<Passes.Arc, Difference> arc : comparison.arcs().entrySet()) {
      if (arc.getValue().one().part() == 0 && arc.getKey().isBetweenSteps()) {
        json.beginObject();
        json.name("from").value(arc.getKey().from().name());
        json.name("to").value(arc.getKey().to().name());
        write(json, arc.getValue());
        json.endObject();
      }
    }
    json.endArray();
    json.endObject();
  }

  @Override
  public void write(JsonWriter json, Figures.Arc arc) throws IOException {
    Difference difference =
        comparison.arcs().get(new Passes.Arc(Touchpoint.of(arc.from()), Touchpoint.of(arc.to())));
    // Nobody who has ended went an arc that only open visits went.
    if (difference != null) {
      write(json, difference);
    }
  }

  @Override
  public String text() {
    List<Map.Entry<Passes.Arc, Difference>> clear =
        comparison.arcs().entrySet().stream()
            .filter(arc -> arc.getKey().isBetweenSteps() && arc.getValue().isClear())
            .sorted(
                Comparator.comparingDouble(
                    (Map.Entry<Passes.Arc, Difference> arc) -> -Math.abs(arc.getValue().value())))
            .toList();
    StringBuilder text = new StringBuilder("Compared with the ");
    text.append(FiguresText.count(comparison.others())).append(" journeys of ");
    text.append(filter.isEmpty() ? "all" : filter).append(": ");
    text.append(clear.isEmpty() ? "no clear change of any transition\n" : "clear changes\n");
    for (Map.Entry<Passes.Arc, Difference> arc :
        clear.subList(0, Math.min(MOST_ROWS, clear.size()))) {
      Difference difference = arc.getValue();
      text.append(FiguresText.right(points(difference.value()), 12)).append(" points (");
      text.append(points(difference.interval().low())).append(" to ");
      text.append(points(difference.interval().high())).append(")  ");
      text.append(FiguresText.shown(arc.getKey().from().name())).append(" > ");
      text.append(FiguresText.shown(arc.getKey().to().name())).append('\n');
    }
    if (clear.size() > MOST_ROWS) {
      text.append("and ").append(FiguresText.count(clear.size() - MOST_ROWS));
      text.append(" more (--json prints them all)\n");
    }
    return text.toString();
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%+.1f", share * 100);
  }
}
