package io.github.senda.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** One of those who are asked, in a process of its own; it answers each line by one. */
final class FoldChild {

  private FoldChild() {}

  /** Arguments: who it is, and how many touches its log has. */
  public static void main(String[] arguments) throws Exception {
    int touches = Integer.parseInt(arguments[1]);
    long start = System.nanoTime();
    try (Answers answers = of(arguments[0], touches)) {
      System.out.println("ready " + (System.nanoTime() - start) + " " + weight(answers));
      answerAll(answers);
    }
  }

  private static Answers of(String who, int touches) throws Exception {
    return switch (who) {
      case "senda" -> new SendaAnswers(touches);
      case "duckdb" -> new DuckDbAnswers(touches);
      case "arrays" -> new ArrayAnswers(touches);
      default -> throw new IllegalArgumentException("nobody is called " + who);
    };
  }

  private static void answerAll(Answers answers) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("weight")) {
        System.out.println("weight " + weight(answers));
        continue;
      }
      long processor = processorNanos();
      long begin = System.nanoTime();
      Answers.Answer answer =
          answers.answer(Answers.Question.valueOf(words[0]), Integer.parseInt(words[1]));
      System.out.println(
          "took "
              + (System.nanoTime() - begin)
              + " "
              + (processorNanos() - processor)
              + " "
              + answer.text());
    }
  }

  /** The time that all threads of this process had on a processor. */
  private static long processorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Megabytes of heap in use, of blocks, and of kept parts. */
  private static String weight(Answers answers) throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    long blocks = answers instanceof SendaAnswers senda ? senda.blockBytes() : 0;
    long kept = answers instanceof SendaAnswers senda ? senda.keptBytes() : 0;
    return (used >> 20) + " " + (blocks >> 20) + " " + (kept >> 20);
  }
}
