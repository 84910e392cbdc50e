package io.github.senda.storefront.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs in a host's process: obeys its commands and says what shops that are gone left behind, as
 * lines that begin with {@code LOADERS}, {@code THREAD} and {@code FILE}.
 */
final class HostLeftovers {

  /** Threads that hosts start and end as they please. */
  private static final String HOSTS_OWN =
      "(?i)(http-nio|catalina|qtp|container-|session|scheduler|connector|keep-alive).*";

  private static final int WARM_UP = 3;
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private HostLeftovers() {}

  /** Puts a shop in, has it visited, and takes it out again. */
  interface Cycle {
    /** Gives the class loader that the shop had. */
    ClassLoader run() throws Exception;
  }

  /** Reads commands until {@code stop}: {@code redeploy N} is the only other one. */
  static void obey(Cycle cycle) throws Exception {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine();
        line != null && !line.equals("stop");
        line = commands.readLine()) {
      redeploy(Integer.parseInt(line.split(" ", 2)[1]), cycle);
    }
  }

  private static void redeploy(int times, Cycle cycle) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      cycle.run();
    }
    Set<String> threads = threads();
    Set<String> files = files();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      loaders.add(new WeakReference<>(cycle.run()));
    }
    Set<String> threadsLeft = Set.of();
    Set<String> filesLeft = Set.of();
    int loadersLeft = times;
    for (long end = System.nanoTime() + PATIENCE_NANOS; System.nanoTime() < end; ) {
      System.gc();
      loadersLeft = (int) loaders.stream().filter(loader -> loader.get() != null).count();
      threadsLeft = threads();
      threadsLeft.removeAll(threads);
      filesLeft = files();
      filesLeft.removeAll(files);
      if (loadersLeft == 0 && threadsLeft.isEmpty() && filesLeft.isEmpty()) {
        break;
      }
    }
    threadsLeft.forEach(thread -> System.out.println("THREAD " + thread));
    filesLeft.forEach(file -> System.out.println("FILE " + file));
    for (int i = 0; i < times; i++) {
      if (loaders.get(i).get() != null) {
        System.out.println("LOADER " + (i + 1) + " of " + times);
      }
    }
    System.out.println("LOADERS " + loadersLeft);
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !name.matches(HOSTS_OWN))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What this process holds open: files, sockets and pipes, by the kernel's own list. */
  private static Set<String> files() throws IOException {
    Set<String> files = new TreeSet<>();
    try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
      for (Path handle : handles.toList()) {
        try {
          files.add(Files.readSymbolicLink(handle).toString());
        } catch (IOException e) {
          // The handle with which the list itself was read is gone by now.
        }
      }
    }
    return files;
  }

  /** Visits a shop and its panel, so that all of the plugin has run. */
  static void visit(String shop) throws IOException {
    ask(shop + "/product/1", "none");
    ask(shop + "/senda/api/map", Wars.PANEL_TOKEN);
  }

  /** Asks for an address as a browser would, and is not content without a 200. */
  private static void ask(String address, String token) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
    connection.setRequestProperty("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) redeployed");
    connection.setRequestProperty("Accept", "text/html");
    connection.setRequestProperty("Authorization", "Bearer " + token);
    connection.setRequestProperty("Connection", "close");
    int status = connection.getResponseCode();
    if (status != 200) {
      throw new IOException(address + " answered " + status);
    }
    connection.getInputStream().readAllBytes();
    connection.disconnect();
  }

  /** Says which threads are left that a plugin or its database may have started, at the end. */
  static void tell() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      String name = thread.getName().toLowerCase(Locale.ROOT);
      if (name.contains("senda") || name.contains("h2") || name.contains("mvstore")) {
        System.out.println("THREAD " + thread.getName());
      }
    }
    System.out.println("STOPPED");
  }
}
