package io.github.senda.diagram.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The way back above all cards, or below them: lines that would touch run on tracks of their own,
 * the shortest nearest to the cards. For one thread.
 */
final class Gutter {

  static final int EDGE = 10;

  private static final int BETWEEN = 7;
  private static final int CLOSE = 12;

  private static final Comparator<Arc> SHORTEST_FIRST =
      new Comparator<>() {
        @Override
        public int compare(Arc one, Arc other) {
          int byLength = Integer.compare(outX(one) - inX(one), outX(other) - inX(other));
          return byLength != 0 ? byLength : Arc.BY_NAME.compare(one, other);
        }
      };

  private Gutter() {}

  /**
   * Gives the arcs their distances from the cards as {@link Arc#passageY}.
   *
   * @param arcs the arcs whose upright pieces have their places
   * @param room how much there is; where the tracks need more, they stand closer
   * @return how much they take; 0 for none
   */
  static int arrange(List<Arc> arcs, int room) {
    List<Arc> shortestFirst = new ArrayList<>(arcs);
    shortestFirst.sort(SHORTEST_FIRST);
    List<List<Arc>> tracks = new ArrayList<>();
    for (Arc arc : shortestFirst) {
      int track = 0;
      while (track < tracks.size() && touches(arc, tracks.get(track))) {
        track++;
      }
      if (track == tracks.size()) {
        tracks.add(new ArrayList<>());
      }
      tracks.get(track).add(arc);
    }
    int needed = EDGE;
    for (List<Arc> track : tracks) {
      needed += width(track) + BETWEEN;
    }
    double scale = needed <= room ? 1 : (double) (room - EDGE) / Math.max(1, needed - EDGE);
    int height = 0;
    for (List<Arc> track : tracks) {
      int middle = EDGE + (int) ((height + width(track) / 2) * scale);
      for (Arc arc : track) {
        arc.passageY = middle;
      }
      height += width(track) + BETWEEN;
    }
    return tracks.isEmpty() ? 0 : needed;
  }

  private static int width(List<Arc> track) {
    int width = 1;
    for (Arc arc : track) {
      width = Math.max(width, arc.width);
    }
    return width;
  }

  private static boolean touches(Arc arc, List<Arc> track) {
    for (Arc other : track) {
      if (inX(arc) - CLOSE < outX(other) && inX(other) - CLOSE < outX(arc)) {
        return true;
      }
    }
    return false;
  }

  private static int outX(Arc arc) {
    return arc.pieces.get(0).orElseThrow().x();
  }

  private static int inX(Arc arc) {
    return arc.pieces.get(1).orElseThrow().x();
  }
}
