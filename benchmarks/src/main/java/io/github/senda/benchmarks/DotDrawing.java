package io.github.senda.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The cards, lines and words of a drawing laid out anew by Graphviz' {@code dot}: each stage of one
 * rank, lines as curves, of which eight points each are taken.
 */
final class DotDrawing {

  private static final double INCH = 72;

  private DotDrawing() {}

  static boolean isThere() {
    return Files.isExecutable(Path.of("/usr/bin/dot"));
  }

  /** Empty where {@code dot} takes longer. */
  static Optional<LayoutPicture> of(LayoutTask task, int seconds)
      throws IOException, InterruptedException {
    Path in = Files.createTempFile("senda", ".dot");
    Path out = Files.createTempFile("senda", ".plain");
    try {
      Files.writeString(in, text(task));
      Process process =
          new ProcessBuilder(
                  "timeout",
                  Integer.toString(seconds),
                  "dot",
                  "-Tplain",
                  "-o",
                  out.toString(),
                  in.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0
          ? Optional.of(picture(Files.readAllLines(out, StandardCharsets.UTF_8)))
          : Optional.empty();
    } finally {
      Files.deleteIfExists(in);
      Files.deleteIfExists(out);
    }
  }

  private static String text(LayoutTask task) {
    StringBuilder dot = new StringBuilder("digraph {rankdir=LR; nodesep=0.22; ranksep=0.5;\n");
    dot.append("node [shape=box fixedsize=true label=\"\"]; edge [fontsize=10];\n");
    Map<Integer, List<String>> ranks = new TreeMap<>();
    for (LayoutTask.Card card : task.cards()) {
      dot.append(
          String.format(
              Locale.ROOT,
              "\"%s\" [width=%.3f height=%.3f];%n",
              card.id(),
              card.width() / INCH,
              card.height() / INCH));
      ranks.computeIfAbsent(card.column(), added -> new ArrayList<>()).add("\"" + card.id() + "\"");
    }
    String before = "";
    for (List<String> rank : ranks.values()) {
      dot.append("{rank=same; ").append(String.join("; ", rank)).append("}\n");
      if (!before.isEmpty()) {
        dot.append(before).append(" -> ").append(rank.get(0)).append(" [style=invis];\n");
      }
      before = rank.get(0);
    }
    for (LayoutTask.Line line : task.lines()) {
      dot.append('"').append(line.back() ? line.to() : line.from()).append("\" -> \"");
      dot.append(line.back() ? line.from() : line.to()).append("\" [");
      if (!line.words().isEmpty()) {
        dot.append("label=\"").append(line.words()).append("\"");
      }
      dot.append("];\n");
    }
    return dot.append("}\n").toString();
  }

  private static LayoutPicture picture(List<String> plain) {
    List<LayoutPicture.Box> shapes = new ArrayList<>();
    List<double[][]> lines = new ArrayList<>();
    List<LayoutPicture.Box> labels = new ArrayList<>();
    for (String row : plain) {
      if (row.startsWith("node ")) {
        String[] words = row.split(" ", -1);
        shapes.add(box(words[2], words[3], inches(words[4]), inches(words[5])));
      } else if (row.startsWith("edge ") && !row.contains(" invis ")) {
        edge(row, lines, labels);
      }
    }
    return new LayoutPicture(shapes, lines, labels);
  }

  private static void edge(String row, List<double[][]> lines, List<LayoutPicture.Box> labels) {
    String[] words = row.split(" ", -1);
    int count = Integer.parseInt(words[3]);
    double[][] points = new double[count][];
    for (int i = 0; i < count; i++) {
      points[i] = new double[] {inches(words[4 + 2 * i]), inches(words[5 + 2 * i])};
    }
    List<double[]> line = new ArrayList<>(List.of(points[0]));
    for (int i = 0; i + 3 < count; i += 3) {
      for (int step = 1; step <= 8; step++) {
        line.add(bezier(points, i, step / 8.0));
      }
    }
    lines.add(line.toArray(double[][]::new));
    int after = 4 + 2 * count;
    if (words.length > after + 2) {
      String label =
          row.substring(row.indexOf(words[after]))
              .replaceAll(" [-0-9.e]+ [-0-9.e]+ \\S+ \\S+$", "");
      labels.add(box(words[words.length - 4], words[words.length - 3], label.length() * 6.0, 12));
    }
  }

  private static double[] bezier(double[][] points, int i, double t) {
    double[] at = new double[2];
    double u = 1 - t;
    for (int axis = 0; axis < 2; axis++) {
      at[axis] =
          u * u * u * points[i][axis]
              + 3 * u * u * t * points[i + 1][axis]
              + 3 * u * t * t * points[i + 2][axis]
              + t * t * t * points[i + 3][axis];
    }
    return at;
  }

  private static LayoutPicture.Box box(String x, String y, double width, double height) {
    return new LayoutPicture.Box(inches(x) - width / 2, inches(y) - height / 2, width, height);
  }

  private static double inches(String text) {
    return Double.parseDouble(text) * INCH;
  }
}
