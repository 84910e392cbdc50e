package io.github.senda.diagram.svg;

import io.github.senda.diagram.Diagram.Point;
import java.util.List;
import java.util.Locale;

/**
 * A line's way as SVG writes it: straight parts, quarter circles at the corners, and an arrow's
 * head at the end.
 *
 * @param path the line, up to where its head begins
 * @param head the head, a triangle whose point is the end of the way
 */
record Track(String path, String head) {

  private static final double LARGEST_RADIUS = 10;

  static Track of(List<Point> route, int width) {
    int last = route.size() - 1;
    Point end = route.get(last);
    Point before = route.get(last - 1);
    int dx = Integer.signum(end.x() - before.x());
    int dy = Integer.signum(end.y() - before.y());
    int headLength = 5 + width / 2;
    int headHalf = 3 + width / 2;
    int baseX = end.x() - dx * headLength;
    int baseY = end.y() - dy * headLength;

    StringBuilder path = new StringBuilder("M" + route.get(0).x() + " " + route.get(0).y());
    for (int i = 1; i < last; i++) {
      Point corner = route.get(i);
      Point next = route.get(i + 1);
      double radius =
          Math.min(
              LARGEST_RADIUS,
              Math.min(distance(route.get(i - 1), corner), distance(corner, next)) / 2);
      int inX = Integer.signum(corner.x() - route.get(i - 1).x());
      int inY = Integer.signum(corner.y() - route.get(i - 1).y());
      int outX = Integer.signum(next.x() - corner.x());
      int outY = Integer.signum(next.y() - corner.y());
      boolean turns = inX * outY - inY * outX != 0;
      double fromX = corner.x() - inX * radius;
      double fromY = corner.y() - inY * radius;
      double toX = corner.x() + outX * radius;
      double toY = corner.y() + outY * radius;
      path.append('L').append(number(fromX)).append(' ').append(number(fromY));
      if (turns && radius > 0) {
        int clockwise = inX * outY - inY * outX > 0 ? 1 : 0;
        path.append('A').append(number(radius)).append(' ').append(number(radius));
        path.append(" 0 0 ").append(clockwise).append(' ');
      } else {
        path.append('L');
      }
      path.append(number(toX)).append(' ').append(number(toY));
    }
    path.append('L').append(baseX).append(' ').append(baseY);
    String head =
        "M"
            + end.x()
            + " "
            + end.y()
            + "L"
            + (baseX - dy * headHalf)
            + " "
            + (baseY + dx * headHalf)
            + "L"
            + (baseX + dy * headHalf)
            + " "
            + (baseY - dx * headHalf)
            + "Z";
    return new Track(path.toString(), head);
  }

  private static double distance(Point one, Point other) {
    return Math.abs((double) one.x() - other.x()) + Math.abs((double) one.y() - other.y());
  }

  /** Two decimals at most, none where none are needed. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    String shorter = text.replaceAll("0+$", "").replaceAll("\\.$", "");
    return shorter.equals("-0") ? "0" : shorter;
  }
}
