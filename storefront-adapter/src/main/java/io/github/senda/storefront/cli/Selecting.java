package io.github.senda.storefront.cli;

import io.github.senda.journey.FilterMistake;
import io.github.senda.journey.JourneyFilter;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Unit;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.ReadLog;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The options that say which journeys count, and what is counted as one. */
final class Selecting {

  static final String FILTER = "--filter";
  static final String UNIT = "--unit";

  /** Every option whose value is a filter. */
  private static final List<String> FILTERS = List.of(FILTER, "--compare");

  private Selecting() {}

  /**
   * The filter that an option gives, its days in the log's zone; all journeys where it is not
   * given.
   *
   * @throws BadInput if it is none
   */
  static JourneyFilter filter(CommandLine line, String option) {
    try {
      return JourneyFilter.parse(line.value(option).orElse("")).at(Input.zone(line));
    } catch (FilterMistake e) {
      throw new BadInput(option + ", " + e.getMessage(), e);
    }
  }

  /** The attributes that the filters of a command ask for. */
  static SortedSet<String> attributes(CommandLine line) {
    SortedSet<String> names = new TreeSet<>();
    FILTERS.forEach(option -> names.addAll(filter(line, option).attributes()));
    return names;
  }

  /**
   * The journeys of a log that the command is to count.
   *
   * @throws BadInput if a filter asks for an attribute that the log has not
   */
  static ReadLog of(CommandLine line, ReadLog read, PrintStream err) {
    for (String option : FILTERS) {
      filter(line, option)
          .strangersIn(read.log(), read.meaning())
          .forEach(stranger -> tell(option, stranger, read, err));
    }
    return new ReadLog(
        read.log().where(filter(line, FILTER)).counting(unit(line)),
        read.meaning(),
        read.leftOut());
  }

  /** The journeys of a selection's log that another filter takes, counted alike. */
  static JourneyLog others(JourneyLog log, JourneyFilter filter) {
    return new JourneyLog(log.blocks(), log.signs(), log.attributes(), log.from(), log.to())
        .counting(log.unit())
        .where(filter);
  }

  private static void tell(
      String option, JourneyFilter.Stranger stranger, ReadLog read, PrintStream err) {
    String near = stranger.near().isEmpty() ? "" : "; near: " + String.join(", ", stranger.near());
    if (!stranger.attribute()) {
      err.println("senda: " + option + ": no touch is called \"" + stranger.name() + "\"" + near);
    } else if (read.log().attributes().size() <= 1) {
      // A table that had such a column would have been refused while it was read.
      throw new BadInput(
          option + ": nothing in this log has an attribute \"" + stranger.name() + "\"" + near);
    }
  }

  private static Unit unit(CommandLine line) {
    String name = line.value(UNIT).orElse("visit");
    return Arrays.stream(Unit.values())
        .filter(unit -> name(unit).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    UNIT
                        + " "
                        + name
                        + " is not known; there are: "
                        + Arrays.stream(Unit.values())
                            .map(Selecting::name)
                            .collect(Collectors.joining(", "))));
  }

  /** A unit as it is written. */
  static String name(Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }
}
