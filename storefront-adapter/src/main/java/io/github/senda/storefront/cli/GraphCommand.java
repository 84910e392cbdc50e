package io.github.senda.storefront.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** Prints the figures of a log's graph. */
final class GraphCommand {

  private GraphCommand() {}

  static void run(List<String> words, InputStream in, OutputStream out, PrintStream err) {
    CommandLine line = CommandLine.parse("graph", words, Set.of("--json"), Set.of(), true);
    Figures figures = Figures.of(Input.read(line, in, err));
    if (line.has("--json")) {
      FiguresJson.write(figures, out);
    } else {
      Output.print(out, FiguresText.of(figures));
    }
  }
}
