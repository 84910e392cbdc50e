package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.journey.JourneyFilter;
import io.github.senda.map.Period;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
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
    selection(json, views, query);
    status(json, status);
    if (query.period().isPresent()) {
      Period period = query.period().get();
      json.name("period").beginObject();
      json.name("from").value(period.first().toString());
      json.name("to").value(period.last().toString());
      json.endObject();
    }
  }

  /** Which journeys are shown, in words that the command line takes as well. */
  private static void selection(JsonWriter json, Views views, PanelQuery query) throws IOException {
    json.name("selection").beginObject();
    json.name("filter").value(query.filter().text());
    json.name("unit").value(query.scope().unit().name().toLowerCase(Locale.ROOT));
    if (query.compare().isPresent()) {
      json.name("compare").value(query.compare().get().name().toLowerCase(Locale.ROOT));
    }
    json.name("strangers").beginArray();
    if (!query.filter().isAll()) {
      Snapshots.Now now = views.now();
      for (JourneyFilter.Stranger name : query.filter().strangersIn(now.log(), now.meaning())) {
        json.beginObject();
        json.name("name").value(name.name());
        json.name("near").value(String.join(", ", name.near()));
        json.endObject();
      }
    }
    json.endArray().endObject();
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
