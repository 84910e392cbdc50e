package io.github.senda.diagram.visio;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.XmlFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * Writes the shapes of a page and what is glued to what. Visio counts in inches from the lower left
 * corner of what a shape stands in; a pixel is a 96th of an inch.
 */
final class Page {

  private static final int MIDDLE = 1;
  private static final int TOP = 0;

  private final Diagram diagram;
  private final XmlFile xml;
  private final Cells cells;
  private final Diagram.Box whole;

  /** The numbers that Visio knows shapes by; it forgets ids, so they are data too. */
  private final Map<String, Integer> sheets = new HashMap<>();

  /** The ports of each card in the order of their rows. */
  private final Map<String, List<Diagram.Port>> ports = new HashMap<>();

  Page(Diagram diagram, XmlFile xml) {
    this.diagram = diagram;
    this.xml = xml;
    this.cells = new Cells(xml);
    this.whole = new Diagram.Box(0, 0, diagram.width(), diagram.height());
    diagram.lanes().forEach(lane -> sheet(lane.id()));
    diagram.shapes().forEach(shape -> sheet(shape.id()));
    for (Diagram.Line line : diagram.lines()) {
      row(line.from(), line.exit());
      row(line.to(), line.entry());
    }
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
    title(diagram.title());
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

  private void title(Diagram.TitleBlock title) throws XMLStreamException {
    beginWords(title.id(), title.box(), whole);
    cells.data(title.name(), title.id(), title.fields());
    cells.link(title.link());
    cells.text(title.texts(), 0);
    xml.end();
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
    cells.look(Optional.of(lane.fill()), Optional.empty());
    cells.cell("LayerMember", 0);
    cells.cell("VerticalAlign", TOP);
    cells.margins(10, 6);
    if (!cards.isEmpty()) {
      related(1, cards.stream().map(Diagram.Shape::id).toList());
    }
    xml.start("Section", "N", "User");
    cells.user("msvStructureType", "Container", "STR");
    cells.user("msvSDContainerMargin", "0", "IN");
    cells.user("msvSDContainerResize", "0", "");
    cells.user("msvShapeCategories", "Senda", "STR");
    xml.end();
    cells.data(lane.name(), lane.id(), List.of());
    cells.rectangle();
    cells.text(lane.texts(), 0);
    xml.end();
  }

  private void card(Diagram.Shape shape) throws XMLStreamException {
    Diagram.Box box = shape.box();
    begin(shape.id(), "Group", box, whole);
    cells.look(Optional.of(shape.fill()), Optional.of(shape.edge()));
    cells.cell("Rounding", Cells.inches(6));
    cells.cell("LayerMember", 0);
    cells.cell("VerticalAlign", MIDDLE);
    cells.cell("Comment", shape.summary());
    cells.margins(13, 2);
    if (shape.lane().isPresent()) {
      related(4, List.of(shape.lane().get()));
    }
    xml.start("Section", "N", "Connection");
    List<Diagram.Port> rows = ports.getOrDefault(shape.id(), List.of());
    for (int i = 0; i < rows.size(); i++) {
      xml.start("Row", "T", "Connection", "IX", i);
      cells.part("X", rows.get(i).x(), "Width", box.width());
      cells.part("Y", 1 - rows.get(i).y(), "Height", box.height());
      xml.end();
    }
    xml.end();
    cells.data(shape.name(), shape.id(), shape.fields());
    cells.link(shape.link());
    cells.rectangle();
    cells.text(shape.texts(), 0);
    xml.start("Shapes");
    Diagram.Box edge = new Diagram.Box(box.x(), box.y() + 4, 5, Math.max(1, box.height() - 8));
    begin("a-" + shape.id(), "Shape", edge, box);
    cells.look(Optional.of(shape.accent()), Optional.empty());
    cells.rectangle();
    xml.end().end().end();
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
    cells.cell("ObjType", 2);
    cells.cell("GlueType", 2);
    cells.cell("ShapeRouteStyle", 16);
    cells.cell("ConLineRouteExt", 1);
    int layer = 0;
    while (!diagram.layers().get(layer).id().equals(line.layer())) {
      layer++;
    }
    cells.cell("LayerMember", layer);
    cells.cell("Comment", line.summary());
    cells.look(Optional.empty(), Optional.of(line.stroke()));
    cells.cell("Rounding", Cells.inches(8));
    cells.cell("EndArrow", 13);
    cells.cell("EndArrowSize", line.stroke().width() > 2 ? 0 : 1);
    if (line.label().isPresent()) {
      Diagram.Box box = line.label().get().box();
      cells.cell("TxtWidth", Cells.inches(box.width() + 8));
      cells.cell("TxtHeight", Cells.inches(box.height()));
      cells.cell("TxtPinX", Cells.inches(box.x() + box.width() / 2.0 - left));
      cells.cell("TxtPinY", Cells.inches(bottom - box.y() - box.height() / 2.0));
      cells.cell("TxtLocPinX", Cells.inches((box.width() + 8) / 2.0));
      cells.cell("TxtLocPinY", Cells.inches(box.height() / 2.0));
      cells.colour("TextBkgnd", diagram.background());
      cells.margins(0, 0);
    }
    cells.data(line.summary(), line.id(), line.fields());
    xml.start("Section", "N", "Geometry", "IX", 0);
    cells.cell("NoFill", 1);
    for (int i = 0; i < route.size(); i++) {
      xml.start("Row", "T", i == 0 ? "MoveTo" : "LineTo", "IX", i + 1);
      cells.cell("X", Cells.inches(route.get(i).x() - left));
      cells.cell("Y", Cells.inches(bottom - route.get(i).y()));
      xml.end();
    }
    xml.end();
    if (line.label().isPresent()) {
      cells.text(List.of(line.label().get().text()), 1);
    }
    xml.end();
  }

  /** Never of a height below 0, which would turn the words upside down. */
  private void way(Diagram.Point start, Diagram.Point end) throws XMLStreamException {
    double width = Math.abs(end.x() - start.x());
    double height = Math.abs(end.y() - start.y());
    double up = diagram.height() - (start.y() + end.y()) / 2.0;
    cells.formula("PinX", (start.x() + end.x()) / 2.0, "(BeginX+EndX)/2");
    cells.formula("PinY", up, "(BeginY+EndY)/2");
    cells.formula("Width", width, "ABS(EndX-BeginX)");
    cells.formula("Height", height, "ABS(EndY-BeginY)");
    cells.formula("LocPinX", width / 2, "Width*0.5");
    cells.formula("LocPinY", height / 2, "Height*0.5");
  }

  private void end(String which, String card, Diagram.Port port, Diagram.Point point)
      throws XMLStreamException {
    int row = row(card, port) + 1;
    String connections = "Sheet." + sheet(card) + "!Connections.";
    String glued = "PAR(PNT(" + connections + "X" + row + "," + connections + "Y" + row + "))";
    cells.formula(which + "X", point.x(), glued);
    cells.formula(which + "Y", diagram.height() - point.y(), glued);
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
      cells.look(Optional.empty(), Optional.of(entry.stroke()));
      xml.start("Section", "N", "Geometry", "IX", 0);
      cells.cell("NoFill", 1);
      for (int i = 0; i < 2; i++) {
        xml.start("Row", "T", i == 0 ? "RelMoveTo" : "RelLineTo", "IX", i + 1);
        cells.cell("X", i);
        cells.cell("Y", "0.5");
        xml.end();
      }
      xml.end().end();
    }
    xml.end().end();
  }

