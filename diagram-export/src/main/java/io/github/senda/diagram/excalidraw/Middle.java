package io.github.senda.diagram.excalidraw;

import io.github.senda.diagram.Diagram;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the middle of an arrow where its words are to stand: Excalidraw sets them on the middle one
 * of its points, wherever that is. What is added lies on the arrow's way and is no bend.
 */
final class Middle {

  private Middle() {}

  /** The route of a line, with points added so that its label's place is the middle one. */
  static List<Diagram.Point> of(Diagram.Line line) {
    List<Diagram.Point> route = line.route();
    if (line.label().isEmpty()) {
      return route;
    }
    Diagram.Box box = line.label().get().box();
    int x = box.x() + box.width() / 2;
    int y = box.y() + box.height() / 2;
    int nearest = 0;
    Diagram.Point middle = route.get(0);
    for (int i = 0; i + 1 < route.size(); i++) {
      Diagram.Point on = nearest(route.get(i), route.get(i + 1), x, y);
      if (distance(on, x, y) < distance(middle, x, y)) {
        middle = on;
        nearest = i;
      }
    }
    List<Diagram.Point> before = new ArrayList<>(route.subList(0, nearest + 1));
    before.add(middle);
    List<Diagram.Point> after = new ArrayList<>(List.of(middle));
    after.addAll(route.subList(nearest + 1, route.size()));
    lengthen(before, after.size());
    lengthen(after, before.size());
    before.addAll(after.subList(1, after.size()));
    return before;
  }

  private static void lengthen(List<Diagram.Point> points, int size) {
    while (points.size() < size) {
      int longest = 0;
      for (int i = 1; i + 1 < points.size(); i++) {
        if (length(points, i) > length(points, longest)) {
          longest = i;
        }
      }
      Diagram.Point from = points.get(longest);
      Diagram.Point to = points.get(longest + 1);
      points.add(longest + 1, new Diagram.Point((from.x() + to.x()) / 2, (from.y() + to.y()) / 2));
    }
  }

  private static int length(List<Diagram.Point> points, int i) {
    return distance(points.get(i), points.get(i + 1).x(), points.get(i + 1).y());
  }

  private static Diagram.Point nearest(Diagram.Point from, Diagram.Point to, int x, int y) {
    return new Diagram.Point(
        Math.max(Math.min(from.x(), to.x()), Math.min(Math.max(from.x(), to.x()), x)),
        Math.max(Math.min(from.y(), to.y()), Math.min(Math.max(from.y(), to.y()), y)));
  }

  private static int distance(Diagram.Point point, int x, int y) {
    return Math.abs(point.x() - x) + Math.abs(point.y() - y);
  }
}
