package io.github.senda.storefront.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Reads log files: tables of events and access logs of web servers, plain or gzip. A value; safe
 * for any thread.
 */
public final class LogReader {

  private final ReaderOptions options;
  private final CsvAttributes.Wanted attributes;

  private final boolean categories;

  private LogReader(ReaderOptions options, CsvAttributes.Wanted attributes, boolean categories) {
    this.options = options;
    this.attributes = attributes;
    this.categories = categories;
  }

  /**
   * A reader with the options of the command line: {@code --format csv --case "Case ID"}. With none
   * it goes by the content.
   *
   * @throws BadInput if an option is not known or does not go with another
   */
  public static LogReader of(List<String> arguments) {
    return new LogReader(ReaderOptions.parse(arguments), CsvAttributes.Wanted.NONE, false);
  }

  /**
   * A reader that also reads these columns of a table as attributes of its journeys. It reads no
   * others, as each costs time at every row.
   */
  public LogReader withAttributes(Set<String> names) {
    return new LogReader(options, new CsvAttributes.Wanted(false, names), categories);
  }

  /**
   * A reader that reads all columns of a table as attributes that are none of case, activity and
   * time, and have few values enough to choose from.
   */
  public LogReader withAllAttributes() {
    return new LogReader(options, CsvAttributes.Wanted.ALL, categories);
  }

  /**
   * A reader that also reads which category of goods a touch was about, out of the column that
   * {@code --category} names or that has a usual name; a table must have it.
   */
  public LogReader withCategories() {
    return new LogReader(options, attributes, true);
  }

  /** Whether this is an option of a reader that stands alone: {@code --every-request}. */
  public static boolean isFlag(String option) {
    return ReaderOptions.FLAGS.contains(option);
  }

  /** Whether this is an option of a reader that a value follows: {@code --case}. */
  public static boolean takesValue(String option) {
    return ReaderOptions.VALUED.contains(option);
  }

  /**
   * Reads a file from its beginning to its end.
   *
   * @throws BadInput if there is none, or it is not such a log, or a row of it is bad
   */
  public ReadLog read(Path file) {
    try (InputStream stream = LogSource.open(file)) {
      return read(stream, file.toString());
    } catch (IOException e) {
      throw LogSource.failed(file.toString(), e);
    }
  }

  /**
   * Reads a stream to its end and does not close it.
   *
   * @param name what it is called in messages
   * @throws BadInput if it is not such a log, or a row of it is bad
   */
  public ReadLog read(InputStream stream, String name) {
    try {
      ByteWindow window = new ByteWindow(LogSource.plain(stream));
      window.atLeast(1 << 16);
      if (window.from == window.to) {
        throw new BadInput(name + " is empty: there is nothing to count");
      }
      skipByteOrderMark(window);
      requireText(window, name);
      return format(window) == ReaderOptions.Format.COMBINED
          ? new AccessLog(name, options).read(window)
          : new CsvLog(name, options, attributes, categories).read(window);
    } catch (IOException e) {
      throw LogSource.failed(name, e);
    }
  }

  private ReaderOptions.Format format(ByteWindow window) {
    if (options.format().isPresent()) {
      return options.format().get();
    }
    return AccessLog.isLikely(window) ? ReaderOptions.Format.COMBINED : ReaderOptions.Format.CSV;
  }

  static void skipByteOrderMark(ByteWindow window) {
    byte[] bytes = window.bytes;
    int from = window.from;
    if (window.to - from >= 3
        && bytes[from] == (byte) 0xef
        && bytes[from + 1] == (byte) 0xbb
        && bytes[from + 2] == (byte) 0xbf) {
      window.from += 3;
    }
  }

  /** Only the first line is looked at: a shop's text may well hold a NUL somewhere. */
  private static void requireText(ByteWindow window, String name) {
    for (int i = window.from; i < window.to && window.bytes[i] != '\n'; i++) {
      if (window.bytes[i] == 0) {
        throw new BadInput(
            name + " is not a text in UTF-8; unpack or convert it first, then give it again");
      }
    }
  }
}
