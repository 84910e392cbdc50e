package io.github.senda.diagram;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.diagram.layout.StageLayout;
import io.github.senda.graph.GraphFilter;
import io.github.senda.graph.SmallGroups;
import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import io.github.senda.map.View;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Draws one log's map, as the panel shows it at first, by each program that reads our files, and
 * keeps the pictures in {@code pictures}. Only where a log is named: {@code -Dpictures.log=FILE}, a
 * table, packed or not, with the columns {@code session_id}, {@code event} and {@code timestamp}.
 */
@Tag("browser")
class RealShopPicturesTest {

  private static final Path PICTURES = Path.of("pictures");
  private static final Path DOT = Path.of("/usr/bin/dot");
  private static final Path OFFICE = Path.of("/usr/bin/soffice");
  private static final int MOST_BYTES = 150_000;

  /** What the panel draws of all that was gone where nothing is asked for. */
  private static final double SHARE = 0.3;

  @TempDir Path folder;

  @Test
  void realShop_isDrawnByEveryProgram() throws IOException {
    Optional<String> log = Optional.ofNullable(System.getProperty("pictures.log"));
    Assumptions.assumeTrue(log.isPresent(), "no log to draw: -Dpictures.log=FILE");
    Readers.require("Graphviz", DOT);
    Readers.require("LibreOffice Draw", OFFICE);
    Diagram diagram = diagram(Path.of(log.get()));
    Files.createDirectories(PICTURES);

    try (Readers readers = Readers.open(folder.resolve("profile"))) {
      for (String format : List.of("drawio", "excalidraw", "mermaid")) {
        readers.read(format, text(format, diagram));
        keep(format, readers.picture());
      }
      readers.look(text("svg", diagram));
      keep("svg", readers.picture());
    }
    Path dot = write("dot", diagram);
    Path drawn = folder.resolve("dot.png");
    Readers.run(
        folder, DOT.toString(), "-Tpng", "-Gdpi=80", "-o", drawn.toString(), dot.toString());
    keep("dot", Files.readAllBytes(drawn));
    Path visio = write("visio", diagram);
    Readers.run(
        folder,
        OFFICE.toString(),
        "-env:UserInstallation=" + folder.resolve("office").toUri(),
        "--headless",
        "--convert-to",
        "png:draw_png_Export:{\"PixelWidth\":{\"type\":\"long\",\"value\":\"2400\"}}",
        "--outdir",
        folder.toString(),
        visio.toString());
    keep("visio", Files.readAllBytes(folder.resolve("shop.png")));
  }

  private static void keep(String name, byte[] picture) throws IOException {
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture));
    byte[] small = SmallPicture.of(read, MOST_BYTES);
    assertTrue(small.length <= MOST_BYTES, name + " has " + small.length + " bytes");
    Files.write(PICTURES.resolve(name + ".png"), small);
  }

  private Path write(String format, Diagram diagram) throws IOException {
    DiagramExporter exporter = DiagramExporters.find().of(format).orElseThrow();
    Path file = folder.resolve("shop." + exporter.fileExtension());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter.write(diagram, out);
    return Files.write(file, out.toByteArray());
  }

  private String text(String format, Diagram diagram) throws IOException {
    return Files.readString(write(format, diagram));
  }

  private static Diagram diagram(Path file) throws IOException {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    Map<String, List<long[]>> sessions = new LinkedHashMap<>();
    try (BufferedReader rows =
        new BufferedReader(
            new InputStreamReader(
                file.toString().endsWith(".gz")
                    ? new GZIPInputStream(Files.newInputStream(file))
                    : Files.newInputStream(file),
                StandardCharsets.UTF_8))) {
      List<String> header = List.of(rows.readLine().split(",", -1));
      int session = header.indexOf("session_id");
      int event = header.indexOf("event");
      int time = header.indexOf("timestamp");
      DateTimeFormatter form = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        String[] cells = row.split(",", -1);
        long seconds = LocalDateTime.parse(cells[time], form).toEpochSecond(ZoneOffset.UTC);
        int number = numbers.computeIfAbsent(cells[event], name -> numbers.size());
        sessions
            .computeIfAbsent(cells[session], name -> new ArrayList<>())
            .add(new long[] {seconds * 1_000_000, number});
      }
    }
    JourneyBlock.Builder block = JourneyBlock.builder();
    for (List<long[]> touches : sessions.values()) {
      touches.sort((one, other) -> Long.compare(one[0], other[0]));
      block.add(
          touches.stream().mapToInt(touch -> (int) touch[1]).toArray(),
          touches.stream().mapToLong(touch -> touch[0]).toArray());
    }
    List<String> names = List.copyOf(numbers.keySet());
    View view = View.ALL.paths(new GraphFilter(SHARE)).fewest(SmallGroups.USUAL);
    return StageLayout.of(Labels.of(Locale.ENGLISH))
        .from(file.getFileName().toString())
        .draw(
            JourneyMap.of(
                JourneyLog.of(List.of(block.build()), names),
                Meaning.named(names),
                Optional.empty(),
                view));
  }
}
