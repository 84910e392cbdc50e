package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.graph.Funnel;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import io.github.senda.map.Zoom;
import io.github.senda.metric.Comparison;
import io.github.senda.storefront.paths.PathsJson;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where the page of paths asks why visitors buy, leave and go round, and how two selections of them
 * differ. Both are told of the touchpoints as they are shown, so nothing is told of a few alone.
 * Safe for any thread.
 */
final class PathsDesk {

  private final Views views;

  PathsDesk(Views views) {
    this.views = views;
  }

  void routes(Routes routes) {
    routes
        .get("/api/paths", call -> Answers.json(call.response(), paths(call)))
        .get("/api/difference", call -> Answers.json(call.response(), difference(call)));
  }

  private String paths(Call call) throws IOException {
    PanelQuery query = views.query(call);
    Snapshot snapshot = views.snapshot(query);
    JourneyMap map = snapshot.map();
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject();
    Optional<Touchpoint> goal = goal(call, map.graph());
    if (goal.isPresent()) {
      List<Touchpoint> steps =
          map.funnel().steps().stream()
              .map(Funnel.Step::touchpoint)
              .filter(step -> map.graph().journeys(step) > 0)
              .toList();
      PathsJson.write(
          json, snapshot.paths(goal.get(), steps), map.view().fewest(), labels(query, map));
    }
    json.endObject();
    return text.toString();
  }

  private static Labels labels(PanelQuery query, JourneyMap map) {
    return Labels.of(query.locale()).with(map.stages());
  }

  /**
   * What is asked for; else an order, or its stage where stages are shown; else where most end.
   * Empty where nobody has been.
   */
  private Optional<Touchpoint> goal(Call call, JourneyGraph graph) {
    return call.parameter("goal")
        .flatMap(name -> graph.steps().stream().filter(is -> is.name().equals(name)).findFirst())
        .or(() -> Optional.of(Touchpoints.PURCHASE).filter(step -> graph.journeys(step) > 0))
        .or(
            () ->
                views
                    .source()
                    .view()
                    .stages()
                    .of(Touchpoints.PURCHASE)
                    .map(Zoom::touchpoint)
                    .filter(step -> graph.journeys(step) > 0))
        .or(
            () ->
                graph.transitions().stream()
                    .filter(transition -> transition.to().equals(Touchpoint.EXIT))
                    .max(Comparator.comparingLong(Transition::count))
                    .map(Transition::from));
  }

  private String difference(Call call) throws IOException {
    PanelQuery query = views.query(call);
    Snapshot snapshot = views.snapshot(query);
    JourneyMap map = snapshot.map();
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject();
    Optional<Scope> other = query.other();
    if (other.isPresent()) {
      Comparison comparison =
          Comparison.of(
              snapshot.log(),
              other.get().of(snapshot.now().log()),
              map.simple().meaning(),
              map.view().fewest());
      DifferenceJson.write(json, comparison, other.get().period(), labels(query, map));
    }
    json.endObject();
    return text.toString();
  }
}
