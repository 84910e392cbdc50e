package io.github.senda.examples.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What the demo was asked for.
 *
 * @param port where it listens
 * @param folder where Senda keeps what it notices
 * @param shoppers how many simulated shoppers to send through the shop
 * @param log a log to open the panel over, instead of a shop
 * @param reader how to read the log; empty if its content says so itself
 */
record Settings(int port, Path folder, int shoppers, Optional<Path> log, String reader) {
  private static final int MOST_SHOPPERS = 100_000;

  Settings {
    folder = folder.toAbsolutePath().normalize();
    log = log.map(file -> file.toAbsolutePath().normalize());
  }

  /**
   * Reads the options {@code port}, {@code folder}, {@code shoppers}, {@code log} and {@code
   * reader}. Relative files are relative to the directory that the command was given in.
   *
   * @throws IllegalArgumentException in one sentence, if an option cannot be what it says
   */
  static Settings parse(Properties options, Path project) {
    Path here = Path.of(options.getProperty("user.dir", ""));
    int port = number(options, "port", 8080, 1, 65_535);
    int shoppers = number(options, "shoppers", 0, 0, MOST_SHOPPERS);
    Optional<Path> log = Optional.ofNullable(options.getProperty("log")).map(here::resolve);
    if (log.isPresent() && !Files.isReadable(log.get())) {
      throw new IllegalArgumentException(
          "There is no file " + log.get().normalize() + " that can be read: give -Dlog= another.");
    }
    if (log.isPresent() && Files.isDirectory(log.get())) {
      throw new IllegalArgumentException(
          log.get().normalize() + " is a directory: give -Dlog= a file.");
    }
    if (log.isPresent() && shoppers > 0) {
      throw new IllegalArgumentException(
          "With -Dlog there is no shop to send shoppers to: leave out -Dshoppers or -Dlog.");
    }
    Path folder =
        Optional.ofNullable(options.getProperty("folder"))
            .map(here::resolve)
            .orElse(project.resolve("data"));
    return new Settings(port, folder, shoppers, log, options.getProperty("reader", ""));
  }

  private static int number(Properties options, String name, int otherwise, int least, int most) {
    String given = options.getProperty(name);
    if (given == null) {
      return otherwise;
    }
    if (!given.matches("\\d{1,9}")
        || Integer.parseInt(given) < least
        || Integer.parseInt(given) > most) {
      throw new IllegalArgumentException(
          "-D" + name + "=" + given + " is not a number from " + least + " to " + most + ".");
    }
    return Integer.parseInt(given);
  }
}
