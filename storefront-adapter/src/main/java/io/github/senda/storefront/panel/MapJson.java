package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.graph.Funnel;
import io.github.senda.graph.Hidden;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import io.github.senda.map.Parting;
import io.github.senda.metric.DropOff;
import io.github.senda.metric.Share;
import io.github.senda.touch.Stage;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes what the page shows as JSON, field by field. Touchpoints are told once, in the order of
 * their stages, and are their place in that list everywhere else. Rates are from 0 to 1, durations
 * in seconds, times in ISO 8601; a rate that is not to be shown because the numbers are small says
 * so and is there all the same.
 */
final class MapJson {

  private final JsonWriter json;
  private final Labels labels;
  private final Map<Touchpoint, Integer> places = new HashMap<>();

  private MapJson(Writer out, Labels labels) {
    this.json = new JsonWriter(out);
    this.json.setHtmlSafe(true);
    this.labels = labels;
  }

  /** All that the page shows of a snapshot. */
  static String of(Snapshot snapshot, PanelQuery query, PanelStatus status, Views views) {
    StringWriter text = new StringWriter();
    try {
      Labels labels = Labels.of(query.locale()).with(snapshot.map().stages());
      new MapJson(text, labels).write(snapshot, query, status, views);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return text.toString();
  }

  private void write(Snapshot snapshot, PanelQuery query, PanelStatus status, Views views)
      throws IOException {
    JourneyMap map = snapshot.shown(query.share());
    JourneyGraph graph = map.graph();
    json.beginObject();
    FrameJson.write(json, views, query, status);
    json.name("picture").value(Views.mark(snapshot, query));
    json.name("backup").value(views.source().hasBackup());
    parts(snapshot.now().log().signs());
    json.name("share").value(query.share());
    json.name("touchpointShare").value(query.scope().touchpoints());
    json.name("touches").value(graph.touches());
    json.name("journeys").value(graph.journeys());
    json.name("ended").value(graph.ended());
    json.name("active").value(graph.active());
    json.name("simulated").value(map.simulated());
    share("conversion", map.conversion());
    share("cartAbandonment", map.cartAbandonment());
    touchpoints(map);
    stages(map);
    transitions(map);
    json.name("hidden").beginObject();
    hiddenTransitions(json, map);
    json.endObject();
    merged(json, map);
    json.name("fewest").value(map.view().fewest());
    dropOffs(map.dropOffs());
    funnel(snapshot.map().funnel());
    json.endObject();
  }

  /** By what touchpoints can be seen in parts, as far as the log tells any. */
  private void parts(List<String> signs) throws IOException {
    json.name("parts").beginArray();
    for (Parting.By by : Parting.By.values()) {
      if (by.isToldIn(signs)) {
        json.value(by.name().toLowerCase(Locale.ROOT));
      }
    }
    json.endArray();
  }

  /**
   * Writes the fields {@code hidden} and {@code merged}: what a picture of a map leaves out. How
   * many journeys that touches is counted when it is asked for.
   */
  static void hidden(JsonWriter json, JourneyMap map) throws IOException {
    hidden(json, map, map.hidden());
  }

  /** The same, where it is counted already. */
  static void hidden(JsonWriter json, JourneyMap map, Hidden hidden) throws IOException {
    json.name("hidden").beginObject();
    hiddenTransitions(json, map);
    json.name("journeys").value(hidden.journeys());
    json.name("journeysShare").value(hidden.journeysShare());
    json.endObject();
    merged(json, map);
  }

  private static void merged(JsonWriter json, JourneyMap map) throws IOException {
    json.name("merged").value(map.merged());
    json.name("openable").value(map.openable());
    json.name("more").value(map.view().more());
  }

  private static void hiddenTransitions(JsonWriter json, JourneyMap map) throws IOException {
    json.name("transitions").value(map.shown().hidden());
    json.name("count").value(map.shown().hiddenCount());
    json.name("share").value(map.shown().hiddenShare());
  }

  private void share(String name, Share share) throws IOException {
    json.name(name).beginObject();
    json.name("unit").value("journeys");
    shareFields(share);
    json.endObject();
  }

  private void shareFields(Share share) throws IOException {
    AsideJson.shareFields(json, share);
  }

  private void touchpoints(JourneyMap map) throws IOException {
    List<Touchpoint> all = new ArrayList<>();
    all.add(Touchpoint.ENTRY);
    for (Stage stage : map.stages().order()) {
      all.addAll(steps(map, stage));
    }
    all.add(Touchpoint.ACTIVE);
    all.add(Touchpoint.EXIT);
    json.name("touchpoints").beginArray();
    for (Touchpoint touchpoint : all) {
      places.put(touchpoint, places.size());
      json.beginObject();
      json.name("kind").value(touchpoint.kind().name().toLowerCase(Locale.ROOT));
      json.name("name").value(touchpoint.name());
      json.name("label").value(labels.of(touchpoint));
      if (touchpoint.isStep()) {
        json.name("touches").value(map.graph().touches(touchpoint));
        json.name("journeys").value(map.graph().journeys(touchpoint));
        json.name("left").beginObject();
        shareFields(map.left(touchpoint));
        json.endObject();
      }
      json.endObject();
    }
    json.endArray();
  }

  private void stages(JourneyMap map) throws IOException {
    json.name("stages").beginArray();
    for (Stage stage : map.stages().order()) {
      List<Touchpoint> members = steps(map, stage);
      if (members.isEmpty()) {
        continue;
      }
      json.beginObject();
      json.name("label").value(labels.of(stage));
      json.name("touchpoints").beginArray();
      for (Touchpoint member : members) {
        json.value(places.get(member));
      }
      json.endArray();
      json.endObject();
    }
    json.endArray();
  }

  /** The steps of a stage, by name. */
  private static List<Touchpoint> steps(JourneyMap map, Stage stage) {
    return map.graph().steps().stream()
        .filter(step -> map.stages().of(step).filter(stage::equals).isPresent())
        .toList();
  }

  private void transitions(JourneyMap map) throws IOException {
    Set<Transition> shown = new HashSet<>(map.shown().transitions());
    json.name("transitions").beginArray();
    for (Transition transition : map.graph().transitions()) {
      json.beginObject();
      json.name("from").value(places.get(transition.from()));
      json.name("to").value(places.get(transition.to()));
      json.name("count").value(transition.count());
      json.name("shown").value(shown.contains(transition));
      if (transition.mean().isPresent()) {
        json.name("mean").value(transition.mean().get().toMillis() / 1000.0);
      }
      json.endObject();
    }
    json.endArray();
  }

  private void dropOffs(List<DropOff> dropOffs) throws IOException {
    json.name("dropOffs").beginArray();
    for (DropOff dropOff : dropOffs) {
      json.beginObject();
      json.name("at").value(places.get(dropOff.touchpoint()));
      shareFields(dropOff.share());
      json.endObject();
    }
    json.endArray();
  }

  private void funnel(Funnel funnel) throws IOException {
    json.name("funnel").beginObject();
    json.name("journeys").value(funnel.journeys());
    json.name("steps").beginArray();
    for (Funnel.Step step : funnel.steps()) {
      json.beginObject();
      json.name("name").value(step.touchpoint().name());
      json.name("label").value(labels.of(step.touchpoint()));
      json.name("reached").value(step.reached());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }
}
