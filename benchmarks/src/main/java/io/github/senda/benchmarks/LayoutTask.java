package io.github.senda.benchmarks;

import io.github.senda.diagram.Diagram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What other programs are asked to lay out: the cards, lines and words of a drawing, without their
 * places. It goes through a file, so that a fresh JVM can have it without a drawing of Senda's
 * having been made there before.
 *
 * @param cards the shapes, in the order of the drawing
 * @param lines the lines, in the order of the drawing
 */
record LayoutTask(List<Card> cards, List<Line> lines) {

  /**
   * A card.
   *
   * @param column which it belongs into: the entry, stage by stage, the ends
   */
  record Card(String id, int width, int height, int column) {}

  /**
   * A line.
   *
   * @param words what stands on it; empty for nothing
   */
  record Line(String from, String to, boolean back, String words, int width, int height) {}

  static LayoutTask of(Diagram diagram) {
    List<String> lanes = new ArrayList<>();
    diagram.lanes().forEach(lane -> lanes.add(lane.id()));
    List<Card> cards = new ArrayList<>();
    for (Diagram.Shape shape : diagram.shapes()) {
      int end = shape.kind() == Diagram.Kind.ENTRY ? 0 : 1 + lanes.size();
      int column = shape.lane().isPresent() ? 1 + lanes.indexOf(shape.lane().get()) : end;
      cards.add(new Card(shape.id(), shape.box().width(), shape.box().height(), column));
    }
    List<Line> lines = new ArrayList<>();
    for (Diagram.Line line : diagram.lines()) {
      String words = line.label().isPresent() ? line.label().get().text().text() : "";
      int width = words.isEmpty() ? 0 : line.label().get().box().width();
      int height = words.isEmpty() ? 0 : line.label().get().box().height();
      boolean back = line.way() == Diagram.Way.BACK;
      lines.add(new Line(line.from(), line.to(), back, words, width, height));
    }
    return new LayoutTask(cards, lines);
  }

  /** A row for each card and then for each line, with tabulators between what is said. */
  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Card card : cards) {
      row(text, "card", card.id, card.width, card.height, card.column);
    }
    for (Line line : lines) {
      row(text, "line", line.from, line.to, line.back, line.width, line.height, line.words);
    }
    Files.writeString(file, text);
  }

  private static void row(StringBuilder text, Object... cells) {
    for (Object cell : cells) {
      text.append(cell).append('\t');
    }
    text.append("\n");
  }

  static LayoutTask read(Path file) throws IOException {
    List<Card> cards = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    for (String row : Files.readAllLines(file)) {
      String[] cells = row.split("\t", -1);
      if (cells[0].equals("card")) {
        cards.add(new Card(cells[1], number(cells[2]), number(cells[3]), number(cells[4])));
      } else {
        boolean back = Boolean.parseBoolean(cells[3]);
        lines.add(new Line(cells[1], cells[2], back, cells[6], number(cells[4]), number(cells[5])));
      }
    }
    return new LayoutTask(cards, lines);
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
