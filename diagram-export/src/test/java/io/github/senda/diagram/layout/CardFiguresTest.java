package io.github.senda.diagram.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.diagram.Diagram;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import io.github.senda.map.View;
import io.github.senda.metric.Confidence;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardFiguresTest {

  private static Diagram drawing(Scenes scene, View view) {
    return StageLayout.of(Labels.of(Locale.ENGLISH))
        .draw(JourneyMap.of(scene.log(), scene.meaning(), Optional.empty(), view));
  }

  private static Diagram.Shape card(Diagram diagram, String touchpoint) {
    return diagram.shapes().stream()
        .filter(shape -> figures(shape).get("touchpoint").equals(touchpoint))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> figures(Diagram.Shape shape) {
    Map<String, String> figures = new HashMap<>();
    shape.fields().forEach(field -> figures.put(field.key(), field.value()));
    return figures;
  }

  @Test
  void median_isOfAllThatFollowedATouchpointWithinItsError() {
    Scenes scene =
        Scenes.shop()
            .pausing(Duration.ofSeconds(40))
            .journeys(30, "view_item", "add_to_cart")
            .pausing(Duration.ofSeconds(90))
            .journeys(21, "view_item", "search")
            .journeys(20, "search");

    Diagram diagram = drawing(scene, View.ALL);

    Diagram.Shape item = card(diagram, "view_item");
    double median = Double.parseDouble(figures(item).get("median_s"));
    assertEquals(40, median, 40 * 0.0625);
    assertEquals("6.25 %", figures(item).get("median_error"));
    assertTrue(item.summary().contains("; median about 39"), item.summary());
    assertTrue(item.summary().endsWith(" s to the next touch"), item.summary());
    // Nothing ever followed a cart.
    assertFalse(figures(card(diagram, "add_to_cart")).containsKey("median_s"));
  }

  @Test
  void dropOff_isToldWithItsInterval() {
    Scenes scene =
        Scenes.shop().journeys(150, "view_item", "add_to_cart").journeys(50, "view_item");

    Diagram.Shape item = card(drawing(scene, View.ALL), "view_item");

    Confidence sure = Confidence.of(50, 200);
    assertEquals(
        String.format(Locale.ROOT, "%.4f", sure.low()), figures(item).get("drop_off_share_low"));
    assertEquals(
        String.format(Locale.ROOT, "%.4f", sure.high()), figures(item).get("drop_off_share_high"));
    assertTrue(item.summary().contains("50 (25%, between 20% and 31%) leave here"), item.summary());
  }

  private static Scenes many() {
    Scenes scene = Scenes.shop();
    for (int i = 0; i < 45; i++) {
      scene.journeys(20 + i, "page_view", "common-" + i);
    }
    return scene;
  }

  @Test
  void others_areNamedWithTheirVisitsWhereAllAreTooRareForThePicture() {
    Diagram.Shape others = card(drawing(many(), View.ALL.fewest(10)), "others");

    assertEquals(
        List.of("common-6 · 26 visits", "common-5 · 25 visits"), others.members().subList(0, 2));
    assertEquals("7", figures(others).get("merged_rare"));
    assertEquals("0", figures(others).get("merged_of_few_journeys"));
    assertTrue(figures(others).get("merged_names").startsWith("common-6; common-5; "));
    assertTrue(others.summary().contains("; in it: common-6, common-5, "), others.summary());
  }

  @Test
  void touchpointsOfFewJourneys_areANumberAloneAndTakeTheOthersFiguresAway() {
    Scenes scene = many().journeys(3, "page_view", "/order/anna").journeys(4, "page_view", "/bo");

    Diagram diagram = drawing(scene, View.ALL.fewest(10));

    Diagram.Shape others = card(diagram, "others");
    assertEquals("common-6", others.members().get(0));
    int last = others.members().size() - 1;
    assertEquals("2 of fewer than 10 journeys each", others.members().get(last));
    assertEquals("2", figures(others).get("merged_of_few_journeys"));
    assertFalse(diagram.toString().contains("anna"));
    assertFalse(diagram.toString().contains("/bo"));
  }

  @Test
  void others_leadToThePanelWhereTheyAreOpened() {
    Scenes scene = many();
    JourneyMap map = JourneyMap.of(scene.log(), scene.meaning(), Optional.empty(), View.ALL);
    StageLayout layout = StageLayout.of(Labels.of(Locale.ENGLISH));

    String panel = "https://shop.example/senda/?lang=en";
    String opened = panel + "&more=12";
    assertEquals(
        Optional.of(panel + "&more=7"), card(layout.linkedTo(panel).draw(map), "others").link());
    assertEquals(
        Optional.of(opened + "&sel=others"),
        card(layout.linkedTo(opened).draw(map), "others").link());
  }

  @Test
  void anyOtherCard_hasNothingBehindIt() {
    for (Diagram.Shape shape : drawing(many(), View.ALL).shapes()) {
      assertEquals(shape.kind() == Diagram.Kind.OTHERS, !shape.members().isEmpty(), shape.name());
    }
  }
}
