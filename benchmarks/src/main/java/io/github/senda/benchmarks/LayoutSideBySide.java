package io.github.senda.benchmarks;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.layout.StageLayout;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Senda's layout, Eclipse ELK Layered and Graphviz' dot on the same graphs, with the same cards and
 * the same words on the same lines: what the pictures are like and how long they take.
 *
 * <p>Senda's time is that of the whole drawing with all its words, ELK's that of the layout of a
 * graph made from it, dot's that of its process. Arguments: where the public logs are ({@code
 * ../shared/data}), how many times each is laid out for the median (5).
 */
final class LayoutSideBySide {

  private static final StageLayout LAYOUT = StageLayout.of(Labels.of(Locale.ENGLISH));
  private static final String[] NAMES = {"Senda", "ELK", "dot"};
  private static final long WARMING = 1_000_000_000L;

  private LayoutSideBySide() {}

  /** Crossings of pairs, crossing points, length, megapixels, three overlaps, warm, first. */
  private record Result(List<Double> figures) {
    static Result of(LayoutPicture picture, double warm, double first) {
      LayoutPicture.Crossings crossings = picture.crossings();
      int[] overlaps = picture.overlaps();
      return new Result(
          List.of(
              (double) crossings.pairs(),
              (double) crossings.points(),
              picture.length(),
              picture.area() / 1e6,
              (double) overlaps[0],
              (double) overlaps[1],
              (double) overlaps[2],
              warm,
              first));
    }

    String row() {
      return String.format(
          Locale.ROOT,
          "%.0f | %.0f | %.0f | %.2f | %.0f, %.0f, %.0f | %.1f | %.0f |",
          figures.toArray());
    }
  }

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
    System.out.println(
        "| Graph | Touchpoints, lines | | Crossings | Crossing points | Length | Area, MP |"
            + " Overlaps: words on cards, on words, cards | ms, warm | ms, first |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    double[][] sums = new double[NAMES.length][9];
    int number = 0;
    int compared = 0;
    for (Map.Entry<String, JourneyMap> entry : LayoutGraphs.all(data).entrySet()) {
      List<Optional<Result>> results = results(entry.getValue(), data, number++, times);
      Diagram diagram = LAYOUT.draw(entry.getValue());
      String size = diagram.shapes().size() + ", " + diagram.lines().size();
      for (int i = 0; i < NAMES.length; i++) {
        String graph = i == 0 ? entry.getKey() + " | " + size : " | ";
        String row = results.get(i).map(Result::row).orElse("none | | | | | | |");
        System.out.println("| " + graph + " | " + NAMES[i] + " | " + row);
      }
      if (results.stream().allMatch(Optional::isPresent)) {
        compared++;
        for (int i = 0; i < NAMES.length; i++) {
          for (int figure = 0; figure < sums[i].length; figure++) {
            sums[i][figure] += results.get(i).get().figures.get(figure);
          }
        }
      }
    }
    for (int i = 0; i < NAMES.length; i++) {
      String what = i == 0 ? "sum of the " + compared + " that all three drew" : "";
      System.out.println(
          "| "
              + what
              + " | | "
              + NAMES[i]
              + " | "
              + new Result(Arrays.stream(sums[i]).boxed().toList()).row());
    }
  }

  private static List<Optional<Result>> results(JourneyMap map, Path data, int number, int times)
      throws IOException, InterruptedException {
    List<Optional<Result>> results = new ArrayList<>();
    double first = firstMillis(data, number, NAMES[0]).orElseThrow();
    results.add(Optional.of(median(() -> LayoutPicture.of(LAYOUT.draw(map)), times, first)));
    Diagram diagram = LAYOUT.draw(map);
    Optional<Double> elks = firstMillis(data, number, NAMES[1]);
    results.add(
        elks.isPresent()
            ? Optional.of(median(() -> ElkDrawing.of(diagram), times, elks.get()))
            : Optional.empty());
    long start = System.nanoTime();
    Optional<LayoutPicture> dot = DotDrawing.isThere() ? DotDrawing.of(diagram) : Optional.empty();
    double millis = (System.nanoTime() - start) / 1e6;
    results.add(dot.map(picture -> Result.of(picture, millis, millis)));
    return results;
  }

  private static Result median(Layout layout, int times, double first)
      throws IOException, InterruptedException {
    LayoutPicture picture = layout.run();
    long warm = System.nanoTime() + WARMING;
    for (int i = 0; i < 40 && System.nanoTime() < warm; i++) {
      picture = layout.run();
    }
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      picture = layout.run();
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return Result.of(picture, millis.stream().sorted().toList().get(times / 2), first);
  }

  /** The first layout of a JVM, its start left out; empty where it fails. */
  private static Optional<Double> firstMillis(Path data, int number, String name)
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
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String[] lines = said.strip().split("\n", -1);
    return process.waitFor() == 0
        ? Optional.of(Double.parseDouble(lines[lines.length - 1]))
        : Optional.empty();
  }

  private static void first(Path data, int number, String name) throws IOException {
    JourneyMap map = List.copyOf(LayoutGraphs.all(data).values()).get(number);
    long start;
    if (name.equals(NAMES[0])) {
      start = System.nanoTime();
      StageLayout.of(Labels.of(Locale.ENGLISH)).draw(map);
    } else {
      Diagram diagram = LAYOUT.draw(map);
      start = System.nanoTime();
      ElkDrawing.of(diagram);
    }
    System.out.println((System.nanoTime() - start) / 1e6);
  }
}
