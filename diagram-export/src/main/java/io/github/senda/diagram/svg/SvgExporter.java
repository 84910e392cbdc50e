package io.github.senda.diagram.svg;

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
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a drawing as SVG, the picture that the panel shows too. Looks are presentation attributes
 * only, so that it may stand in a page whose security policy forbids styles; text stays text. Lines
 * do not follow a card that is moved; one page a file.
 *
 * <p>What a page may hold on to: a lane is a {@code g} with {@code data-lane} and {@code
 * data-name}; a shape a {@code g} with {@code data-id}, {@code data-name} and {@code data-kind}; a
 * line a {@code path} with {@code data-id}, {@code data-from}, {@code data-to} and {@code
 * data-way}, its arrow a {@code path} with the line's id as {@code data-head}, its words a {@code
 * g} with the line's id as {@code data-label}; the lines of a layer stand in a {@code g} with the
 * layer's id as {@code data-layer}, their words in one with {@code data-labels}.
 */
public final class SvgExporter implements DiagramExporter {

  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final String FONTS =
      "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";

  /** For the service loader. */
  public SvgExporter() {}

  @Override
  public String format() {
    return "svg";
  }

  @Override
  public String fileExtension() {
    return "svg";
  }

  @Override
  public String mediaType() {
    return "image/svg+xml";
  }

