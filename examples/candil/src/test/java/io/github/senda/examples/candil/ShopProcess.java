package io.github.senda.examples.candil;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shop as its owner runs it: {@code java -jar}, in a folder with its properties. */
final class ShopProcess implements AutoCloseable {

  private static final Pattern STARTED = Pattern.compile("started on ports? ([0-9]+)");
  private static final long PATIENCE_SECONDS = 90;

  private final Process process;
  private final Path log;

  private ShopProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts the shop; {@link #port} waits until it answers.
   *
   * @param java the home of a JDK
   * @param folder a folder of its own, which is also the home of its user
   * @param properties the lines of its application.properties
   */
  static ShopProcess start(Path java, Path jar, Path folder, List<String> properties)
      throws IOException {
    Path config = Files.createDirectories(folder.resolve("config"));
    List<String> all = new ArrayList<>(properties);
    all.addAll(
        List.of("server.port=0", "server.shutdown=immediate", "spring.main.banner-mode=off"));
    Files.write(config.resolve("application.properties"), all);
    Path log = folder.resolve("log.txt");
    ProcessBuilder shop =
        new ProcessBuilder(
                java.resolve("bin/java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + folder,
                "-jar",
                jar.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // Settings come from the properties alone, whatever variables the machine has.
    shop.environment().keySet().removeIf(name -> name.startsWith("SENDA_"));
    return new ShopProcess(shop.start(), log);
  }

  int port() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.isAlive() && System.nanoTime() < end) {
      Matcher started = STARTED.matcher(said());
      if (started.find()) {
        return Integer.parseInt(started.group(1));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    close();
    throw new AssertionError("the shop did not start:\n" + said());
  }

  long pid() {
    return process.pid();
  }

  /** All that it has said so far. */
  String said() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }

  /** Asks it to end and waits until it has. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
