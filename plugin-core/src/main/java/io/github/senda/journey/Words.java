package io.github.senda.journey;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How the words of a filter are written, and which are near one another. */
final class Words {

  /** Names that mean something else than an attribute. */
  static final Set<String> RESERVED =
      Set.of("began", "landing", "visitor", "outcome", "value", "and", "or", "not", "in");

  /** What an attribute's name may be preceded by, so that it means nothing else. */
  static final String ATTRIBUTE = "attr.";

  private static final int MOST_NEAR = 3;
  private static final int MOST_DIGITS = 40;

  private Words() {}

  /** Whether a character may stand in a word without quotes. */
  static boolean isPlain(char c) {
    return c > ' '
        && c != '\u007f'
        && "(),=!<>\"'".indexOf(c) < 0
        && !Character.isWhitespace(c)
        && !Character.isSpaceChar(c);
  }

  private static boolean isPlain(String word) {
    return !word.isEmpty() && word.chars().allMatch(c -> isPlain((char) c));
  }

  private static boolean isKeyword(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "and", "or", "not", "in" -> true;
      default -> false;
    };
  }

  /** A value, in quotes where it would not be read as one word. */
  static String value(String value) {
    return isPlain(value) && !isKeyword(value) ? value : quoted(value);
  }

  static String touchpoint(String name) {
    return value(name);
  }

  static String attribute(String name) {
    if (!isPlain(name)) {
      return quoted(name);
    }
    boolean taken = RESERVED.contains(name.toLowerCase(Locale.ROOT)) || name.startsWith(ATTRIBUTE);
    return taken ? ATTRIBUTE + name : name;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /** A comparison and what it compares with; several values are a list. */
  static String compared(Comparison comparison, List<String> values) {
    if (values.size() == 1) {
      return " " + comparison.sign() + " " + value(values.get(0));
    }
    return values.stream().map(Words::value).collect(Collectors.joining(", ", " in (", ")"));
  }

  /** A number as people and programs write it; empty if it is none, or beyond all sense. */
  static Optional<BigDecimal> number(String text) {
    if (text.isEmpty() || text.length() > MOST_DIGITS) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs(number.scale()) > MOST_DIGITS ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The names that were perhaps meant, nearest first. */
  static List<String> near(String word, Collection<String> names) {
    String plain = plain(word);
    record Near(String name, int distance) {}
    List<Near> near = new ArrayList<>();
    for (String name : names) {
      String other = plain(name);
      int distance = distance(plain, other);
      boolean within =
          plain.length() > 2
              && other.length() > 2
              && (other.contains(plain) || plain.contains(other));
      if (distance <= Math.max(1, plain.length() / 3) || within) {
        near.add(new Near(name, distance));
      }
    }
    near.sort(Comparator.comparingInt(Near::distance).thenComparing(Near::name));
    return near.stream().limit(MOST_NEAR).map(Near::name).toList();
  }

  private static String plain(String word) {
    StringBuilder plain = new StringBuilder();
    for (char c : word.toLowerCase(Locale.ROOT).toCharArray()) {
      if (plain.length() < 60 && c != '_' && c != '-' && c != ' ') {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** How many letters have to be changed, put in or left out (Levenshtein, 1966). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
