package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.graph.CommonVariants;
import io.github.senda.graph.Variant;
import io.github.senda.graph.VariantsByGoal;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what of a map takes a reading of every journey, so that the map need not wait for it: the
 * commonest ways, and how many journeys go over what is hidden. Field by field; a touchpoint is its
 * place in a list beside, since the map may be of a moment before.
 */
final class WaysJson {

  private WaysJson() {}

  /** The ways that most journeys took. */
  static String of(Snapshot snapshot, PanelQuery query) {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    try {
      VariantsByGoal ways = snapshot.ways();
      JourneyMap map = snapshot.map();
      Labels labels = Labels.of(query.locale()).with(map.stages());
      Map<Touchpoint, Integer> places = new LinkedHashMap<>();
      for (CommonVariants variants : List.of(ways.reached(), ways.past())) {
        for (Variant variant : variants.shown()) {
          variant.touchpoints().forEach(step -> places.putIfAbsent(step, places.size()));
        }
      }
      json.beginObject();
      json.name("touchpoints").beginArray();
      for (Touchpoint touchpoint : places.keySet()) {
        json.beginObject();
        json.name("name").value(touchpoint.name());
        json.name("label").value(labels.of(touchpoint));
        json.endObject();
      }
      json.endArray();
      json.name("distinct").value(ways.distinct());
      json.name("exact").value(ways.exact());
      write(json, "purchase", ways.reached(), map.graph().ended(), places);
      write(json, "exit", ways.past(), map.graph().ended(), places);
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return text.toString();
  }

  private static void write(
      JsonWriter json,
      String name,
      CommonVariants variants,
      long ended,
      Map<Touchpoint, Integer> places)
      throws IOException {
    json.name(name + "Others").beginObject();
    json.name("ways").value(variants.ways());
    json.name("journeys").value(variants.journeys());
    json.endObject();
    json.name(name).beginArray();
    for (Variant variant : variants.shown()) {
      json.beginObject();
      json.name("journeys").value(variant.journeys());
      json.name("share").value((double) variant.journeys() / ended);
      json.name("touchpoints").beginArray();
      for (Touchpoint touchpoint : variant.touchpoints()) {
        json.value(places.get(touchpoint));
      }
      json.endArray();
      json.endObject();
    }
    json.endArray();
  }

  /** How many journeys go over what is hidden where only a share of the transitions is drawn. */
  static String hidden(Snapshot snapshot, PanelQuery query) {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    try {
      json.beginObject();
      MapJson.hidden(json, snapshot.shown(query.share()), snapshot.hidden(query.share()));
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return text.toString();
  }
}
