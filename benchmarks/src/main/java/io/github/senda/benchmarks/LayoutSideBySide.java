package io.github.senda.benchmarks;

import io.github.senda.diagram.layout.StageLayout;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Senda's layout, Eclipse ELK Layered and Graphviz' dot on the same graphs, with the same cards and
 * the same words on the same lines: what the pictures are like and how long they take. Prints
 * tables as Markdown.
 *
 * <p>Senda's time is that of the whole drawing with all its words, ELK's that of the layout of a
 * graph made from it, dot's that of its process. Both have the same done before in a JVM of their
 * own: ELK's does not draw with Senda. Arguments: where the public logs are ({@code
 * ../shared/data}), how many times each is laid out for the median, warm and in fresh JVMs (5), how
 * many seconds dot may take (120; 0 to leave it out).
 */
final class LayoutSideBySide {

  private static final String SENDA = "Senda";
  private static final String ELK = "ELK";
  private static final long WARMING = 3_000_000_000L;

  private LayoutSideBySide() {}

  /** Milliseconds by the clock and of the thread's processor time. */
  private record Time(double wall, double processor) {
    static Time median(List<Time> times) {
      return new Time(
          middle(times.stream().map(Time::wall).toList()),
          middle(times.stream().map(Time::processor).toList()));
    }

    private static double middle(List<Double> values) {
      return values.stream().sorted(Comparator.naturalOrder()).toList().get(values.size() / 2);
    }

    /** How many times another takes this. */
    String ratio(Time other) {
      return number(1, other.wall / wall) + " (" + number(1, other.processor / processor) + ")";
    }

    @Override
    public String toString() {
      return number(0, wall) + " (" + number(0, processor) + ")";
    }
  }

  /** Crossings by pairs and by places, length, area, overlaps; the picture of one program. */
  private record Figures(double[] values) {
    static Figures of(LayoutPicture picture) {
      LayoutPicture.Crossings crossings = picture.crossings();
      return new Figures(
          new double[] {
            crossings.pairs(),
            crossings.points(),
            picture.length() / 1e3,
            picture.area() / 1e6,
            Arrays.stream(picture.overlaps()).sum()
          });
    }

