package io.github.senda.diagram.drawio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.DiagramExporterContract;
import io.github.senda.diagram.Drawings;
import io.github.senda.diagram.Xml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class DrawioExporterTest implements DiagramExporterContract {

  @Override
  public DiagramExporter exporter() {
    return new DrawioExporter();
  }

  private static Element cell(Element userObject) {
    return (Element) userObject.getElementsByTagName("mxCell").item(0);
  }

  @Override
  public List<Found> shapes(byte[] file) {
    return Xml.elements(Xml.parse(file), "UserObject").stream()
        .filter(object -> object.hasAttribute("touchpoint"))
        .map(object -> new Found(object.getAttribute("id"), "", ""))
        .toList();
  }

  @Override
  public List<Found> lines(byte[] file) {
    return Xml.elements(Xml.parse(file), "UserObject").stream()
        .filter(object -> cell(object).hasAttribute("edge"))
        .map(
            object ->
                new Found(
                    object.getAttribute("id"),
                    cell(object).getAttribute("source"),
                    cell(object).getAttribute("target")))
        .toList();
  }

  @Override
  public List<FoundPage> pages(byte[] file) {
    return Xml.elements(Xml.parse(file), "diagram").stream()
        .map(
            page -> {
              List<Element> objects = Xml.elements(page, "UserObject");
              int shapes = (int) objects.stream().filter(o -> o.hasAttribute("touchpoint")).count();
              int lines = (int) objects.stream().filter(o -> cell(o).hasAttribute("edge")).count();
              return new FoundPage(page.getAttribute("name"), shapes, lines);
            })
        .toList();
  }

  @Override
  public String words(byte[] file) {
    Document document = Xml.parse(file);
    Stream<String> labels =
        Stream.concat(
            Xml.elements(document, "UserObject").stream().map(e -> e.getAttribute("label")),
            Xml.elements(document, "mxCell").stream().map(e -> e.getAttribute("value")));
    return labels
        .map(html -> html.replaceAll("<[^>]*>", "\n").replace("&lt;", "<").replace("&gt;", ">"))
        .map(text -> text.replace("&quot;", "\"").replace("&amp;", "&"))
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
  void cells_haveIdsOfTheirOwnAndKnownParentsAndTerminals() throws IOException {
    for (Diagram diagram : List.of(Drawings.of(Drawings.shop()), Drawings.of(Drawings.hostile()))) {
      Document document = document(diagram);
      Set<String> ids = new HashSet<>();
      for (String tag : List.of("mxCell", "UserObject")) {
        for (Element element : Xml.elements(document, tag)) {
          if (element.hasAttribute("id")) {
            assertTrue(ids.add(element.getAttribute("id")), element.getAttribute("id"));
          }
        }
      }
      for (Element cell : Xml.elements(document, "mxCell")) {
        for (String reference : List.of("parent", "source", "target")) {
          if (cell.hasAttribute(reference)) {
            assertTrue(ids.contains(cell.getAttribute(reference)), reference);
          }
        }
      }
    }
  }

  @Test
  void cards_standInTheirLaneByItsOwnCoordinates() throws IOException {
    Diagram diagram = Drawings.of(Drawings.shop());
    Document document = document(diagram);
    Map<String, Element> objects = new HashMap<>();
    Xml.elements(document, "UserObject").forEach(e -> objects.put(e.getAttribute("id"), e));

    for (Diagram.Shape shape : diagram.shapes()) {
      Element cell = cell(objects.get(shape.id()));
      Element geometry = (Element) cell.getElementsByTagName("mxGeometry").item(0);
      int offset = shape.lane().map(id -> diagram.lanesById().get(id).box().x()).orElse(0);
      assertEquals(shape.lane().orElse("1"), cell.getAttribute("parent"));
      assertEquals(shape.box().x() - offset, Integer.parseInt(geometry.getAttribute("x")));
    }
  }

  @Test
  void dropOff_isDashedAndOnALayerOfItsOwn() throws IOException {
    Diagram diagram = Drawings.of(Drawings.shop());
    Map<String, Element> objects = new HashMap<>();
    Xml.elements(document(diagram), "UserObject")
        .forEach(e -> objects.put(e.getAttribute("id"), e));

    for (Diagram.Line line : diagram.lines()) {
      Element cell = cell(objects.get(line.id()));
      boolean dropOff = line.way() == Diagram.Way.DROP_OFF;
      assertEquals(dropOff ? "drop-off" : "1", cell.getAttribute("parent"));
      assertEquals(dropOff, cell.getAttribute("style").contains(";dashed=1;"));
    }
  }

  @Test
  void figures_areDataOfTheShape() throws IOException {
    Diagram diagram = Drawings.of(Drawings.shop());

    Element cart =
        Xml.elements(document(diagram), "UserObject").stream()
            .filter(object -> object.getAttribute("touchpoint").equals("view_cart"))
            .findFirst()
            .orElseThrow();

    assertEquals("96", cart.getAttribute("visits"));
    assertEquals("45", cart.getAttribute("drop_off"));
    assertEquals("0.4688", cart.getAttribute("drop_off_share"));
  }
}
