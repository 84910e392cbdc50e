package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Point;
import io.github.senda.diagram.Diagram.Stroke;
import io.github.senda.diagram.Diagram.Way;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultWeightedEdge;

/**
 * Where cards stand and how lines run, from the order in the columns to coordinates. Lines leave a
 * card at the right and come in at the left. What goes forward changes its height in the corridors
 * between columns and passes columns through gaps between cards; what goes back does so above or
 * below all cards; what goes to a sink runs below the stages, together with what leaves the same
 * stage. For one thread.
 */
final class Sheet {

  static final int CARD_WIDTH = 164;
  static final int END_WIDTH = 124;

  /** From a lane's edge to its cards. */
  static final int LANE_PADDING = 10;

  /** Below a card, where its drop-off begins. */
  static final int LEAK = 12;

  private static final int BETWEEN_CARDS = 16;
  private static final int CORRIDOR_EDGE = 8;
  private static final int NARROWEST_CORRIDOR = 32;
  private static final int TALLEST_BY_PORTS = 260;
  private static final int GUTTER_EDGE = 10;
  private static final double LEAK_PORT = 0.15;

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

  private record Trunk(int column, Touchpoint sink, Way way) {}

  private final List<List<Place>> columns;
  private final List<Arc> arcs;
  private final Map<Touchpoint, Box> boxes = new LinkedHashMap<>();
  private final int[] columnX;
  private final Map<Place, List<Port>> exits = new HashMap<>();
  private final Map<Place, List<Port>> entries = new HashMap<>();
  private final Map<Trunk, Corridor.Piece> trunks = new LinkedHashMap<>();
  private int top;
  private int bottom;
  private int right;

  private Sheet(List<List<Place>> columns, List<Arc> arcs) {
    this.columns = columns;
    this.arcs = arcs;
    this.columnX = new int[columns.size() + 1];
  }

  /**
   * Makes a sheet.
   *
   * @param columns the cards and gaps in their order; the first column is the entry's
   * @param arcs the lines to be drawn
   * @param sinks the ends that lie below the stages, from above to below
   * @param cardHeight how much room a card's words take
   * @param graph the pieces of the lines that go forward, with their widths
   * @param x where the first column begins
   * @param y where the stages' cards and what runs above them begin
   */
  static Sheet of(
      List<List<Place>> columns,
      List<Arc> arcs,
      List<Touchpoint> sinks,
      ToIntFunction<Touchpoint> cardHeight,
      Graph<Place, DefaultWeightedEdge> graph,
      int x,
      int y) {
    Sheet sheet = new Sheet(columns, arcs);
    sheet.sizes(cardHeight);
    Heights.settle(columns, graph);
    sheet.ports();
    int end = sheet.corridors(x);
    sheet.passages(y, sinks, cardHeight, end);
    arcs.forEach(sheet::route);
    return sheet;
  }

  /** Where a touchpoint's card stands. */
  Box box(Touchpoint touchpoint) {
    return boxes.get(touchpoint);
  }

  /** All cards, by column and height, then the sinks. */
  Map<Touchpoint, Box> boxes() {
    return boxes;
  }

  /** Where a column's lane begins; what is beyond the last column is the sinks'. */
  int columnX(int column) {
    return columnX[column];
  }

  /** The first height below the cards and what runs beside them. */
  int laneBottom() {
    return bottom;
  }

  /** The first x to the right of everything. */
  int right() {
    return right;
  }

  /** The first y below everything. */
  int bottom() {
    return boxes.values().stream().mapToInt(Box::bottom).max().orElse(bottom);
  }

  private void sizes(ToIntFunction<Touchpoint> cardHeight) {
    for (List<Place> column : columns) {
      for (Place place : column) {
        if (place.isCard()) {
          place.cardHeight = cardHeight.applyAsInt(place.touchpoint);
        }
      }
    }
    Map<Place, Integer> out = new HashMap<>();
    Map<Place, Integer> in = new HashMap<>();
    Map<Place, Boolean> leaks = new HashMap<>();
    for (Arc arc : arcs) {
      int room = arc.width + 4;
      switch (arc.way) {
        case FORWARD, BACK -> {
          out.merge(arc.start(), room, Integer::sum);
          in.merge(arc.end(), room, Integer::sum);
        }
        case WITHIN -> {
          out.merge(arc.start(), room, Integer::sum);
          out.merge(arc.end(), room, Integer::sum);
        }
        case DONE, OPEN -> out.merge(arc.start(), room, Integer::sum);
        case DROP_OFF -> leaks.put(arc.start(), true);
      }
      arc.places.stream()
          .filter(place -> !place.isCard())
          .forEach(place -> place.height = arc.width + 6);
    }
    for (List<Place> column : columns) {
      for (Place place : column) {
        if (place.isCard()) {
          int ports = Math.max(out.getOrDefault(place, 0), in.getOrDefault(place, 0)) + 8;
          place.cardHeight = Math.max(place.cardHeight, Math.min(ports, TALLEST_BY_PORTS));
          place.height = place.cardHeight + BETWEEN_CARDS + (leaks.containsKey(place) ? LEAK : 0);
        }
      }
    }
  }

