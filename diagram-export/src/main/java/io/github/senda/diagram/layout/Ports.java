package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where lines meet cards. What goes forward leaves at the right and comes in at the left, what goes
 * back one stage the other way round; what goes beside its stage, further back or to a sink, leaves
 * and comes in at the side where it crosses less. On each side ports stand in the order in which
 * their lines part, so that lines do not cross at the card. For one thread.
 */
final class Ports {

  /** How far below a card or above it its drop-off goes to a side. */
  static final int LEAK = 12;

  private static final int EDGE = 5;
  private static final int WIDEST_SPACE = 14;

  /** How far a port may be moved to make a line straight. */
  private static final int SMALL_STEP = 14;

  private record Port(Arc arc, boolean exit, double rank) {
    int y() {
      return exit ? arc.exitY : arc.entryY;
    }

    void moveTo(int y) {
      if (exit) {
        arc.exitY = y;
      } else {
        arc.entryY = y;
      }
    }
  }

  private static final Comparator<Port> BY_RANK =
      new Comparator<>() {
        @Override
        public int compare(Port one, Port other) {
          int byRank = Double.compare(one.rank, other.rank);
          int byName = byRank != 0 ? byRank : Arc.BY_NAME.compare(one.arc, other.arc);
          return byName != 0 ? byName : Boolean.compare(one.exit, other.exit);
        }
      };

  private final List<Arc> arcs;
  private final Map<Place, List<Port>> left = new HashMap<>();
  private final Map<Place, List<Port>> right = new HashMap<>();

  private Ports(List<Arc> arcs) {
    this.arcs = arcs;
  }

  /** Gives every arc the heights of its ports. */
  static Ports of(List<Arc> arcs) {
    Ports ports = new Ports(arcs);
    for (Arc arc : arcs) {
      ports.add(arc);
    }
    for (Map.Entry<Place, List<Port>> side : ports.left.entrySet()) {
      spread(side.getKey(), side.getValue());
    }
    for (Map.Entry<Place, List<Port>> side : ports.right.entrySet()) {
      spread(side.getKey(), side.getValue());
    }
    return ports;
  }

  private void add(Arc arc) {
    if (arc.goesAcross()) {
      Place first = arc.path.get(0);
      Place last = arc.path.get(arc.path.size() - 1);
      boolean back = arc.way == Way.BACK;
      port(right, first, arc, !back, 2e8 + arc.path.get(1).middle());
      port(left, last, arc, back, 2e8 + arc.path.get(arc.path.size() - 2).middle());
    } else if (arc.goesThroughAGutter()) {
      Place end = arc.end.orElseThrow();
      // The longest runs outermost.
      double span = 1e3 * arc.span() + end.column;
      double rank = arc.above ? -span : 4e8 + span;
      port(arc.atLeft ? left : right, arc.start, arc, true, rank);
      port(arc.inAtLeft ? left : right, end, arc, false, rank);
    } else if (arc.way == Way.WITHIN) {
      within(arc.start, arc.end.orElseThrow(), arc, true);
      within(arc.end.orElseThrow(), arc.start, arc, false);
    } else if (arc.way == Way.DROP_OFF) {
      arc.exitY = arc.above ? arc.start.y - LEAK : arc.start.y + arc.start.cardHeight + LEAK;
    } else {
      port(right, arc.start, arc, true, arc.way == Way.DONE ? 5e8 : 6e8);
    }
  }

  private static void port(
      Map<Place, List<Port>> side, Place place, Arc arc, boolean exit, double rank) {
    List<Port> ports = side.get(place);
    if (ports == null) {
      ports = new ArrayList<>();
      side.put(place, ports);
    }
    ports.add(new Port(arc, exit, rank));
  }

  /** Both ends of a line within a stage are at one side; the nearest turns lie innermost. */
  private void within(Place place, Place other, Arc arc, boolean exit) {
    int distance = Math.abs(other.middle() - place.middle());
    boolean up = other.middle() < place.middle();
    Map<Place, List<Port>> side = arc.atLeft ? left : right;
    port(side, place, arc, exit, up ? 1e8 + distance : 3e8 - distance);
  }

  private static void spread(Place place, List<Port> ports) {
    ports.sort(BY_RANK);
    int widths = 0;
    for (Port port : ports) {
      widths += port.arc.width;
    }
    double free = place.cardHeight - 2.0 * EDGE - widths;
    if (free < ports.size() - 1) {
      // More than there is room for: by number, so that no two fall together sooner than they must.
      for (int i = 0; i < ports.size(); i++) {
        double part = (i + 0.5) / ports.size();
        ports.get(i).moveTo(place.y + 2 + (int) (part * (place.cardHeight - 4)));
      }
      return;
    }
    double space = ports.size() < 2 ? 0 : Math.min(WIDEST_SPACE, free / (ports.size() - 1));
    double y = place.y + EDGE + (free - space * (ports.size() - 1)) / 2;
    for (Port port : ports) {
      port.moveTo((int) Math.round(y + port.arc.width / 2.0));
      y += port.arc.width + space;
    }
  }

  /** Takes small steps out of lines, where their ports have room to move. */
  void straighten() {
    for (Arc arc : arcs) {
      if (arc.goesAcross()) {
        straighten(arc);
      }
    }
  }

  private void straighten(Arc arc) {
    for (int i = 0; i + 1 < arc.path.size(); i++) {
      Place from = arc.path.get(i);
      Place to = arc.path.get(i + 1);
      int fromY = from.isCard() ? arc.leftY() : from.middle();
      int toY = to.isCard() ? arc.rightY() : to.middle();
      if (fromY != toY && Math.abs(fromY - toY) <= SMALL_STEP) {
        boolean moved = from.isCard() && move(right.get(from), arc, from, toY);
        if (!moved && to.isCard()) {
          move(left.get(to), arc, to, fromY);
        }
      }
    }
  }

  private static boolean move(List<Port> ports, Arc arc, Place card, int y) {
    int at = 0;
    while (ports.get(at).arc != arc) {
      at++;
    }
    boolean inside =
        y - arc.width / 2 >= card.y + 4 && y + arc.width / 2 <= card.y + card.cardHeight - 4;
    boolean belowPrevious =
        at == 0 || y - ports.get(at - 1).y() >= (arc.width + ports.get(at - 1).arc.width) / 2 + 2;
    boolean aboveNext =
        at == ports.size() - 1
            || ports.get(at + 1).y() - y >= (arc.width + ports.get(at + 1).arc.width) / 2 + 2;
    if (inside && belowPrevious && aboveNext) {
      ports.get(at).moveTo(y);
      return true;
    }
    return false;
  }
}