    Figures plus(Figures other) {
      double[] sums = values.clone();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += other.values[i];
      }
      return new Figures(sums);
    }
  }

  private interface Layout {
    void run() throws IOException;
  }

  public static void main(String[] arguments) throws Exception {
    Path data = Path.of(arguments.length > 0 ? arguments[0] : "../shared/data");
    if (arguments.length > 3) {
      first(LayoutGraphs.all(data).get(arguments[1]), arguments[2], Path.of(arguments[3]));
      return;
    }
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 120;
    List<String> speeds = new ArrayList<>();
    List<String> dots = new ArrayList<>();
    Figures none = new Figures(new double[5]);
    Figures[] sums = {none, none};
    int both = 0;
    System.out.println(
        "| Graph | Lines | Crossings, pairs: Senda, ELK | Places: Senda, ELK | Length, thousand px:"
            + " Senda, ELK | Area, MP: Senda, ELK | Overlaps: Senda, ELK |\n"
            + "| --- | --- | --- | --- | --- | --- | --- |");
    for (Map.Entry<String, Callable<JourneyMap>> entry : LayoutGraphs.all(data).entrySet()) {
      String name = entry.getKey();
      JourneyMap map = entry.getValue().call();
      LayoutPicture picture = LayoutPicture.of(layout().draw(map));
      LayoutTask task = LayoutTask.of(layout().draw(map));
      Figures senda = Figures.of(picture);
      Optional<Figures> elk = elk(task).map(Figures::of);
      System.out.println(row(name, Integer.toString(task.lines().size()), senda, elk));
      if (elk.isPresent()) {
        both++;
        sums[0] = sums[0].plus(senda);
        sums[1] = sums[1].plus(elk.get());
        speeds.add(speed(name, map, task, data, times));
      }
      if (seconds > 0 && DotDrawing.isThere()) {
        dots.add(dot(name, task, seconds, senda));
      }
    }
    System.out.println(
        row("**sum of the " + both + " that both drew**", "", sums[0], Optional.of(sums[1])));
    System.out.println(
        "\nMilliseconds by the clock, and of the thread's processor time in brackets.\n\n"
            + "| Graph | Warm: Senda | ELK | ELK / Senda | First: Senda | ELK | ELK / Senda |\n"
            + "| --- | --- | --- | --- | --- | --- | --- |");
    speeds.forEach(System.out::println);
    System.out.println(
        "\n| Graph | Crossings, pairs: dot, Senda | Area, MP: dot, Senda | dot, s |\n"
            + "| --- | --- | --- | --- |");
    dots.forEach(System.out::println);
  }

  private static StageLayout layout() {
    return StageLayout.of(Labels.of(Locale.ENGLISH));
  }

  private static String number(int decimals, double value) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private static String row(String name, String lines, Figures senda, Optional<Figures> elk) {
    StringBuilder row = new StringBuilder("| " + name + " | " + lines);
    for (int i = 0; i < senda.values.length; i++) {
      int decimals = i == 3 ? 1 : 0;
      int figure = i;
      row.append(" | ").append(number(decimals, senda.values[i])).append("; ");
      row.append(elk.map(each -> number(decimals, each.values[figure])).orElse("fails"));
    }
    return row.append(" |").toString();
  }

  private static Optional<LayoutPicture> elk(LayoutTask task) {
    try {
      return Optional.of(ElkDrawing.of(task));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static String speed(String name, JourneyMap map, LayoutTask task, Path data, int times)
      throws IOException, InterruptedException {
    StageLayout layout = layout();
    Time senda = warm(() -> layout.draw(map), times);
    Time elk = warm(() -> ElkDrawing.of(task), times);
    Time first = first(data, name, SENDA, task, times);
    Time elkFirst = first(data, name, ELK, task, times);
    return String.join(
        " | ",
        "| " + name,
        senda.toString(),
        elk.toString(),
        senda.ratio(elk),
        first.toString(),
        elkFirst.toString(),
        first.ratio(elkFirst) + " |");
  }

  private static Time warm(Layout layout, int times) throws IOException {
    long until = System.nanoTime() + WARMING;
    for (int i = 0; i < 300 && System.nanoTime() < until; i++) {
      layout.run();
    }
    List<Time> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.add(timed(layout));
    }
    return Time.median(all);
  }

  private static Time timed(Layout layout) throws IOException {
    long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long start = System.nanoTime();
    layout.run();
    double wall = (System.nanoTime() - start) / 1e6;
    processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor;
    return new Time(wall, processor / 1e6);
  }

  /** The first layout of a JVM, its start and the making of the map left out. */
  private static Time first(Path data, String name, String program, LayoutTask task, int times)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("senda", ".task");
    try {
      task.write(file);
      List<Time> all = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        Process process =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    LayoutSideBySide.class.getName(),
                    data.toString(),
                    name,
                    program,
                    file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          throw new IOException(program + " failed at " + name + " in a JVM of its own");
        }
        String[] lines = said.strip().split("\n", -1);
        String[] both = lines[lines.length - 1].split(" ", -1);
        all.add(new Time(Double.parseDouble(both[0]), Double.parseDouble(both[1])));
      }
      return Time.median(all);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void first(Callable<JourneyMap> maker, String program, Path file)
      throws Exception {
    JourneyMap map = maker.call();
    LayoutTask task = LayoutTask.read(file);
    Time time = timed(program.equals(SENDA) ? () -> layout().draw(map) : () -> ElkDrawing.of(task));
    System.out.println(time.wall + " " + time.processor);
  }

  private static String dot(String name, LayoutTask task, int seconds, Figures senda)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Optional<LayoutPicture> picture = DotDrawing.of(task, seconds);
    double took = (System.nanoTime() - start) / 1e9;
    if (picture.isEmpty()) {
      return "| " + name + " | none after " + seconds + " s | | |";
    }
    Figures dot = Figures.of(picture.get());
    return String.join(
        " | ",
        "| " + name,
        number(0, dot.values[0]) + "; " + number(0, senda.values[0]),
        number(1, dot.values[3]) + "; " + number(1, senda.values[3]),
        number(1, took) + " |");
  }
}