  @Override
  public void write(Diagram diagram, OutputStream out) throws IOException {
    // Buffered, because over a bare OutputStreamWriter the JDK's XML writer splits surrogate pairs.
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
      xml.writeStartDocument("UTF-8", "1.0");
      newLine(xml);
      picture(diagram, xml);
      newLine(xml);
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException("the SVG file cannot be written: " + e.getMessage(), e);
    }
    writer.flush();
  }

  private static void picture(Diagram diagram, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("svg");
    xml.writeDefaultNamespace(SVG);
    attribute(xml, "viewBox", "0 0 " + diagram.width() + " " + diagram.height());
    attribute(xml, "width", diagram.width());
    attribute(xml, "height", diagram.height());
    attribute(xml, "role", "group");
    attribute(xml, "lang", diagram.language());
    attribute(xml, "aria-label", diagram.title().name());
    attribute(xml, "font-family", FONTS);
    element(xml, "title", diagram.title().name());
    newLine(xml);
    rectangle(
        xml, new Diagram.Box(0, 0, diagram.width(), diagram.height()), diagram.background(), 0);
    xml.writeEndElement();
    newLine(xml);
    group(xml, "data-id", diagram.title().id());
    link(diagram.title().link(), xml);
    texts(xml, diagram.title().texts());
    if (diagram.title().link().isPresent()) {
      xml.writeEndElement();
    }
    end(xml);
    for (Diagram.Lane lane : diagram.lanes()) {
      lane(lane, xml);
    }
    for (Diagram.Layer layer : diagram.layers()) {
      group(xml, "data-layer", layer.id());
      attribute(xml, "data-name", layer.name());
      attribute(xml, "fill", "none");
      attribute(xml, "stroke-linejoin", "round");
      newLine(xml);
      for (Diagram.Line drawn : diagram.lines()) {
        if (drawn.layer().equals(layer.id())) {
          line(drawn, xml);
        }
      }
      end(xml);
    }
    for (Diagram.Shape shape : diagram.shapes()) {
      shape(shape, xml);
    }
    for (Diagram.Layer layer : diagram.layers()) {
      labels(diagram, layer, xml);
    }
    legend(diagram.legend(), xml);
    xml.writeEndElement();
  }

  private static void lane(Diagram.Lane lane, XMLStreamWriter xml) throws XMLStreamException {
    group(xml, "data-lane", lane.id());
    attribute(xml, "data-name", lane.name());
    rectangle(xml, lane.box(), lane.fill(), 10);
    xml.writeEndElement();
    texts(xml, lane.texts());
    end(xml);
  }

  private static void line(Diagram.Line drawn, XMLStreamWriter xml) throws XMLStreamException {
    Diagram.Stroke stroke = drawn.stroke();
    Track track = Track.of(drawn.route(), stroke.width());
    xml.writeStartElement("path");
    attribute(xml, "data-id", drawn.id());
    attribute(xml, "data-from", drawn.from());
    attribute(xml, "data-to", drawn.to());
    attribute(xml, "data-way", drawn.way().name().toLowerCase(Locale.ROOT));
    attribute(xml, "d", track.path());
    stroke(xml, stroke);
    element(xml, "title", drawn.summary());
    xml.writeEndElement();
    xml.writeStartElement("path");
    attribute(xml, "data-head", drawn.id());
    attribute(xml, "d", track.head());
    attribute(xml, "fill", stroke.colour());
    xml.writeEndElement();
    newLine(xml);
  }

  private static void shape(Diagram.Shape shape, XMLStreamWriter xml) throws XMLStreamException {
    group(xml, "data-id", shape.id());
    attribute(xml, "data-name", shape.name());
    attribute(xml, "data-kind", shape.kind().name().toLowerCase(Locale.ROOT));
    attribute(xml, "role", "img");
    attribute(xml, "aria-label", shape.summary());
    element(xml, "title", shape.summary());
    link(shape.link(), xml);
    rectangle(xml, shape.box(), shape.fill(), 6);
    stroke(xml, shape.edge());
    xml.writeEndElement();
    Diagram.Box box = shape.box();
    xml.writeStartElement("path");
    attribute(
        xml,
        "d",
        "M"
            + (box.x() + 5)
            + " "
            + box.y()
            + "H"
            + (box.x() + 6)
            + "V"
            + box.bottom()
            + "H"
            + (box.x() + 5)
            + "A5 5 0 0 1 "
            + box.x()
            + " "
            + (box.bottom() - 5)
            + "V"
            + (box.y() + 5)
            + "A5 5 0 0 1 "
            + (box.x() + 5)
            + " "
            + box.y()
            + "Z");
    attribute(xml, "fill", shape.accent());
    xml.writeEndElement();
    texts(xml, shape.texts());
    if (shape.link().isPresent()) {
      xml.writeEndElement();
    }
    end(xml);
  }

  /** Opens a link, to be ended by the caller, where there is one. */
  private static void link(Optional<String> link, XMLStreamWriter xml) throws XMLStreamException {
    if (link.isPresent()) {
      xml.writeStartElement("a");
      attribute(xml, "href", link.get());
    }
  }

  private static void labels(Diagram diagram, Diagram.Layer layer, XMLStreamWriter xml)
      throws XMLStreamException {
    group(xml, "data-labels", layer.id());
    for (Diagram.Line drawn : diagram.lines()) {
      if (drawn.layer().equals(layer.id()) && drawn.label().isPresent()) {
        Diagram.Label label = drawn.label().get();
        newLine(xml);
        group(xml, "data-label", drawn.id());
        rectangle(xml, label.box(), diagram.background(), 3);
        xml.writeEndElement();
        texts(xml, List.of(label.text()));
        xml.writeEndElement();
      }
    }
    end(xml);
  }

  private static void legend(Diagram.Legend legend, XMLStreamWriter xml) throws XMLStreamException {
    group(xml, "data-id", legend.id());
    texts(xml, List.of(legend.title()));
    for (Diagram.Legend.Entry entry : legend.entries()) {
      xml.writeStartElement("path");
      attribute(xml, "d", "M" + entry.from().x() + " " + entry.from().y() + "H" + entry.to().x());
      stroke(xml, entry.stroke());
      xml.writeEndElement();
      texts(xml, List.of(entry.text()));
    }
    end(xml);
  }

  private static void texts(XMLStreamWriter xml, List<Diagram.Text> texts)
      throws XMLStreamException {
    for (Diagram.Text text : texts) {
      newLine(xml);
      text(xml, text);
      xml.writeCharacters(text.text());
      xml.writeEndElement();
    }
  }

  private static void text(XMLStreamWriter xml, Diagram.Text text) throws XMLStreamException {
    xml.writeStartElement("text");
    attribute(xml, "x", text.x());
    attribute(xml, "y", text.y());
    attribute(xml, "font-size", text.size());
    if (text.bold()) {
      attribute(xml, "font-weight", "700");
    }
    switch (text.anchor()) {
      case START -> {}
      case MIDDLE -> attribute(xml, "text-anchor", "middle");
      case END -> attribute(xml, "text-anchor", "end");
    }
    attribute(xml, "fill", text.colour());
  }

  /** Opens a rectangle, to be ended by the caller. */
  private static void rectangle(XMLStreamWriter xml, Diagram.Box box, String fill, int radius)
      throws XMLStreamException {
    xml.writeStartElement("rect");
    attribute(xml, "x", box.x());
    attribute(xml, "y", box.y());
    attribute(xml, "width", box.width());
    attribute(xml, "height", box.height());
    if (radius > 0) {
      attribute(xml, "rx", radius);
    }
    attribute(xml, "fill", fill);
  }

  private static void stroke(XMLStreamWriter xml, Diagram.Stroke stroke) throws XMLStreamException {
    attribute(xml, "stroke", stroke.colour());
    attribute(xml, "stroke-width", stroke.width());
    if (stroke.dashed()) {
      attribute(xml, "stroke-dasharray", Diagram.Stroke.DASH + " " + Diagram.Stroke.GAP);
    }
  }

  private static void group(XMLStreamWriter xml, String attribute, String value)
      throws XMLStreamException {
    xml.writeStartElement("g");
    attribute(xml, attribute, value);
  }

  private static void end(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeEndElement();
    newLine(xml);
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, int value)
      throws XMLStreamException {
    xml.writeAttribute(name, Integer.toString(value));
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, value);
  }

  private static void newLine(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters("\n");
  }
}
