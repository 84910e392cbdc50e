package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.graph.Passes;
import io.github.senda.map.Labels;
import io.github.senda.map.Period;
import io.github.senda.metric.Comparison;
import io.github.senda.metric.Difference;
import io.github.senda.metric.Share;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes how two selections of journeys differ as JSON, field by field: shares of ended journeys
 * from 0 to 1, differences from -1 to 1, the largest first. A difference that may well be chance
 * says so by {@code clear}.
 */
final class DifferenceJson {

  private final JsonWriter json;
  private final Labels labels;

  private DifferenceJson(JsonWriter json, Labels labels) {
    this.json = json;
    this.labels = labels;
  }

  /** Writes the fields of a comparison into an open object. */
  static void write(JsonWriter json, Comparison comparison, Optional<Period> other, Labels labels)
      throws IOException {
    DifferenceJson writer = new DifferenceJson(json, labels);
    json.name("journeys").value(comparison.journeys());
    json.name("others").value(comparison.others());
    if (other.isPresent()) {
      json.name("from").value(other.get().first().toString());
      json.name("to").value(other.get().last().toString());
    }
    json.name("steps").beginArray();
    for (Map.Entry<Touchpoint, Difference> row : largestFirst(comparison.steps())) {
      json.beginObject();
      writer.touchpoint("at", row.getKey());
      writer.fields(row.getValue());
      json.endObject();
    }
    json.endArray();
    json.name("arcs").beginArray();
    for (Map.Entry<Passes.Arc, Difference> row : largestFirst(comparison.arcs())) {
      json.beginObject();
      writer.touchpoint("from", row.getKey().from());
      writer.touchpoint("to", row.getKey().to());
      writer.fields(row.getValue());
      json.endObject();
    }
    json.endArray();
  }

  private static <K> List<Map.Entry<K, Difference>> largestFirst(Map<K, Difference> rows) {
    return rows.entrySet().stream()
        .sorted(
            Comparator.comparingDouble(
                (Map.Entry<K, Difference> row) -> -Math.abs(row.getValue().value())))
        .toList();
  }

  private void touchpoint(String name, Touchpoint touchpoint) throws IOException {
    json.name(name).beginObject();
    json.name("kind").value(touchpoint.kind().name().toLowerCase(Locale.ROOT));
    json.name("name").value(touchpoint.name());
    json.name("label").value(labels.of(touchpoint));
    json.endObject();
  }

  private void fields(Difference difference) throws IOException {
    json.name("value").value(difference.value());
    json.name("low").value(difference.interval().low());
    json.name("high").value(difference.interval().high());
    json.name("q").value(difference.q());
    json.name("clear").value(difference.isClear());
    json.name("small").value(difference.isSmall());
    share("one", difference.one());
    share("other", difference.other());
  }

  private void share(String name, Share share) throws IOException {
    json.name(name).beginObject();
    json.name("part").value(share.part());
    json.name("whole").value(share.whole());
    if (share.value().isPresent()) {
      json.name("value").value(share.value().getAsDouble());
    }
    json.endObject();
  }
}
