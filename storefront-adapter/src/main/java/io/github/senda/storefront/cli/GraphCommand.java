package io.github.senda.storefront.cli;

import io.github.senda.storefront.intake.ReadLog;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Prints the figures of a log's graph. */
final class GraphCommand {

  private static final Set<String> VALUED = Set.of(GoalFigures.OPTION, FunnelFigures.OPTION);

  private GraphCommand() {}

  static void run(List<String> words, InputStream in, OutputStream out, PrintStream err) {
    CommandLine line = CommandLine.parse("graph", words, Set.of("--json"), VALUED, true);
    ReadLog read = Input.read(line, in, err);
    Figures figures = Figures.of(read);
    List<FiguresPart> parts = new ArrayList<>();
    GoalFigures.asked(line, read).ifPresent(parts::add);
    FunnelFigures.asked(line, read).ifPresent(parts::add);
    long meaningless = read.touches() - figures.touches();
    if (meaningless > 0) {
      err.println(
          "senda: left out "
              + meaningless
              + " requests that the rules say are no step: parts of pages, repeats, redirects");
    }
    if (line.has("--json")) {
      FiguresJson.write(figures, parts, out);
    } else {
      Output.print(out, FiguresText.of(figures, parts));
    }
  }
}
