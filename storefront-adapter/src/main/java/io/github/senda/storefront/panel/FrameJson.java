package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.map.Period;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** Writes what stands around every page as JSON: the time, the period, how the source is doing. */
final class FrameJson {

  private FrameJson() {}

  /** All of it as an object of its own, for a page that shows nothing of the journeys. */
  static String of(Views views, PanelQuery query) {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    try {
      json.beginObject();
      write(json, views, query, views.source().status());
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return text.toString();
  }

  /** Writes its fields into an open object. */
  static void write(JsonWriter json, Views views, PanelQuery query, PanelStatus status)
      throws IOException {
    json.name("now").value(views.source().clock().instant().toString());
    json.name("today").value(views.today().toString());
    json.name("lang").value(query.locale().getLanguage());
    if (views.source().privacy().isPresent()) {
      json.name("mode").value(views.source().privacy().get().mode());
    }
    status(json, status);
    if (query.period().isPresent()) {
      Period period = query.period().get();
      json.name("period").beginObject();
      json.name("from").value(period.first().toString());
      json.name("to").value(period.last().toString());
      json.endObject();
    }
  }

  private static void status(JsonWriter json, PanelStatus status) throws IOException {
    json.name("status").beginObject();
    json.name("live").value(status.live());
    json.name("name").value(status.name());
    json.name("dropped").value(status.dropped());
    json.name("counts").beginArray();
    for (Map.Entry<String, Long> count : status.counts().entrySet()) {
      json.beginObject();
      json.name("name").value(count.getKey());
      json.name("value").value(count.getValue());
      json.endObject();
    }
    json.endArray();
    json.name("notices").beginArray();
    for (String notice : status.notices()) {
      json.value(notice);
    }
    json.endArray();
    if (status.lastTouch().isPresent()) {
      json.name("lastTouch").value(status.lastTouch().get().toString());
    }
    json.endObject();
  }
}
