package io.github.senda.storefront.cli;

import com.google.gson.stream.JsonWriter;
import io.github.senda.graph.FunnelMedians;
import io.github.senda.graph.FunnelPaths;
import io.github.senda.metric.Share;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code --funnel} asks for: how many journeys reach each of some touchpoints by way of those
 * before it, in this order, with anything between.
 */
record FunnelFigures(FunnelPaths funnel, FunnelMedians medians) implements FiguresPart {

  static final String OPTION = "--funnel";

  static Optional<FunnelFigures> asked(CommandLine line, Steps steps) {
    return line.value(OPTION).map(names -> of(names, steps));
  }

  private static FunnelFigures of(String names, Steps steps) {
    List<Touchpoint> wanted = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      Touchpoint step = steps.step(OPTION, name.strip());
      if (wanted.contains(step)) {
        throw new BadInput(OPTION + " has \"" + name.strip() + "\" twice: a step stands once");
      }
      wanted.add(step);
    }
    return new FunnelFigures(
        FunnelPaths.of(steps.log(), steps.meaning(), wanted),
        FunnelMedians.of(steps.log(), steps.meaning(), wanted));
  }

  @Override
  public void write(JsonWriter json) throws IOException {
    json.name("funnel").beginArray();
    for (FunnelPaths.Stop stop : funnel.stops()) {
      json.beginObject();
      json.name("touchpoint").value(stop.touchpoint().name());
      json.name("journeys").value(stop.reached());
      json.endObject();
    }
    json.endArray();
  }

  @Override
  public String text() {
    int width = 0;
    for (FunnelPaths.Stop stop : funnel.stops()) {
      width = Math.max(width, FiguresText.shown(stop.touchpoint().name()).length());
    }
    StringBuilder text = new StringBuilder("The funnel: journeys that reached a step by way of");
    text.append(" those before it\n");
    long before = funnel.journeys();
    for (int i = 0; i < funnel.stops().size(); i++) {
      FunnelPaths.Stop stop = funnel.stops().get(i);
      text.append(FiguresText.left(FiguresText.shown(stop.touchpoint().name()), width));
      text.append("  ").append(GoalFigures.share(new Share(stop.reached(), before)));
      OptionalDouble median = medians.seconds().get(i);
      if (median.isPresent()) {
        text.append(", after ").append(FiguresText.duration(median.getAsDouble()));
        text.append(" (median)");
      }
      if (!stop.next().isEmpty()) {
        FunnelPaths.Went most = stop.next().get(0);
        text.append("; ").append(FiguresText.count(stop.dropped()));
        text.append(" went no further, most of them to ")
            .append(FiguresText.shown(most.touchpoint().name()));
        text.append(" (").append(FiguresText.count(most.journeys())).append(')');
      }
      text.append('\n');
      before = stop.reached();
    }
    return text.toString();
  }
}
