package io.github.senda.benchmarks;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Seconds over touches, both by powers of ten, a small picture for each question. */
final class GrowthPlot {

  private static final int WIDTH = 300;
  private static final int HEIGHT = 250;
  private static final int LEFT = 52;
  private static final int TOP = 34;
  private static final int BOTTOM = 34;
  private static final int FEWEST = 6;
  private static final int MOST = 8;
  private static final int SHORTEST = -4;
  private static final int LONGEST = 3;

  private static final Map<String, String> COLOURS =
      Map.of("arrays", "#6b7280", "senda", "#0b6e4f", "duckdb", "#b45309");
  private static final Map<String, String> NAMES =
      Map.of("arrays", "arrays", "senda", "Senda", "duckdb", "DuckDB");

  private final Map<Answers.Question, Map<String, NavigableMap<Integer, Double>>> seconds =
      new EnumMap<>(Answers.Question.class);

  void add(Answers.Question question, String who, int touches, double took) {
    seconds
        .computeIfAbsent(question, added -> new LinkedHashMap<>())
        .computeIfAbsent(who, added -> new TreeMap<>())
        .put(touches, took);
  }

  /** The picture as SVG. */
  String svg() {
    int rows = (seconds.size() + 2) / 3;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"11\">%n<rect width=\"100%%\""
                + " height=\"100%%\" fill=\"#ffffff\"/>%n",
            3 * WIDTH,
            rows * HEIGHT));
    int place = 0;
    for (Map.Entry<Answers.Question, Map<String, NavigableMap<Integer, Double>>> each :
        seconds.entrySet()) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<g transform=\"translate(%d %d)\">%n",
              place % 3 * WIDTH,
              place / 3 * HEIGHT));
      frame(svg, title(each.getKey()));
      each.getValue().forEach((who, points) -> line(svg, who, points));
      svg.append("</g>\n");
      place++;
    }
    return svg.append("</svg>\n").toString().replace("\r\n", "\n");
  }

  private static String title(Answers.Question question) {
    return switch (question) {
      case GRAPH -> "the whole graph";
      case AGAIN -> "the whole graph again";
      case MEDIANS -> "with exact medians";
      case WEEK -> "a week, a channel, a device";
      case PASSES -> "passes A, never B";
      case ACROSS -> "journeys across visits";
      case PERIOD -> "a period never asked before";
    };
  }

  private static double x(double touches) {
    return LEFT + (Math.log10(touches) - FEWEST) / (MOST - FEWEST) * (WIDTH - LEFT - 60);
  }

  private static double y(double took) {
    double height = HEIGHT - TOP - BOTTOM;
    return TOP + height - (Math.log10(took) - SHORTEST) / (LONGEST - SHORTEST) * height;
  }

  private static void frame(StringBuilder svg, String title) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"20\" font-size=\"13\" font-weight=\"bold\">%s</text>%n",
            LEFT,
            title));
    for (int power = SHORTEST; power <= LONGEST; power++) {
      double at = y(Math.pow(10, power));
      String label =
          power < 0 ? (int) Math.pow(10, power + 3) + " ms" : (int) Math.pow(10, power) + " s";
      svg.append(
          String.format(
              Locale.ROOT,
              "<path d=\"M%d %.1fH%.1f\" stroke=\"#e5e7eb\"/><text x=\"%d\" y=\"%.1f\""
                  + " text-anchor=\"end\">%s</text>%n",
              LEFT,
              at,
              x(Math.pow(10, MOST)),
              LEFT - 6,
              at + 4,
              power == SHORTEST ? "0.1 ms" : label));
    }
    for (int power = FEWEST; power <= MOST; power++) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d M</text>%n",
              x(Math.pow(10, power)),
              HEIGHT - BOTTOM + 18,
              (int) Math.pow(10, power - 6)));
    }
  }

  private static void line(StringBuilder svg, String who, NavigableMap<Integer, Double> points) {
    String colour = COLOURS.get(who);
    StringBuilder path = new StringBuilder();
    points.forEach(
        (touches, took) -> {
          String at = String.format(Locale.ROOT, "%.1f %.1f", x(touches), y(took));
          path.append(path.isEmpty() ? "M" : "L").append(at);
          svg.append(
              String.format(
                  Locale.ROOT,
                  "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                  x(touches),
                  y(took),
                  colour));
        });
    svg.append(
        String.format(
            Locale.ROOT,
            "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n"
                + "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>%n",
            path,
            colour,
            x(points.lastKey()) + 6,
            y(points.get(points.lastKey())) + 4,
            colour,
            NAMES.get(who)));
  }
}
