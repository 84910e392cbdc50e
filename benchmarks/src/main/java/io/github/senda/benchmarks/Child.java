package io.github.senda.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM of its own that is told things by lines, and answers each by one that begins with a known
 * word; whatever else it says is for the log. Used by one thread.
 */
final class Child implements AutoCloseable {

  private static final Path TASKSET = Path.of("/usr/bin/taskset");

  private final Process process;
  private final Writer in;
  private final BufferedReader out;

  /**
   * Starts a JVM.
   *
   * @param core the processor that it is bound to, where the system can do that and has more than
   *     one; -1 for none
   * @param command what follows {@code java}
   */
  Child(int core, List<String> command) throws IOException {
    List<String> all = new ArrayList<>();
    if (core >= 0 && isBound()) {
      all.addAll(List.of(TASKSET.toString(), "-c", String.valueOf(core)));
    }
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(command);
    process = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    in = process.outputWriter(StandardCharsets.UTF_8);
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  static boolean isBound() {
    return Files.isExecutable(TASKSET) && Runtime.getRuntime().availableProcessors() > 1;
  }

  void say(String line) throws IOException {
    in.write(line + "\n");
    in.flush();
  }

  /** Waits for the line that begins with a word, and gives its other words. */
  String[] await(String word) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(word + " ")) {
        return line.substring(word.length() + 1).split(" ", -1);
      }
    }
    throw new IOException("a process ended before it said " + word);
  }

  String[] ask(String line, String word) throws IOException {
    say(line);
    return await(word);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
