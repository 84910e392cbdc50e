package io.github.senda.diagram.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.DiagramExporterContract;
import io.github.senda.diagram.Drawings;
import io.github.senda.diagram.Xml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

class SvgExporterTest implements DiagramExporterContract {

  @Override
  public DiagramExporter exporter() {
    return new SvgExporter();
  }

  @Override
  public List<Found> shapes(byte[] file) {
    return Xml.elements(Xml.parse(file), "g").stream()
        .filter(group -> group.hasAttribute("data-kind"))
        .map(group -> new Found(group.getAttribute("data-id"), "", ""))
        .toList();
  }

  @Override
  public List<Found> lines(byte[] file) {
    return Xml.elements(Xml.parse(file), "path").stream()
        .filter(path -> path.hasAttribute("data-from"))
        .map(
            path ->
                new Found(
                    path.getAttribute("data-id"),
                    path.getAttribute("data-from"),
                    path.getAttribute("data-to")))
        .toList();
  }

  @Override
  public String words(byte[] file) {
    return Xml.elements(Xml.parse(file), "text").stream()
        .map(Element::getTextContent)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String golden(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }

  private byte[] picture() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter().write(Drawings.of(Drawings.shop()), out);
    return out.toByteArray();
  }

  @Test
  void picture_looksByPresentationAttributesAlone() throws IOException {
    Document document = Xml.parse(picture());

    Set<String> elements = Set.of("svg", "title", "g", "rect", "path", "text");
    for (Element element : Xml.elements(document, "*")) {
      assertTrue(elements.contains(element.getTagName()), element.getTagName());
      NamedNodeMap attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        String name = attributes.item(i).getNodeName();
        assertFalse(name.equals("style") || name.startsWith("on") || name.contains("href"), name);
      }
    }
  }

  @Test
  void picture_scalesByItsViewBoxAndNamesItself() throws IOException {
    Diagram diagram = Drawings.of(Drawings.shop());

    Element svg = Xml.parse(picture()).getDocumentElement();

    assertEquals("0 0 " + diagram.width() + " " + diagram.height(), svg.getAttribute("viewBox"));
    assertEquals("es", svg.getAttribute("lang"));
    assertEquals("Recorridos de los clientes", svg.getAttribute("aria-label"));
  }

  @Test
  void everyLine_tellsItselfInWords() throws IOException {
    for (Element path : Xml.elements(Xml.parse(picture()), "path")) {
      if (path.hasAttribute("data-from")) {
        assertTrue(path.getTextContent().contains(" → "), path.getTextContent());
      }
    }
  }
}
