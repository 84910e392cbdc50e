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
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
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
   * @param host the folder of its jars below {@code target/hosts}
   * @param launcher its launcher
   * @param base a folder of its own
   * @param shops context paths and wars, in turn
   */
  static HostProcess start(String host, Class<?> launcher, Path base, List<String> shops)
      throws Exception {
    Path classes = base.resolve("launcher");
    for (Class<?> type : List.of(launcher, HostThreads.class)) {
      copyClass(type, classes);
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djetty.base=" + base,
                "-Duser.home=" + base,
                "-cp",
                TARGET.resolve("hosts").resolve(host)
                    + "/*"
                    + System.getProperty("path.separator")
                    + classes,
                launcher.getName(),
                base.toString()));
    command.addAll(shops);
    return new HostProcess(
        new ProcessBuilder(command).redirectErrorStream(true).directory(base.toFile()).start());
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
        throw new AssertionError("no " + beginning + "in:\n" + String.join("\n", all));
      }
      all.add(line);
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length()).strip();
      }
    }
  }

  /** All that it has said. */
  String said() {
    lines.drainTo(all);
    return String.join("\n", all);
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

  private static void copyClass(Class<?> type, Path to) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    Path file = to.resolve(name);
    Files.createDirectories(file.getParent());
    try (var in = type.getClassLoader().getResourceAsStream(name)) {
      Files.write(file, in.readAllBytes());
    }
  }

  /**
   * Makes a war of the awkward shop.
   *
   * @param libraries what lies in {@code WEB-INF/lib}
   */
  static Path war(Path file, boolean metadataComplete, List<Path> libraries) throws IOException {
    Files.createDirectories(file.getParent());
    Path classes = TARGET.resolve("test-classes");
    try (JarOutputStream war = new JarOutputStream(Files.newOutputStream(file));
        Stream<Path> shop = Files.list(classes.resolve("com/example/awkward"))) {
      for (Path type : shop.sorted().toList()) {
        put(war, "WEB-INF/classes/" + classes.relativize(type), Files.readAllBytes(type));
      }
      for (Path library : libraries) {
        put(war, "WEB-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
      }
      put(war, "WEB-INF/web.xml", webXml(metadataComplete).getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static void put(JarOutputStream war, String name, byte[] bytes) throws IOException {
    war.putNextEntry(new JarEntry(name));
    war.write(bytes);
    war.closeEntry();
  }

  private static String webXml(boolean metadataComplete) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0" metadata-complete="%s">
      <servlet>
        <servlet-name>shop</servlet-name>
        <servlet-class>com.example.awkward.AwkwardShop</servlet-class>
        <async-supported>true</async-supported>
      </servlet>
      <servlet>
        <servlet-name>view</servlet-name>
        <servlet-class>com.example.awkward.View</servlet-class>
      </servlet>
      <servlet-mapping>
        <servlet-name>shop</servlet-name>
        <url-pattern>/</url-pattern>
      </servlet-mapping>
      <servlet-mapping>
        <servlet-name>view</servlet-name>
        <url-pattern>/view/*</url-pattern>
      </servlet-mapping>
      <error-page>
        <error-code>404</error-code>
        <location>/view/failure</location>
      </error-page>
      <error-page>
        <exception-type>java.lang.Throwable</exception-type>
        <location>/view/failure</location>
      </error-page>
    </web-app>
    """
        .formatted(metadataComplete);
  }
}
