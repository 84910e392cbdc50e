package io.github.senda.diagram.layout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many lines meet each card at its left and at its right. For one thread. */
final class Sides {

  private final Map<Place, Integer> left = new HashMap<>();
  private final Map<Place, Integer> right = new HashMap<>();

  private Sides() {}

  static Sides of(List<Arc> arcs) {
    Sides sides = new Sides();
    for (Arc arc : arcs) {
      switch (arc.way) {
        case FORWARD -> {
          sides.right.merge(arc.start, 1, Integer::sum);
          sides.left.merge(arc.end.orElseThrow(), 1, Integer::sum);
        }
        case BACK -> {
          sides.left.merge(arc.start, 1, Integer::sum);
          sides.right.merge(arc.end.orElseThrow(), 1, Integer::sum);
        }
        case DROP_OFF, DONE, OPEN -> sides.right.merge(arc.start, 1, Integer::sum);
        case WITHIN -> {}
      }
    }
    return sides;
  }

  /** Whether a line beside a stage meets fewer lines at the left of the cards that it passes. */
  boolean crossesLessAtLeft(Arc arc) {
    int one = arc.start.middle();
    int other = arc.end.orElseThrow().middle();
    return lines(left, arc, one, other) < lines(right, arc, one, other);
  }

  private static int lines(Map<Place, Integer> side, Arc arc, int one, int other) {
    int lines = 0;
    for (Map.Entry<Place, Integer> entry : side.entrySet()) {
      Place card = entry.getKey();
      boolean between =
          card.column == arc.start.column
              && card.middle() > Math.min(one, other)
              && card.middle() < Math.max(one, other);
      boolean end = card == arc.start || card == arc.end.orElseThrow();
      // Half of what meets a card at an end is on the way as well.
      lines += between ? 2 * entry.getValue() : end ? entry.getValue() : 0;
    }
    return lines;
  }
}
