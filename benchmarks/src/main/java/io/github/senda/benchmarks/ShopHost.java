package io.github.senda.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/**
 * A Tomcat on 127.0.0.1 with one web application, in a process of its own. Says {@code PORT n};
 * answers each line by {@code MARK cpuNanos bytes collectionMillis compilerNanos}, counted since it
 * started.
 *
 * <p>Arguments: a folder of its own, and the web application's.
 */
final class ShopHost {

  // Held, because a logger that nobody holds forgets its level.
  private static final Logger TOMCAT = Logger.getLogger("org.apache");

  /** Linux counts a thread's time in hundredths of a second for whoever asks. */
  private static final long NANOS_A_TICK = 10_000_000;

  private ShopHost() {}

  public static void main(String[] arguments) throws IOException, LifecycleException {
    TOMCAT.setLevel(Level.WARNING);
    Tomcat tomcat = new Tomcat();
    Files.createDirectories(Path.of(arguments[0], "webapps"));
    tomcat.setBaseDir(arguments[0]);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    // Connections stay open, so that it is requests that are measured; and threads do not come and
    // go, so that none takes its count of bytes along.
    connector.setProperty("maxKeepAliveRequests", "-1");
    connector.setProperty("keepAliveTimeout", "-1");
    connector.setProperty("maxThreads", "32");
    connector.setProperty("minSpareThreads", "32");
    tomcat.setConnector(connector);
    Context shop = tomcat.addWebapp("", Path.of(arguments[1]).toAbsolutePath().toString());
    StandardJarScanner scanner = new StandardJarScanner();
    scanner.setScanClassPath(false);
    shop.setJarScanner(scanner);
    shop.addLifecycleListener(
        event -> {
          // Tomcat's defaults have a servlet for JSP, which is not on board and not needed.
          if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)
              && shop.findChild("jsp") != null) {
            shop.removeServletMapping("*.jsp");
            shop.removeServletMapping("*.jspx");
            shop.removeChild(shop.findChild("jsp"));
          }
        });
    tomcat.start();
    if (!shop.getState().isAvailable()) {
      throw new IOException("the web application in " + arguments[1] + " did not start");
    }
    System.out.println("PORT " + connector.getLocalPort());
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (commands.readLine() != null) {
      System.out.println("MARK " + cpu() + " " + bytes() + " " + collections() + " " + compiler());
    }
    tomcat.stop();
    tomcat.destroy();
    System.exit(0);
  }

  /** The process's own, with its compiler and its collector. */
  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /**
   * What the JVM's own compilers took of {@link #cpu}: it goes on for minutes and then no more, so
   * it is told apart. Linux only; 0 elsewhere.
   */
  private static long compiler() throws IOException {
    Path tasks = Path.of("/proc/self/task");
    if (!Files.isDirectory(tasks)) {
      return 0;
    }
    long ticks = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
      for (Path task : all) {
        String stat = Files.readString(task.resolve("stat"));
        // The name stands in parentheses and may hold blanks; the 14th and 15th field are times.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        if (stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler")) {
          ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }
      }
    }
    return ticks * NANOS_A_TICK;
  }

  private static long bytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
