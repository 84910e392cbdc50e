package io.github.senda.storefront.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A log made simpler, and compared, from a terminal. */
class SimpleTest {

  /** Journeys by chance over twelve touchpoints, in two halves of which the second buys more. */
  private static String log() {
    Random random = new Random(7);
    StringBuilder csv = new StringBuilder("case,activity,time,campaign\n");
    Instant start = Instant.parse("2026-03-02T09:00:00Z");
    for (int journey = 0; journey < 600; journey++) {
      String campaign = journey < 300 ? "spring" : "summer";
      int length = 1 + random.nextInt(6);
      for (int i = 0; i < length; i++) {
        int page = Math.min(random.nextInt(12), random.nextInt(12));
        row(csv, journey, "page" + page, start.plusSeconds(journey * 3600L + i * 60L), campaign);
      }
      if (random.nextInt(10) < (journey < 300 ? 2 : 5)) {
        row(csv, journey, "purchase", start.plusSeconds(journey * 3600L + 900), campaign);
      }
    }
    return csv.toString();
  }

  private static void row(StringBuilder csv, int journey, String name, Instant time, String by) {
    csv.append(journey).append(',').append(name).append(',');
    csv.append(time).append(',').append(by).append('\n');
  }

  private static String run(int code, String... options) {
    List<String> words = new ArrayList<>(List.of("graph", "-"));
    words.addAll(List.of(options));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int ended =
        Main.run(
            words,
            new ByteArrayInputStream(log().getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertEquals(code, ended, err.toString(StandardCharsets.UTF_8));
    return (code == 0 ? out : err).toString(StandardCharsets.UTF_8);
  }

  private static JsonObject json(String... options) {
    List<String> words = new ArrayList<>(List.of(options));
    words.add("--json");
    return JsonParser.parseString(run(0, words.toArray(String[]::new))).getAsJsonObject();
  }

  private static long sum(JsonArray arcs) {
    long sum = 0;
    for (JsonElement arc : arcs) {
      sum += arc.getAsJsonObject().get("count").getAsLong();
    }
    return sum;
  }

  @Test
  void shownAndHidden_areAllOfTheGraph() {
    JsonObject all = json();
    assertFalse(all.has("hidden"));
    JsonObject merged = json("--share-touchpoints", "0.7");
    JsonObject both = json("--share-touchpoints=0.7", "--share-paths=0.5");
    JsonObject hidden = both.getAsJsonObject("hidden");
    for (JsonObject less : List.of(merged, both)) {
      assertEquals(all.get("touches"), less.get("touches"));
      assertEquals(all.get("journeys"), less.get("journeys"));
    }
    int merging = merged.getAsJsonObject("hidden").get("touchpoints").getAsInt();
    assertTrue(merging > 1);
    assertEquals(
        all.get("touchpoints").getAsInt(), merged.get("touchpoints").getAsInt() - 1 + merging);
    assertEquals(0, merged.getAsJsonObject("hidden").get("arcs").getAsInt());

    assertEquals(
        merged.get("transitions").getAsInt(),
        both.get("transitions").getAsInt() + hidden.get("arcs").getAsInt());
    assertEquals(
        merged.get("transition_sum").getAsLong(),
        sum(both.getAsJsonArray("arcs")) + hidden.get("transition_sum").getAsLong());
    assertEquals(
        merged.get("starts").getAsInt(),
        both.get("starts").getAsInt() + hidden.get("starts").getAsInt());
    assertEquals(
        merged.get("ends").getAsInt(), both.get("ends").getAsInt() + hidden.get("ends").getAsInt());
    assertEquals(
        hidden.get("journeys").getAsDouble() / 600,
        hidden.get("journeys_share").getAsDouble(),
        1e-12);
    assertTrue(run(0, "--share-paths", "0.5").contains("went over something hidden"));
  }

  @Test
  void everything_hidesNothing() {
    JsonObject hidden =
        json("--share-touchpoints", "1", "--share-paths", "1").getAsJsonObject("hidden");

    assertEquals(0, hidden.get("touchpoints").getAsInt());
    assertEquals(0, hidden.get("arcs").getAsInt());
    assertEquals(0, hidden.get("journeys_share").getAsDouble());
  }

  @Test
  void k_putsSmallGroupsTogether() {
    assertTrue(json("--k", "1").getAsJsonObject("hidden").get("touchpoints").getAsInt() == 0);
    JsonObject discreet = json("--k", "40");
    assertTrue(discreet.getAsJsonObject("hidden").get("touchpoints").getAsInt() > 0);
    assertEquals(json().get("touches"), discreet.get("touches"));
    assertEquals(0, json("--k", "500").get("top_variant_journeys").getAsInt());
  }

  @Test
  void compare_tellsEachArcsDifference() {
    JsonObject compared = json("--filter", "campaign = summer", "--compare", "campaign = spring");
    assertEquals(300, compared.get("journeys").getAsInt());
    JsonObject other = compared.getAsJsonObject("compare");
    assertEquals(300, other.get("journeys").getAsInt());
    assertEquals("campaign = spring", other.get("filter").getAsString());
    for (JsonElement arc : compared.getAsJsonArray("arcs")) {
      JsonObject difference = arc.getAsJsonObject().getAsJsonObject("difference");
      double value = difference.get("value").getAsDouble();
      assertTrue(difference.get("low").getAsDouble() <= value, arc.toString());
      assertTrue(difference.get("high").getAsDouble() >= value, arc.toString());
      assertTrue(
          difference.get("p").getAsDouble() <= difference.get("p_adjusted").getAsDouble(),
          arc.toString());
    }
    boolean clear = false;
    for (JsonElement step : other.getAsJsonArray("touchpoints")) {
      JsonObject difference = step.getAsJsonObject().getAsJsonObject("difference");
      if (step.getAsJsonObject().get("touchpoint").getAsString().equals("purchase")) {
        clear = difference.get("significant").getAsBoolean();
      }
    }
    assertTrue(clear, "half of the summer's buy, a fifth of the spring's");
    assertTrue(
        run(0, "--compare", "campaign in (spring, summer)").contains("no clear change"),
        "the same journeys");
  }

  @Test
  void wrongShares_areOneSentence() {
    for (String share : List.of("2", "-1", "NaN", "much")) {
      assertTrue(run(2, "--share-paths", share).contains("is not a number from 0 to 1"));
      assertTrue(run(2, "--share-touchpoints", share).contains("--share-touchpoints " + share));
    }
    assertTrue(run(2, "--k", "few").contains("--k few is not a number of journeys"));
    assertTrue(run(2, "--compare", "campaign =").contains("--compare, column"));
  }
}
