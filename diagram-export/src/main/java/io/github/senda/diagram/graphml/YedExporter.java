package io.github.senda.diagram.graphml;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.XmlFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * Writes a drawing as GraphML with what yEd adds to it: places, shapes, colours, words. yEd has no
 * layers, so drop-off is dashed and red and can be chosen by its data ({@code kind}); the words of
 * a card have one size and colour; a card has its kind's colour as its outline; one page a file.
 *
 * <p>Stages are groups that hold their cards. The legend's samples are lines between small nodes.
 */
public final class YedExporter implements DiagramExporter {

  private static final String FONT = "Dialog";

  /** For the service loader. */
  public YedExporter() {}

  @Override
  public String format() {
    return "yed";
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
    Map<String, Diagram.Box> boxes =
        diagram.shapes().stream().collect(Collectors.toMap(Diagram.Shape::id, Diagram.Shape::box));
    XmlFile.write(out, xml -> new Page(diagram, boxes, xml).write());
  }

  /** One file being written. */
  private record Page(Diagram diagram, Map<String, Diagram.Box> boxes, XmlFile xml) {

    void write() throws XMLStreamException {
      xml.start(
          "graphml",
          "xmlns",
          "http://graphml.graphdrawing.org/xmlns",
          "xmlns:y",
          "http://www.yworks.com/xml/graphml");
      for (String whose : List.of("node", "edge")) {
        xml.empty("key", "id", whose + "-looks", "for", whose, "yfiles.type", whose + "graphics");
        Keys.declare(xml, whose, "id", "string");
        Keys.declare(xml, whose, "kind", "string");
        Keys.declare(xml, whose, "description", "string");
      }
      Keys.of(diagram).declare(xml);
      xml.start("graph", "id", "page", "edgedefault", "directed");
      words(diagram.title().id(), diagram.title().box(), diagram.title().texts());
      for (Diagram.Lane lane : diagram.lanes()) {
        lane(lane);
      }
      for (Diagram.Shape shape : diagram.shapes()) {
        if (shape.lane().isEmpty()) {
          card(shape);
        }
      }
      legend(diagram.legend());
      for (Diagram.Line line : diagram.lines()) {
        arrow(line);
      }
      xml.end().end();
    }

    private void lane(Diagram.Lane lane) throws XMLStreamException {
      xml.start("node", "id", lane.id(), "yfiles.foldertype", "group");
      Keys.data(xml, "node", "id", lane.id());
      Keys.data(xml, "node", "kind", "lane");
      xml.start("data", "key", "node-looks");
      xml.start("y:ProxyAutoBoundsNode").start("y:Realizers", "active", "0");
      xml.start("y:GroupNode");
      box(lane.box());
      xml.empty("y:Fill", "color", lane.fill(), "transparent", "false");
      xml.empty("y:BorderStyle", "hasColor", "false", "type", "line", "width", "1.0");
      label(lane.texts(), "tl");
      xml.empty("y:Shape", "type", "roundrectangle");
      xml.empty(
          "y:State",
          "closed",
          "false",
          "closedHeight",
          lane.heading(),
          "closedWidth",
          lane.box().width(),
          "innerGraphDisplayEnabled",
          "false");
      xml.empty("y:Insets", "bottom", 0, "left", 0, "right", 0, "top", 0);
      // What lies between the cards and the group's edge, so that yEd keeps the group's own place.
      margins(lane);
      xml.end().end().end().end();
      xml.start("graph", "id", lane.id() + ":", "edgedefault", "directed");
      for (Diagram.Shape shape : diagram.shapes()) {
        if (shape.lane().filter(lane.id()::equals).isPresent()) {
          card(shape);
        }
      }
      xml.end().end();
    }

    private void margins(Diagram.Lane lane) throws XMLStreamException {
      Diagram.Box box = lane.box();
      int left = box.width();
      int top = box.height();
      int right = box.width();
      int bottom = box.height();
      for (Diagram.Shape shape : diagram.shapes()) {
        if (shape.lane().filter(lane.id()::equals).isPresent()) {
          left = Math.min(left, shape.box().x() - box.x());
          top = Math.min(top, shape.box().y() - box.y());
          right = Math.min(right, box.right() - shape.box().right());
          bottom = Math.min(bottom, box.bottom() - shape.box().bottom());
        }
      }
      xml.empty("y:BorderInsets", "bottom", bottom, "left", left, "right", right, "top", top);
    }

    private void card(Diagram.Shape shape) throws XMLStreamException {
      xml.start("node", "id", shape.id());
      Keys.data(xml, "node", "id", shape.id());
      Keys.data(xml, "node", "kind", shape.kind().name().toLowerCase(Locale.ROOT));
      Keys.data(xml, "node", "description", shape.summary());
      Keys.fields(xml, "node", Keys.fields(shape));
      xml.start("data", "key", "node-looks").start("y:ShapeNode");
      box(shape.box());
      xml.empty("y:Fill", "color", shape.fill(), "transparent", "false");
      boolean alarming = shape.edge().width() > 1;
      xml.empty(
          "y:BorderStyle",
          "color",
          alarming ? shape.edge().colour() : shape.accent(),
          "type",
          "line",
          "width",
          shape.edge().width());
      label(shape.texts(), "l");
      xml.empty("y:Shape", "type", "roundrectangle");
      xml.end().end().end();
    }

