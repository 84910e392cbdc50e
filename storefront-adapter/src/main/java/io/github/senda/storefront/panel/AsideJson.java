package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.map.Labels;
import io.github.senda.metric.ChannelCredits;
import io.github.senda.metric.ChannelShare;
import io.github.senda.metric.Confidence;
import io.github.senda.metric.Share;
import io.github.senda.storefront.leaks.LeaksJson;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/**
 * Writes what stands beside the map and takes longer than it, as JSON, field by field: what is in
 * abandoned carts, and what brought the visits under each model of credit.
 */
final class AsideJson {

  private final JsonWriter json;
  private final Labels labels;

  private AsideJson(JsonWriter json, Labels labels) {
    this.json = json;
    this.labels = labels;
  }

  static String of(Snapshot snapshot, PanelQuery query) {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    try {
      json.beginObject();
      LeaksJson.writeAtRisk(json, snapshot.leaks().carts());
      if (snapshot.channels().isPresent()) {
        new AsideJson(json, Labels.of(query.locale())).credits(snapshot.channels().get());
      }
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return text.toString();
  }

  private void credits(ChannelCredits credits) throws IOException {
    json.name("linked").value(credits.linked());
    json.name("channels").beginObject();
    channels("own", credits.own());
    channels("last", credits.lastNonDirect());
    channels("first", credits.first());
    json.endObject();
  }

  /** What is of several channels together has no name. */
  private void channels(String name, List<ChannelShare> channels) throws IOException {
    json.name(name).beginArray();
    for (ChannelShare share : channels) {
      json.beginObject();
      if (share.channel().isPresent()) {
        json.name("name").value(share.channel().get().name());
        json.name("label").value(labels.of(share.channel().get()));
      }
      shareFields(json, share.conversion());
      json.endObject();
    }
    json.endArray();
  }

  /** Writes a share into an open object. */
  static void shareFields(JsonWriter json, Share share) throws IOException {
    json.name("part").value(share.part());
    json.name("whole").value(share.whole());
    if (share.value().isPresent()) {
      Confidence confidence = share.confidence();
      json.name("value").value(share.value().getAsDouble());
      json.name("low").value(confidence.low());
      json.name("high").value(confidence.high());
    }
    json.name("small").value(share.isSmall());
  }
}