  /** Ports stand in the order in which their lines part, so that lines do not cross at the card. */
  private void ports() {
    int middle =
        columns.stream()
                .flatMap(List::stream)
                .mapToInt(place -> place.y + place.height)
                .max()
                .orElse(0)
            / 2;
    for (Arc arc : arcs) {
      Place start = arc.start();
      Place end = arc.end();
      switch (arc.way) {
        case FORWARD -> {
          port(exits, start, arc, true, 2e8 + arc.places.get(1).middle());
          port(entries, end, arc, false, 2e8 + arc.places.get(arc.places.size() - 2).middle());
        }
        case BACK -> {
          arc.above = start.middle() + end.middle() <= 2 * middle;
          double span = 1e3 * (start.column - end.column) + end.column;
          port(exits, start, arc, true, arc.above ? span : 4e8 - span);
          port(entries, end, arc, false, arc.above ? span : 4e8 - span);
        }
        case WITHIN -> {
          within(start, end, arc, true);
          within(end, start, arc, false);
        }
        case DONE, OPEN -> port(exits, start, arc, true, arc.way == Way.OPEN ? 5e8 : 6e8);
        case DROP_OFF -> {}
      }
    }
    for (List<Place> column : columns) {
      for (Place place : column) {
        if (place.isCard()) {
          spread(place, exits.getOrDefault(place, new ArrayList<>()));
          spread(place, entries.getOrDefault(place, new ArrayList<>()));
        }
      }
    }
    Map<Place, Arc> through = new HashMap<>();
    arcs.forEach(arc -> arc.places.forEach(place -> through.put(place, arc)));
    Heights.straighten(columns, gap -> wish(gap, through.get(gap)));
    arcs.stream().filter(arc -> arc.way == Way.FORWARD).forEach(this::straighten);
  }

  private static void port(
      Map<Place, List<Port>> side, Place place, Arc arc, boolean exit, double rank) {
    side.computeIfAbsent(place, added -> new ArrayList<>()).add(new Port(arc, exit, rank));
  }

  /** Both ends of a line within a stage are at the right; the nearest turns lie innermost. */
  private void within(Place place, Place other, Arc arc, boolean exit) {
    int distance = Math.abs(other.middle() - place.middle());
    boolean up = other.middle() < place.middle();
    port(exits, place, arc, exit, up ? 1e8 + distance : 3e8 - distance);
  }

  private static void spread(Place place, List<Port> ports) {
    ports.sort(
        Comparator.comparingDouble(Port::rank)
            .thenComparing(port -> port.arc.transition.from())
            .thenComparing(port -> port.arc.transition.to())
            .thenComparing(Port::exit));
    int widths = ports.stream().mapToInt(port -> port.arc.width).sum();
    double free = place.cardHeight - 10.0 - widths;
    double space = ports.size() < 2 ? 0 : Math.min(14, free / (ports.size() - 1));
    double y = place.y + 5 + (free - space * (ports.size() - 1)) / 2;
    for (Port port : ports) {
      port.moveTo((int) Math.round(y + port.arc.width / 2.0));
      y += port.arc.width + space;
    }
  }

  /** The height at which a line would pass a gap without a bend: the one it comes from. */
  private static double wish(Place gap, Arc arc) {
    Place before = arc.places.get(arc.places.indexOf(gap) - 1);
    return before.isCard() ? arc.exitY : before.middle();
  }

