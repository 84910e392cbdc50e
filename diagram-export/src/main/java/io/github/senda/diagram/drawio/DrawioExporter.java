package io.github.senda.diagram.drawio;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a drawing as a file of draw.io (diagrams.net), uncompressed. Stages are swim lanes that
 * hold their cards, transitions are connectors that follow their cards, drop-off is a layer, cards
 * link back to the panel; every selection is a page. The card of all others opens and shows them.
 */
public final class DrawioExporter implements DiagramExporter {

  private static final String ROOT = "0";
  private static final String FIRST_LAYER = "1";
  private static final String FONT = "fontFamily=Helvetica;";
  private static final String WORDS =
      "text;html=1;strokeColor=none;fillColor=none;align=left;verticalAlign=middle;spacing=0;"
          + FONT;

  private static final int LIST_ROW = 18;
  private static final int LIST_SIZE = 11;
  private static final int LIST_PADDING = 8;

  /** For the service loader. */
  public DrawioExporter() {}

  @Override
  public String format() {
    return "drawio";
  }

  @Override
  public String fileExtension() {
    return "drawio";
  }

  @Override
  public String mediaType() {
    return "application/vnd.jgraph.mxfile";
  }

  @Override
  public boolean holdsPages() {
    return true;
  }

  @Override
  public void write(Diagram diagram, OutputStream out) throws IOException {
    write(List.of(diagram), out);
  }

