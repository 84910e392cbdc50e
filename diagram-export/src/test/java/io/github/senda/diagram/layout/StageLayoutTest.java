package io.github.senda.diagram.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.Drawings;
import io.github.senda.graph.GraphFilter;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import io.github.senda.map.Period;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class StageLayoutTest {

  private static Diagram.Shape shape(Diagram diagram, String name) {
    return diagram.shapes().stream()
        .filter(shape -> shape.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> words(Diagram.Shape shape) {
    return shape.texts().stream().map(Diagram.Text::text).toList();
  }

  @Test
  void card_saysVisitsLoopsAndDropOff() {
    Diagram diagram = Drawings.of(Drawings.shop());

    assertEquals(List.of("Carrito", "96", "▼ 47\u00a0%"), words(shape(diagram, "Carrito")));
    assertEquals(List.of("Búsqueda", "110", "↻ 40"), words(shape(diagram, "Búsqueda")));
  }

  @Test
  void largeDropOff_isRedAndBoldAndFramed() {
    Diagram diagram = Drawings.of(Drawings.shop());

    Diagram.Shape cart = shape(diagram, "Carrito");
    Diagram.Text leaving = cart.texts().get(2);

    assertEquals(Looks.ALARM, cart.edge().colour());
    assertEquals(2, cart.edge().width());
    assertTrue(leaving.bold());
    assertEquals(Looks.ALARM, leaving.colour());
  }

  @Test
  void fewJourneys_areCountedAndNotShownAsAShare() {
    Diagram diagram = Drawings.of(Scenes.abandonedCheckout());

    assertEquals(List.of("Iniciar el pago", "1", "▼ 1"), words(shape(diagram, "Iniciar el pago")));
    assertFalse(diagram.title().texts().get(1).text().contains("%"));
    for (Diagram.Line line : diagram.lines()) {
      line.label().ifPresent(label -> assertFalse(label.text().text().contains("%")));
    }
  }

  @Test
  void lane_saysHowManyLeaveThere() {
    Diagram diagram = Drawings.of(Drawings.shop());

    Diagram.Lane cart =
        diagram.lanes().stream()
            .filter(lane -> lane.name().endsWith("Carrito"))
            .findFirst()
            .orElseThrow();

    assertEquals("3. Carrito", cart.texts().get(0).text());
    assertEquals("abandonan 45", cart.texts().get(1).text());
  }

  @Test
  void stagesWithoutTouchpoints_areLeftOut() {
    Diagram diagram = Drawings.of(Scenes.shop().journey("page_view", "purchase"));

    assertEquals(
        List.of("1. Descubrir", "2. Pedido"),
        diagram.lanes().stream().map(Diagram.Lane::name).toList());
  }

  @Test
  void purchase_isNoDropOffAndEndsInGreen() {
    Diagram diagram = Drawings.of(Drawings.shop());
    String purchase = shape(diagram, "Pedido confirmado").id();

    Diagram.Line done =
        diagram.lines().stream()
            .filter(line -> line.from().equals(purchase))
            .findFirst()
            .orElseThrow();

    assertEquals(Diagram.Way.DONE, done.way());
    assertFalse(done.stroke().dashed());
    assertEquals(Diagram.Kind.GOAL, shape(diagram, "Pedido confirmado").kind());
    assertEquals(
        1,
        words(shape(diagram, "Pedido confirmado")).stream()
            .filter(word -> word.equals("39"))
            .count());
  }

  @Test
  void dropOff_isRedDashedSpokenAndOnItsLayer() {
    Diagram diagram = Drawings.of(Drawings.shop());

    List<Diagram.Line> leaving =
        diagram.lines().stream().filter(line -> line.way() == Diagram.Way.DROP_OFF).toList();

    assertFalse(leaving.isEmpty());
    for (Diagram.Line line : leaving) {
      assertTrue(line.stroke().dashed());
      assertEquals("#b91c1c", line.stroke().colour());
      assertEquals("drop-off", line.layer());
      assertTrue(line.label().orElseThrow().text().text().startsWith("abandonan "));
    }
  }

  @Test
  void titleBlock_saysPeriodJourneysWhatIsHiddenAndTheSource() {
    Scenes scene = Drawings.shop();
    LocalDate day = Scenes.START.atZone(ZoneOffset.UTC).toLocalDate();
    Period period = new Period(day, day.plusDays(90), ZoneOffset.UTC);
    JourneyMap map = JourneyMap.of(scene.log(), scene.meaning(), period, new GraphFilter(0.5));

    Diagram english =
        StageLayout.of(Labels.of(Locale.ENGLISH)).titled("My shop").from("simulated").draw(map);

    List<String> texts = english.title().texts().stream().map(Diagram.Text::text).toList();
    assertEquals("My shop", texts.get(0));
    assertTrue(texts.get(1).startsWith("2026-03-02 to 2026-05-31 · 330 journeys · "), texts.get(1));
    assertTrue(texts.get(1).contains("2 visits still open · Conversion: 12%"), texts.get(1));
    assertTrue(texts.get(2).matches("Hidden: \\d+ arcs, [0-9.]+% of the flow · Source: simulated"));
  }

  @Test
  void longTitleAndSource_areCutToThePage() {
    Scenes scene = Scenes.tenVisitors();

    Diagram diagram =
        StageLayout.of(Labels.of(Locale.ENGLISH))
            .titled("word ".repeat(200))
            .from("word ".repeat(200))
            .draw(Drawings.map(scene));

    assertTrue(diagram.width() < 2000, "a page of " + diagram.width());
    assertTrue(diagram.title().texts().size() <= 5);
  }

  @Test
  void oneOfAThing_isSaidInTheSingular() {
    Diagram diagram = Drawings.of(Scenes.shop().journey("page_view"));

    assertEquals("1 recorrido · 1 contacto", diagram.title().texts().get(1).text());
    assertEquals(
        "Página: 1 visita en 1 recorrido; aquí abandonan 1", shape(diagram, "Página").summary());
  }

  @Test
  void figuresThatDoNotFitOnOneLine_standOnTwo() {
    Scenes scene = Scenes.shop();
    String[] again = new String[1200];
    Arrays.fill(again, "search");
    scene.journeys(100, again);

    List<Diagram.Text> texts = shape(Drawings.of(scene), "Búsqueda").texts();

    assertEquals("120.000", texts.get(1).text());
    assertEquals("↻ 119.900", texts.get(2).text());
    assertEquals(texts.get(1).y(), texts.get(2).y());
    assertEquals("▼ 100\u00a0%", texts.get(3).text());
    assertTrue(texts.get(3).y() > texts.get(2).y());
  }

  @Test
  void nameOfWhichNothingIsSeen_isCalledSo() {
    Diagram diagram = Drawings.of(Scenes.shop().journey("\u0001", "\ud800", " ", "x"));

    assertEquals(3, diagram.shapes().stream().filter(s -> s.name().equals("(sin nombre)")).count());
  }

  @Test
  void handfulOfJourneys_isNotDrawnAsAStream() {
    for (Diagram.Line line : Drawings.of(Scenes.abandonedCheckout()).lines()) {
      assertTrue(line.stroke().width() <= 2, line.summary());
    }
  }

  @Test
  void emptyMap_isATitleAndALegend() {
    Diagram diagram = Drawings.of(Scenes.shop());

    assertEquals(List.of(), diagram.shapes());
    assertEquals("Aún no hay recorridos", diagram.title().texts().get(1).text());
  }

  @Test
  void width_followsTheCountOnOneScale() {
    Diagram diagram = Drawings.of(Drawings.shop());

    for (Diagram.Line line : diagram.lines()) {
      for (Diagram.Line other : diagram.lines()) {
        if (count(line) >= count(other)) {
          assertTrue(line.stroke().width() >= other.stroke().width(), line.summary());
        }
      }
    }
    assertEquals(
        10, diagram.lines().stream().mapToInt(line -> line.stroke().width()).max().orElse(0));
  }

  private static long count(Diagram.Line line) {
    return line.fields().stream()
        .filter(field -> field.key().equals("count"))
        .mapToLong(field -> Long.parseLong(field.value()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void colours_areReadable() {
    for (String ink : List.of(Looks.INK, Looks.QUIET, Looks.ALARM)) {
      for (String ground : List.of(Looks.PAGE, Looks.LANE, Looks.CARD)) {
        assertTrue(contrast(ink, ground) >= 4.5, ink + " on " + ground);
      }
    }
    for (Diagram.Way way : Diagram.Way.values()) {
      assertTrue(contrast(Looks.way(way), Looks.LANE) >= 3, way.name());
    }
  }

  /** The contrast ratio of WCAG 2.2. */
  private static double contrast(String one, String other) {
    double light = Math.max(luminance(one), luminance(other));
    double dark = Math.min(luminance(one), luminance(other));
    return (light + 0.05) / (dark + 0.05);
  }

  private static double luminance(String colour) {
    double[] parts = new double[3];
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      parts[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }
}
