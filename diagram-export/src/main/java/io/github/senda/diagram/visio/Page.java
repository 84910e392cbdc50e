package io.github.senda.diagram.visio;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.XmlFile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * Writes the shapes of a page and what is glued to what. Visio counts in inches from the lower left
 * corner of what a shape stands in; a pixel is a 96th of an inch.
 */
final class Page {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");

  static final String FONT = "Arial";

  private static final int PIXELS = 96;
  private static final int BOLD = 1;

  /** Of Visio's patterns the one with short dashes: the usual ones grow with a thick line. */
  private static final int DASHES = 9;

  private static final int MIDDLE = 1;
  private static final int TOP = 0;

  private final Diagram diagram;
  private final XmlFile xml;
  private final Diagram.Box whole;

  /** The numbers that Visio knows shapes by; it forgets ids, so they are data too. */
  private final Map<String, Integer> sheets = new HashMap<>();

  /** The ports of each card in the order of their rows. */
  private final Map<String, List<Diagram.Port>> ports = new HashMap<>();

  Page(Diagram diagram, XmlFile xml) {
    this.diagram = diagram;
    this.xml = xml;
    this.whole = new Diagram.Box(0, 0, diagram.width(), diagram.height());
    diagram.lanes().forEach(lane -> sheet(lane.id()));
    diagram.shapes().forEach(shape -> sheet(shape.id()));
    for (Diagram.Line line : diagram.lines()) {
      row(line.from(), line.exit());
      row(line.to(), line.entry());
    }
  }

