package io.github.senda.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Senda and DuckDB side by side on one file: each a process of its own, in turns, timed from its
 * start to its end.
 *
 * <p>Arguments: the plugin jar, then how many rows (1,000,000) and how many turns (7).
 */
final class LogSideBySide {

  private static final long SEED = 2024;

  private LogSideBySide() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path jar = Path.of(arguments[0]);
    int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
    int turns = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 7;
    Path folder = Files.createTempDirectory("senda-side-by-side");
    try {
      for (boolean sessionAfterSession : new boolean[] {false, true}) {
        Path file = folder.resolve(sessionAfterSession ? "by-session.csv" : "by-time.csv");
        Clickstream.write(file, rows, SEED, sessionAfterSession);
        System.out.printf(
            Locale.ROOT, "%n%s: %,d rows, %,d bytes%n", file.getFileName(), rows, Files.size(file));
        compare(jar, file, folder.resolve("out.txt"), turns);
        Files.delete(file);
      }
    } finally {
      Files.deleteIfExists(folder.resolve("out.txt"));
      Files.delete(folder);
    }
  }

  private static void compare(Path jar, Path file, Path out, int turns)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> senda =
        List.of(
            java,
            "-Xmx512m",
            "-jar",
            jar.toString(),
            "graph",
            file.toString(),
            "--case",
            "session_id",
            "--json");
    List<String> duckDb =
        List.of(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            DuckDbFigures.class.getName(),
            file.toString());
    List<String> jvm = List.of(java, "-cp", duckDb.get(2), Nothing.class.getName());
    run(senda, out);
    run(duckDb, out);
    List<Double> sendas = new ArrayList<>();
    List<Double> duckDbs = new ArrayList<>();
    List<Double> queries = new ArrayList<>();
    List<Double> starts = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      sendas.add(run(senda, out));
      duckDbs.add(run(duckDb, out));
      queries.add(querySeconds(out));
      starts.add(run(jvm, out));
    }
    System.out.printf(Locale.ROOT, "a JVM that does nothing     %s%n", spread(starts));
    System.out.printf(Locale.ROOT, "Senda, whole process        %s%n", spread(sendas));
    System.out.printf(Locale.ROOT, "DuckDB, whole process       %s%n", spread(duckDbs));
    System.out.printf(Locale.ROOT, "DuckDB, its queries alone   %s%n", spread(queries));
    System.out.printf(
        Locale.ROOT,
        "Senda takes %.2f of DuckDB's process, %.2f of its queries alone%n",
        median(sendas) / median(duckDbs),
        median(sendas) / median(queries));
  }

  /** Runs a process to its end; the seconds it took. */
  private static double run(List<String> command, Path out)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectInput(
                new File(
                    System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null"));
    long start = System.nanoTime();
    int code = builder.start().waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (code != 0) {
      throw new IOException(command + " ended with " + code);
    }
    return seconds;
  }

  private static double querySeconds(Path out) throws IOException {
    for (String line : Files.readAllLines(out)) {
      if (line.startsWith("query_seconds ")) {
        return Double.parseDouble(line.substring(14));
      }
    }
    throw new IOException("DuckDB's process did not say how long its queries took");
  }

  private static String spread(List<Double> seconds) {
    return String.format(
        Locale.ROOT,
        "%.3f s (%.3f to %.3f)",
        median(seconds),
        Collections.min(seconds),
        Collections.max(seconds));
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted().toList().get(seconds.size() / 2);
  }

  /** A process that only starts. */
  static final class Nothing {
    private Nothing() {}

    public static void main(String[] arguments) {}
  }
}
