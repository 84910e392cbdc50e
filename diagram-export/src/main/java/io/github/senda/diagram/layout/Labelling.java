package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Anchor;
import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Label;
import io.github.senda.diagram.Diagram.Point;
import io.github.senda.diagram.Diagram.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Boxes by where they are, so that what is near is found without looking at everything. */
  private static final class Squares {
    private static final int SIDE = 128;

    /** A box and whose it is, as a number. */
    private static final class Held {
      private final Box box;
      private final int whose;

      Held(Box box, int whose) {
        this.box = box;
        this.whose = whose;
      }
    }

    private final Map<Integer, List<Held>> squares = new HashMap<>();

    /** By number, in which search it was found last. */
    private final int[] found;

    private int searches;

    Squares(int owners) {
      this.found = new int[owners];
    }

    void add(Box box, int whose) {
      Held held = new Held(box, whose);
      for (int x = square(box.x()); x <= square(box.right()); x++) {
        for (int y = square(box.y()); y <= square(box.bottom()); y++) {
          List<Held> here = squares.get(key(x, y));
          if (here == null) {
            here = new ArrayList<>();
            squares.put(key(x, y), here);
          }
          here.add(held);
        }
      }
    }

    /**
     * How many others have a box that overlaps one.
     *
     * @param whose not counted
     * @param enough where counting may end
     */
    int overlapping(Box box, int whose, int enough) {
      searches++;
      int others = 0;
      for (int x = square(box.x()); x <= square(box.right()); x++) {
        for (int y = square(box.y()); y <= square(box.bottom()); y++) {
          List<Held> here = squares.get(key(x, y));
          for (int i = 0; here != null && i < here.size(); i++) {
            Held held = here.get(i);
            if (held.whose != whose && found[held.whose] != searches && held.box.overlaps(box)) {
              found[held.whose] = searches;
              if (++others == enough) {
                return others;
              }
            }
          }
        }
      }
      return others;
    }

    private static int square(int at) {
      return Math.floorDiv(at, SIDE);
    }

    private static int key(int x, int y) {
      return (x << 16) + y;
    }
  }

  private final Squares taken = new Squares(1);
  private final Squares lines;

  /**
   * Room on lines.
   *
   * @param arcs the lines, with their routes; they are known by their places here
   */
  Labelling(List<Box> taken, List<Arc> arcs) {
    for (Box box : taken) {
      this.taken.add(box, 0);
    }
    lines = new Squares(arcs.size());
    for (int number = 0; number < arcs.size(); number++) {
      Arc arc = arcs.get(number);
      arc.number = number;
      for (int i = 1; i < arc.route.size(); i++) {
        lines.add(around(arc.route.get(i - 1), arc.route.get(i), arc.width), number);
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
        if (fewest > 0 && !box.overlaps(head) && taken.overlapping(box, -1, 1) == 0) {
          int behind = lines.overlapping(box, arc.number, fewest);
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
    if (best.isPresent()) {
      taken.add(best.get().box(), 0);
    }
    return best;
  }

  /** Where the line's arrow is, which its words are not to cover. */
  private static Box head(Arc arc) {
    Point end = arc.route.get(arc.route.size() - 1);
    Point before = arc.route.get(arc.route.size() - 2);
    int towards = Integer.signum(before.x() - end.x());
    return around(end, new Point(end.x() + towards * 14, end.y()), arc.width);
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