  /** A length in inches. */
  static String inches(double pixels) {
    return BigDecimal.valueOf(pixels / PIXELS)
        .setScale(6, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  private int sheet(String id) {
    return sheets.computeIfAbsent(id, added -> sheets.size() + 1);
  }

  /** The row of a port among those of its card, from 0. */
  private int row(String card, Diagram.Port port) {
    List<Diagram.Port> rows = ports.computeIfAbsent(card, added -> new ArrayList<>());
    if (!rows.contains(port)) {
      rows.add(port);
    }
    return rows.indexOf(port);
  }

  void write() throws XMLStreamException {
    xml.start("PageContents", "xmlns", VisioExporter.MAIN, "xml:space", "preserve");
    xml.start("Shapes");
    for (Diagram.Lane lane : diagram.lanes()) {
      lane(lane);
    }
    words(diagram.title().id(), diagram.title().box(), whole, diagram.title().texts());
    for (Diagram.Line line : diagram.lines()) {
      connector(line);
    }
    for (Diagram.Shape shape : diagram.shapes()) {
      card(shape);
    }
    legend(diagram.legend());
    xml.end();
    xml.start("Connects");
    for (Diagram.Line line : diagram.lines()) {
      glue(line, "BeginX", 9, line.from(), line.exit());
      glue(line, "EndX", 12, line.to(), line.entry());
    }
    xml.end().end();
  }

  private void glue(Diagram.Line line, String cell, int part, String card, Diagram.Port port)
      throws XMLStreamException {
    int row = row(card, port);
    xml.empty(
        "Connect",
        "FromSheet",
        sheet(line.id()),
        "FromCell",
        cell,
        "FromPart",
        part,
        "ToSheet",
        sheet(card),
        "ToCell",
        "Connections.X" + (row + 1),
        "ToPart",
        100 + row);
  }

  /** A container: what lies in it is moved with it. */
  private void lane(Diagram.Lane lane) throws XMLStreamException {
    List<Diagram.Shape> cards =
        diagram.shapes().stream()
            .filter(shape -> shape.lane().filter(lane.id()::equals).isPresent())
            .toList();
    begin(lane.id(), "Shape", lane.box(), whole);
    look(Optional.of(lane.fill()), Optional.empty());
    cell("LayerMember", 0);
    cell("VerticalAlign", TOP);
    margins(10, 6);
    if (!cards.isEmpty()) {
      related(1, cards.stream().map(Diagram.Shape::id).toList());
    }
    xml.start("Section", "N", "User");
    user("msvStructureType", "Container", "STR");
    user("msvSDContainerMargin", "0", "IN");
    user("msvSDContainerResize", "0", "");
    user("msvShapeCategories", "Senda", "STR");
    xml.end();
    data(lane.name(), lane.id(), List.of());
    rectangle();
    text(lane.texts(), 0);
    xml.end();
  }

  private void user(String name, String value, String unit) throws XMLStreamException {
    xml.start("Row", "N", name);
    if (unit.isEmpty()) {
      cell("Value", value);
    } else {
      xml.empty("Cell", "N", "Value", "V", value, "U", unit);
    }
    xml.end();
  }

  private void card(Diagram.Shape shape) throws XMLStreamException {
    Diagram.Box box = shape.box();
    begin(shape.id(), "Group", box, whole);
    look(Optional.of(shape.fill()), Optional.of(shape.edge()));
    cell("Rounding", inches(6));
    cell("LayerMember", 0);
    cell("VerticalAlign", MIDDLE);
    cell("Comment", shape.summary());
    margins(13, 2);
    if (shape.lane().isPresent()) {
      related(4, List.of(shape.lane().get()));
    }
    xml.start("Section", "N", "Connection");
    List<Diagram.Port> rows = ports.getOrDefault(shape.id(), List.of());
    for (int i = 0; i < rows.size(); i++) {
      xml.start("Row", "T", "Connection", "IX", i);
      part("X", rows.get(i).x(), "Width", box.width());
      part("Y", 1 - rows.get(i).y(), "Height", box.height());
      xml.end();
    }
    xml.end();
    data(shape.name(), shape.id(), shape.fields());
    rectangle();
    text(shape.texts(), 0);
    xml.start("Shapes");
    Diagram.Box edge = new Diagram.Box(box.x(), box.y() + 4, 5, Math.max(1, box.height() - 8));
    begin("a-" + shape.id(), "Shape", edge, box);
    look(Optional.of(shape.accent()), Optional.empty());
    rectangle();
    xml.end().end().end();
  }

  /** A length that is a part of its shape's. */
  private void part(String name, double part, String of, int length) throws XMLStreamException {
    String factor = BigDecimal.valueOf(part).stripTrailingZeros().toPlainString();
    xml.empty("Cell", "N", name, "V", inches(part * length), "F", of + "*" + factor);
  }

  private void connector(Diagram.Line line) throws XMLStreamException {
    List<Diagram.Point> route = line.route();
    Diagram.Point start = route.get(0);
    Diagram.Point end = route.get(route.size() - 1);
    int left = Math.min(start.x(), end.x());
    int bottom = Math.max(start.y(), end.y());
    xml.start("Shape", "ID", sheet(line.id()), "NameU", line.id(), "Type", "Shape");
    way(start, end);
    end("Begin", line.from(), line.exit(), start);
    end("End", line.to(), line.entry(), end);
    cell("ObjType", 2);
    cell("GlueType", 2);
    cell("ShapeRouteStyle", 16);
    cell("ConLineRouteExt", 1);
    int layer = 0;
    while (!diagram.layers().get(layer).id().equals(line.layer())) {
      layer++;
    }
    cell("LayerMember", layer);
    cell("Comment", line.summary());
    look(Optional.empty(), Optional.of(line.stroke()));
    cell("Rounding", inches(8));
    cell("EndArrow", 13);
    cell("EndArrowSize", line.stroke().width() > 2 ? 0 : 1);
    if (line.label().isPresent()) {
      Diagram.Box box = line.label().get().box();
      cell("TxtWidth", inches(box.width() + 8));
      cell("TxtHeight", inches(box.height()));
      cell("TxtPinX", inches(box.x() + box.width() / 2.0 - left));
      cell("TxtPinY", inches(bottom - box.y() - box.height() / 2.0));
      cell("TxtLocPinX", inches((box.width() + 8) / 2.0));
      cell("TxtLocPinY", inches(box.height() / 2.0));
      colour("TextBkgnd", diagram.background());
      margins(0, 0);
    }
    data(line.summary(), line.id(), line.fields());
    xml.start("Section", "N", "Geometry", "IX", 0);
    cell("NoFill", 1);
    for (int i = 0; i < route.size(); i++) {
      xml.start("Row", "T", i == 0 ? "MoveTo" : "LineTo", "IX", i + 1);
      cell("X", inches(route.get(i).x() - left));
      cell("Y", inches(bottom - route.get(i).y()));
      xml.end();
    }
    xml.end();
    if (line.label().isPresent()) {
      text(List.of(line.label().get().text()), 1);
    }
    xml.end();
  }

  /** Never of a height below 0, which would turn the words upside down. */
  private void way(Diagram.Point start, Diagram.Point end) throws XMLStreamException {
    double width = Math.abs(end.x() - start.x());
    double height = Math.abs(end.y() - start.y());
    double up = diagram.height() - (start.y() + end.y()) / 2.0;
    formula("PinX", (start.x() + end.x()) / 2.0, "(BeginX+EndX)/2");
    formula("PinY", up, "(BeginY+EndY)/2");
    formula("Width", width, "ABS(EndX-BeginX)");
    formula("Height", height, "ABS(EndY-BeginY)");
    formula("LocPinX", width / 2, "Width*0.5");
    formula("LocPinY", height / 2, "Height*0.5");
  }

  private void end(String which, String card, Diagram.Port port, Diagram.Point point)
      throws XMLStreamException {
    int row = row(card, port) + 1;
    String connections = "Sheet." + sheet(card) + "!Connections.";
    String glued = "PAR(PNT(" + connections + "X" + row + "," + connections + "Y" + row + "))";
    formula(which + "X", point.x(), glued);
    formula(which + "Y", diagram.height() - point.y(), glued);
  }

  private void legend(Diagram.Legend legend) throws XMLStreamException {
    begin(legend.id(), "Group", legend.box(), whole);
    xml.start("Shapes");
    int height = legend.title().size() + 8;
    Diagram.Box heading =
        new Diagram.Box(legend.box().x(), legend.box().y(), legend.box().width(), height);
    words("a-" + legend.id(), heading, legend.box(), List.of(legend.title()));
    for (Diagram.Legend.Entry entry : legend.entries()) {
      int x = entry.text().x();
      int y = entry.from().y();
      int width = Math.max(1, legend.box().right() - x) + 10;
      words(entry.id(), new Diagram.Box(x, y - 10, width, 20), legend.box(), List.of(entry.text()));
      int length = entry.to().x() - entry.from().x();
      Diagram.Box sample = new Diagram.Box(entry.from().x(), y, length, 1);
      begin("a-" + entry.id(), "Shape", sample, legend.box());
      look(Optional.empty(), Optional.of(entry.stroke()));
      xml.start("Section", "N", "Geometry", "IX", 0);
      cell("NoFill", 1);
      for (int i = 0; i < 2; i++) {
        xml.start("Row", "T", i == 0 ? "RelMoveTo" : "RelLineTo", "IX", i + 1);
        cell("X", i);
        cell("Y", "0.5");
        xml.end();
      }
      xml.end().end();
    }
    xml.end().end();
  }

  private void words(String id, Diagram.Box box, Diagram.Box in, List<Diagram.Text> texts)
      throws XMLStreamException {
    begin(id, "Shape", box, in);
    cell("LayerMember", 0);
    cell("VerticalAlign", MIDDLE);
    margins(0, 0);
    cell("LinePattern", 0);
    cell("FillPattern", 0);
    text(texts, 0);
    xml.end();
  }

  /** Opens a shape at its place in another, to be ended by the caller. */
  private void begin(String id, String type, Diagram.Box box, Diagram.Box in)
      throws XMLStreamException {
    xml.start("Shape", "ID", sheet(id), "NameU", id, "Type", type);
    cell("PinX", inches(box.x() - in.x() + box.width() / 2.0));
    cell("PinY", inches(in.bottom() - box.y() - box.height() / 2.0));
    cell("Width", inches(box.width()));
    cell("Height", inches(box.height()));
    formula("LocPinX", box.width() / 2.0, "Width*0.5");
    formula("LocPinY", box.height() / 2.0, "Height*0.5");
  }

  /** What moves with what: 1 tells the members of a container, 4 a member's container. */
  private void related(int how, List<String> ids) throws XMLStreamException {
    String others =
        ids.stream()
            .map(id -> "Sheet." + sheet(id) + "!SheetRef()")
            .collect(Collectors.joining(","));
    xml.empty(
        "Cell", "N", "Relationships", "V", 0, "F", "SUM(DEPENDSON(" + how + "," + others + "))");
  }

  private void look(Optional<String> fill, Optional<Diagram.Stroke> stroke)
      throws XMLStreamException {
    cell("FillPattern", fill.isPresent() ? 1 : 0);
    if (fill.isPresent()) {
      colour("FillForegnd", fill.get());
    }
    cell("LinePattern", stroke.isEmpty() ? 0 : stroke.get().dashed() ? DASHES : 1);
    if (stroke.isPresent()) {
      cell("LineWeight", inches(stroke.get().width()));
      colour("LineColor", stroke.get().colour());
    }
  }

  private void margins(int side, int top) throws XMLStreamException {
    cell("LeftMargin", inches(side));
    cell("RightMargin", inches(0));
    cell("TopMargin", inches(top));
    cell("BottomMargin", inches(top));
  }

  private void data(String name, String id, List<Diagram.Field> fields) throws XMLStreamException {
    xml.start("Section", "N", "Property");
    property("senda_id", id);
    property("senda_name", name);
    for (Diagram.Field field : fields) {
      property(field.key(), field.value());
    }
    xml.end();
  }

  private void property(String key, String value) throws XMLStreamException {
    boolean number = NUMBER.matcher(value).matches();
    xml.start("Row", "N", key);
    if (number) {
      cell("Value", value);
    } else {
      xml.empty("Cell", "N", "Value", "V", value, "U", "STR");
    }
    cell("Label", key);
    cell("Type", number ? 2 : 0);
    xml.end();
  }

  private void rectangle() throws XMLStreamException {
    xml.start("Section", "N", "Geometry", "IX", 0);
    int[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
    for (int i = 0; i < corners.length; i++) {
      xml.start("Row", "T", i == 0 ? "RelMoveTo" : "RelLineTo", "IX", i + 1);
      cell("X", corners[i][0]);
      cell("Y", corners[i][1]);
      xml.end();
    }
    xml.end();
  }

  private void text(List<Diagram.Text> texts, int align) throws XMLStreamException {
    xml.start("Section", "N", "Character");
    for (int i = 0; i < texts.size(); i++) {
      Diagram.Text text = texts.get(i);
      xml.start("Row", "IX", i);
      cell("Font", FONT);
      colour("Color", text.colour());
      cell("Style", text.bold() ? BOLD : 0);
      cell("Size", inches(text.size()));
      xml.end();
    }
    xml.end();
    xml.start("Section", "N", "Paragraph");
    xml.start("Row", "IX", 0);
    cell("HorzAlign", align);
    xml.end().end();
    xml.start("Text").startInline("pp", "IX", 0).end();
    for (int i = 0; i < texts.size(); i++) {
      xml.startInline("cp", "IX", i).end();
      String before = i == 0 ? "" : texts.get(i - 1).y() == texts.get(i).y() ? "   " : "\n";
      xml.text(before + texts.get(i).text());
    }
    xml.end();
  }

  private void formula(String name, double pixels, String formula) throws XMLStreamException {
    xml.empty("Cell", "N", name, "V", inches(pixels), "F", formula);
  }

  private void colour(String name, String colour) throws XMLStreamException {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    String formula =
        String.format(Locale.ROOT, "RGB(%d,%d,%d)", rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
    xml.empty("Cell", "N", name, "V", colour, "F", formula);
  }

  private void cell(String name, Object value) throws XMLStreamException {
    xml.empty("Cell", "N", name, "V", value);
  }
}
