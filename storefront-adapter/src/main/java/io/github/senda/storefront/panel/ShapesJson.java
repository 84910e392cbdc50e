package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;

/**
 * Writes which shape of a picture is which touchpoint as JSON, field by field. It stands beside the
 * map, which is told long before its picture is drawn; so touchpoints go by name.
 */
final class ShapesJson {

  private ShapesJson() {}

  /** The shapes of a picture. */
  static String of(Picture picture) {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    try {
      json.beginObject();
      json.name("shapes").beginArray();
      for (Map.Entry<String, Touchpoint> shape : picture.touchpoints().entrySet()) {
        json.beginObject();
        json.name("id").value(shape.getKey());
        json.name("kind").value(shape.getValue().kind().name().toLowerCase(Locale.ROOT));
        json.name("name").value(shape.getValue().name());
        json.endObject();
      }
      json.endArray();
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return text.toString();
  }
}
