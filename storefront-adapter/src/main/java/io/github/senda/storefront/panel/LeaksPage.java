package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.map.Labels;
import io.github.senda.map.Period;
import io.github.senda.storefront.leaks.LeaksJson;
import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;

/** Writes what the page of leaks shows as JSON: the leaks, and what stands around them. */
final class LeaksPage {

  private LeaksPage() {}

  /**
   * All that the page shows.
   *
   * @param today the shop's day, or the last day of a log file
   * @param hasDesk whether it can be said what pages are
   */
  static String of(
      Snapshot snapshot, PanelQuery query, PanelSource source, LocalDate today, boolean hasDesk) {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    PanelStatus status = source.status();
    try {
      json.beginObject();
      json.name("today").value(today.toString());
      json.name("lang").value(query.locale().getLanguage());
      json.name("live").value(status.live());
      json.name("name").value(status.name());
      json.name("signs").value(hasDesk);
      if (query.period().isPresent()) {
        Period period = query.period().get();
        json.name("period").beginObject();
        json.name("from").value(period.first().toString());
        json.name("to").value(period.last().toString());
        json.endObject();
      }
      json.name("journeys").value(snapshot.map().graph().journeys());
      LeaksJson.write(json, snapshot.leaks(), source.abandonedAfter(), Labels.of(query.locale()));
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return text.toString();
  }
}
