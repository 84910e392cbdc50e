package io.github.senda.diagram.visio;

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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.xdgf.usermodel.XDGFConnection;
import org.apache.poi.xdgf.usermodel.XDGFPage;
import org.apache.poi.xdgf.usermodel.XDGFShape;
import org.apache.poi.xdgf.usermodel.XmlVisioDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class VisioExporterTest implements DiagramExporterContract {

  private static final Path OFFICE = Path.of("/usr/bin/soffice");
  private static final String PAGE = "visio/pages/page1.xml";

  @TempDir Path folder;

  @Override
  public DiagramExporter exporter() {
    return new VisioExporter();
  }

  private static Map<String, String> parts(byte[] file) {
    Map<String, String> parts = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
        parts.put(part.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parts;
  }

  private static Document page(byte[] file) {
    Map<String, String> parts = parts(file);
    parts.values().forEach(part -> Xml.parse(part.getBytes(StandardCharsets.UTF_8)));
    return Xml.parse(parts.get(PAGE).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<FoundPage> pages(byte[] file) {
    try (XmlVisioDocument document = new XmlVisioDocument(new ByteArrayInputStream(file))) {
      return document.getPages().stream()
          .map(
              page ->
                  new FoundPage(
                      page.getName(),
                      (int)
                          page.getContent().getShapes().stream()
                              .filter(s -> named(s, "s-"))
                              .count(),
                      (int)
                          page.getContent().getShapes().stream()
                              .filter(s -> named(s, "t-"))
                              .count()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void readStrictly(byte[] file) {
    // It takes its time, so it gets one file of a few.
    if (Arrays.hashCode(file) % 4 != 0) {
      return;
    }
    FoundPage page = pages(file).get(0);
    assertEquals(shapes(file).size(), page.shapes());
    assertEquals(lines(file).size(), page.lines());
  }

  private static boolean named(XDGFShape shape, String prefix) {
    return shape.getXmlObject().getNameU().startsWith(prefix);
  }

  @Override
  public List<Found> shapes(byte[] file) {
    return Xml.elements(page(file), "Shape").stream()
        .map(shape -> shape.getAttribute("NameU"))
        .filter(name -> name.startsWith("s-"))
        .map(name -> new Found(name, "", ""))
        .toList();
  }

  @Override
  public List<Found> lines(byte[] file) {
    Document page = page(file);
    Map<String, String> names = new HashMap<>();
    Xml.elements(page, "Shape")
        .forEach(shape -> names.put(shape.getAttribute("ID"), shape.getAttribute("NameU")));
    Map<String, String> starts = new HashMap<>();
    List<Found> found = new ArrayList<>();
    for (Element connect : Xml.elements(page, "Connect")) {
      String line = names.get(connect.getAttribute("FromSheet"));
      String card = names.get(connect.getAttribute("ToSheet"));
      if (connect.getAttribute("FromCell").equals("BeginX")) {
        starts.put(line, card);
      } else {
        found.add(new Found(line, "", card));
      }
    }
    return found.stream()
        .map(line -> new Found(line.id(), starts.get(line.id()), line.to()))
        .toList();
  }

  @Override
  public String words(byte[] file) {
    return String.join(
        "\n", Xml.elements(page(file), "Text").stream().map(Element::getTextContent).toList());
  }

  @Override
  public String golden(byte[] file) {
    StringBuilder all = new StringBuilder();
    parts(file).forEach((name, text) -> all.append("=== ").append(name).append('\n').append(text));
    return all.toString();
  }

  @Override
  public String goldenName() {
    return "shop.vsdx.txt";
  }

  private byte[] write(Diagram diagram) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter().write(diagram, out);
    return out.toByteArray();
  }

  @Test
  void sheets_haveNumbersOfTheirOwnAndGlueMeetsARow() throws IOException {
    for (Diagram diagram : List.of(Drawings.of(Drawings.shop()), Drawings.of(Drawings.hostile()))) {
      Document page = page(write(diagram));
      Map<String, Element> byNumber = new HashMap<>();
      for (Element shape : Xml.elements(page, "Shape")) {
        assertEquals(null, byNumber.put(shape.getAttribute("ID"), shape));
      }
      for (Element connect : Xml.elements(page, "Connect")) {
        Element card = byNumber.get(connect.getAttribute("ToSheet"));
        int row = Integer.parseInt(connect.getAttribute("ToPart")) - 100;
        assertEquals("Connections.X" + (row + 1), connect.getAttribute("ToCell"));
        assertTrue(
            Xml.elements(page, "Row").stream()
                .filter(each -> each.getAttribute("T").equals("Connection"))
                .filter(each -> each.getParentNode().getParentNode().equals(card))
                .anyMatch(each -> each.getAttribute("IX").equals(Integer.toString(row))));
      }
    }
  }

  @Test
  @Tag("reader")
  void poi_readsShapesWordsDataAndGlue() throws IOException {
    for (Diagram diagram : List.of(Drawings.of(Drawings.shop()), Drawings.of(Drawings.hostile()))) {
      try (XmlVisioDocument document =
          new XmlVisioDocument(new ByteArrayInputStream(write(diagram)))) {
        XDGFPage page = document.getPages().iterator().next();
        Map<String, XDGFShape> shapes = new HashMap<>();
        for (XDGFShape shape : page.getContent().getShapes()) {
          shapes.put(shape.getXmlObject().getNameU(), shape);
        }
        for (Diagram.Shape card : diagram.shapes()) {
          XDGFShape shape = shapes.get(card.id());
          assertTrue(shape.getTextAsString().contains(card.texts().get(0).text()), card.name());
          assertEquals(card.box().width() / 96.0, shape.getWidth(), 1e-6);
          assertEquals(card.box().height() / 96.0, shape.getHeight(), 1e-6);
        }
        Set<Found> glued = new HashSet<>();
        for (Diagram.Line line : diagram.lines()) {
          String from = "";
          String to = "";
          for (XDGFConnection connection : page.getContent().getConnections()) {
            if (connection.getFromShape().getXmlObject().getNameU().equals(line.id())) {
              String card = connection.getToShape().getXmlObject().getNameU();
              if (connection.getFromPart() == XDGFConnection.visBegin) {
                from = card;
              } else if (connection.getFromPart() == XDGFConnection.visEnd) {
                to = card;
              }
            }
          }
          glued.add(new Found(line.id(), from, to));
          assertTrue(shapes.get(line.id()).isShape1D(), line.summary());
        }
        assertEquals(Set.copyOf(lines(write(diagram))), glued);
        assertEquals(diagram.lines().size(), glued.size());
      }
    }
  }

  @Test
  @Tag("reader")
  void libreOffice_drawsIt() throws IOException {
    Readers.require("LibreOffice Draw", OFFICE);
    Path file = folder.resolve("visio.vsdx");
    Files.write(file, write(Drawings.of(Drawings.shop())));

    Readers.run(
        folder,
        OFFICE.toString(),
        "-env:UserInstallation=" + folder.resolve("office").toUri(),
        "--headless",
        "--convert-to",
        "png",
        "--outdir",
        folder.toString(),
        file.toString());

    Path picture = folder.resolve("visio.png");
    assertTrue(Files.size(picture) > 20_000, "a picture of " + Files.size(picture) + " bytes");
    Files.createDirectories(Readers.PICTURES);
    Files.copy(picture, Readers.PICTURES.resolve("visio.png"), StandardCopyOption.REPLACE_EXISTING);
  }
}
