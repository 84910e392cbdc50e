package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Anchor;
import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Label;
import io.github.senda.diagram.Diagram.Point;
import io.github.senda.diagram.Diagram.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds room for words on lines: on the line itself, over no card, no heading and no other words,
 * and over as few other lines as can be. Words for which there is no room are left out; the figures
 * stay in the line's fields. For one thread.
 */
final class Labelling {

  static final int SIZE = 10;

  private static final int HEIGHT = 12;
  private static final double[] ALONG = {0.5, 0.3, 0.7, 0.15, 0.85};

  private record Piece(Arc arc, Box box) {}

  private final List<Box> taken;
  private final List<Piece> pieces = new ArrayList<>();

  Labelling(List<Box> taken, List<Arc> arcs) {
    this.taken = new ArrayList<>(taken);
    for (Arc arc : arcs) {
      for (int i = 1; i < arc.route.size(); i++) {
        pieces.add(new Piece(arc, around(arc.route.get(i - 1), arc.route.get(i), arc.width)));
      }
    }
  }

  private static Box around(Point one, Point other, int width) {
    int x = Math.min(one.x(), other.x()) - width / 2;
    int y = Math.min(one.y(), other.y()) - width / 2;
    return new Box(
        x,
        y,
        Math.abs(one.x() - other.x()) + Math.max(1, width),
        Math.abs(one.y() - other.y()) + Math.max(1, width));
  }

  /**
   * A label for a line, if there is room; the room is then taken.
   *
   * @param mostLinesBehind how many other lines may pass behind the words
   */
  Optional<Label> place(Arc arc, String words, String colour, int mostLinesBehind) {
    int width = Lettering.width(words, SIZE, false) + 4;
    double length = length(arc.route, arc.route.size() - 1);
    Box head = head(arc);
    Optional<Label> best = Optional.empty();
    int fewest = mostLinesBehind + 1;
    for (int i = 1; i < arc.route.size(); i++) {
      Point from = arc.route.get(i - 1);
      Point to = arc.route.get(i);
      boolean level = from.y() == to.y();
      int extent = Math.abs(to.x() - from.x()) + Math.abs(to.y() - from.y());
      if (extent < (level ? width : HEIGHT + 4)) {
        continue;
      }
      for (double along : ALONG) {
        int x = from.x() + (int) Math.round((to.x() - from.x()) * along);
        int y = from.y() + (int) Math.round((to.y() - from.y()) * along);
        Box box = new Box(x - width / 2, y - HEIGHT / 2, width, HEIGHT);
        if (!box.overlaps(head) && isFree(box)) {
          int behind = linesBehind(arc, box, fewest);
          if (behind < fewest) {
            fewest = behind;
            double way = length(arc.route, i - 1) + extent * along;
            Text text = new Text(words, x, y + 4, SIZE, false, colour, Anchor.MIDDLE);
            double position = Math.round(Math.min(1, way / length) * 1e4) / 1e4;
            best = Optional.of(new Label(text, box, position));
          }
        }
      }
    }
    best.ifPresent(label -> taken.add(label.box()));
    return best;
  }

  /** Where the line's arrow is, which its words are not to cover. */
  private static Box head(Arc arc) {
    Point end = arc.route.get(arc.route.size() - 1);
    Point before = arc.route.get(arc.route.size() - 2);
    int towards = Integer.signum(before.x() - end.x());
    return around(end, new Point(end.x() + towards * 14, end.y()), arc.width);
  }

  private boolean isFree(Box box) {
    for (Box other : taken) {
      if (box.overlaps(other)) {
        return false;
      }
    }
    return true;
  }

  /** The number of other lines that a box covers, or {@code enough} if it covers as many. */
  private int linesBehind(Arc arc, Box box, int enough) {
    int behind = 0;
    Optional<Arc> last = Optional.empty();
    for (Piece piece : pieces) {
      if (piece.arc != arc && piece.box.overlaps(box)) {
        // The pieces of a line stand together.
        behind += last.isPresent() && last.get() == piece.arc ? 0 : 1;
        last = Optional.of(piece.arc);
        if (behind >= enough) {
          return enough;
        }
      }
    }
    return behind;
  }

  private static double length(List<Point> route, int pieces) {
    double length = 0;
    for (int i = 1; i <= pieces; i++) {
      length +=
          Math.abs(route.get(i).x() - route.get(i - 1).x())
              + Math.abs(route.get(i).y() - route.get(i - 1).y());
    }
    return length;
  }
}
