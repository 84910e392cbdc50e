package io.github.senda.storefront.cli;

import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.LogReader;
import io.github.senda.storefront.intake.ReadLog;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The log that a command works on. */
final class Input {

  private Input() {}

  /**
   * Reads the log, and says on {@code err} what was left out of it. What reads its journeys gets
   * those that the command's filter takes.
   */
  static ReadLog read(CommandLine line, InputStream in, PrintStream err) {
    String input =
        line.input()
            .orElseThrow(() -> new BadInput("say which log to read: a file, or - for stdin"));
    LogReader reader = LogReader.of(line.reader()).withAttributes(Selecting.attributes(line));
    if (Zooming.isByCategory(line)) {
      reader = reader.withCategories();
    }
    ReadLog log = input.equals("-") ? reader.read(in, "stdin") : reader.read(path(input));
    for (String sentence : log.leftOut()) {
      err.println("senda: " + sentence);
    }
    return Selecting.of(line, log, err);
  }

  /** The zone of the log's days. */
  static ZoneId zone(CommandLine line) {
    int at = line.reader().indexOf("--zone");
    try {
      return at < 0 ? ZoneOffset.UTC : ZoneId.of(line.reader().get(at + 1));
    } catch (DateTimeException e) {
      throw new BadInput("--zone is a zone as Europe/Madrid", e);
    }
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadInput("\"" + text + "\" is not the name of a file: " + e.getReason(), e);
    }
  }
}