  /** Takes small steps out of a line, where its ports have room to move. */
  private void straighten(Arc arc) {
    for (int i = 0; i + 1 < arc.places.size(); i++) {
      Place from = arc.places.get(i);
      Place to = arc.places.get(i + 1);
      int fromY = from.isCard() ? arc.exitY : from.middle();
      int toY = to.isCard() ? arc.entryY : to.middle();
      if (fromY != toY && Math.abs(fromY - toY) <= 14) {
        boolean moved = from.isCard() && move(exits.get(from), arc, from, toY);
        if (!moved && to.isCard()) {
          move(entries.get(to), arc, to, fromY);
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

  /** Fills the corridors, and so finds where the columns stand. */
  private int corridors(int left) {
    List<Corridor> corridors = new ArrayList<>();
    columns.forEach(column -> corridors.add(new Corridor()));
    Map<Trunk, List<Arc>> together = new LinkedHashMap<>();
    for (Arc arc : arcs) {
      Place start = arc.start();
      switch (arc.way) {
        case FORWARD -> {
          for (int i = 0; i + 1 < arc.places.size(); i++) {
            int from = i == 0 ? arc.exitY : arc.places.get(i).middle();
            boolean last = i + 2 == arc.places.size();
            int to = last ? arc.entryY : arc.places.get(i + 1).middle();
            arc.pieces.add(
                from == to
                    ? Optional.empty()
                    : Optional.of(corridors.get(start.column + i).across(from, to, arc.width)));
          }
        }
        case WITHIN ->
            arc.pieces.add(
                Optional.of(corridors.get(start.column).turning(arc.exitY, arc.entryY, arc.width)));
        case BACK -> {
          Corridor out = corridors.get(start.column);
          Corridor in = corridors.get(arc.end().column - 1);
          arc.pieces.add(Optional.of(out.leaving(List.of(arc.exitY), arc.above, arc.width)));
          arc.pieces.add(Optional.of(in.arriving(arc.entryY, arc.above, arc.width)));
        }
        case DROP_OFF, DONE, OPEN -> {
          if (arc.way == Way.DROP_OFF) {
            arc.exitY = start.y + start.cardHeight + LEAK;
          }
          Trunk trunk = new Trunk(start.column, arc.transition.to(), arc.way);
          together.computeIfAbsent(trunk, added -> new ArrayList<>()).add(arc);
        }
      }
    }
    together.forEach(
        (trunk, members) -> {
          List<Integer> heights = members.stream().map(arc -> arc.exitY).toList();
          int width = members.stream().mapToInt(arc -> arc.width).max().orElse(1);
          Corridor.Piece piece = corridors.get(trunk.column).leaving(heights, false, width);
          trunks.put(trunk, piece);
          members.forEach(arc -> arc.pieces.add(Optional.of(piece)));
        });
    int x = left;
    for (int column = 0; column < columns.size(); column++) {
      columnX[column] = x;
      int padding = column == 0 ? 0 : LANE_PADDING;
      int width = column == 0 ? END_WIDTH : CARD_WIDTH;
      for (Place place : columns.get(column)) {
        if (place.isCard()) {
          boxes.put(place.touchpoint, new Box(x + padding, place.y, width, place.cardHeight));
        }
      }
      x += width + 2 * padding;
      int end = corridors.get(column).arrange(x + CORRIDOR_EDGE) + CORRIDOR_EDGE;
      x = Math.max(x + NARROWEST_CORRIDOR, end);
    }
    columnX[columns.size()] = x;
    right = x + END_WIDTH;
    return x;
  }

  /** Finds the ways above and below the cards, and so how high everything stands on the page. */
  private void passages(
      int y, List<Touchpoint> sinks, ToIntFunction<Touchpoint> cardHeight, int sinkX) {
    int cards =
        columns.stream()
            .flatMap(List::stream)
            .mapToInt(place -> place.y + place.height)
            .max()
            .orElse(0);
    int aboveCards = gutter(true);
    int belowCards = gutter(false);
    top = y + aboveCards + GUTTER_EDGE;
    bottom = top + cards - BETWEEN_CARDS + belowCards + GUTTER_EDGE;
    for (Arc arc : arcs) {
      if (arc.way == Way.BACK) {
        arc.passageY = arc.above ? top - arc.passageY : top + cards - BETWEEN_CARDS + arc.passageY;
      }
    }
    boxes.replaceAll(
        (touchpoint, box) -> new Box(box.x(), box.y() + top, box.width(), box.height()));
    int sinkY = bottom + 18;
    for (Touchpoint sink : sinks) {
      // What comes from the far left runs lowest, so that no way to a sink crosses another.
      TreeMap<Integer, Trunk> fromRight = new TreeMap<>(Comparator.reverseOrder());
      trunks.forEach(
          (trunk, piece) -> {
            if (trunk.sink.equals(sink)) {
              fromRight.put(piece.x(), trunk);
            }
          });
      Collection<Trunk> lanes = fromRight.values();
      int pitch = 13;
      int height = Math.max(cardHeight.applyAsInt(sink), lanes.size() * pitch + 10);
      boxes.put(sink, new Box(sinkX, sinkY, END_WIDTH, height));
      int lane = sinkY + (height - (lanes.size() - 1) * pitch) / 2;
      for (Trunk trunk : lanes) {
        for (Arc arc : arcs) {
          if (isOn(trunk, arc)) {
            arc.passageY = lane;
            arc.entryY = lane;
          }
        }
        lane += pitch;
      }
      sinkY += height + BETWEEN_CARDS;
    }
  }

  private static boolean isOn(Trunk trunk, Arc arc) {
    return arc.way == trunk.way
        && arc.start().column == trunk.column
        && arc.transition.to().equals(trunk.sink);
  }

  /** Gives the ways back their tracks above or below the cards, the shortest nearest to them. */
  private int gutter(boolean above) {
    List<Arc> back =
        new ArrayList<>(
            arcs.stream().filter(arc -> arc.way == Way.BACK && arc.above == above).toList());
    back.sort(Comparator.comparingInt(arc -> outX(arc) - inX(arc)));
    List<List<Arc>> tracks = new ArrayList<>();
    for (Arc arc : back) {
      int track = 0;
      while (track < tracks.size()
          && tracks.get(track).stream()
              .anyMatch(other -> inX(arc) - 12 < outX(other) && inX(other) - 12 < outX(arc))) {
        track++;
      }
      if (track == tracks.size()) {
        tracks.add(new ArrayList<>());
      }
      tracks.get(track).add(arc);
    }
    int height = GUTTER_EDGE;
    for (List<Arc> track : tracks) {
      int width = track.stream().mapToInt(arc -> arc.width).max().orElse(1);
      int middle = height + width / 2;
      track.forEach(arc -> arc.passageY = middle);
      height += width + 7;
    }
    return tracks.isEmpty() ? 0 : height;
  }

  private static int outX(Arc arc) {
    return arc.pieces.get(0).orElseThrow().x();
  }

  private static int inX(Arc arc) {
    return arc.pieces.get(1).orElseThrow().x();
  }

  private void route(Arc arc) {
    Box from = boxes.get(arc.transition.from());
    Box to = boxes.get(arc.transition.to());
    boolean toSink = arc.way == Way.DROP_OFF || arc.way == Way.DONE || arc.way == Way.OPEN;
    int exitY = top + arc.exitY;
    int entryY = toSink ? arc.entryY : top + arc.entryY;
    switch (arc.way) {
      case FORWARD -> {
        arc.route.add(new Point(from.right(), exitY));
        for (int i = 0; i < arc.pieces.size(); i++) {
          if (arc.pieces.get(i).isPresent()) {
            int x = arc.pieces.get(i).get().x();
            boolean last = i + 1 == arc.pieces.size();
            int before = i == 0 ? exitY : top + arc.places.get(i).middle();
            arc.route.add(new Point(x, before));
            arc.route.add(new Point(x, last ? entryY : top + arc.places.get(i + 1).middle()));
          }
        }
        arc.route.add(new Point(to.x(), entryY));
      }
      case WITHIN -> {
        int x = outX(arc);
        arc.route.add(new Point(from.right(), exitY));
        arc.route.add(new Point(x, exitY));
        arc.route.add(new Point(x, entryY));
        arc.route.add(new Point(to.right(), entryY));
      }
      case BACK -> {
        arc.route.add(new Point(from.right(), exitY));
        arc.route.add(new Point(outX(arc), exitY));
        arc.route.add(new Point(outX(arc), arc.passageY));
        arc.route.add(new Point(inX(arc), arc.passageY));
        arc.route.add(new Point(inX(arc), entryY));
        arc.route.add(new Point(to.x(), entryY));
      }
      case DROP_OFF, DONE, OPEN -> {
        if (arc.way == Way.DROP_OFF) {
          int x = from.x() + (int) (from.width() * LEAK_PORT);
          // As long as the others to a whole number of dashes, so that where lines run together
          // their dashes fall together, and the gaps stay open.
          x += Math.floorMod(outX(arc) - x + arc.passageY - exitY, Stroke.DASH + Stroke.GAP);
          arc.route.add(new Point(x, from.bottom()));
          arc.route.add(new Point(x, exitY));
        } else {
          arc.route.add(new Point(from.right(), exitY));
        }
        arc.route.add(new Point(outX(arc), exitY));
        arc.route.add(new Point(outX(arc), arc.passageY));
        arc.route.add(new Point(to.x(), arc.passageY));
      }
    }
  }
}
