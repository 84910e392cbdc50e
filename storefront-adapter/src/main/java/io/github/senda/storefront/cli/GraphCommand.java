package io.github.senda.storefront.cli;

import io.github.senda.storefront.intake.ReadLog;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** Prints the figures of a log's graph. */
final class GraphCommand {

  private GraphCommand() {}

  static void run(List<String> words, InputStream in, OutputStream out, PrintStream err) {
    CommandLine line =
        CommandLine.parse(
            "graph", words, Set.of("--json"), Set.of(Selecting.FILTER, Selecting.UNIT), true);
    ReadLog read = Input.read(line, in, err);
    Figures figures = Figures.of(read);
    long meaningless = read.touches() - figures.touches();
    // Of a filtered log nobody knows what the touches of the others would have meant.
    if (meaningless > 0 && read.log().filter().isAll()) {
      err.println(
          "senda: left out "
              + meaningless
              + " requests that the rules say are no step: parts of pages, repeats, redirects");
    }
    if (line.has("--json")) {
      FiguresJson.write(figures, out);
    } else {
      Output.print(out, FiguresText.of(figures));
    }
  }
}
