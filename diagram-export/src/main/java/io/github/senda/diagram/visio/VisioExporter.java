package io.github.senda.diagram.visio;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.XmlFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamException;

/**
 * Writes a drawing as a file of Microsoft Visio. Lanes have square corners, words of one row stand
 * one after the other instead of at both sides of a card, and when a card is moved Visio finds a
 * new way for its connectors, which is not the drawing's.
 *
 * <p>Stages are containers, cards are groups of a card and its coloured edge, connectors are glued
 * to points of their cards at both ends, drop-off is a layer, figures are shape data.
 */
public final class VisioExporter implements DiagramExporter {

  static final String MAIN = "http://schemas.microsoft.com/office/visio/2012/main";

  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String LINKS = "http://schemas.microsoft.com/visio/2010/relationships/";
  private static final String TYPES = "application/vnd.ms-visio.";
  private static final String RELATIONSHIPS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  /** What a zip's own time fields hold without the machine's zone. */
  private static final LocalDateTime ZIP_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  /** For the service loader. */
  public VisioExporter() {}

  @Override
  public String format() {
    return "visio";
  }

  @Override
  public String fileExtension() {
    return "vsdx";
  }

  @Override
  public String mediaType() {
    return TYPES + "drawing";
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
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    // Half of the time went into packing a little closer what is full of repetition.
    zip.setLevel(Deflater.BEST_SPEED);
    int count = pages.size();
    part(zip, "[Content_Types].xml", xml -> types(xml, count));
    part(zip, "_rels/.rels", xml -> links(xml, LINKS + "document", "visio/document.xml"));
    part(zip, "visio/document.xml", VisioExporter::document);
    part(
        zip,
        "visio/_rels/document.xml.rels",
        xml -> links(xml, LINKS + "pages", "pages/pages.xml"));
    part(zip, "visio/pages/pages.xml", xml -> pages(pages, xml));
    String[] files =
        IntStream.rangeClosed(1, count).mapToObj(i -> "page" + i + ".xml").toArray(String[]::new);
    part(zip, "visio/pages/_rels/pages.xml.rels", xml -> links(xml, LINKS + "page", files));
    for (int i = 0; i < count; i++) {
      Diagram page = pages.get(i);
      part(zip, "visio/pages/" + files[i], xml -> new Page(page, xml).write());
    }
    zip.finish();
    out.flush();
  }

  private static void part(ZipOutputStream zip, String name, XmlFile.Content content)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ZIP_TIME);
    zip.putNextEntry(entry);
    XmlFile.write(zip, content);
    zip.closeEntry();
  }

  private static void types(XmlFile xml, int pages) throws XMLStreamException {
    xml.start("Types", "xmlns", PACKAGE + "content-types");
    String links = "application/vnd.openxmlformats-package.relationships+xml";
    xml.empty("Default", "Extension", "rels", "ContentType", links);
    xml.empty("Default", "Extension", "xml", "ContentType", "application/xml");
    type(xml, "/visio/document.xml", "drawing.main+xml");
    type(xml, "/visio/pages/pages.xml", "pages+xml");
    for (int i = 1; i <= pages; i++) {
      type(xml, "/visio/pages/page" + i + ".xml", "page+xml");
    }
    xml.end();
  }

  private static void type(XmlFile xml, String part, String type) throws XMLStreamException {
    xml.empty("Override", "PartName", part, "ContentType", TYPES + type);
  }

  private static void links(XmlFile xml, String type, String... targets) throws XMLStreamException {
    xml.start("Relationships", "xmlns", PACKAGE + "relationships");
    for (int i = 0; i < targets.length; i++) {
      xml.empty("Relationship", "Id", "rId" + (i + 1), "Type", type, "Target", targets[i]);
    }
    xml.end();
  }

  private static void document(XmlFile xml) throws XMLStreamException {
    xml.start("VisioDocument", "xmlns", MAIN, "xmlns:r", RELATIONSHIPS, "xml:space", "preserve");
    xml.start(
        "DocumentSettings",
        "TopPage",
        0,
        "DefaultTextStyle",
        0,
        "DefaultLineStyle",
        0,
        "DefaultFillStyle",
        0);
    xml.end();
    xml.start("FaceNames");
    xml.empty("FaceName", "NameU", Cells.FONT);
    xml.end();
    xml.start("StyleSheets");
    xml.start("StyleSheet", "ID", 0, "NameU", "No Style", "Name", "No Style");
    for (String cell : new String[] {"EnableLineProps", "EnableFillProps", "EnableTextProps"}) {
      xml.empty("Cell", "N", cell, "V", 1);
    }
    xml.empty("Cell", "N", "LineWeight", "V", "0.01");
    xml.empty("Cell", "N", "LineColor", "V", "0");
    xml.empty("Cell", "N", "LinePattern", "V", "1");
    xml.empty("Cell", "N", "FillForegnd", "V", "1");
    xml.empty("Cell", "N", "FillPattern", "V", "1");
    xml.end().end().end();
  }

  private static void pages(List<Diagram> pages, XmlFile xml) throws XMLStreamException {
    xml.start("Pages", "xmlns", MAIN, "xmlns:r", RELATIONSHIPS, "xml:space", "preserve");
    List<String> names = PageNames.of(pages);
    for (int i = 0; i < pages.size(); i++) {
      xml.start("Page", "ID", i, "NameU", "Page-" + (i + 1), "Name", names.get(i));
      sheet(pages.get(i), xml);
      xml.empty("Rel", "r:id", "rId" + (i + 1));
      xml.end();
    }
    xml.end();
  }

  private static void sheet(Diagram diagram, XmlFile xml) throws XMLStreamException {
    xml.start("PageSheet", "LineStyle", 0, "FillStyle", 0, "TextStyle", 0);
    xml.empty("Cell", "N", "PageWidth", "V", Cells.inches(diagram.width()));
    xml.empty("Cell", "N", "PageHeight", "V", Cells.inches(diagram.height()));
    xml.empty("Cell", "N", "PageScale", "V", 1, "U", "IN");
    xml.empty("Cell", "N", "DrawingScale", "V", 1, "U", "IN");
    xml.empty("Cell", "N", "DrawingSizeType", "V", 3);
    xml.empty("Cell", "N", "DrawingScaleType", "V", 0);
    xml.start("Section", "N", "Layer");
    for (int i = 0; i < diagram.layers().size(); i++) {
      xml.start("Row", "IX", i);
      xml.empty("Cell", "N", "Name", "V", diagram.layers().get(i).name());
      xml.empty("Cell", "N", "NameUniv", "V", diagram.layers().get(i).id());
      for (String cell : new String[] {"Visible", "Print", "Snap", "Glue"}) {
        xml.empty("Cell", "N", cell, "V", 1);
      }
      xml.end();
    }
    xml.end().end();
  }
}
