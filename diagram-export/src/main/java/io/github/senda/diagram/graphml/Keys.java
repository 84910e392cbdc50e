package io.github.senda.diagram.graphml;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.XmlFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * What GraphML says of data before it gives them: a key for each figure, with its type. A figure is
 * a number if all that stand under its name are. The ids of keys are told apart by whether they are
 * a node's or an edge's; those of figures have a prefix of their own.
 */
record Keys(Map<String, String> nodes, Map<String, String> edges) {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");

  static Keys of(Diagram diagram) {
    Map<String, String> nodes = new LinkedHashMap<>();
    Map<String, String> edges = new LinkedHashMap<>();
    diagram.shapes().forEach(shape -> fields(shape).forEach(field -> type(nodes, field)));
    diagram.lines().forEach(line -> line.fields().forEach(field -> type(edges, field)));
    return new Keys(nodes, edges);
  }

  /** A card's figures, and where it leads. */
  static List<Diagram.Field> fields(Diagram.Shape shape) {
    List<Diagram.Field> fields = new ArrayList<>(shape.fields());
    shape.link().ifPresent(link -> fields.add(new Diagram.Field("link", link)));
    return fields;
  }

  private static void type(Map<String, String> types, Diagram.Field field) {
    if (!field.value().isEmpty()) {
      boolean number = NUMBER.matcher(field.value()).matches();
      types.merge(field.key(), number ? "double" : "string", (a, b) -> a.equals(b) ? a : "string");
    }
  }

  void declare(XmlFile xml) throws XMLStreamException {
    for (Map.Entry<String, String> node : nodes.entrySet()) {
      declare(xml, "node", "f-" + node.getKey(), node.getKey(), node.getValue());
    }
    for (Map.Entry<String, String> edge : edges.entrySet()) {
      declare(xml, "edge", "f-" + edge.getKey(), edge.getKey(), edge.getValue());
    }
  }

  static void declare(XmlFile xml, String whose, String name, String type)
      throws XMLStreamException {
    declare(xml, whose, name, name, type);
  }

  private static void declare(XmlFile xml, String whose, String id, String name, String type)
      throws XMLStreamException {
    xml.empty("key", "id", whose + "-" + id, "for", whose, "attr.name", name, "attr.type", type);
  }

  static void data(XmlFile xml, String whose, String key, String value) throws XMLStreamException {
    xml.start("data", "key", whose + "-" + key).text(value).end();
  }

  /** What is not known is left out: an empty text is no number. */
  static void fields(XmlFile xml, String whose, List<Diagram.Field> fields)
      throws XMLStreamException {
    for (Diagram.Field field : fields) {
      if (!field.value().isEmpty()) {
        data(xml, whose, "f-" + field.key(), field.value());
      }
    }
  }
}
