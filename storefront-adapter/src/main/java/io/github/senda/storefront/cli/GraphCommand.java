package io.github.senda.storefront.cli;

import io.github.senda.storefront.intake.ReadLog;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Prints the figures of a log's graph. */
final class GraphCommand {

  private static final Set<String> OPTIONS =
      Set.of(
          Selecting.FILTER,
          Selecting.UNIT,
          Simple.TOUCHPOINTS,
          Simple.PATHS,
          Simple.K,
          Zooming.BY,
          Zooming.INTO,
          GoalFigures.OPTION,
          FunnelFigures.OPTION,
          DifferenceFigures.OPTION);

  private GraphCommand() {}

  static void run(List<String> words, InputStream in, OutputStream out, PrintStream err) {
    CommandLine line = CommandLine.parse("graph", words, Set.of("--json"), OPTIONS, true);
    ReadLog read = Zooming.of(line, Input.read(line, in, err));
    Optional<Simple> simple = Simple.asked(line, read);
    Figures figures = simple.map(it -> it.figures(read.log())).orElseGet(() -> Figures.of(read));
    List<FiguresPart> parts = new ArrayList<>();
    simple.ifPresent(parts::add);
    Steps steps = Steps.of(read, simple);
    GoalFigures.asked(line, steps).ifPresent(parts::add);
    FunnelFigures.asked(line, steps).ifPresent(parts::add);
    DifferenceFigures.asked(line, read, simple).ifPresent(parts::add);
    long meaningless = read.touches() - figures.touches();
    // Of a filtered log nobody knows what the touches of the others would have meant.
    if (meaningless > 0 && read.log().filter().isAll()) {
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
