package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Way;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The corridors to the right of all columns, with the upright pieces of all lines. For one thread.
 */
final class Corridors {

  /** What leaves one column for one sink shares a piece. */
  record Trunk(int column, Touchpoint sink, Way way) {}

  private final List<Corridor> corridors = new ArrayList<>();
  private final Map<Trunk, Corridor.Piece> trunks = new LinkedHashMap<>();

  private Corridors() {}

  /** Gives every arc, whose ports are known, its pieces. */
  static Corridors of(int columns, List<Arc> arcs) {
    Corridors all = new Corridors();
    for (int column = 0; column < columns; column++) {
      all.corridors.add(new Corridor());
    }
    Map<Trunk, List<Arc>> together = new LinkedHashMap<>();
    for (Arc arc : arcs) {
      arc.pieces.clear();
      if (arc.leadsToASink()) {
        together.computeIfAbsent(trunk(arc), added -> new ArrayList<>()).add(arc);
      } else {
        all.fill(arc);
      }
    }
    together.forEach(
        (trunk, members) -> {
          int[] heights = members.stream().mapToInt(arc -> arc.exitY).toArray();
          int width = members.stream().mapToInt(arc -> arc.width).max().orElse(1);
          Corridor.Piece piece = all.corridors.get(trunk.column).leaving(heights, false, width);
          all.trunks.put(trunk, piece);
          members.forEach(arc -> arc.pieces.add(Optional.of(piece)));
        });
    return all;
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
      Corridor out = corridors.get(arc.start.column - 1);
      Corridor in = corridors.get(arc.end.orElseThrow().column);
      arc.pieces.add(Optional.of(out.arriving(arc.exitY, arc.above, arc.width)));
      arc.pieces.add(Optional.of(in.leaving(new int[] {arc.entryY}, arc.above, arc.width)));
    }
  }

  static Trunk trunk(Arc arc) {
    return new Trunk(arc.start.column, arc.to, arc.way);
  }

  Map<Trunk, Corridor.Piece> trunks() {
    return trunks;
  }

  /** Gives every piece of a corridor its x; see {@link Corridor#arrange}. */
  int arrange(int column, int start, int room) {
    return corridors.get(column).arrange(start, room);
  }
}
