package io.github.senda.storefront.capture;

import com.google.gson.stream.JsonWriter;
import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Searched;
import io.github.senda.touch.Money;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One person's journeys as JSON, all of them and all that is kept: for whoever they are about. */
public final class PersonJson {

  private PersonJson() {}

  /**
   * One JSON object; nothing is left out.
   *
   * @param searches what the person has searched for
   */
  public static String of(JourneyLog log, List<Searched> searches) throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.setIndent("  ");
    json.beginObject().name("visits").beginArray();
    for (JourneyBlock block : log.blocks()) {
      JourneyBlock.Cursor cursor = block.cursor();
      while (cursor.next()) {
        json.beginObject();
        json.name("open").value(block.open());
        json.name("attributes").value(log.attributes().get(cursor.attributes()));
        json.name("touches").beginArray();
        for (int i = 0; i < cursor.length(); i++) {
          long micros = cursor.micros()[i];
          json.beginObject();
          json.name("time")
              .value(
                  Instant.ofEpochSecond(
                          Math.floorDiv(micros, 1_000_000L),
                          Math.floorMod(micros, 1_000_000L) * 1000)
                      .toString());
          json.name("seen").value(log.signs().get(cursor.signs()[i]));
          Optional<Money> value = cursor.value(i);
          if (value.isPresent()) {
            BigDecimal amount = BigDecimal.valueOf(value.get().tenThousandths(), 4);
            json.name("value").value(amount.stripTrailingZeros().toPlainString());
            json.name("currency").value(value.get().currency());
          }
          json.endObject();
        }
        json.endArray().endObject();
      }
    }
    json.endArray();
    json.name("searches").beginArray();
    for (Searched search : searches) {
      json.beginObject();
      json.name("time").value(search.time().toString());
      if (search.words().isPresent()) {
        json.name("words").value(search.words().get());
      }
      json.endObject();
    }
    json.endArray().endObject();
    return text.toString();
  }
}
