package io.github.senda.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the example shop costs by itself, with Senda, and with JavaMelody: each in a Tomcat of its
 * own, all up at the same time and asked in turns by one process of visitors. The shop by itself is
 * there twice, and how far these two differ is how much noise there is.
 *
 * <p>Arguments: the build folder of this module, then how many times all processes are started anew
 * (3), how many turns each then has (5), how many seconds a turn takes (10, half of them with
 * requests one after the other, half with requests at a fixed rate), and that rate (half of what
 * the shop by itself can do).
 */
final class ShopSideBySide {

  private enum Guest {
    NONE,
    SENDA,
    JAVAMELODY,
    NONE_AGAIN
  }

  /** What is measured, each over one turn, and how it is shown. */
  private enum Figure {
    THROUGHPUT("requests a second, one after the other", "%,.0f"),
    CPU("µs of processor time a request", "%.1f"),
    STEADY_CPU("of these without the compiler's", "%.1f"),
    BYTES("bytes allocated a request", "%,.0f"),
    P50("p50 at the fixed rate, ms", "%.3f"),
    P99("p99 at the fixed rate, ms", "%.3f"),
    P999("p99.9 at the fixed rate, ms", "%.3f"),
    CPU_AT_RATE("µs of processor time a request, at the fixed rate", "%.1f"),
    STEADY_CPU_AT_RATE("of these without the compiler's, at the fixed rate", "%.1f");

    private final String words;
    private final String format;

    Figure(String words, String format) {
      this.words = words;
      this.format = format;
    }
  }

  private static final String TOKEN = "a token for this run only";

  /** In requests and not in seconds: a busy machine compiles no faster than it answers. */
  private static final int WARM_UP = 60_000;

  private static final int MOST_WARM_UPS = 24;

  private final Path target;
  private final Path folder;
  private final Map<Guest, Map<Figure, List<Double>>> figures = new EnumMap<>(Guest.class);

