package io.github.senda.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.diagram.Diagram.Anchor;
import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Field;
import io.github.senda.diagram.Diagram.Point;
import io.github.senda.diagram.Diagram.Port;
import io.github.senda.diagram.Diagram.Stroke;
import io.github.senda.diagram.Diagram.Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagramTest {

  private static Text text(String words) {
    return new Text(words, 0, 0, 12, false, "#000000", Anchor.START);
  }

  private static Diagram.Line line(String id, String from, List<Point> route) {
    return new Diagram.Line(
        id,
        Diagram.Way.FORWARD,
        from,
        "s-1",
        new Port(1, 0.5),
        new Port(0, 0.5),
        route,
        new Stroke("#000000", 1, false),
        "",
        Optional.empty(),
        "main",
        List.of());
  }

  private static Diagram diagram(Diagram.Line... lines) {
    Diagram.Shape shape =
        new Diagram.Shape(
            "s-1",
            Diagram.Kind.STEP,
            "one",
            "one",
            Optional.empty(),
            new Box(0, 0, 10, 10),
            "#ffffff",
            new Stroke("#000000", 1, false),
            "#000000",
            List.of(),
            List.of(),
            List.of(),
            Optional.empty());
    return new Diagram(
        "en",
        100,
        100,
        "#ffffff",
        new Diagram.TitleBlock(
            "title",
            "title",
            new Box(0, 0, 1, 1),
            List.of(text("title")),
            Optional.empty(),
            List.of()),
        List.of(),
        List.of(shape),
        List.of(lines),
        List.of(new Diagram.Layer("main", "main")),
        new Diagram.Legend("legend", new Box(0, 0, 1, 1), text("legend"), List.of()));
  }

  @Test
  void text_isOneLineThatEveryFormatHolds() {
    assertEquals("a b  c", text("a\nb\r\nc").text());
    assertEquals("xy", text("x\u0000\ud83d\ufffe\u202ey").text());
    assertEquals("\ud83d\uded2 שלום", text("\ud83d\uded2 שלום").text());
  }

  @Test
  void line_isUprightOrLevelThroughout() {
    List<Point> slanting = List.of(new Point(0, 0), new Point(5, 5));

    assertThrows(IllegalArgumentException.class, () -> line("t-1", "s-1", slanting));
  }

  @Test
  void drawing_refusesIdsThatAreTakenOrLeadNowhere() {
    List<Point> route = List.of(new Point(0, 0), new Point(5, 0));
    diagram(line("t-1", "s-1", route));

    Exception twice =
        assertThrows(IllegalArgumentException.class, () -> diagram(line("s-1", "s-1", route)));
    Exception nowhere =
        assertThrows(IllegalArgumentException.class, () -> diagram(line("t-1", "s-2", route)));

    assertTrue(twice.getMessage().contains("s-1"), twice.getMessage());
    assertTrue(nowhere.getMessage().contains("s-2"), nowhere.getMessage());
  }

  @Test
  void stroke_isOneToTenPixelsWide() {
    assertThrows(IllegalArgumentException.class, () -> new Stroke("#000000", 0, false));
    assertThrows(IllegalArgumentException.class, () -> new Stroke("#000000", 11, false));
    assertThrows(IllegalArgumentException.class, () -> new Stroke("red", 1, false));
  }

  @Test
  void field_hasAKeyThatEveryFormatTakes() {
    assertThrows(IllegalArgumentException.class, () -> new Field("two words", ""));
  }

  @Test
  void formats_areListedInOrderAndUnknownOnesAreEmpty() {
    DiagramExporters exporters = DiagramExporters.find();

    assertEquals(
        List.of(
            "csv",
            "dot",
            "drawio",
            "excalidraw",
            "graphml",
            "lucid",
            "mermaid",
            "svg",
            "visio",
            "yed"),
        exporters.names());
    assertEquals(Optional.empty(), exporters.of("visio2003"));
  }

  @Test
  void link_leadsToAPageAndRunsNothing() {
    for (String bad :
        List.of(
            "javascript:alert(1)",
            "data:text/html,x",
            "//host/x",
            "https://x/\"><b>",
            "http://a b")) {
      assertThrows(IllegalArgumentException.class, () -> linked(bad), bad);
    }
    assertEquals("https://x/?a=1&b=%3C", linked("https://x/?a=1&b=%3C").link().orElseThrow());
  }

  private static Diagram.TitleBlock linked(String link) {
    return new Diagram.TitleBlock(
        "title",
        "title",
        new Box(0, 0, 1, 1),
        List.of(text("title")),
        Optional.of(link),
        List.of());
  }
}
