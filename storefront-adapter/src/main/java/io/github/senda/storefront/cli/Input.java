package io.github.senda.storefront.cli;

import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.LogReader;
import io.github.senda.storefront.intake.ReadLog;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The log that a command works on. */
final class Input {

  private Input() {}

  /** Reads the log, and says on {@code err} what was left out of it. */
  static ReadLog read(CommandLine line, InputStream in, PrintStream err) {
    String input =
        line.input()
            .orElseThrow(() -> new BadInput("say which log to read: a file, or - for stdin"));
    LogReader reader = LogReader.of(line.reader());
    ReadLog log = input.equals("-") ? reader.read(in, "stdin") : reader.read(path(input));
    for (String sentence : log.leftOut()) {
      err.println("senda: " + sentence);
    }
    return log;
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadInput("\"" + text + "\" is not the name of a file: " + e.getReason(), e);
    }
  }
}
