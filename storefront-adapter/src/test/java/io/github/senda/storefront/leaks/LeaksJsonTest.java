package io.github.senda.storefront.leaks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.map.Labels;
import io.github.senda.metric.Leaks;
import io.github.senda.touch.Money;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LeaksJsonTest {

  private static final List<String> NAMES =
      List.of("add_to_cart", "begin_checkout", "add_payment_info");
  private static final List<String> ATTRIBUTES =
      List.of("", "channel=search", "channel=email", "channel=ads;device=phone");
  private static final Instant START = Instant.parse("2026-03-02T12:34:56Z");

  /** Visits that left at the payment: as many of each set of attributes as are asked for. */
  private static JsonObject leaks(int... visits) {
    JourneyBlock.Builder block = JourneyBlock.builder();
    long at = JourneyLog.micros(START);
    for (int attributes = 0; attributes < visits.length; attributes++) {
      for (int i = 0; i < visits[attributes]; i++) {
        long[] micros = {at, at + 1_000_000, at + 2_000_000};
        block.add(new int[] {0, 1, 2}, micros, 0, 3, attributes);
        block.know(1, 0, 0, Money.parse("19.90", i % 2 == 0 ? "EUR" : "USD"));
        at += Duration.ofMinutes(7).toMillis() * 1000;
      }
    }
    JourneyLog log =
        new JourneyLog(
            List.of(block.build()), NAMES, ATTRIBUTES, Optional.empty(), Optional.empty());
    Leaks.Terms terms = new Leaks.Terms(Instant.MAX, Leaks.Terms.USUAL, ZoneOffset.UTC);
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    try {
      json.beginObject();
      LeaksJson.write(
          json,
          Leaks.of(log, Meaning.named(NAMES), terms),
          Leaks.Terms.USUAL,
          Labels.of(Locale.ENGLISH));
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return JsonParser.parseString(text.toString()).getAsJsonObject();
  }

  private static Map<String, Integer> counts(JsonArray rows) {
    Map<String, Integer> counts = new TreeMap<>();
    for (JsonElement row : rows) {
      counts.put(
          row.getAsJsonObject().get("name").getAsString(),
          row.getAsJsonObject().get("count").getAsInt());
    }
    return counts;
  }

  @Test
  void smallGroups_areMergedAndNeverNamed() {
    JsonObject leaks = leaks(0, 12, 9, 3);

    JsonObject checkouts = leaks.getAsJsonObject("checkouts");
    assertEquals(Map.of("search", 12, "others", 12), counts(checkouts.getAsJsonArray("channels")));
    assertEquals(Map.of("", 21, "others", 3), counts(checkouts.getAsJsonArray("devices")));
    assertFalse(leaks.toString().contains("email"), leaks::toString);
    assertFalse(leaks.toString().contains("phone"), leaks::toString);
  }

  @Test
  void singleDropOff_hasTheHourAloneAndNoDevice() {
    JsonObject left = leaks(0, 10).getAsJsonArray("latest").get(9).getAsJsonObject();

    assertEquals("2026-03-02T12:00:00Z", left.get("hour").getAsString());
    assertEquals("search", left.get("channel").getAsString());
    assertEquals("Payment", left.get("reachedLabel").getAsString());
    assertEquals(
        "{\"currency\":\"EUR\",\"amount\":19.9000}", left.getAsJsonObject("value").toString());
    assertFalse(left.has("device"), left::toString);
    assertFalse(left.toString().contains("34:56"), left::toString);
  }

  @Test
  void money_standsByCurrency() {
    JsonObject lost = leaks(5).getAsJsonObject("checkouts").getAsJsonObject("lost");

    assertEquals(
        "[{\"currency\":\"EUR\",\"amount\":59.7000},{\"currency\":\"USD\",\"amount\":39.8000}]",
        lost.getAsJsonArray("amounts").toString());
    assertEquals(5, lost.get("valued").getAsInt());
  }

  @Test
  void rates_nameTheirUnitAndSayThatThereIsLittleData() {
    JsonObject leaks = leaks(29);

    JsonObject checkouts = leaks.getAsJsonObject("checkouts").getAsJsonObject("abandonment");
    assertEquals("checkouts", checkouts.get("unit").getAsString());
    assertTrue(checkouts.get("small").getAsBoolean());
    JsonArray carts = leaks.getAsJsonObject("carts").getAsJsonArray("abandonment");
    assertEquals(
        List.of("carts", "visits", "visitors"),
        carts.asList().stream()
            .map(share -> share.getAsJsonObject().get("unit").getAsString())
            .toList());
  }
}