    private void words(String id, Diagram.Box box, List<Diagram.Text> texts)
        throws XMLStreamException {
      xml.start("node", "id", id);
      Keys.data(xml, "node", "id", id);
      xml.start("data", "key", "node-looks").start("y:ShapeNode");
      box(box);
      xml.empty("y:Fill", "hasColor", "false", "transparent", "false");
      xml.empty("y:BorderStyle", "hasColor", "false", "type", "line", "width", "1.0");
      label(texts, "l");
      xml.empty("y:Shape", "type", "rectangle");
      xml.end().end().end();
    }

    private void legend(Diagram.Legend legend) throws XMLStreamException {
      int height = legend.title().size() + 8;
      Diagram.Box box = legend.box();
      words(
          legend.id(),
          new Diagram.Box(box.x(), box.y(), box.width(), height),
          List.of(legend.title()));
      for (Diagram.Legend.Entry entry : legend.entries()) {
        int x = entry.text().x();
        int y = entry.from().y();
        words(
            entry.id(),
            new Diagram.Box(x, y - 8, Math.max(1, box.right() - x), 16),
            List.of(entry.text()));
        words("a-" + entry.id(), new Diagram.Box(entry.from().x(), y - 8, 1, 16), List.of());
        String start = "a-" + entry.id();
        xml.start("edge", "id", "b-" + entry.id(), "source", start, "target", entry.id());
        xml.start("data", "key", "edge-looks").start("y:PolyLineEdge");
        xml.empty("y:Path", "sx", 0, "sy", 0, "tx", -box.right() / 2.0 + x / 2.0 - 4, "ty", 0);
        stroke(entry.stroke());
        xml.empty("y:Arrows", "source", "none", "target", "none");
        xml.end().end().end();
      }
    }

    private void arrow(Diagram.Line line) throws XMLStreamException {
      xml.start("edge", "id", line.id(), "source", line.from(), "target", line.to());
      Keys.data(xml, "edge", "id", line.id());
      Keys.data(xml, "edge", "kind", line.way().name().toLowerCase(Locale.ROOT));
      Keys.data(xml, "edge", "description", line.summary());
      Keys.fields(xml, "edge", line.fields());
      xml.start("data", "key", "edge-looks").start("y:PolyLineEdge");
      path(line);
      stroke(line.stroke());
      xml.empty("y:Arrows", "source", "none", "target", "delta");
      if (line.label().isPresent()) {
        Diagram.Text text = line.label().get().text();
        xml.start(
            "y:EdgeLabel",
            "backgroundColor",
            diagram.background(),
            "fontFamily",
            FONT,
            "fontSize",
            text.size(),
            "textColor",
            text.colour(),
            "modelName",
            "free",
            "modelPosition",
            "anywhere",
            "preferredPlacement",
            "anywhere",
            "ratio",
            line.label().get().position(),
            "hasLineColor",
            "false");
        xml.text(text.text()).end();
      }
      xml.empty("y:BendStyle", "smoothed", "true");
      xml.end().end().end();
    }

    /** The ends lie by the middle of their cards, the bends on the page. */
    private void path(Diagram.Line line) throws XMLStreamException {
      Diagram.Box from = boxes.get(line.from());
      Diagram.Box to = boxes.get(line.to());
      Diagram.Point start = line.route().get(0);
      Diagram.Point end = line.route().get(line.route().size() - 1);
      xml.start(
          "y:Path",
          "sx",
          start.x() - from.x() - from.width() / 2.0,
          "sy",
          start.y() - from.y() - from.height() / 2.0,
          "tx",
          end.x() - to.x() - to.width() / 2.0,
          "ty",
          end.y() - to.y() - to.height() / 2.0);
      for (Diagram.Point bend : line.route().subList(1, line.route().size() - 1)) {
        xml.empty("y:Point", "x", bend.x(), "y", bend.y());
      }
      xml.end();
    }

    private void stroke(Diagram.Stroke stroke) throws XMLStreamException {
      xml.empty(
          "y:LineStyle",
          "color",
          stroke.colour(),
          "type",
          stroke.dashed() ? "dashed" : "line",
          "width",
          stroke.width());
    }

    private void box(Diagram.Box box) throws XMLStreamException {
      xml.empty(
          "y:Geometry", "x", box.x(), "y", box.y(), "width", box.width(), "height", box.height());
    }

    private void label(List<Diagram.Text> texts, String position) throws XMLStreamException {
      if (texts.isEmpty()) {
        return;
      }
      Diagram.Text first = texts.get(0);
      xml.start(
          "y:NodeLabel",
          "alignment",
          "left",
          "autoSizePolicy",
          "content",
          "fontFamily",
          FONT,
          "fontSize",
          first.size(),
          "fontStyle",
          first.bold() ? "bold" : "plain",
          "hasBackgroundColor",
          "false",
          "hasLineColor",
          "false",
          "modelName",
          "internal",
          "modelPosition",
          position,
          "textColor",
          first.colour());
      xml.text(String.join("\n", Diagram.plainRows(texts))).end();
    }
  }
}
