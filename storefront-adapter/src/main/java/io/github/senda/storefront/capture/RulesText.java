package io.github.senda.storefront.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a file of rules, cut at its rules, so that one can be put in or taken out and all
 * that a person wrote around them stays: comments, order, layout.
 *
 * @param before all up to the bracket that opens the list of rules
 * @param rules each rule with the blanks and comments before it
 * @param after all from the bracket that closes the list
 */
record RulesText(String before, List<String> rules, String after) {

  private static final String INDENT = "\n    ";

  RulesText {
    rules = List.copyOf(rules);
  }

  /**
   * Cuts a text.
   *
   * @param text a text that {@link RulesReader} could read
   * @param count how many rules it read there
   * @throws IllegalArgumentException if its rules do not stand in one plain list
   */
  static RulesText of(String text, int count) {
    Scan scan = new Scan(text);
    scan.run();
    if (scan.opened < 0 && count == 0) {
      String head = text.substring(0, scan.end).stripTrailing();
      return new RulesText(
          head + "\n  " + (scan.named ? ", " : "") + "\"rules\": [",
          List.of(),
          "\n  ]\n" + text.substring(scan.end));
    }
    List<String> slices = new ArrayList<>();
    int from = scan.opened + 1;
    for (int cut : scan.cuts) {
      slices.add(text.substring(from, cut));
      from = cut + 1;
    }
    boolean none = count == 0 && slices.size() == 1;
    if (!none && slices.size() != count) {
      throw new RulesMistake(RulesMistake.Kind.NOT_APART, RuleBook.NAME);
    }
    return none
        ? new RulesText(text.substring(0, from - 1).stripTrailing(), List.of(), closing(text, from))
        : new RulesText(text.substring(0, scan.opened + 1), slices, text.substring(from - 1));
  }

  private static String closing(String text, int from) {
    return "\n  " + text.substring(from - 1);
  }

  /** With one more rule, before all others. */
  RulesText with(String rule) {
    List<String> all = new ArrayList<>(rules);
    all.add(0, INDENT + rule);
    return new RulesText(before, all, after);
  }

  /** Without the rule at a place. */
  RulesText without(int place) {
    List<String> left = new ArrayList<>(rules);
    left.remove(place);
    return new RulesText(before, left, after);
  }

  String text() {
    return before + String.join(",", rules) + after;
  }

  /** Goes over the text once: strings and comments hold no brackets that count. */
  private static final class Scan {
    private final String text;
    private final StringBuilder word = new StringBuilder();
    private final List<Integer> cuts = new ArrayList<>();
    private int depth;
    private int at;
    private int opened = -1;
    private int end;
    private boolean named;
    private boolean inside;

    Scan(String text) {
      this.text = text;
    }

    void run() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
          string(c);
        } else if (c == '#' || text.startsWith("//", at)) {
          skipTo("\n");
        } else if (text.startsWith("/*", at)) {
          skipTo("*/");
        } else {
          plain(c);
          at++;
        }
      }
    }

    private void plain(char c) {
      switch (c) {
        case '{', '[' -> {
          if (c == '[' && depth == 1 && opened < 0 && "rules".contentEquals(word)) {
            opened = at;
            inside = true;
          }
          depth++;
          word.setLength(0);
        }
        case '}', ']' -> {
          depth--;
          if (inside && depth == 1) {
            cuts.add(at);
            inside = false;
          }
          if (depth == 0) {
            end = at;
          }
        }
        case ',', ';' -> {
          if (inside && depth == 2) {
            cuts.add(at);
          }
          word.setLength(0);
        }
        default -> {
          if (Character.isLetterOrDigit(c)) {
            word.append(c);
            named = true;
          }
        }
      }
    }

    private void string(char quote) {
      word.setLength(0);
      for (at++; at < text.length() && text.charAt(at) != quote; at++) {
        if (text.charAt(at) == '\\') {
          at++;
        } else {
          word.append(text.charAt(at));
        }
      }
      at++;
      named = true;
    }

    private void skipTo(String mark) {
      int found = text.indexOf(mark, at + 1);
      at = found < 0 ? text.length() : found + mark.length();
    }
  }
}
