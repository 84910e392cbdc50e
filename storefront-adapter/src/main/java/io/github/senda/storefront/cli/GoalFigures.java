package io.github.senda.storefront.cli;

import com.google.gson.stream.JsonWriter;
import io.github.senda.metric.MarkovChain;
import io.github.senda.metric.Share;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code --goal} asks for: how many journeys reach a touchpoint, and how likely they still do
 * from each of the others.
 */
record GoalFigures(MarkovChain chain) implements FiguresPart {

  static final String OPTION = "--goal";

  private static final int MOST_ROWS = 20;

  static Optional<GoalFigures> asked(CommandLine line, Steps steps) {
    return line.value(OPTION).map(name -> new GoalFigures(chain(steps, steps.step(OPTION, name))));
  }

  private static MarkovChain chain(Steps steps, Touchpoint goal) {
    int touchpoints = steps.named().size();
    if (touchpoints > MarkovChain.MOST) {
      throw new BadInput(
          OPTION
              + " can be answered for "
              + MarkovChain.MOST
              + " touchpoints at most, and the log has "
              + touchpoints
              + ": take a coarser --activity, or leave out --every-request");
    }
    return MarkovChain.of(steps.log(), steps.meaning(), goal);
  }

  @Override
  public void write(JsonWriter json) throws IOException {
    Share conversion = chain.conversion();
    json.name("goal").beginObject();
    json.name("touchpoint").value(chain.goal().name());
    json.name("journeys").value(conversion.part());
    number(json, "conversion", conversion.value());
    json.name("low").jsonValue(FiguresJson.plain(conversion.confidence().low()));
    json.name("high").jsonValue(FiguresJson.plain(conversion.confidence().high()));
    number(json, "expected_steps", chain.steps());
    json.name("absorption").beginObject();
    for (Map.Entry<Touchpoint, MarkovChain.State> state : chain.states().entrySet()) {
      // Entering is no touchpoint of the log's; from there it is the conversion.
      if (state.getKey().isStep()) {
        json.name(state.getKey().name())
            .jsonValue(FiguresJson.plain(state.getValue().absorption()));
      }
    }
    json.endObject();
    json.endObject();
  }

  private static void number(JsonWriter json, String name, OptionalDouble number)
      throws IOException {
    json.name(name);
    if (number.isPresent()) {
      json.jsonValue(FiguresJson.plain(number.getAsDouble()));
    } else {
      json.nullValue();
    }
  }

  @Override
  public String text() {
    Share conversion = chain.conversion();
    StringBuilder text = new StringBuilder("The goal ");
    text.append(FiguresText.shown(chain.goal().name())).append(" is reached by ");
    text.append(share(conversion)).append(" journeys");
    if (conversion.whole() > 0) {
      text.append(" (95 % confidence: ").append(percent(conversion.confidence().low()));
      text.append(" to ").append(percent(conversion.confidence().high())).append(')');
    }
    text.append(conversion.isSmall() ? "; these are few journeys\n" : "\n");
    if (chain.steps().isPresent()) {
      text.append("From the entry it takes ").append(steps(chain.steps().getAsDouble()));
      text.append(" steps until the goal or the exit\n");
    }
    List<Map.Entry<Touchpoint, MarkovChain.State>> likeliest =
        chain.states().entrySet().stream()
            .filter(state -> state.getKey().isStep())
            .sorted(
                Comparator.comparingDouble(
                        (Map.Entry<Touchpoint, MarkovChain.State> state) ->
                            -state.getValue().absorption())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    if (likeliest.isEmpty()) {
      return text.toString();
    }
    int width = "From a touchpoint".length();
    for (Map.Entry<Touchpoint, MarkovChain.State> state : likeliest) {
      width = Math.max(width, FiguresText.shown(state.getKey().name()).length());
    }
    text.append(FiguresText.left("From a touchpoint", width));
    text.append("    to the goal  steps to come    journeys\n");
    for (Map.Entry<Touchpoint, MarkovChain.State> state :
        likeliest.subList(0, Math.min(MOST_ROWS, likeliest.size()))) {
      MarkovChain.State to = state.getValue();
      text.append(FiguresText.left(FiguresText.shown(state.getKey().name()), width));
      text.append(FiguresText.right(percent(to.absorption()), 15));
      String coming = to.steps().isPresent() ? steps(to.steps().getAsDouble()) : "-";
      text.append(FiguresText.right(coming, 15));
      text.append(FiguresText.right(FiguresText.count(to.journeys()), 12));
      text.append(to.isSmall() ? "  few\n" : "\n");
    }
    int more = likeliest.size() - MOST_ROWS;
    if (more > 0) {
      text.append("and ")
          .append(FiguresText.count(more))
          .append(" more (--json prints them all)\n");
    }
    return text.toString();
  }

  /** As {@code 470 of 3,605 (13.0 %)}. */
  static String share(Share share) {
    String counts = FiguresText.count(share.part()) + " of " + FiguresText.count(share.whole());
    return share.value().isEmpty()
        ? counts
        : counts + " (" + percent(share.value().getAsDouble()) + ")";
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  private static String steps(double steps) {
    return String.format(Locale.ROOT, "%.1f", steps);
  }
}
