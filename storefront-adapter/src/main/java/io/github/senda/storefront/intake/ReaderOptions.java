package io.github.senda.storefront.intake;

import io.github.senda.journey.Sessionizer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a log is to be read, as the options of the command line say it.
 *
 * @param format the format; empty where the content is to tell
 * @param caseColumn the column of the case, by name or number
 * @param visitorColumn the column of the visitor, by name or number, whose touches are to be cut
 * @param activityColumn the column of the activity, by name or number
 * @param timeColumn the column of the time, by name or number
 * @param zone the zone of times that name none
 * @param timeFormat the pattern of times that are written in no usual form
 * @param gap where visits are cut; empty where nothing was said
 * @param everyRequest whether static files, errors and crawlers count
 * @param categoryColumn the column of the category of goods, by name or number
 * @param skipBadRows whether bad rows are left out instead of ending the reading
 */
record ReaderOptions(
    Optional<Format> format,
    Optional<String> caseColumn,
    Optional<String> visitorColumn,
    Optional<String> activityColumn,
    Optional<String> timeColumn,
    ZoneId zone,
    Optional<String> timeFormat,
    Optional<Sessionizer> gap,
    boolean everyRequest,
    Optional<String> categoryColumn,
    boolean skipBadRows) {

  /** A format of logs. */
  enum Format {
    COMBINED,
    CSV
  }

  static final Set<String> FLAGS = Set.of("--every-request", "--skip-bad-rows");
  static final Set<String> VALUED =
      Set.of(
          "--format",
          "--case",
          "--visitor",
          "--activity",
          "--time",
          "--zone",
          "--time-format",
          "--gap",
          "--category");

  private static final List<String> OF_CSV =
      List.of(
          "--case", "--visitor", "--activity", "--time", "--zone", "--time-format", "--category");
  private static final long LONGEST_GAP_DAYS = 10_000;

  /**
   * Reads options.
   *
   * @throws BadInput if one is not known, stands twice, or does not go with another
   */
  static ReaderOptions parse(List<String> arguments) {
    Given given = new Given(arguments);
    Optional<Format> format = given.value("--format").map(ReaderOptions::format);
    for (String option : OF_CSV) {
      if (given.has(option)) {
        if (format.equals(Optional.of(Format.COMBINED))) {
          throw new BadInput(option + " does not go with --format combined: it is for csv");
        }
        format = Optional.of(Format.CSV);
      }
    }
    if (given.has("--every-request")) {
      if (format.equals(Optional.of(Format.CSV))) {
        throw new BadInput("--every-request does not go with a csv log: it is for combined");
      }
      format = Optional.of(Format.COMBINED);
    }
    if (given.has("--case") && given.has("--visitor")) {
      throw new BadInput("--case and --visitor exclude one another: give the one you count by");
    }
    return new ReaderOptions(
        format,
        given.value("--case"),
        given.value("--visitor"),
        given.value("--activity"),
        given.value("--time"),
        given.value("--zone").map(ReaderOptions::zone).orElse(ZoneOffset.UTC),
        given.value("--time-format").map(ReaderOptions::timeFormat),
        given.value("--gap").map(ReaderOptions::gap),
        given.has("--every-request"),
        given.value("--category"),
        given.has("--skip-bad-rows"));
  }

  /** Where visits are cut. */
  Sessionizer cut() {
    return gap.orElse(Sessionizer.STANDARD);
  }

  /** How times are read. */
  TimeText times() {
    return timeFormat.isPresent() ? TimeText.of(zone, timeFormat.get()) : TimeText.of(zone);
  }

  private static Format format(String name) {
    return switch (name) {
      case "combined" -> Format.COMBINED;
      case "csv" -> Format.CSV;
      default -> throw new BadInput("--format " + name + " is not known; there are: combined, csv");
    };
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new BadInput("--zone " + name + " is not known; one is Europe/Madrid", e);
    }
  }

  private static String timeFormat(String pattern) {
    try {
      TimeText.of(ZoneOffset.UTC, pattern);
      return pattern;
    } catch (IllegalArgumentException e) {
      throw new BadInput(
          "--time-format " + pattern + " is not a pattern; one is \"dd/MM/yyyy HH:mm:ss\"", e);
    }
  }

  private static Sessionizer gap(String text) {
    int digits = text.length() - 1;
    long seconds =
        switch (text.isEmpty() ? ' ' : text.charAt(digits)) {
          case 's' -> 1;
          case 'm' -> 60;
          case 'h' -> 3600;
          case 'd' -> 86_400;
          default -> 0;
        };
    boolean number = digits > 0 && digits < 10;
    for (int i = 0; i < digits; i++) {
      number &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    Duration gap =
        number && seconds > 0
            ? Duration.ofSeconds(Long.parseLong(text.substring(0, digits)) * seconds)
            : Duration.ZERO;
    if (gap.isZero() || gap.toDays() > LONGEST_GAP_DAYS) {
      throw new BadInput(
          "--gap " + text + " is not a pause; give a number with s, m, h or d, such as 30m");
    }
    return new Sessionizer(gap);
  }

  /** Options and their values as they were given. */
  private static final class Given {
    private final List<String> arguments;

    Given(List<String> arguments) {
      this.arguments = arguments;
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < arguments.size(); i++) {
        String option = arguments.get(i);
        boolean valued = VALUED.contains(option);
        if (!valued && !FLAGS.contains(option)) {
          throw new BadInput("the reader's option " + option + " is not known");
        }
        if (!seen.add(option)) {
          throw new BadInput(option + " is given twice");
        }
        if (valued && ++i == arguments.size()) {
          throw new BadInput(option + " needs a value");
        }
      }
    }

    boolean has(String option) {
      return place(option) >= 0;
    }

    Optional<String> value(String option) {
      int place = place(option);
      return place < 0 ? Optional.empty() : Optional.of(arguments.get(place + 1));
    }

    private int place(String option) {
      for (int i = 0; i < arguments.size(); i++) {
        if (arguments.get(i).equals(option)) {
          return i;
        }
        if (VALUED.contains(arguments.get(i))) {
          i++;
        }
      }
      return -1;
    }
  }
}
