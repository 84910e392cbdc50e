package io.github.senda.storefront.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import io.github.senda.Scenes;
import io.github.senda.map.Labels;
import io.github.senda.metric.Paths;
import io.github.senda.touch.Touchpoints;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PathsJsonTest {

  private static JsonObject json(Scenes scene, long fewest) throws IOException {
    Paths paths =
        Paths.of(
            scene.log(),
            scene.meaning(),
            Touchpoints.PURCHASE,
            List.of(Touchpoints.VIEW_ITEM, Touchpoints.ADD_TO_CART, Touchpoints.PURCHASE));
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.beginObject();
    PathsJson.write(json, paths, fewest, Labels.of(Locale.forLanguageTag("es")));
    json.endObject();
    return JsonParser.parseString(text.toString()).getAsJsonObject();
  }

  @Test
  void json_tellsThePathsOfTheTenVisitors() throws IOException {
    JsonObject json = json(Scenes.tenVisitors(), 1);

    JsonObject goal = json.getAsJsonObject("goal");
    assertEquals(1, goal.getAsJsonObject("conversion").get("part").getAsInt());
    assertEquals(10, goal.getAsJsonObject("conversion").get("whole").getAsInt());
    assertTrue(goal.getAsJsonObject("conversion").get("small").getAsBoolean());
    JsonObject entry = goal.getAsJsonArray("from").get(0).getAsJsonObject();
    assertEquals("entry", entry.get("kind").getAsString());
    assertEquals(0.1, entry.get("absorption").getAsDouble(), 1e-9);
    JsonObject cart =
        json.getAsJsonObject("funnel").getAsJsonArray("steps").get(1).getAsJsonObject();
    assertEquals("add_to_cart", cart.get("name").getAsString());
    assertEquals(3, cart.get("reached").getAsInt());
    assertEquals(60, cart.get("median").getAsDouble(), 60 / 16.0);
    assertEquals(2, cart.get("dropped").getAsInt());
    assertEquals(
        1, json.getAsJsonObject("ways").getAsJsonObject("toGoal").get("distinct").getAsInt());
    assertEquals(1, json.getAsJsonObject("bottleneck").get("through").getAsInt());
    assertFalse(json.getAsJsonArray("crossroads").isEmpty());
    assertFalse(json.getAsJsonArray("probable").isEmpty());
  }

  @Test
  void json_saysWhatFewDidOfAllOfThemTogether() throws IOException {
    Scenes scene =
        Scenes.shop()
            .journeys(12, "view_item", "page_view")
            .journeys(3, "view_item", "search")
            .journeys(2, "view_item", "login")
            .journey("view_item", "add_to_cart", "purchase");

    JsonObject json = json(scene, 10);

    JsonObject item =
        json.getAsJsonObject("funnel").getAsJsonArray("steps").get(0).getAsJsonObject();
    // Five others would be so few that page_view goes with them.
    assertEquals(1, item.getAsJsonArray("next").size());
    JsonObject others = item.getAsJsonArray("next").get(0).getAsJsonObject();
    assertEquals(17, others.get("journeys").getAsInt());
    assertFalse(others.has("name"));
    JsonObject past = json.getAsJsonObject("ways").getAsJsonObject("past");
    assertEquals(0, past.getAsJsonArray("top").size());
    assertEquals(17, past.get("journeys").getAsInt());
    assertTrue(
        json.getAsJsonObject("ways").getAsJsonObject("toGoal").getAsJsonArray("top").isEmpty());
    assertEquals(
        List.of("ENTRY", "page_view", "view_item"),
        json.getAsJsonObject("goal").getAsJsonArray("from").asList().stream()
            .map(row -> row.getAsJsonObject().get("name").getAsString())
            .toList());
    assertFalse(
        json.getAsJsonArray("probable").get(0).getAsJsonObject().has("explained"),
        "a way that one person went");
  }

  @Test
  void json_tellsOfFewTogetherWhereTheyAreEnough() throws IOException {
    Scenes scene =
        Scenes.shop()
            .journeys(12, "view_item", "page_view")
            .journeys(6, "view_item", "search")
            .journeys(5, "view_item", "login")
            .journey("view_item", "add_to_cart", "purchase");

    JsonObject json = json(scene, 10);

    JsonObject item =
        json.getAsJsonObject("funnel").getAsJsonArray("steps").get(0).getAsJsonObject();
    assertEquals(2, item.getAsJsonArray("next").size());
    assertEquals(
        11, item.getAsJsonArray("next").get(1).getAsJsonObject().get("journeys").getAsInt());
    assertEquals(
        1, json.getAsJsonObject("ways").getAsJsonObject("past").getAsJsonArray("top").size());
  }

  @Test
  void json_ofNobodyIsWhole() throws IOException {
    JsonObject json = json(Scenes.shop(), 10);

    assertFalse(json.getAsJsonObject("goal").has("steps"));
    assertEquals(0, json.getAsJsonObject("bottleneck").get("through").getAsInt());
    assertEquals(
        List.of(
            "goal", "funnel", "loops", "detours", "bottleneck", "crossroads", "ways", "probable"),
        List.copyOf(json.keySet()));
  }
}
