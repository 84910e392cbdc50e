package io.github.senda.diagram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.diagram.layout.StageLayout;
import io.github.senda.map.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** What every format keeps. A format's test implements it, and reads files back in its own way. */
public interface DiagramExporterContract {

  /** A shape or a line as a reader of the file finds it. */
  record Found(String id, String from, String to) {}

  /** A page as a reader of the file finds it. */
  record FoundPage(String name, int shapes, int lines) {}

  /** How many drawings by chance a format is tried with. */
  int CHANCES = 200;

  DiagramExporter exporter();

  /** Reads a file back, strictly; fails if it is not well-formed. */
  List<Found> shapes(byte[] file);

  /** The same for lines. */
  List<Found> lines(byte[] file);

  /** All words that a person reads in the file, one after the other. */
  String words(byte[] file);

  /** The text of a file that is kept and compared, unpacked where it is packed. */
  String golden(byte[] file);

  /** What that file is called. */
  default String goldenName() {
    return "shop." + exporter().format();
  }

  private byte[] write(Diagram diagram) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      exporter().write(diagram, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  default void exporter_isFoundByItsName() {
    DiagramExporter found = DiagramExporters.find().of(exporter().format()).orElseThrow();

    assertSame(exporter().getClass(), found.getClass());
    assertTrue(found.format().matches("[a-z0-9]+"), found.format());
    assertTrue(found.fileExtension().matches("[a-z0-9]+"), found.fileExtension());
    assertTrue(found.mediaType().contains("/"), found.mediaType());
  }

  @Test
  default void exporter_saysWhatItsFilesLackInBothLanguages() {
    String spanish = exporter().shortcomings(Drawings.SPANISH).orElseThrow();
    String english = exporter().shortcomings(Locale.ENGLISH).orElseThrow();

    assertTrue(spanish.endsWith(".") && english.endsWith("."), spanish + english);
    assertFalse(spanish.equals(english));
  }

  @Test
  default void file_holdsEveryShapeAndLineOfTheDrawing() {
    for (Scenes scene :
        List.of(Drawings.shop(), Drawings.hostile(), Scenes.abandonedCheckout(), Scenes.shop())) {
      Diagram diagram = Drawings.of(scene);
      byte[] file = write(diagram);

      assertEquals(
          diagram.shapes().stream().map(Diagram.Shape::id).sorted().toList(),
          shapes(file).stream().map(Found::id).sorted().toList());
      assertEquals(
          Set.copyOf(
              diagram.lines().stream()
                  .map(line -> new Found(line.id(), line.from(), line.to()))
                  .toList()),
          Set.copyOf(lines(file)));
      assertEquals(diagram.lines().size(), lines(file).size());
    }
  }

  @Test
  default void file_saysTheWordsOfTheDrawing() {
    Diagram diagram = Drawings.of(Drawings.shop());

    String words = words(write(diagram));

    for (Diagram.Shape shape : diagram.shapes()) {
      shape.texts().forEach(text -> assertTrue(words.contains(text.text()), text.text()));
    }
    for (Diagram.Lane lane : diagram.lanes()) {
      lane.texts().forEach(text -> assertTrue(words.contains(text.text()), text.text()));
    }
    for (Diagram.Line line : diagram.lines()) {
      line.label()
          .ifPresent(label -> assertTrue(words.contains(label.text().text()), line.summary()));
    }
    diagram.title().texts().forEach(text -> assertTrue(words.contains(text.text()), text.text()));
    for (Diagram.Legend.Entry entry : diagram.legend().entries()) {
      assertTrue(words.contains(entry.text().text()), entry.text().text());
    }
  }

  @Test
  default void hostileNames_stayTextAndNothingElse() {
    for (String name : Drawings.hostileNames()) {
      Scenes scene = Scenes.shop().journeys(40, name, "view_item").journey("view_item", name);
      Diagram diagram = Drawings.of(scene);
      byte[] file = write(diagram);

      assertEquals(diagram.shapes().size(), shapes(file).size(), name);
      assertEquals(diagram.lines().size(), lines(file).size(), name);
    }
    String words = words(write(Drawings.of(Drawings.hostile())));
    assertTrue(words.contains("emoji \ud83d\uded2 cart"), words);
    assertTrue(words.contains("\u0645\u062a\u062c\u0631"), words);
    assertTrue(words.contains("Checkout") && words.contains("checkout"), words);
  }

  @Test
  default void wordsByChance_leaveTheFileWhole() {
    String pieces =
        "<>&'\"`{}[]()|\\/%#;:=+-@*_~$.,!?^\u00a0\u2028\u200f\ud83d\udc00\n\tend0x\u00e9";
    for (long seed = 1; seed <= 8; seed++) {
      Random random = new Random(seed);
      Scenes scene = Scenes.shop();
      for (int i = 0; i < 6; i++) {
        String[] names = new String[3];
        for (int j = 0; j < names.length; j++) {
          StringBuilder name = new StringBuilder();
          for (int length = 1 + random.nextInt(12); length > 0; length--) {
            name.append(pieces.charAt(random.nextInt(pieces.length())));
          }
          names[j] = name.toString();
        }
        scene.journeys(20, names);
      }
      Diagram diagram = Drawings.of(scene);
      byte[] file = write(diagram);

      assertEquals(diagram.shapes().size(), shapes(file).size(), "seed " + seed);
      assertEquals(diagram.lines().size(), lines(file).size(), "seed " + seed);
    }
  }

  /** Reads a file by something else that nobody here wrote; fails if that finds fault. */
  default void readStrictly(byte[] file) throws Exception {}

  @Test
  default void drawingsByChance_areReadBackWhole() throws Exception {
    int refused = 0;
    for (long seed = 1; seed <= CHANCES; seed++) {
      Diagram diagram = RandomDrawings.of(seed);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        exporter().write(diagram, out);
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("at most"), "seed " + seed + ": " + e.getMessage());
        refused++;
        continue;
      }
      byte[] file = out.toByteArray();
      try {
        assertEquals(
            diagram.shapes().stream().map(Diagram.Shape::id).sorted().toList(),
            shapes(file).stream().map(Found::id).sorted().toList());
        assertEquals(
            diagram.lines().stream()
                .map(line -> new Found(line.id(), line.from(), line.to()).toString())
                .sorted()
                .toList(),
            lines(file).stream().map(Found::toString).sorted().toList());
        readStrictly(file);
      } catch (Exception | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e, e);
      }
    }
    assertTrue(refused < CHANCES / 10, refused + " of " + CHANCES + " refused");
  }

  @Test
  default void pages_areWrittenOrRefusedInWords() throws IOException {
    StageLayout layout = StageLayout.of(Labels.of(Drawings.SPANISH));
    List<Diagram> pages =
        layout.drawPages(
            List.of(
                new StageLayout.Selection("todos", Optional.empty(), Drawings.map(Drawings.shop())),
                new StageLayout.Selection(
                    "el \"otro\" <grupo>", Optional.empty(), Drawings.map(Scenes.tenVisitors()))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (exporter().holdsPages()) {
      exporter().write(pages, out);
      List<FoundPage> found = pages(out.toByteArray());
      assertEquals(pages.size(), found.size());
      for (int i = 0; i < found.size(); i++) {
        Diagram page = pages.get(i);
        String name = found.get(i).name;
        assertTrue(!name.isEmpty() && page.title().name().endsWith(name), name);
        assertEquals(page.shapes().size(), found.get(i).shapes, name);
        assertEquals(page.lines().size(), found.get(i).lines, name);
      }
    } else {
      IOException mistake = assertThrows(IOException.class, () -> exporter().write(pages, out));
      assertTrue(mistake.getMessage().contains("one page"), mistake.getMessage());
      assertEquals(0, out.size());
      exporter().write(pages.subList(1, 2), out);
      assertArrayEquals(write(pages.get(1)), out.toByteArray());
    }
  }

  @Test
  default void linksToThePanel_standInTheFileUnlessItLacksThem() {
    String panel = "https://shop.example/senda/?from=2026-03-02&to=2026-05-31";
    StageLayout layout = StageLayout.of(Labels.of(Locale.ENGLISH)).linkedTo(panel);
    String text = golden(write(layout.draw(Drawings.map(Drawings.shop()))));

    boolean lacking = exporter().shortcomings(Locale.ENGLISH).orElseThrow().contains("No links");
    String said = text.replace("&amp;", "&").replace("\\u0026", "&");
    assertEquals(!lacking, said.contains(panel + "&sel=add_to_cart"));
    assertEquals(!lacking, said.contains(panel + "&sel=%3Centry%3E"));
  }

  /** A file's pages; needed where a format holds several. Fails where two things have one id. */
  default List<FoundPage> pages(byte[] file) {
    throw new UnsupportedOperationException("nothing reads the pages of " + exporter().format());
  }

  @Test
  default void sameDrawing_givesTheSameBytesWhereverItIsWritten() {
    byte[] here = write(Drawings.of(Drawings.shop()));
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      byte[] there = write(Drawings.of(Drawings.shop()));

      assertArrayEquals(here, there);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  default void stream_isLeftOpen() throws IOException {
    List<String> closed = new ArrayList<>();
    OutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed.add("closed");
          }
        };

    exporter().write(Drawings.of(Scenes.tenVisitors()), out);

    assertEquals(List.of(), closed);
  }

  @Test
  default void goldenFile_isWhatIsWritten() throws IOException {
    String written = golden(write(Drawings.of(Drawings.shop())));
    Path golden =
        Path.of(
            "src/test/resources/io/github/senda/diagram",
            exporter().getClass().getPackageName().replaceAll(".*\\.", ""),
            goldenName());
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, written);
    }
    assertTrue(Files.exists(golden), golden + " is missing: run with -Dgolden.update=true");
    String expected = Files.readString(golden, StandardCharsets.UTF_8);
    assertFalse(expected.isEmpty());
    assertEquals(expected, written, golden + " differs: look at both, then -Dgolden.update=true");
  }
}
