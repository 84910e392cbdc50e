package io.github.senda.benchmarks;

import io.github.senda.diagram.Diagram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a layout came to, from whichever program: boxes, lines and words, in pixels.
 *
 * @param shapes the boxes of the touchpoints
 * @param lines the points that each line goes through
 * @param labels the boxes of the words on lines
 */
record LayoutPicture(List<Box> shapes, List<double[][]> lines, List<Box> labels) {

  /** A rectangle. */
  record Box(double x, double y, double width, double height) {
    boolean overlaps(Box other) {
      double slack = 0.01;
      return x + slack < other.x + other.width
          && other.x + slack < x + width
          && y + slack < other.y + other.height
          && other.y + slack < y + height;
    }
  }

  static LayoutPicture of(Diagram diagram) {
    List<Box> shapes = new ArrayList<>();
    diagram.shapes().forEach(shape -> shapes.add(box(shape.box())));
    List<double[][]> lines = new ArrayList<>();
    List<Box> labels = new ArrayList<>();
    for (Diagram.Line line : diagram.lines()) {
      lines.add(
          line.route().stream()
              .map(point -> new double[] {point.x(), point.y()})
              .toArray(double[][]::new));
      line.label().ifPresent(label -> labels.add(box(label.box())));
    }
    return new LayoutPicture(shapes, lines, labels);
  }

  private static Box box(Diagram.Box box) {
    return new Box(box.x(), box.y(), box.width(), box.height());
  }

  /**
   * How often lines cut through each other; touching is no crossing.
   *
   * @param pairs pieces of two lines that do
   * @param points the places on the page where some do: where lines run together, a line that
   *     crosses them all crosses once
   */
  record Crossings(long pairs, long points) {}

  Crossings crossings() {
    record Piece(int line, double x, double y, double toX, double toY) {
      double left() {
        return Math.min(x, toX);
      }

      /** On which side of this piece's straight line a place is: below 0, above 0, or on it. */
      double side(double atX, double atY) {
        double side = (toX - x) * (atY - y) - (toY - y) * (atX - x);
        return Math.abs(side) < 1e-6 ? 0 : Math.signum(side);
      }

      boolean crosses(Piece other) {
        return side(other.x, other.y) * side(other.toX, other.toY) < 0
            && other.side(x, y) * other.side(toX, toY) < 0;
      }

      /** Where it meets a piece that it crosses, to a tenth of a pixel, in one number. */
      long meeting(Piece other) {
        double across = (toX - x) * (other.toY - other.y) - (toY - y) * (other.toX - other.x);
        double part =
            ((other.x - x) * (other.toY - other.y) - (other.y - y) * (other.toX - other.x))
                / across;
        long atX = Math.round((x + part * (toX - x)) * 10);
        long atY = Math.round((y + part * (toY - y)) * 10);
        return atX << 32 | (atY & 0xffffffffL);
      }
    }
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      double[][] line = lines.get(i);
      for (int j = 1; j < line.length; j++) {
        pieces.add(new Piece(i, line[j - 1][0], line[j - 1][1], line[j][0], line[j][1]));
      }
    }
    pieces.sort(Comparator.comparingDouble(Piece::left));
    long pairs = 0;
    Set<Long> points = new HashSet<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece one = pieces.get(i);
      double right = Math.max(one.x, one.toX);
      for (int j = i + 1; j < pieces.size() && pieces.get(j).left() <= right; j++) {
        Piece other = pieces.get(j);
        if (one.line != other.line && one.crosses(other)) {
          pairs++;
          points.add(one.meeting(other));
        }
      }
    }
    return new Crossings(pairs, points.size());
  }

  double length() {
    double length = 0;
    for (double[][] line : lines) {
      for (int i = 1; i < line.length; i++) {
        length += Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]);
      }
    }
    return length;
  }

  /** Of the rectangle around everything. */
  double area() {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    List<Box> all = new ArrayList<>(shapes);
    all.addAll(labels);
    for (double[][] line : lines) {
      for (double[] point : line) {
        all.add(new Box(point[0], point[1], 0, 0));
      }
    }
    for (Box box : all) {
      left = Math.min(left, box.x);
      top = Math.min(top, box.y);
      right = Math.max(right, box.x + box.width);
      bottom = Math.max(bottom, box.y + box.height);
    }
    return (right - left) * (bottom - top);
  }

  /** Labels on shapes, labels on labels, shapes on shapes. */
  int[] overlaps() {
    int[] overlaps = new int[3];
    for (int i = 0; i < labels.size(); i++) {
      for (Box shape : shapes) {
        overlaps[0] += labels.get(i).overlaps(shape) ? 1 : 0;
      }
      for (Box label : labels.subList(0, i)) {
        overlaps[1] += labels.get(i).overlaps(label) ? 1 : 0;
      }
    }
    for (int i = 0; i < shapes.size(); i++) {
      for (Box other : shapes.subList(0, i)) {
        overlaps[2] += shapes.get(i).overlaps(other) ? 1 : 0;
      }
    }
    return overlaps;
  }
}
