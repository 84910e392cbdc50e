package io.github.senda.storefront.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A container as a child process with wars that this test makes. */
final class HostProcess implements AutoCloseable {

  private static final Path TARGET = Path.of(System.getProperty("plugin.jar")).getParent();
  private static final long PATIENCE_SECONDS = 90;

  private final Process process;
  private final Writer commands;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> all = new ArrayList<>();
  private final int port;

  private HostProcess(Process process) throws Exception {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader out =
                  new BufferedReader(
                      new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                  lines.add(line);
                }
              } catch (IOException e) {
                lines.add("ENDED " + e);
              }
            });
    reader.setDaemon(true);
    reader.start();
    this.port = Integer.parseInt(await("PORT "));
  }

  /**
   * Starts a host.
   *
   * @param base a folder of its own
   * @param shops context paths and wars, in turn
   */
  static HostProcess start(Host host, Path base, List<String> shops) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return start(host, java, false, base, shops);
  }

  /** Starts a host with another Java, and with a virtual thread for each request if so wanted. */
  static HostProcess start(
      Host host, Path java, boolean virtualThreads, Path base, List<String> shops)
      throws Exception {
    Path classes = base.resolve("launcher");
    for (Class<?> type : host.classes()) {
      copyClass(type, classes);
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                java.toString(),
                // Less than the largest form that is sent: whoever keeps one fails.
                "-Xmx64m",
                // It lives for seconds: what takes long to warm up is left out.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-D" + VirtualThreads.PROPERTY + "=" + virtualThreads,
                "-Djetty.base=" + base,
                "-Duser.home=" + base,
                "-cp",
                TARGET.resolve("hosts").resolve(host.folder())
                    + "/*"
                    + System.getProperty("path.separator")
                    + classes,
                host.launcher().getName(),
                base.toString()));
    command.addAll(shops);
    ProcessBuilder process =
        new ProcessBuilder(command).redirectErrorStream(true).directory(base.toFile());
    // Settings come from the shops alone, whatever variables the machine has.
    process.environment().keySet().removeIf(name -> name.startsWith("SENDA_"));
    return new HostProcess(process.start());
  }

  int port() {
    return port;
  }

  void say(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
  }

  /** Waits for a line with a beginning, and gives its rest. */
  String await(String beginning) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null) {
        process.destroyForcibly();
        throw new AssertionError("no " + beginning + "in:\n" + said());
      }
      all.add(line);
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length()).strip();
      }
    }
  }

  /** All that it has said, without the frames of what its shops threw on purpose. */
  String said() {
    lines.drainTo(all);
    return all.stream().filter(line -> !line.startsWith("\tat ")).collect(Collectors.joining("\n"));
  }

  /** Stops it cleanly and gives all that it said. */
  List<String> stop() throws Exception {
    say("stop");
    await("STOPPED");
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the host does not end");
    }
    return List.copyOf(all);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Copies a class with those inside it. */
  private static void copyClass(Class<?> type, Path to) throws IOException {
    Path classes = TARGET.resolve("test-classes");
    String name = type.getName().replace('.', '/');
    Path folder = classes.resolve(name).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String own = file.getFileName().toString();
        if (own.equals(type.getSimpleName() + ".class")
            || own.startsWith(type.getSimpleName() + "$")) {
          Path copy = to.resolve(classes.relativize(file));
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }
}
