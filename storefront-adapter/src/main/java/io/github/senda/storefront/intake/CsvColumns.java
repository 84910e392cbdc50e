package io.github.senda.storefront.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which columns of a table hold whose a touch is, what it is and when it was.
 *
 * @param owner the column of the case or the visitor, from 0
 * @param activity the column of the activity, from 0
 * @param time the column of the time, from 0
 * @param visits whether the owner is a visitor, whose touches are to be cut into visits
 * @param category the column of the category of goods, from 0; -1 for none
 * @param numbered whether all three were given by number, so that a header is not needed
 */
record CsvColumns(
    int owner, int activity, int time, int category, boolean visits, boolean numbered) {

  private static final int LONGEST_LISTING = 600;

  // First what process mining's standard calls them, which leaves no doubt; then what others do.
  private static final List<List<String>> CASES =
      List.of(
          List.of("case:concept:name"),
          List.of("caseid", "case", "sessionid", "session", "usersession", "visitid", "traceid"));
  private static final List<List<String>> ACTIVITIES =
      List.of(
          List.of("concept:name"),
          List.of("activity", "activityname", "event", "eventname", "eventtype", "action"));
  private static final List<List<String>> TIMES =
      List.of(
          List.of("time:timestamp"),
          List.of("timestamp", "time", "eventtime", "eventtimestamp", "datetime", "date", "ts"));

  private static final List<List<String>> CATEGORIES =
      List.of(List.of("itemcategory"), List.of("productcategory", "category", "categoria"));

  /**
   * Finds the columns in a header.
   *
   * @param categories whether that of the category is to be read
   * @throws BadInput if one is not there, or could be several
   */
  static CsvColumns of(
      List<String> header, ReaderOptions options, boolean categories, String name) {
    Header names = new Header(header, name);
    boolean visits = options.visitorColumn().isPresent();
    int owner =
        visits
            ? names.given("--visitor", options.visitorColumn().get())
            : names.find("--case", options.caseColumn(), CASES);
    int activity = names.find("--activity", options.activityColumn(), ACTIVITIES);
    int time = names.find("--time", options.timeColumn(), TIMES);
    boolean numbered =
        names.isNumber(visits ? options.visitorColumn() : options.caseColumn())
            && names.isNumber(options.activityColumn())
            && names.isNumber(options.timeColumn());
    int category =
        categories || options.categoryColumn().isPresent()
            ? names.find("--category", options.categoryColumn(), CATEGORIES)
            : CsvCategories.NONE;
    return new CsvColumns(owner, activity, time, category, visits, numbered);
  }

  /** Whether a column is the owner, the activity or the time. */
  boolean takes(int column) {
    return column == owner || column == activity || column == time;
  }

  /** Whether a table has a column of categories with a usual name. */
  static boolean hasCategories(List<String> header) {
    return header.stream().filter(name -> CATEGORIES.get(0).contains(Header.plain(name))).count()
        == 1;
  }

  /** The highest of the columns, from 0. */
  int last() {
    return Math.max(owner, Math.max(activity, time));
  }

  /** A header that knows what is asked of it. */
  private static final class Header {
    private final List<String> names;
    private final String log;

    Header(List<String> names, String log) {
      this.names = names;
      this.log = log;
    }

    int find(String option, Optional<String> given, List<List<String>> usual) {
      return given.isPresent() ? given(option, given.get()) : guess(option, usual);
    }

    int given(String option, String column) {
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).equals(column)) {
          places.add(i);
        }
      }
      if (places.size() == 1) {
        return places.get(0);
      }
      if (places.size() > 1) {
        throw new BadInput(
            log
                + ": "
                + places.size()
                + " columns are called \""
                + column
                + "\"; give "
                + option
                + " the number of the one you mean: "
                + numbers(places));
      }
      if (isNumber(Optional.of(column))) {
        int number = Integer.parseInt(column);
        if (number >= 1 && number <= names.size()) {
          return number - 1;
        }
      }
      throw new BadInput(
          log
              + " has no column \""
              + column
              + "\" for "
              + option
              + "; there are: "
              + listing(names));
    }

    private int guess(String option, List<List<String>> usual) {
      for (List<String> tier : usual) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
          if (tier.contains(plain(names.get(i)))) {
            places.add(i);
          }
        }
        if (places.size() == 1) {
          return places.get(0);
        }
        if (places.size() > 1) {
          StringBuilder candidates = new StringBuilder();
          for (int place : places) {
            candidates.append(candidates.isEmpty() ? "" : " or ");
            candidates.append(oneLine(names.get(place))).append(" (column ").append(place + 1);
            candidates.append(')');
          }
          throw new BadInput(
              log + ": say with " + option + " which column is meant: " + candidates);
        }
      }
      if (names.size() == 1) {
        throw new BadInput(
            log
                + " is neither an access log in the combined form nor a table with a header of"
                + " several columns; see --help");
      }
      throw new BadInput(
          log
              + ": no column has a usual name for this; say which it is with "
              + option
              + (option.equals("--case") ? " (or --visitor)" : "")
              + "; there are: "
              + listing(names));
    }

    private static String plain(String name) {
      StringBuilder plain = new StringBuilder();
      for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
        if (c != ' ' && c != '_' && c != '-') {
          plain.append(c);
        }
      }
      return plain.toString();
    }

    /** Whether a column was given by number, and no column has that for a name. */
    boolean isNumber(Optional<String> column) {
      if (column.isEmpty() || column.get().isEmpty() || column.get().length() > 6) {
        return false;
      }
      for (char c : column.get().toCharArray()) {
        if (c < '0' || c > '9') {
          return false;
        }
      }
      return !names.contains(column.get());
    }

    private static String numbers(List<Integer> places) {
      StringBuilder numbers = new StringBuilder();
      for (int i = 0; i < places.size(); i++) {
        numbers.append(i == 0 ? "" : i == places.size() - 1 ? " or " : ", ");
        numbers.append(places.get(i) + 1);
      }
      return numbers.toString();
    }
  }

  /** Column names in one line, as many as anybody reads. */
  static String listing(List<String> names) {
    StringBuilder listing = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      if (listing.length() > LONGEST_LISTING) {
        return listing.append(", ... (").append(names.size()).append(" in all)").toString();
      }
      listing.append(i == 0 ? "" : ", ").append(oneLine(names.get(i)));
    }
    return listing.toString();
  }

  static String oneLine(String name) {
    StringBuilder line = new StringBuilder();
    name.codePoints()
        .limit(60)
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return line.toString().isBlank() ? "(blank)" : line.toString();
  }
}
