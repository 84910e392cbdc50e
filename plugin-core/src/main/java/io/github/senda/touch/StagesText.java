package io.github.senda.touch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes a model of stages; what it looks like stands at {@link Stages#parse}. */
final class StagesText {

  private static final int MOST_STAGES = 40;

  private final String name;
  private final List<String> lines;
  private final List<Stage> order = new ArrayList<>();
  private final Map<Touchpoint, Stage> members = new LinkedHashMap<>();
  private final Map<Stage, String> names = new HashMap<>();
  private final Map<Object, Integer> firstLines = new HashMap<>();
  private String line = "";
  private int number;
  private int at;

  StagesText(String text, String name) {
    this.name = name;
    this.lines = text.lines().toList();
  }

  Stages read() {
    for (String each : lines) {
      line = number == 0 && each.startsWith("\ufeff") ? " " + each.substring(1) : each;
      number++;
      at = 0;
      blanks();
      if (!isOver()) {
        stage();
      }
    }
    if (order.isEmpty()) {
      throw new IllegalArgumentException(name + " names no stage; there has to be one at least");
    }
    return new Stages(order, members, names);
  }

  private void stage() {
    int start = at;
    String key = bare();
    Stage stage;
    try {
      stage = new Stage(key);
    } catch (IllegalArgumentException e) {
      throw mistake(start, e.getMessage(), e);
    }
    if (order.size() == MOST_STAGES) {
      throw mistake(start, "there are more than " + MOST_STAGES + " stages");
    }
    once(stage, "the stage " + key, start);
    order.add(stage);
    blanks();
    if (!isOver() && line.charAt(at) == '"') {
      names.put(stage, quoted());
      blanks();
    }
    if (isOver() || line.charAt(at) != ':') {
      throw mistake(at, "a colon is missing after the stage \"" + key + "\"");
    }
    at++;
    touchpoints(stage);
  }

  private void touchpoints(Stage stage) {
    for (blanks(); !isOver(); blanks()) {
      int start = at;
      String touchpoint = line.charAt(at) == '"' ? quoted() : bare();
      if (touchpoint.isEmpty()) {
        throw mistake(
            start, "the name of a touchpoint is missing; other characters go between quotes");
      }
      Touchpoint step = Touchpoint.of(touchpoint);
      once(step, "the touchpoint " + touchpoint, start);
      members.put(step, stage);
      blanks();
      if (isOver()) {
        return;
      }
      if (line.charAt(at) != ',') {
        throw mistake(at, "a comma is missing after \"" + touchpoint + "\"");
      }
      at++;
    }
  }

  private void once(Object what, String calledSo, int start) {
    Integer before = firstLines.putIfAbsent(what, number);
    if (before != null) {
      throw mistake(start, calledSo + " stands in line " + before + " already");
    }
  }

  private boolean isOver() {
    return at == line.length() || line.charAt(at) == '#';
  }

  private void blanks() {
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
  }

  private static boolean isBare(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private String bare() {
    int start = at;
    while (at < line.length() && isBare(line.codePointAt(at))) {
      at += Character.charCount(line.codePointAt(at));
    }
    return line.substring(start, at);
  }

  /** Between quotes; a quote or backslash inside stands behind a backslash, as in Java. */
  private String quoted() {
    int start = at++;
    StringBuilder text = new StringBuilder();
    while (at < line.length() && line.charAt(at) != '"') {
      char c = line.charAt(at++);
      if (c == '\\' && at < line.length()) {
        char escaped = line.charAt(at++);
        c = escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped;
      }
      text.append(c);
    }
    if (at == line.length()) {
      throw mistake(start, "the quote that begins here does not end");
    }
    at++;
    if (text.length() == 0) {
      throw mistake(start, "there is nothing between the quotes");
    }
    return text.toString();
  }

  private IllegalArgumentException mistake(int column, String sentence) {
    return mistake(column, sentence, null);
  }

  private IllegalArgumentException mistake(int column, String sentence, Throwable cause) {
    return new IllegalArgumentException(
        name + ", line " + number + ", column " + (column + 1) + ": " + sentence, cause);
  }

  static String of(Stages stages) {
    StringBuilder text = new StringBuilder();
    Map<Stage, List<String>> members = new HashMap<>();
    new TreeMap<>(stages.members())
        .forEach(
            (step, stage) ->
                members.computeIfAbsent(stage, key -> new ArrayList<>()).add(word(step.name())));
    for (Stage stage : stages.order()) {
      text.append(stage.key());
      if (stages.names().containsKey(stage)) {
        text.append(' ').append(quote(stages.names().get(stage)));
      }
      String steps = String.join(", ", members.getOrDefault(stage, List.of()));
      text.append(steps.isEmpty() ? ":" : ": ").append(steps).append('\n');
    }
    return text.toString();
  }

  private static String word(String name) {
    return name.codePoints().allMatch(StagesText::isBare) ? name : quote(name);
  }

  private static String quote(String name) {
    String escaped = name.replace("\\", "\\\\").replace("\"", "\\\"");
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r") + '"';
  }
}
