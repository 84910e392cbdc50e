package io.github.senda.diagram.graphml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.DiagramExporterContract;
import io.github.senda.diagram.Drawings;
import io.github.senda.diagram.Readers;
import io.github.senda.diagram.Xml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class YedExporterTest implements DiagramExporterContract {

  private static final Path CONVERTER = Path.of("/usr/bin/graphml2gv");

  @TempDir Path folder;

  @Override
  public DiagramExporter exporter() {
    return new YedExporter();
  }

  @Override
  public List<Found> shapes(byte[] file) {
    return Xml.elements(Xml.parse(file), "node").stream()
        .map(node -> node.getAttribute("id"))
        .filter(id -> id.startsWith("s-"))
        .map(id -> new Found(id, "", ""))
        .toList();
  }

  @Override
  public List<Found> lines(byte[] file) {
    return Xml.elements(Xml.parse(file), "edge").stream()
        .filter(edge -> !edge.getAttribute("id").startsWith("b-"))
        .map(
            edge ->
                new Found(
                    edge.getAttribute("id"),
                    edge.getAttribute("source"),
                    edge.getAttribute("target")))
        .toList();
  }

  @Override
  public String words(byte[] file) {
    return Stream.of("y:NodeLabel", "y:EdgeLabel")
        .flatMap(label -> Xml.elements(Xml.parse(file), label).stream())
        .map(Element::getTextContent)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String golden(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }

  private Document document(Diagram diagram) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter().write(diagram, out);
    return Xml.parse(out.toByteArray());
  }

  @Test
  void keysAndEnds_areAllDeclared() throws IOException {
    for (Diagram diagram : List.of(Drawings.of(Drawings.shop()), Drawings.of(Drawings.hostile()))) {
      Document document = document(diagram);
      Set<String> ids = new HashSet<>();
      for (String kind : List.of("key", "graph", "node", "edge")) {
        for (Element element : Xml.elements(document, kind)) {
          assertTrue(ids.add(element.getAttribute("id")), element.getAttribute("id"));
        }
      }
      for (Element data : Xml.elements(document, "data")) {
        assertTrue(ids.contains(data.getAttribute("key")), data.getAttribute("key"));
      }
      for (Element edge : Xml.elements(document, "edge")) {
        assertTrue(ids.contains(edge.getAttribute("source")));
        assertTrue(ids.contains(edge.getAttribute("target")));
      }
    }
  }

  @Test
  void cards_lieInTheGroupOfTheirStageAtTheirPlace() throws IOException {
    Diagram diagram = Drawings.of(Drawings.shop());
    Map<String, Element> nodes = new HashMap<>();
    Xml.elements(document(diagram), "node")
        .forEach(node -> nodes.put(node.getAttribute("id"), node));

    for (Diagram.Shape shape : diagram.shapes()) {
      Element card = nodes.get(shape.id());
      Element place = (Element) card.getElementsByTagName("y:Geometry").item(0);
      assertEquals(shape.box().x(), Integer.parseInt(place.getAttribute("x")));
      Element graph = (Element) card.getParentNode();
      assertEquals(shape.lane().map(lane -> lane + ":").orElse("page"), graph.getAttribute("id"));
    }
  }

  @Test
  void arrows_startAndEndOnTheirCards() throws IOException {
    Diagram diagram = Drawings.of(Drawings.shop());
    Map<String, Diagram.Box> boxes =
        diagram.shapes().stream().collect(Collectors.toMap(Diagram.Shape::id, Diagram.Shape::box));

    for (Element edge : Xml.elements(document(diagram), "edge")) {
      if (edge.getAttribute("id").startsWith("t-")) {
        Element path = (Element) edge.getElementsByTagName("y:Path").item(0);
        Diagram.Box from = boxes.get(edge.getAttribute("source"));
        double x = Double.parseDouble(path.getAttribute("sx"));
        double y = Double.parseDouble(path.getAttribute("sy"));
        assertTrue(Math.abs(x) <= from.width() / 2.0 && Math.abs(y) <= from.height() / 2.0);
      }
    }
  }

  @Test
  @Tag("reader")
  void graphviz_readsCardsArrowsAndStages() throws IOException {
    Readers.require("Graphviz", CONVERTER);
    Diagram diagram = Drawings.of(Drawings.shop());
    Path file = folder.resolve("shop.graphml");
    try (OutputStream out = Files.newOutputStream(file)) {
      exporter().write(diagram, out);
    }

    String dot = Readers.run(folder, CONVERTER.toString(), file.toString());

    int samples = diagram.legend().entries().size();
    assertEquals(
        diagram.lines().size() + samples,
        dot.lines().filter(line -> line.contains(" -> ")).count(),
        dot);
    for (Diagram.Lane lane : diagram.lanes()) {
      assertTrue(dot.contains(lane.id() + ":"), dot);
    }
  }
}
