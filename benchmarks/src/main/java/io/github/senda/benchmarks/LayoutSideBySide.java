package io.github.senda.benchmarks;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.layout.StageLayout;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Senda's layout, Eclipse ELK Layered and Graphviz' dot on the same graphs, with the same cards and
 * the same words on the same lines: what the pictures are like and how long they take.
 *
 * <p>Senda's time is that of the whole drawing with all its words, ELK's that of the layout of a
 * graph made from it, dot's that of its process. Arguments: where the public logs are
 * ({@code ../shared/data}), how many times each is laid out for the median (5).
 */
final class LayoutSideBySide {

  private static final StageLayout LAYOUT = StageLayout.of(Labels.of(Locale.ENGLISH));

  private LayoutSideBySide() {}

  private record Result(LayoutPicture picture, double millis) {}

  private interface Layout {
    LayoutPicture run() throws IOException, InterruptedException;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path data = Path.of(arguments.length > 0 ? arguments[0] : "../shared/data");
    if (arguments.length > 2) {
      first(data, Integer.parseInt(arguments[1]), arguments[2]);
      return;
    }
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    Map<String, JourneyMap> maps = LayoutGraphs.all(data);
    System.out.println(
        "| Graph | Touchpoints, lines | | Crossings | Length | Area, MP |"
            + " Overlaps: words on cards, on words, cards | ms, warm | ms, first |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    double[][] sums = new double[3][6];
    int number = 0;
    for (Map.Entry<String, JourneyMap> entry : maps.entrySet()) {
      JourneyMap map = entry.getValue();
      Diagram diagram = LAYOUT.draw(map);
      List<Optional<Result>> results = new ArrayList<>();
      results.add(Optional.of(median(() -> LayoutPicture.of(LAYOUT.draw(map)), times)));
      results.add(Optional.of(median(() -> ElkDrawing.of(diagram), times)));
      results.add(dot(diagram));
      String[] names = {"Senda", "ELK", "dot"};
      for (int i = 0; i < names.length; i++) {
        if (results.get(i).isPresent()) {
          double first = i < 2 ? firstMillis(data, number, names[i]) : results.get(i).get().millis;
          add(sums[i], results.get(i).get(), first);
          String graph = i == 0 ? entry.getKey() : "";
          String size =
              i == 0 ? diagram.shapes().size() + ", " + diagram.lines().size() : "";
          row(graph, size, names[i], results.get(i).get(), first);
        }
      }
      number++;
    }
    for (int i = 0; i < 3; i++) {
      System.out.printf(
          Locale.ROOT,
          "| sum | | %s | %.0f | %.0f | %.1f | %.0f | %.1f | %.0f |%n",
          new String[] {"Senda", "ELK", "dot"}[i],
          sums[i][0],
          sums[i][1],
          sums[i][2],
          sums[i][3],
          sums[i][4],
          sums[i][5]);
    }
  }

  private static void row(String graph, String size, String name, Result result, double first) {
    int[] overlaps = result.picture.overlaps();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %d | %.0f | %.2f | %d, %d, %d | %.1f | %.0f |%n",
        graph,
        size,
        name,
        result.picture.crossings(),
        result.picture.length(),
        result.picture.area() / 1e6,
        overlaps[0],
        overlaps[1],
        overlaps[2],
        result.millis,
        first);
  }

  private static void add(double[] sums, Result result, double first) {
    int[] overlaps = result.picture.overlaps();
    sums[0] += result.picture.crossings();
    sums[1] += result.picture.length();
    sums[2] += result.picture.area() / 1e6;
    sums[3] += overlaps[0] + overlaps[1] + overlaps[2];
    sums[4] += result.millis;
    sums[5] += first;
  }

  private static Result median(Layout layout, int times) throws IOException, InterruptedException {
    LayoutPicture picture = layout.run();
    long warm = System.nanoTime() + 1_000_000_000L;
    for (int i = 0; i < 40 && System.nanoTime() < warm; i++) {
      picture = layout.run();
    }
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      picture = layout.run();
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return new Result(picture, millis.stream().sorted().toList().get(times / 2));
  }

  private static Optional<Result> dot(Diagram diagram) throws IOException, InterruptedException {
    if (!DotDrawing.isThere()) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    Optional<LayoutPicture> picture = DotDrawing.of(diagram);
    double millis = (System.nanoTime() - start) / 1e6;
    return picture.map(drawn -> new Result(drawn, millis));
  }

  /** The first layout of a JVM, its start left out. */
  private static double firstMillis(Path data, int number, String name)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LayoutSideBySide.class.getName(),
                data.toString(),
                String.valueOf(number),
                name)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    String[] lines = said.strip().split("\n");
    return Double.parseDouble(lines[lines.length - 1]);
  }

  private static void first(Path data, int number, String name) throws IOException {
    JourneyMap map = List.copyOf(LayoutGraphs.all(data).values()).get(number);
    if (name.equals("Senda")) {
      long start = System.nanoTime();
      StageLayout.of(Labels.of(Locale.ENGLISH)).draw(map);
      System.out.println((System.nanoTime() - start) / 1e6);
    } else {
      Diagram diagram = LAYOUT.draw(map);
      long start = System.nanoTime();
      ElkDrawing.of(diagram);
      System.out.println((System.nanoTime() - start) / 1e6);
    }
  }
}