  @Override
  public void write(List<Diagram> pages, OutputStream out) throws IOException {
    // Buffered, because over a bare OutputStreamWriter the JDK's XML writer splits surrogate pairs.
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("mxfile");
      xml.writeAttribute("compressed", "false");
      xml.writeAttribute("pages", Integer.toString(pages.size()));
      for (int i = 0; i < pages.size(); i++) {
        new Page(pages.get(i), xml).write(i == 0 ? "page" : "page-" + (i + 1));
      }
      xml.writeEndElement();
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException("the draw.io file cannot be written: " + e.getMessage(), e);
    }
    writer.flush();
  }

  /** One page being written. */
  private record Page(Diagram diagram, XMLStreamWriter xml) {

    void write(String id) throws XMLStreamException {
      start("diagram", "id", id, "name", diagram.title().name());
      start(
          "mxGraphModel",
          "grid",
          "0",
          "page",
          "1",
          "pageScale",
          "1",
          "pageWidth",
          text(diagram.width()),
          "pageHeight",
          text(diagram.height()),
          "background",
          diagram.background(),
          "math",
          "0",
          "shadow",
          "0");
      start("root");
      start("mxCell", "id", ROOT);
      end();
      for (Diagram.Layer layer : diagram.layers()) {
        start("mxCell", "id", layerCell(layer.id()), "value", layer.name(), "parent", ROOT);
        end();
      }
      title(diagram.title());
      for (Diagram.Lane lane : diagram.lanes()) {
        lane(lane);
      }
      Map<String, Diagram.Lane> lanes = diagram.lanesById();
      // What has a list comes last, so that the list opens above the cards of its lane.
      for (boolean listed : new boolean[] {false, true}) {
        for (Diagram.Shape shape : diagram.shapes()) {
          if (shape.members().isEmpty() != listed) {
            card(shape, shape.lane().map(lanes::get));
          }
        }
      }
      for (Diagram.Line line : diagram.lines()) {
        connector(line);
      }
      legend(diagram.legend());
      for (int open = 0; open < 3; open++) {
        end();
      }
    }

    private void title(Diagram.TitleBlock title) throws XMLStreamException {
      start("UserObject", "id", title.id(), "label", html(title.texts()), "name", title.name());
      data(title.link(), title.fields());
      start("mxCell", "style", WORDS, "vertex", "1", "parent", FIRST_LAYER);
      geometry(title.box());
      end();
      end();
    }

    private void data(Optional<String> link, List<Diagram.Field> fields) throws XMLStreamException {
      if (link.isPresent()) {
        attribute("link", link.get());
      }
      for (Diagram.Field field : fields) {
        attribute(field.key(), field.value());
      }
    }

    private String layerCell(String layer) {
      return layer.equals(diagram.layers().get(0).id()) ? FIRST_LAYER : layer;
    }

    private void lane(Diagram.Lane lane) throws XMLStreamException {
      String style =
          "swimlane;container=1;collapsible=0;recursiveResize=0;horizontal=1;html=1;rounded=1;"
              + "absoluteArcSize=1;arcSize=20;swimlaneLine=0;fontStyle=0;align=left;"
              + "verticalAlign=top;spacingLeft=8;spacingTop=4;startSize="
              + lane.heading()
              + ";fillColor="
              + lane.fill()
              + ";swimlaneFillColor="
              + lane.fill()
              + ";strokeColor=none;"
              + FONT;
      vertex(lane.id(), html(lane.texts()), style, FIRST_LAYER, lane.box());
    }

    private void card(Diagram.Shape shape, Optional<Diagram.Lane> lane) throws XMLStreamException {
      start("UserObject", "id", shape.id(), "label", html(shape.texts()), "name", shape.name());
      attribute("tooltip", shape.summary());
      data(shape.link(), shape.fields());
      String style =
          "rounded=1;absoluteArcSize=1;arcSize=12;whiteSpace=wrap;html=1;align=left;"
              + "verticalAlign=middle;spacingLeft=10;spacingRight=2;fillColor="
              + shape.fill()
              + ";strokeColor="
              + shape.edge().colour()
              + ";strokeWidth="
              + shape.edge().width()
              + ";"
              + FONT;
      // What stands in a lane is placed from the lane's corner.
      Diagram.Box box =
          lane.map(
                  in ->
                      new Diagram.Box(
                          shape.box().x() - in.box().x(),
                          shape.box().y() - in.box().y(),
                          shape.box().width(),
                          shape.box().height()))
              .orElse(shape.box());
      boolean listed = !shape.members().isEmpty();
      start("mxCell", "style", listed ? listStyle(shape) : style, "vertex", "1");
      attribute("parent", lane.map(Diagram.Lane::id).orElse(FIRST_LAYER));
      if (listed) {
        attribute("collapsed", "1");
      }
      geometry(box, listed ? Optional.of(shape.members().size()) : Optional.empty());
      end();
      end();
      if (listed) {
        list(shape);
        return;
      }
      vertex(
          "a-" + shape.id(),
          "",
          "html=1;strokeColor=none;connectable=0;editable=0;movable=0;resizable=0;rotatable=0;"
              + "deletable=0;fillColor="
              + shape.accent(),
          shape.id(),
          new Diagram.Box(0, 0, 6, box.height()));
    }

    /**
     * A container that is shut: what lies in it is not seen, so the card's colour goes round it and
     * not along its left edge.
     */
    private static String listStyle(Diagram.Shape shape) {
      boolean alarming = shape.edge().width() > 1;
      return "swimlane;container=1;collapsible=1;recursiveResize=0;horizontal=1;html=1;rounded=1;"
          + "absoluteArcSize=1;arcSize=12;fontStyle=0;whiteSpace=wrap;align=left;"
          + "verticalAlign=middle;spacingLeft=20;spacingRight=2;startSize="
          + shape.box().height()
          + ";fillColor="
          + shape.fill()
          + ";swimlaneFillColor="
          + shape.fill()
          + ";strokeColor="
          + (alarming ? shape.edge().colour() : shape.accent())
          + ";strokeWidth="
          + shape.edge().width()
          + ";"
          + FONT;
    }

    private void list(Diagram.Shape shape) throws XMLStreamException {
      Diagram.Box card = shape.box();
      Diagram.Text first = shape.texts().get(0);
      for (int i = 0; i < shape.members().size(); i++) {
        Diagram.Text row =
            new Diagram.Text(
                shape.members().get(i), 0, 0, LIST_SIZE, false, first.colour(), first.anchor());
        int y = card.height() + LIST_PADDING / 2 + i * LIST_ROW;
        int width = Math.max(1, card.width() - 2 * LIST_PADDING);
        vertex(
            "m" + i + "-" + shape.id(),
            html(List.of(row)),
            WORDS + "whiteSpace=wrap;overflow=hidden;connectable=0;",
            shape.id(),
            new Diagram.Box(LIST_PADDING, y, width, LIST_ROW));
      }
    }

    private void connector(Diagram.Line line) throws XMLStreamException {
      String words = line.label().map(label -> html(List.of(label.text()))).orElse("");
      start("UserObject", "id", line.id(), "label", words, "tooltip", line.summary());
      data(Optional.empty(), line.fields());
      Diagram.Stroke stroke = line.stroke();
      String style =
          // A head grows with its line by itself.
          "edgeStyle=orthogonalEdgeStyle;rounded=1;arcSize=20;html=1;endArrow=block;endFill=1;"
              + "endSize="
              + Math.max(1, 5 - stroke.width() / 2)
              + ";strokeWidth="
              + stroke.width()
              + ";strokeColor="
              + stroke.colour()
              + dashes(stroke)
              + ";labelBackgroundColor="
              + diagram.background()
              + ";exitX="
              + line.exit().x()
              + ";exitY="
              + line.exit().y()
              + ";exitDx=0;exitDy=0;exitPerimeter=0;entryX="
              + line.entry().x()
              + ";entryY="
              + line.entry().y()
              + ";entryDx=0;entryDy=0;entryPerimeter=0;"
              + FONT;
      start("mxCell", "style", style, "edge", "1", "parent", layerCell(line.layer()));
      attribute("source", line.from());
      attribute("target", line.to());
      start("mxGeometry");
      // A label lies from -1 at the start of its line to 1 at its end.
      if (line.label().isPresent()) {
        attribute("x", number(line.label().get().position() * 2 - 1));
        attribute("y", "0");
      }
      attribute("relative", "1");
      attribute("as", "geometry");
      if (line.route().size() > 2) {
        start("Array", "as", "points");
        for (Diagram.Point point : line.route().subList(1, line.route().size() - 1)) {
          point(point, Optional.empty());
        }
        end();
      }
      end();
      end();
      end();
    }

    private void legend(Diagram.Legend legend) throws XMLStreamException {
      vertex(
          legend.id(),
          "",
          "group;html=1;fillColor=none;strokeColor=none;connectable=0;",
          FIRST_LAYER,
          legend.box());
      Diagram.Box box = legend.box();
      words(
          "a-" + legend.id(),
          new Diagram.Box(0, 0, box.width(), legend.title().size() + 8),
          List.of(legend.title()),
          legend.id());
      for (Diagram.Legend.Entry entry : legend.entries()) {
        int height = entry.text().size() + 6;
        int x = entry.text().x() - box.x();
        int y = entry.from().y() - box.y();
        words(
            entry.id(),
            new Diagram.Box(x, y - height / 2, Math.max(1, box.width() - x), height),
            List.of(entry.text()),
            legend.id());
        String style =
            "endArrow=none;html=1;strokeWidth="
                + entry.stroke().width()
                + ";strokeColor="
                + entry.stroke().colour()
                + dashes(entry.stroke());
        start("mxCell", "id", "a-" + entry.id(), "style", style, "edge", "1");
        attribute("parent", legend.id());
        start("mxGeometry", "relative", "1", "as", "geometry");
        point(new Diagram.Point(entry.from().x() - box.x(), y), Optional.of("sourcePoint"));
        point(new Diagram.Point(entry.to().x() - box.x(), y), Optional.of("targetPoint"));
        end();
        end();
      }
    }

    private void words(String id, Diagram.Box box, List<Diagram.Text> texts, String parent)
        throws XMLStreamException {
      vertex(id, html(texts), WORDS, parent, box);
    }

    private void vertex(String id, String value, String style, String parent, Diagram.Box box)
        throws XMLStreamException {
      start("mxCell", "id", id, "value", value, "style", style, "vertex", "1", "parent", parent);
      geometry(box);
      end();
    }

    private void geometry(Diagram.Box box) throws XMLStreamException {
      geometry(box, Optional.empty());
    }

    /**
     * @param rows how many rows there are below it when it is opened
     */
    private void geometry(Diagram.Box box, Optional<Integer> rows) throws XMLStreamException {
      start(
          "mxGeometry",
          "x",
          text(box.x()),
          "y",
          text(box.y()),
          "width",
          text(box.width()),
          "height",
          text(box.height()),
          "as",
          "geometry");
      if (rows.isPresent()) {
        int open = box.height() + rows.get() * LIST_ROW + LIST_PADDING;
        start("mxRectangle", "width", text(box.width()), "height", text(open));
        attribute("as", "alternateBounds");
        end();
      }
      end();
    }

    private void point(Diagram.Point point, Optional<String> role) throws XMLStreamException {
      start("mxPoint", "x", text(point.x()), "y", text(point.y()));
      if (role.isPresent()) {
        attribute("as", role.get());
      }
      end();
    }

    private void start(String element, String... attributes) throws XMLStreamException {
      xml.writeCharacters("\n");
      xml.writeStartElement(element);
      for (int i = 0; i < attributes.length; i += 2) {
        attribute(attributes[i], attributes[i + 1]);
      }
    }

    private void attribute(String name, String value) throws XMLStreamException {
      xml.writeAttribute(name, value);
    }

    private void end() throws XMLStreamException {
      xml.writeEndElement();
    }

    private static String dashes(Diagram.Stroke stroke) {
      return stroke.dashed()
          ? ";dashed=1;fixDash=1;dashPattern=" + Diagram.Stroke.DASH + " " + Diagram.Stroke.GAP
          : "";
    }

    private static String text(int number) {
      return Integer.toString(number);
    }

    private static String number(double number) {
      return String.format(Locale.ROOT, "%.4f", number);
    }
  }

  /** Words as draw.io shows them: HTML that a person edits as one text. */
  private static String html(List<Diagram.Text> texts) {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      Diagram.Text text = texts.get(i);
      if (i > 0) {
        html.append(texts.get(i - 1).y() == text.y() ? "&nbsp;&nbsp;&nbsp;" : "<br>");
      }
      html.append("<font color=\"").append(text.colour());
      html.append("\" style=\"font-size:").append(text.size()).append("px\">");
      html.append(text.bold() ? "<b>" : "");
      html.append(
          text.text()
              .replace("&", "&amp;")
              .replace("<", "&lt;")
              .replace(">", "&gt;")
              .replace("\"", "&quot;"));
      html.append(text.bold() ? "</b>" : "").append("</font>");
    }
    return html.toString();
  }
}
