package io.github.senda.storefront.cli;

import java.util.List;

/** Figures as a short text for people, in English. */
final class FiguresText {

  private static final int HEAVIEST = 20;
  private static final int WIDEST_NAME = 60;

  private FiguresText() {}

  static String of(Figures figures, List<FiguresPart> parts) {
    StringBuilder text = new StringBuilder(of(figures));
    parts.forEach(part -> text.append('\n').append(part.text()));
    return text.toString();
  }

  private static String of(Figures figures) {
    StringBuilder text = new StringBuilder();
    line(text, figures.touches(), "touch", "touches", "");
    line(text, figures.journeys(), "journey", "journeys", "");
    line(text, figures.touchpoints(), "touchpoint", "touchpoints", "");
    line(
        text,
        figures.arcs().size(),
        "transition",
        "transitions",
        ", gone " + times(figures.transitionSum()));
    line(text, figures.starts(), "touchpoint", "touchpoints", " where journeys start");
    line(text, figures.ends(), "touchpoint", "touchpoints", " where journeys end");
    line(
        text,
        figures.variants(),
        "variant",
        "variants",
        ", the commonest taken " + times(figures.topVariantJourneys()));
    if (figures.arcs().isEmpty()) {
      return text.toString();
    }
    List<Figures.Arc> heaviest =
        figures.arcs().subList(0, Math.min(HEAVIEST, figures.arcs().size()));
    int width = 0;
    for (Figures.Arc arc : heaviest) {
      width = Math.max(width, name(arc).length());
    }
    text.append('\n').append(left("The heaviest transitions", width));
    text.append(right("times", 12)).append(right("mean", 12)).append(right("median", 12));
    text.append('\n');
    for (Figures.Arc arc : heaviest) {
      text.append(left(name(arc), width)).append(right(count(arc.count()), 12));
      text.append(right(duration(arc.meanSeconds()), 12));
      text.append(right(duration(arc.medianSeconds()), 12)).append('\n');
    }
    int more = figures.arcs().size() - heaviest.size();
    if (more > 0) {
      text.append("and ").append(count(more)).append(" more (--json prints them all)\n");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, long number, String one, String many, String more) {
    text.append(right(count(number), 12)).append(' ');
    text.append(number == 1 ? one : many).append(more).append('\n');
  }

  private static String times(long number) {
    return number == 1 ? "once" : count(number) + " times";
  }

  private static String name(Figures.Arc arc) {
    return shown(arc.from()) + " > " + shown(arc.to());
  }

  /** A name that keeps to its line and its column, whatever a log holds. */
  static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .limit(WIDEST_NAME)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return name.codePointCount(0, name.length()) > WIDEST_NAME ? shown + "..." : shown.toString();
  }

  static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  static String right(String text, int width) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }

  /** A count with commas between thousands. */
  static String count(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    for (int at = digits.length() - 3; at > 0; at -= 3) {
      digits.insert(at, ',');
    }
    return digits.toString();
  }

  /** The two largest units of a duration: {@code 2d 3h}, {@code 1m 32s}, {@code 4.2s}. */
  static String duration(double seconds) {
    if (seconds < 9.95) {
      long tenths = Math.round(seconds * 10);
      return tenths / 10 + "." + tenths % 10 + "s";
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + "s";
    }
    if (whole < 3600) {
      return whole / 60 + "m " + whole % 60 + "s";
    }
    if (whole < 86_400) {
      return whole / 3600 + "h " + whole % 3600 / 60 + "m";
    }
    return whole / 86_400 + "d " + whole % 86_400 / 3600 + "h";
  }
}