  private void words(String id, Diagram.Box box, Diagram.Box in, List<Diagram.Text> texts)
      throws XMLStreamException {
    beginWords(id, box, in);
    cells.text(texts, 0);
    xml.end();
  }

  /** Opens a shape that is words alone, to be ended by the caller. */
  private void beginWords(String id, Diagram.Box box, Diagram.Box in) throws XMLStreamException {
    begin(id, "Shape", box, in);
    cells.cell("LayerMember", 0);
    cells.cell("VerticalAlign", MIDDLE);
    cells.margins(0, 0);
    cells.cell("LinePattern", 0);
    cells.cell("FillPattern", 0);
  }

  /** Opens a shape at its place in another, to be ended by the caller. */
  private void begin(String id, String type, Diagram.Box box, Diagram.Box in)
      throws XMLStreamException {
    xml.start("Shape", "ID", sheet(id), "NameU", id, "Type", type);
    cells.cell("PinX", Cells.inches(box.x() - in.x() + box.width() / 2.0));
    cells.cell("PinY", Cells.inches(in.bottom() - box.y() - box.height() / 2.0));
    cells.cell("Width", Cells.inches(box.width()));
    cells.cell("Height", Cells.inches(box.height()));
    cells.formula("LocPinX", box.width() / 2.0, "Width*0.5");
    cells.formula("LocPinY", box.height() / 2.0, "Height*0.5");
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
}