  private ShopSideBySide(Path target, Path folder) {
    this.target = target;
    this.folder = folder;
    for (Guest guest : Guest.values()) {
      figures.put(guest, new EnumMap<>(Figure.class));
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int starts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    int turns = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    int seconds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;
    int rate = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 0;
    Path folder = Files.createTempDirectory("senda-shop");
    try {
      ShopSideBySide run = new ShopSideBySide(Path.of(arguments[0]), folder);
      for (int start = 0; start < starts; start++) {
        rate = run.start(start, turns, Math.max(1, seconds / 2), rate);
      }
      run.print(rate);
    } finally {
      delete(folder);
    }
  }

  /** Everything once, in processes of its own; gives the rate at which it was done. */
  private int start(int start, int turns, int seconds, int given)
      throws IOException, InterruptedException {
    Map<Guest, Child> hosts = new EnumMap<>(Guest.class);
    Map<Guest, Integer> ports = new EnumMap<>(Guest.class);
    try (Child load = load()) {
      for (Guest guest : turn(start)) {
        Child host = host(guest, folder.resolve(start + "-" + guest));
        hosts.put(guest, host);
        ports.put(guest, Integer.parseInt(host.await("PORT")[0]));
      }
      for (Guest guest : turn(start)) {
        warmUp(load, ports.get(guest));
      }
      int rate = given > 0 ? given : (int) (throughput(load, ports.get(Guest.NONE), seconds) / 2);
      for (int turn = 0; turn < turns; turn++) {
        for (Guest guest : turn(start + turn)) {
          measure(load, hosts.get(guest), ports.get(guest), seconds, rate, turn, guest);
        }
      }
      System.out.println("start " + (start + 1) + ": " + touches(ports.get(Guest.SENDA)));
      return rate;
    } finally {
      hosts.values().forEach(Child::close);
    }
  }

  /** Whoever comes first comes last another time. */
  private static List<Guest> turn(int number) {
    List<Guest> guests = new ArrayList<>(List.of(Guest.values()));
    Collections.rotate(guests, number);
    return guests;
  }

  private static void warmUp(Child load, int port) throws IOException {
    long requests = 0;
    for (int i = 0; i < MOST_WARM_UPS && requests < WARM_UP; i++) {
      requests += Long.parseLong(load.ask("closed " + port + " 5", "DONE")[0]);
    }
  }

  private static double throughput(Child load, int port, int seconds) throws IOException {
    String[] done = load.ask("closed " + port + " " + seconds, "DONE");
    return Double.parseDouble(done[0]) / Double.parseDouble(done[1]);
  }

  private void measure(
      Child load, Child host, int port, int seconds, int rate, int seed, Guest guest)
      throws IOException {
    long[] before = mark(host);
    String[] closed = load.ask("closed " + port + " " + seconds, "DONE");
    long[] between = mark(host);
    String[] open = load.ask("open " + port + " " + seconds + " " + rate + " " + seed, "DONE");
    long[] after = mark(host);
    double requests = Double.parseDouble(closed[0]);
    add(guest, Figure.THROUGHPUT, requests / Double.parseDouble(closed[1]));
    add(guest, Figure.CPU, (between[0] - before[0]) / 1e3 / requests);
    add(guest, Figure.STEADY_CPU, steady(before, between) / 1e3 / requests);
    add(guest, Figure.BYTES, (between[1] - before[1]) / requests);
    add(guest, Figure.P50, Double.parseDouble(open[2]) / 1e6);
    add(guest, Figure.P99, Double.parseDouble(open[3]) / 1e6);
    add(guest, Figure.P999, Double.parseDouble(open[4]) / 1e6);
    double due = Double.parseDouble(open[0]);
    add(guest, Figure.CPU_AT_RATE, (after[0] - between[0]) / 1e3 / due);
    add(guest, Figure.STEADY_CPU_AT_RATE, steady(between, after) / 1e3 / due);
    System.out.print(guest);
    for (Figure figure : Figure.values()) {
      List<Double> values = figures.get(guest).get(figure);
      System.out.printf(Locale.ROOT, "; " + figure.format, values.get(values.size() - 1));
    }
    System.out.println();
  }

  /** Nanoseconds between two marks, the compiler's left out. */
  private static double steady(long[] from, long[] to) {
    return (to[0] - from[0]) - (to[3] - from[3]);
  }

  private static long[] mark(Child host) throws IOException {
    return Stream.of(host.ask("mark", "MARK")).mapToLong(Long::parseLong).toArray();
  }

  private void add(Guest guest, Figure figure, double value) {
    figures.get(guest).computeIfAbsent(figure, none -> new ArrayList<>()).add(value);
  }

  private Child load() throws IOException {
    return new Child(
        1,
        List.of(
            "-Xms256m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ShopLoad.class.getName()));
  }

  private Child host(Guest guest, Path own) throws IOException {
    Path application = own.resolve("shop");
    copy(target.resolve("shop"), application);
    if (guest == Guest.SENDA || guest == Guest.JAVAMELODY) {
      String name = guest.name().toLowerCase(Locale.ROOT);
      copy(target.resolve("guests").resolve(name), application.resolve("WEB-INF/lib"));
    }
    Path libraries = target.resolve("host");
    return new Child(
        0,
        List.of(
            "-Xms512m",
            "-Xmx512m",
            "-XX:+UseG1GC",
            "-XX:+AlwaysPreTouch",
            // A compiler's thread that ended would take its time along.
            "-XX:-UseDynamicNumberOfCompilerThreads",
            "-Dsenda.folder=" + own.resolve("senda"),
            "-Dsenda.panel.token=" + TOKEN,
            "-Djavamelody.storage-directory=" + own.resolve("javamelody").toAbsolutePath(),
            // It would ask its makers over the network.
            "-Djavamelody.update-check-disabled=true",
            "-cp",
            libraries + "/*" + System.getProperty("path.separator") + target.resolve("classes"),
            ShopHost.class.getName(),
            own.resolve("tomcat").toString(),
            application.toString()));
  }

  /** What became of the touches, by Senda's own count: a guest that drops is cheap. */
  private static String touches(int port) throws IOException, InterruptedException {
    String map =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/senda/api/map"))
                    .header("Authorization", "Bearer " + TOKEN)
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    int counts = map.indexOf("\"counts\"");
    return counts < 0
        ? "Senda's panel does not say"
        : map.substring(counts, map.indexOf(']', counts));
  }

  private void print(int rate) {
    System.out.printf(
        Locale.ROOT,
        "%n%d turns each; the fixed rate is %,d requests a second; hosts and visitors are %s.%n%n",
        figures.get(Guest.NONE).get(Figure.CPU).size(),
        rate,
        Child.isBound() ? "on a processor of their own each" : "on all processors");
    System.out.println(
        "| | without | with Senda | with JavaMelody | Senda / without | JavaMelody / without |"
            + " noise |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
    for (Figure figure : Figure.values()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %s | %s | %s | %s |%n",
          figure.words,
          shown(figure, Guest.NONE),
          shown(figure, Guest.SENDA),
          shown(figure, Guest.JAVAMELODY),
          ratios(figure, Guest.SENDA),
          ratios(figure, Guest.JAVAMELODY),
          ratios(figure, Guest.NONE_AGAIN));
    }
  }

  private String shown(Figure figure, Guest guest) {
    return String.format(Locale.ROOT, figure.format, quantile(figures.get(guest).get(figure), 0.5));
  }

  /** The median of the ratios of a turn each, and between what half of them lie. */
  private String ratios(Figure figure, Guest guest) {
    List<Double> mine = figures.get(guest).get(figure);
    List<Double> without = figures.get(Guest.NONE).get(figure);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < mine.size(); i++) {
      ratios.add(mine.get(i) / without.get(i));
    }
    return String.format(
        Locale.ROOT,
        "%.3f (%.3f to %.3f)",
        quantile(ratios, 0.5),
        quantile(ratios, 0.25),
        quantile(ratios, 0.75));
  }

  private static double quantile(List<Double> values, double part) {
    List<Double> sorted = values.stream().sorted().toList();
    double at = part * (sorted.size() - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
