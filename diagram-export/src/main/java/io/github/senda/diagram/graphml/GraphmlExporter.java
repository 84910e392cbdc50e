package io.github.senda.diagram.graphml;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.XmlFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * Writes a drawing as GraphML, for programs that work with graphs (Gephi, Cytoscape, networkx,
 * igraph, JGraphT). GraphML has no looks: a program gives the graph its own, and the legend, the
 * shapes and the order of the layers are lacking. Places, colours, dashes and widths are data, and
 * so are the stage of a node, the words of the legend and of the title, and all figures. One page a
 * file.
 *
 * <p>Stages are not nested graphs, because most of those programs do not read them.
 */
public final class GraphmlExporter implements DiagramExporter {

  /** For the service loader. */
  public GraphmlExporter() {}

  @Override
  public String format() {
    return "graphml";
  }

  @Override
  public String fileExtension() {
    return "graphml";
  }

  @Override
  public String mediaType() {
    return "application/graphml+xml";
  }

  @Override
  public void write(Diagram diagram, OutputStream out) throws IOException {
    XmlFile.write(out, xml -> graph(diagram, xml));
  }

  private static void graph(Diagram diagram, XmlFile xml) throws XMLStreamException {
    Keys keys = Keys.of(diagram);
    xml.start("graphml", "xmlns", "http://graphml.graphdrawing.org/xmlns");
    for (String name : new String[] {"title", "language", "legend", "lanes"}) {
      Keys.declare(xml, "graph", name, "string");
    }
    for (String name : new String[] {"label", "words", "kind", "lane", "lane_id", "fill", "line"}) {
      Keys.declare(xml, "node", name, "string");
    }
    for (String name : new String[] {"x", "y", "width", "height"}) {
      Keys.declare(xml, "node", name, "int");
    }
    for (String name : new String[] {"label", "words", "kind", "layer", "color"}) {
      Keys.declare(xml, "edge", name, "string");
    }
    Keys.declare(xml, "edge", "width", "int");
    Keys.declare(xml, "edge", "dashed", "boolean");
    keys.declare(xml);
    xml.start("graph", "id", "page", "edgedefault", "directed");
    Keys.data(
        xml, "graph", "title", String.join(" | ", Diagram.plainRows(diagram.title().texts())));
    Keys.data(xml, "graph", "language", diagram.language());
    Keys.data(
        xml,
        "graph",
        "legend",
        diagram.legend().entries().stream()
            .map(
                entry ->
                    entry.stroke().colour()
                        + " "
                        + entry.stroke().width()
                        + ": "
                        + entry.text().text())
            .collect(Collectors.joining(" | ")));
    Keys.data(
        xml,
        "graph",
        "lanes",
        diagram.lanes().stream()
            .map(lane -> String.join(", ", Diagram.plainRows(lane.texts())))
            .collect(Collectors.joining(" | ")));
    for (Diagram.Shape shape : diagram.shapes()) {
      node(diagram, shape, xml);
    }
    for (Diagram.Line line : diagram.lines()) {
      edge(line, xml);
    }
    xml.end();
    xml.end();
  }

  private static void node(Diagram diagram, Diagram.Shape shape, XmlFile xml)
      throws XMLStreamException {
    Diagram.Box box = shape.box();
    xml.start("node", "id", shape.id());
    Keys.data(xml, "node", "label", shape.name());
    Keys.data(xml, "node", "words", String.join(" | ", Diagram.plainRows(shape.texts())));
    Keys.data(xml, "node", "kind", shape.kind().name().toLowerCase(Locale.ROOT));
    if (shape.lane().isPresent()) {
      String lane = shape.lane().get();
      Keys.data(xml, "node", "lane", diagram.lanesById().get(lane).name());
      Keys.data(xml, "node", "lane_id", lane);
    }
    Keys.data(xml, "node", "fill", shape.fill());
    Keys.data(xml, "node", "line", shape.edge().colour());
    Keys.data(xml, "node", "x", Integer.toString(box.x()));
    Keys.data(xml, "node", "y", Integer.toString(box.y()));
    Keys.data(xml, "node", "width", Integer.toString(box.width()));
    Keys.data(xml, "node", "height", Integer.toString(box.height()));
    Keys.fields(xml, "node", Keys.fields(shape));
    xml.end();
  }

  private static void edge(Diagram.Line line, XmlFile xml) throws XMLStreamException {
    xml.start("edge", "id", line.id(), "source", line.from(), "target", line.to());
    Keys.data(xml, "edge", "label", line.summary());
    if (line.label().isPresent()) {
      Keys.data(xml, "edge", "words", line.label().get().text().text());
    }
    Keys.data(xml, "edge", "kind", line.way().name().toLowerCase(Locale.ROOT));
    Keys.data(xml, "edge", "layer", line.layer());
    Keys.data(xml, "edge", "color", line.stroke().colour());
    Keys.data(xml, "edge", "width", Integer.toString(line.stroke().width()));
    Keys.data(xml, "edge", "dashed", Boolean.toString(line.stroke().dashed()));
    Keys.fields(xml, "edge", line.fields());
    xml.end();
  }
}
