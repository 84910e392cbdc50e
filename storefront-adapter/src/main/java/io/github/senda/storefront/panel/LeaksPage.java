package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.map.Labels;
import io.github.senda.storefront.leaks.LeaksJson;
import java.io.IOException;
import java.io.StringWriter;

/** Writes what the page of leaks shows as JSON: the leaks, and what stands around them. */
final class LeaksPage {

  private LeaksPage() {}

  /** All that the page shows. */
  static String of(Snapshot snapshot, PanelQuery query, PanelStatus status, Views views) {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    try {
      json.beginObject();
      FrameJson.write(json, views, query, status);
      json.name("journeys").value(snapshot.map().graph().journeys());
      LeaksJson.write(
          json, snapshot.leaks(), views.source().abandonedAfter(), Labels.of(query.locale()));
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return text.toString();
  }
}
