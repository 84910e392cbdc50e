package io.github.senda.diagram.visio;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.XmlFile;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Writes what a shape is made of, cell by cell and section by section. For one thread. */
final class Cells {

  static final String FONT = "Arial";

  private static final int PIXELS = 96;
  private static final long MILLION = 1_000_000;
  private static final int BOLD = 1;

  /** Of Visio's patterns the one with short dashes: the usual ones grow with a thick line. */
  private static final int DASHES = 9;

  private final XmlFile xml;

  Cells(XmlFile xml) {
    this.xml = xml;
  }

  /** A length in inches. */
  static String inches(double pixels) {
    return decimal(pixels / PIXELS);
  }

  /** Six decimals at most, without what is not needed. */
  private static String decimal(double value) {
    long parts = Math.round(value * MILLION);
    String sign = parts < 0 ? "-" : "";
    long whole = Math.abs(parts) / MILLION;
    long part = Math.abs(parts) % MILLION;
    if (part == 0) {
      return sign + whole;
    }
    String digits = Long.toString(MILLION + part).substring(1);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return sign + whole + "." + digits.substring(0, end);
  }

  /** Where a click with a key held leads; it stands in a list of its own. */
  void link(Optional<String> address) throws XMLStreamException {
    if (address.isPresent()) {
      xml.start("Section", "N", "Hyperlink");
      xml.start("Row", "N", "Panel");
      cell("Address", address.get());
      cell("NewWindow", 1);
      cell("Default", 1);
      xml.end().end();
    }
  }

  void user(String name, String value, String unit) throws XMLStreamException {
    xml.start("Row", "N", name);
    if (unit.isEmpty()) {
      cell("Value", value);
    } else {
      xml.empty("Cell", "N", "Value", "V", value, "U", unit);
    }
    xml.end();
  }

  /** A length that is a part of its shape's. */
  void part(String name, double part, String of, int length) throws XMLStreamException {
    xml.empty("Cell", "N", name, "V", inches(part * length), "F", of + "*" + decimal(part));
  }

  void look(Optional<String> fill, Optional<Diagram.Stroke> stroke) throws XMLStreamException {
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

  void margins(int side, int top) throws XMLStreamException {
    cell("LeftMargin", inches(side));
    cell("RightMargin", inches(0));
    cell("TopMargin", inches(top));
    cell("BottomMargin", inches(top));
  }

  void data(String name, String id, List<Diagram.Field> fields) throws XMLStreamException {
    xml.start("Section", "N", "Property");
    property("senda_id", id);
    property("senda_name", name);
    for (Diagram.Field field : fields) {
      property(field.key(), field.value());
    }
    xml.end();
  }

  private void property(String key, String value) throws XMLStreamException {
    boolean number = isNumber(value);
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

  void rectangle() throws XMLStreamException {
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

  void text(List<Diagram.Text> texts, int align) throws XMLStreamException {
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

  void formula(String name, double pixels, String formula) throws XMLStreamException {
    xml.empty("Cell", "N", name, "V", inches(pixels), "F", formula);
  }

  void colour(String name, String colour) throws XMLStreamException {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    String formula = "RGB(" + (rgb >> 16) + "," + (rgb >> 8 & 0xff) + "," + (rgb & 0xff) + ")";
    xml.empty("Cell", "N", name, "V", colour, "F", formula);
  }

  void cell(String name, Object value) throws XMLStreamException {
    xml.empty("Cell", "N", name, "V", value);
  }

  /** Plain figures, few enough to be kept as they are. */
  private static boolean isNumber(String value) {
    int point = value.indexOf('.');
    int whole = point < 0 ? value.length() : point;
    boolean figures = value.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    int decimals = value.length() - whole - 1;
    return figures
        && whole >= 1
        && whole <= 15
        && value.indexOf('.', point + 1) < 0
        && (point < 0 || (decimals >= 1 && decimals <= 9));
  }
}
