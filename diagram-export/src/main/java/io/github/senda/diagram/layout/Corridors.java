package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Way;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The corridors to the right of all columns, with the upright pieces of all lines. For one thread.
 */
final class Corridors {

  /** What leaves one column for one sink, above the cards or below, shares its way there. */
  private record Trunk(int column, Touchpoint sink, Way way, boolean above, List<Arc> members) {
    boolean takes(Arc arc) {
      return column == arc.start.column
          && sink.equals(arc.to)
          && way == arc.way
          && above == arc.above;
    }

    int x() {
      int x = Integer.MAX_VALUE;
      for (Arc arc : members) {
        x = Math.min(x, arc.pieces.get(0).orElseThrow().x());
      }
      return x;
    }
  }

  /** From the left, and of one column what stands further left first. */
  private static final Comparator<Trunk> FROM_LEFT =
      new Comparator<>() {
        @Override
        public int compare(Trunk one, Trunk other) {
          int byColumn = Integer.compare(one.column, other.column);
          return byColumn != 0 ? byColumn : Integer.compare(one.x(), other.x());
        }
      };

  private final List<Corridor> corridors = new ArrayList<>();
  private final List<Trunk> trunks = new ArrayList<>();

  private Corridors() {}

  /** Gives every arc, whose ports are known, its pieces. */
  static Corridors of(int columns, List<Arc> arcs) {
    Corridors all = new Corridors();
    for (int column = 0; column < columns; column++) {
      all.corridors.add(new Corridor());
    }
    for (Arc arc : arcs) {
      arc.pieces.clear();
      if (arc.leadsToASink()) {
        all.trunk(arc).members.add(arc);
      } else {
        all.fill(arc);
      }
    }
    for (Trunk trunk : all.trunks) {
      all.fill(trunk, true);
      all.fill(trunk, false);
    }
    return all;
  }

  private void fill(Trunk trunk, boolean atLeft) {
    int[] heights = new int[trunk.members.size()];
    int count = 0;
    int width = 1;
    for (Arc arc : trunk.members) {
      if (arc.atLeft == atLeft) {
        heights[count++] = arc.exitY;
        width = Math.max(width, arc.width);
      }
    }
    if (count > 0) {
      // The further left a way begins, the further out it runs; an open visit's beyond all others.
      int depth = corridors.size() - trunk.column + (trunk.way == Way.OPEN ? corridors.size() : 0);
      Corridor.Piece piece =
          corridors
              .get(trunk.column - (atLeft ? 1 : 0))
              .out(Arrays.copyOf(heights, count), atLeft, trunk.above, 1, depth, width);
      for (Arc arc : trunk.members) {
        if (arc.atLeft == atLeft) {
          arc.pieces.add(Optional.of(piece));
        }
      }
    }
  }

  private void fill(Arc arc) {
    if (arc.goesAcross()) {
      for (int i = 0; i + 1 < arc.path.size(); i++) {
        Place from = arc.path.get(i);
        Place to = arc.path.get(i + 1);
        int fromY = from.isCard() ? arc.leftY() : from.middle();
        int toY = to.isCard() ? arc.rightY() : to.middle();
        arc.pieces.add(
            fromY == toY
                ? Optional.empty()
                : Optional.of(corridors.get(from.column).across(fromY, toY, arc.width)));
      }
    } else if (arc.way == Way.WITHIN) {
      Corridor beside = corridors.get(arc.start.column - (arc.atLeft ? 1 : 0));
      arc.pieces.add(Optional.of(beside.turning(arc.exitY, arc.entryY, arc.atLeft, arc.width)));
    } else {
      Place end = arc.end.orElseThrow();
      arc.pieces.add(Optional.of(stub(arc.start, arc.exitY, arc.atLeft, -1, arc)));
      arc.pieces.add(Optional.of(stub(end, arc.entryY, arc.inAtLeft, 1, arc)));
    }
  }

  private Corridor.Piece stub(Place card, int y, boolean atLeft, int heads, Arc arc) {
    return corridors
        .get(card.column - (atLeft ? 1 : 0))
        .out(new int[] {y}, atLeft, arc.above, heads, 0, arc.width);
  }

  private Trunk trunk(Arc arc) {
    for (Trunk trunk : trunks) {
      if (trunk.takes(arc)) {
        return trunk;
      }
    }
    Trunk trunk = new Trunk(arc.start.column, arc.to, arc.way, arc.above, new ArrayList<>());
    trunks.add(trunk);
    return trunk;
  }

  /** The ways to a sink, each with its lines, in the order in which they come in there. */
  List<List<Arc>> ways(Touchpoint sink, boolean above) {
    List<Trunk> order = new ArrayList<>();
    for (Trunk trunk : trunks) {
      if (trunk.sink.equals(sink) && trunk.above == above) {
        order.add(trunk);
      }
    }
    // What comes from the far left runs outermost, so that no way to a sink crosses another.
    order.sort(above ? FROM_LEFT : FROM_LEFT.reversed());
    List<List<Arc>> ways = new ArrayList<>();
    for (Trunk trunk : order) {
      ways.add(trunk.members);
    }
    return ways;
  }

  /** Gives every piece of a corridor its x; see {@link Corridor#arrange}. */
  int arrange(int column, int start, int room) {
    return corridors.get(column).arrange(start, room);
  }
}
