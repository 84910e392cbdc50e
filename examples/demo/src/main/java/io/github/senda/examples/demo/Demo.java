package io.github.senda.examples.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.juli.logging.LogFactory;

/**
 * Starts the example shop, or the panel over a log, and says where they are; runs until it is
 * interrupted.
 */
public final class Demo {
  // Held, because a logger that nobody holds forgets its level.
  private static final Logger TOMCAT = Logger.getLogger("org.apache");

  private static final Duration LOOK = Duration.ofMillis(45);

  private Demo() {}

  /**
   * Runs the demo. Its options are system properties, see {@link Settings#parse}.
   *
   * @param arguments the build directory and the project's directory
   */
  public static void main(String[] arguments) throws InterruptedException {
    quieten();
    Path target = Path.of(arguments[0]);
    Settings settings;
    DemoServer server;
    try {
      settings = Settings.parse(System.getProperties(), Path.of(arguments[1]));
      server = DemoServer.start(settings, target);
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Shoppers shoppers =
        Shoppers.of(server.address(), settings.shoppers(), Instant.now().getEpochSecond(), LOOK);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  shoppers.stop();
                  server.close();
                  System.out.println(
                      settings.log().isPresent()
                          ? "Stopped."
                          : "Stopped. What was noticed is in " + settings.folder() + ".");
                },
                "demo-stop"));
    announce(server, settings);
    if (settings.shoppers() > 0) {
      send(shoppers, settings.shoppers());
    }
    // The hook is what ends the process: were this to return, Maven would report on its build
    // meanwhile.
    new CountDownLatch(1).await();
  }

  private static void send(Shoppers shoppers, int count) throws InterruptedException {
    System.out.println("Sending " + count + " simulated shoppers through the shop ...");
    Shoppers.Result result = shoppers.run();
    if (shoppers.stopped()) {
      return;
    }
    System.out.println(
        result.through()
            + " simulated shoppers went through and "
            + result.bought()
            + " bought; their visits end after 30 seconds of silence.");
    if (result.failed() > 0) {
      System.out.println(
          result.failed() + " were turned away, the first by: " + result.firstFailure().orElse(""));
    }
  }

  private static void announce(DemoServer server, Settings settings) {
    String line = "-".repeat(78);
    System.out.println();
    System.out.println(line);
    settings
        .log()
        .ifPresentOrElse(
            log -> System.out.println("  Log      " + log),
            () -> System.out.println("  Shop     " + server.address()));
    System.out.println("  Panel    " + server.panel() + "   (good for one time)");
    if (settings.log().isEmpty()) {
      System.out.println("  Folder   " + settings.folder());
    }
    System.out.println();
    System.out.println("  Ctrl-C stops it.");
    System.out.println(line);
    System.out.println();
  }

  /**
   * One line for what matters; the shop has a page that fails on purpose, and its trace would drown
   * the rest.
   */
  static void quieten() {
    // Tomcat sets a formatter of its own when it logs for the first time.
    LogFactory.getLog(Demo.class);
    TOMCAT.setLevel(Level.WARNING);
    Set<String> failures = ConcurrentHashMap.newKeySet();
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setFilter(
          entry -> entry.getThrown() == null || failures.add(entry.getThrown().toString()));
      handler.setFormatter(
          new Formatter() {
            @Override
            public String format(LogRecord entry) {
              Throwable thrown = entry.getThrown();
              String cause = thrown == null ? "" : ": " + thrown;
              return formatMessage(entry).lines().findFirst().orElse("") + cause + "\n";
            }
          });
    }
  }
}
