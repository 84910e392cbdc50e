package io.github.senda.storefront.cli;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.DiagramExporters;
import io.github.senda.diagram.layout.StageLayout;
import io.github.senda.graph.GraphFilter;
import io.github.senda.map.Labels;
import io.github.senda.map.View;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.ReadLog;
import io.github.senda.storefront.intake.StagesFile;
import io.github.senda.touch.Stages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes a log's journey map as a diagram. */
final class ExportCommand {

  private static final Set<String> OPTIONS =
      Set.of(
          "--to",
          "--out",
          "--share",
          "--lang",
          "--title",
          Simple.TOUCHPOINTS,
          Simple.K,
          Zooming.BY,
          Zooming.INTO,
          "--stages",
          Pages.PAGES,
          Pages.COMPARE,
          Selecting.FILTER,
          Selecting.UNIT);

  /** A picture of most of what happened that can still be read. */
  private static final double USUAL_SHARE = 0.8;

  private ExportCommand() {}

  static void run(List<String> words, InputStream in, PrintStream err) {
    CommandLine line = CommandLine.parse("export", words, Set.of(), OPTIONS, true);
    DiagramExporter exporter = exporter(line.value("--to"));
    OutFile file =
        OutFile.of(
            line.value("--out")
                .orElseThrow(
                    () -> new BadInput("say where the diagram is to be written: --out FILE")));
    View view = view(line);
    StageLayout layout = layout(line);
    Pages.stages(line);
    ReadLog read = Input.read(line, in, err);
    List<Diagram> pages = Pages.of(line, read, layout, view).draw(share(line));
    file.write(out -> out.write(bytes(exporter, pages)));
  }

  /** How a command's options want a log looked at. */
  static View view(CommandLine line) {
    return View.ALL
        .paths(new GraphFilter(share(line)))
        .touchpoints(Simple.share(line, Simple.TOUCHPOINTS, 1))
        .fewest(Simple.fewest(line))
        .zoom(Zooming.zoom(line))
        .stages(line.value("--stages").map(StagesFile::of).orElse(Stages.shop()));
  }

  /** How a command's options want the map of its log drawn. */
  static StageLayout layout(CommandLine line) {
    StageLayout layout = StageLayout.of(Labels.of(language(line)));
    if (line.value("--title").isPresent()) {
      layout = layout.titled(line.value("--title").get());
    }
    Optional<String> source = line.input().filter(input -> !input.equals("-"));
    return source.isPresent()
        ? layout.from(Input.path(source.get()).getFileName().toString())
        : layout;
  }

  /** How much is drawn, from 0 to 1. */
  static double share(CommandLine line) {
    return Simple.share(line, "--share", USUAL_SHARE);
  }

  /** The language of the picture. */
  static Locale language(CommandLine line) {
    return line.value("--lang").map(ExportCommand::language).orElse(Locale.ENGLISH);
  }

  /** Drawn in memory first: what a format cannot hold is no fault of the file. */
  static byte[] bytes(DiagramExporter exporter, List<Diagram> pages) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      exporter.write(pages, bytes);
    } catch (IOException e) {
      throw new BadInput(e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  private static DiagramExporter exporter(Optional<String> format) {
    DiagramExporters exporters = DiagramExporters.find();
    String there = String.join(", ", exporters.names());
    if (format.isEmpty()) {
      throw new BadInput("say which format to write with --to; there are: " + there);
    }
    return exporters
        .of(format.get())
        .orElseThrow(
            () -> new BadInput("there is no format \"" + format.get() + "\"; there are: " + there));
  }

  private static Locale language(String text) {
    for (Locale language : Labels.LANGUAGES) {
      if (language.getLanguage().equals(text)) {
        return language;
      }
    }
    throw new BadInput("--lang " + text + " is not a language of Senda; there are: en, es");
  }
}
