package io.github.senda.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Senda, DuckDB and sorted arrays side by side: each a process of its own with the same log in
 * memory, asked the same questions in turns, another first each time. What they answer has to be
 * equal. The first time a question is asked is the cold one; of the others the median is taken.
 *
 * <p>Arguments: sizes with commas (1000000,10000000), turns (6), and a file for the plot.
 */
final class FoldSideBySide {

  /** Beyond so many touches a turn takes minutes. */
  private static final int MANY = 50_000_000;

  private static final int FEWER_TURNS = 2;
  private static final List<String> WHO = List.of("arrays", "senda", "duckdb");

  /** Seconds: the first time, the median of the others, and of these what processors gave. */
  private record Times(double cold, double warm, double processor) {}

  private FoldSideBySide() {}

  public static void main(String[] arguments) throws IOException {
    String sizes = arguments.length > 0 ? arguments[0] : "1000000,10000000";
    int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
    GrowthPlot plot = new GrowthPlot();
    for (String size : sizes.split(",", -1)) {
      int touches = Integer.parseInt(size);
      Map<Answers.Question, Map<String, Times>> times =
          run(touches, touches > MANY ? FEWER_TURNS : turns);
      print(touches, times);
      times.forEach(
          (question, byWho) ->
              byWho.forEach((who, took) -> plot.add(question, who, touches, took.warm())));
    }
    if (arguments.length > 2) {
      Files.writeString(Path.of(arguments[2]), plot.svg());
    }
  }

  private static Map<Answers.Question, Map<String, Times>> run(int touches, int turns)
      throws IOException {
    Map<String, Child> children = new LinkedHashMap<>();
    Map<Answers.Question, Map<String, Times>> times = new EnumMap<>(Answers.Question.class);
    try {
      for (String who : WHO) {
        Child child =
            new Child(
                -1,
                List.of(
                    "-Xmx" + (1 + touches / 40_000_000) + "g",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FoldChild.class.getName(),
                    who,
                    String.valueOf(touches)));
        children.put(who, child);
        String[] ready = child.await("ready");
        System.out.printf(
            Locale.ROOT,
            "%s has its log after %.1f s; heap %s MB, of it blocks %s MB%n",
            who,
            Long.parseLong(ready[0]) / 1e9,
            ready[1],
            ready[2]);
      }
      for (Answers.Question question : questions(touches)) {
        times.put(question, ask(children, question, turns));
      }
      String[] weight = children.get("senda").ask("weight", "weight");
      System.out.printf(
          "senda at the end: heap %s MB, of it blocks %s MB, kept parts %s MB%n",
          weight[0], weight[1], weight[2]);
    } finally {
      children.values().forEach(Child::close);
    }
    return times;
  }

  /** Joining visits of so many takes the others a quarter of an hour a turn. */
  private static List<Answers.Question> questions(int touches) {
    List<Answers.Question> questions = new ArrayList<>(List.of(Answers.Question.values()));
    if (touches > MANY) {
      questions.remove(Answers.Question.ACROSS);
    }
    return questions;
  }

  private static Map<String, Times> ask(
      Map<String, Child> children, Answers.Question question, int turns) throws IOException {
    double[][] seconds = new double[WHO.size()][turns];
    double[][] processor = new double[WHO.size()][turns];
    for (int turn = 0; turn < turns; turn++) {
      String answer = "";
      for (int i = 0; i < WHO.size(); i++) {
        int who = (i + turn) % WHO.size();
        String[] took = children.get(WHO.get(who)).ask(question + " " + turn, "took");
        seconds[who][turn] = Long.parseLong(took[0]) / 1e9;
        processor[who][turn] = Long.parseLong(took[1]) / 1e9;
        if (!answer.isEmpty() && !answer.equals(took[2])) {
          throw new IOException(
              question + ": " + WHO.get(who) + " says " + took[2] + ", another " + answer);
        }
        answer = took[2];
      }
    }
    Map<String, Times> times = new LinkedHashMap<>();
    for (int who = 0; who < WHO.size(); who++) {
      times.put(
          WHO.get(who),
          new Times(seconds[who][0], ofOthers(seconds[who]), ofOthers(processor[who])));
    }
    return times;
  }

  /** The median of all but the first. */
  private static double ofOthers(double[] seconds) {
    double[] warm = Arrays.copyOfRange(seconds, Math.min(1, seconds.length - 1), seconds.length);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }

  private static void print(int touches, Map<Answers.Question, Map<String, Times>> times) {
    System.out.printf(
        Locale.ROOT,
        "%n%,d touches, at a load of %.1f:%n%n",
        touches,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    System.out.println("| Question | Arrays | Senda | DuckDB | Senda / DuckDB | Senda / arrays |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    times.forEach(
        (question, byWho) -> {
          List<String> cells = new ArrayList<>();
          for (String who : WHO) {
            Times one = byWho.get(who);
            cells.add(
                String.format(
                    Locale.ROOT,
                    "%.1f [%.0f], cold %.0f",
                    one.warm() * 1000,
                    one.processor() * 1000,
                    one.cold() * 1000));
          }
          System.out.printf(
              Locale.ROOT,
              "| `%s` | %s | 1/%.1f | %.2f |%n",
              question.name().toLowerCase(Locale.ROOT),
              String.join(" | ", cells),
              byWho.get("duckdb").warm() / byWho.get("senda").warm(),
              byWho.get("senda").warm() / byWho.get("arrays").warm());
        });
  }
}
