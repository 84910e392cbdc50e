package io.github.senda.diagram.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * How much room words take. An estimate, a little wider than the usual sans-serif letters: a
 * picture is read with whatever letters a machine has, and a shop's server may have none at all.
 */
final class Lettering {

  private static final String NARROW = "iljtfrI.,:;'|!()[]{} -\u00a0·";
  private static final String WIDE = "mwMW@%→▼↻";
  private static final String DOTS = "…";

  private Lettering() {}

  /** The width of a text in pixels. */
  static int width(String text, int size, boolean bold) {
    double width = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      width += width(text.codePointAt(at));
    }
    return (int) Math.ceil(width * size * (bold ? 1.07 : 1));
  }

  /** The width of one letter as a part of its size. */
  private static double width(int point) {
    if (point >= 0x300 && point < 0x370) {
      return 0;
    }
    if (point >= 0x1100 && (point < 0x2000 || point > 0x2fff)) {
      return 1.05;
    }
    if (NARROW.indexOf(point) >= 0) {
      return 0.37;
    }
    if (WIDE.indexOf(point) >= 0) {
      return 0.9;
    }
    return Character.isUpperCase(point) ? 0.7 : 0.61;
  }

  /**
   * Breaks a text into lines that fit, between words where it can, else within them; what is beyond
   * the last line is cut and marked by dots.
   */
  static List<String> wrap(String text, int room, int most, int size, boolean bold) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (!rest.isEmpty()) {
      int fits = fitting(rest, room, size, bold);
      if (fits == rest.length()) {
        lines.add(rest);
        break;
      }
      if (lines.size() == most - 1) {
        int shorter = fitting(rest, room - width(DOTS, size, bold), size, bold);
        lines.add(rest.substring(0, shorter).stripTrailing() + DOTS);
        break;
      }
      int cut = breakBefore(rest, fits);
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
    }
    return lines.isEmpty() ? List.of("\u00a0") : lines;
  }

  /** How much of a text fits, at least one letter of it, never half a letter. */
  private static int fitting(String text, int room, int size, boolean bold) {
    double width = 0;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      width += width(point) * size * (bold ? 1.07 : 1);
      if (width > room && at > 0) {
        return at;
      }
      at += Character.charCount(point);
    }
    return at;
  }

  /** The last good place to break at or before {@code most}. */
  private static int breakBefore(String text, int most) {
    for (int at = most; at > most / 3; at--) {
      char before = text.charAt(at - 1);
      boolean beforeBlank = at < text.length() && text.charAt(at) == ' ';
      if (beforeBlank || "/-_. :?&=".indexOf(before) >= 0) {
        return at;
      }
    }
    return most;
  }
}
