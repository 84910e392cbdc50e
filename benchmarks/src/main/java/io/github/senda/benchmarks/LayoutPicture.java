package io.github.senda.benchmarks;

import io.github.senda.diagram.Diagram;
import java.util.ArrayList;
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
    record Piece(int line, double[] from, double[] to) {}
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      for (int j = 1; j < lines.get(i).length; j++) {
        pieces.add(new Piece(i, lines.get(i)[j - 1], lines.get(i)[j]));
      }
    }
    pieces.sort((one, other) -> Double.compare(left(one.from, one.to), left(other.from, other.to)));
    long pairs = 0;
    Set<Long> points = new HashSet<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece one = pieces.get(i);
      double right = Math.max(one.from[0], one.to[0]);
      for (int j = i + 1; j < pieces.size(); j++) {
        Piece other = pieces.get(j);
        if (left(other.from, other.to) > right) {
          break;
        }
        if (one.line != other.line && cross(one.from, one.to, other.from, other.to)) {
          pairs++;
          points.add(meeting(one.from, one.to, other.from, other.to));
        }
      }
    }
    return new Crossings(pairs, points.size());
  }

  /** Where two pieces that cross do so, to a tenth of a pixel, in one number. */
  private static long meeting(double[] a, double[] b, double[] c, double[] d) {
    double across = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
    double part = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / across;
    long x = Math.round((a[0] + part * (b[0] - a[0])) * 10);
    long y = Math.round((a[1] + part * (b[1] - a[1])) * 10);
    return x << 32 | (y & 0xffffffffL);
  }

  private static double left(double[] from, double[] to) {
    return Math.min(from[0], to[0]);
  }

  private static boolean cross(double[] a, double[] b, double[] c, double[] d) {
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
  }

  private static double side(double[] a, double[] b, double[] point) {
    double side = (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]);
    return Math.abs(side) < 1e-6 ? 0 : Math.signum(side);
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
