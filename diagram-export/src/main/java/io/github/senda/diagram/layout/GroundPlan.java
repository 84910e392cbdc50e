package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Way;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stays where it is, whatever is shown: the order of the columns, the cards, the corridors
 * between columns and the gutters above and below. It comes from the union of all that may be
 * shown. Room is made for the most frequent transitions; what is beyond stands closer. For one
 * thread.
 */
final class GroundPlan {

  static final int CARD_WIDTH = 164;
  static final int END_WIDTH = 124;

  /** From a lane's edge to its cards. */
  static final int LANE_PADDING = 10;

  /** How far apart the lines to a sink stand. */
  static final int SINK_PITCH = 13;

  static final int CORRIDOR_EDGE = 8;

  /** From where ways to a sink turn in to where they come in. */
  private static final int SINK_EDGE = 18;

  private static final int BETWEEN_CARDS = 16;
  private static final int NARROWEST_CORRIDOR = 32;
  private static final int TALLEST_BY_PORTS = 260;
  private static final int BELOW_LANES = 18;

  /** There is room for so many transitions, or for so many a touchpoint if that is more. */
  private static final int ROOM_FOR = 110;

  private static final int ROOM_PER_TOUCHPOINT = 5;

  private final Union union;
  private final CardWords words;
  private final Map<Touchpoint, Place> cards = new HashMap<>();
  private final Map<List<Touchpoint>, Arc> arcs = new LinkedHashMap<>();
  private final Map<Touchpoint, Box> boxes = new LinkedHashMap<>();
  private final List<List<Place>> columns;
  private final int[] columnX;
  private final int[] corridorX;
  private final int[] corridorRoom;
  private int cardsHeight;
  private int above;
  private int below;
  private int top;

  private GroundPlan(Union union, CardWords words, Widths widths) {
    this.union = union;
    this.words = words;
    List<List<Place>> byName = new ArrayList<>();
    for (int column = 0; column <= union.stages().size(); column++) {
      byName.add(new ArrayList<>());
    }
    for (Map.Entry<Touchpoint, Integer> entry : union.columns().entrySet()) {
      Place card = Place.card(entry.getKey(), entry.getValue());
      card.cardHeight = words.height(entry.getKey(), union);
      cards.put(entry.getKey(), card);
      byName.get(card.column).add(card);
    }
    for (Union.Tie tie : union.ties()) {
      Arc arc = union.arc(tie.from(), tie.to(), widths.of(tie.count()), cards);
      arcs.put(List.of(tie.from(), tie.to()), arc);
      arc.join(arc.weight());
      for (Place gap : arc.gaps()) {
        gap.height = arc.width + 6;
        byName.get(gap.column).add(gap);
      }
    }
    columns = ColumnOrder.of(byName, List.copyOf(arcs.values()));
    columnX = new int[columns.size() + 1];
    corridorX = new int[columns.size()];
    corridorRoom = new int[columns.size()];
  }

  /**
   * Makes a plan.
   *
   * @param words what stands on the cards
   * @param widths how wide a line of so many is
   * @param x where the first column begins
   * @param y where the stages' cards and what runs above them begin
   */
  static GroundPlan of(Union union, CardWords words, Widths widths, int x, int y) {
    GroundPlan plan = new GroundPlan(union, words, widths);
    int room = Math.max(ROOM_FOR, ROOM_PER_TOUCHPOINT * union.columns().size());
    List<Arc> planned = new ArrayList<>();
    for (Arc arc : plan.arcs.values()) {
      if (arc.leadsToASink() || room-- > 0) {
        planned.add(arc);
      }
    }
    plan.settle(planned);
    plan.measure(planned, x, y);
    return plan;
  }

  private void settle(List<Arc> planned) {
    Map<Place, Integer> left = new HashMap<>();
    Map<Place, Integer> right = new HashMap<>();
    Set<Place> leaking = new HashSet<>();
    for (Arc arc : planned) {
      int room = arc.width + 4;
      switch (arc.way) {
        case FORWARD -> {
          add(right, arc.start, room);
          add(left, arc.end.orElseThrow(), room);
        }
        case BACK -> {
          add(arc.atLeft ? left : right, arc.start, room);
          add(arc.inAtLeft ? left : right, arc.end.orElseThrow(), room);
        }
        case WITHIN -> {
          Map<Place, Integer> side = arc.atLeft ? left : right;
          add(side, arc.start, room);
          add(side, arc.end.orElseThrow(), room);
        }
        case DONE, OPEN -> add(right, arc.start, room);
        case DROP_OFF -> {
          leaking.add(arc.start);
          arc.start.headroom = arc.above ? Ports.LEAK : 0;
        }
      }
    }
    for (Place card : cards.values()) {
      int ports = Math.max(left.getOrDefault(card, 0), right.getOrDefault(card, 0)) + 8;
      card.cardHeight = Math.max(card.cardHeight, Math.min(ports, TALLEST_BY_PORTS));
      card.height = card.cardHeight + BETWEEN_CARDS + (leaking.contains(card) ? Ports.LEAK : 0);
    }
    List<List<Place>> kept = columnsFor(planned);
    for (List<Place> column : kept) {
      for (Place place : column) {
        place.before.clear();
        place.after.clear();
      }
    }
    for (Arc arc : planned) {
      arc.join(arc.width);
    }
    Heights.settle(kept);
    for (Place card : cards.values()) {
      card.y += card.headroom;
      card.height -= card.headroom;
      card.headroom = 0;
    }
    for (List<Place> column : kept) {
      for (Place place : column) {
        cardsHeight = Math.max(cardsHeight, place.y + place.height);
      }
    }
  }

  private static void add(Map<Place, Integer> side, Place card, int room) {
    side.put(card, side.getOrDefault(card, 0) + room);
  }

  private void measure(List<Arc> planned, int x, int y) {
    Ports ports = Ports.of(planned);
    ports.straighten();
    Corridors corridors = Corridors.of(columns.size(), planned);
    int at = x;
    for (int column = 0; column < columns.size(); column++) {
      columnX[column] = at;
      int padding = column == 0 ? 0 : LANE_PADDING;
      int width = column == 0 ? END_WIDTH : CARD_WIDTH;
      for (Place place : columns.get(column)) {
        if (place.isCard()) {
          boxes.put(place.touchpoint, new Box(at + padding, place.y, width, place.cardHeight));
        }
      }
      at += width + 2 * padding;
      corridorX[column] = at + CORRIDOR_EDGE;
      int end = corridors.arrange(column, corridorX[column], Integer.MAX_VALUE) + CORRIDOR_EDGE;
      at = Math.max(at + NARROWEST_CORRIDOR, end);
      corridorRoom[column] = at - CORRIDOR_EDGE - corridorX[column];
    }
    above = Gutter.arrange(back(planned, true), Integer.MAX_VALUE);
    below = Gutter.arrange(back(planned, false), Integer.MAX_VALUE);
    int waysAbove = 0;
    for (Touchpoint sink : union.sinks()) {
      waysAbove += corridors.ways(sink, true).size();
    }
    at += waysAbove == 0 ? 0 : waysAbove * SINK_PITCH + SINK_EDGE;
    columnX[columns.size()] = at;
    top = y + waysAbove * SINK_PITCH + above + Gutter.EDGE;
    for (Map.Entry<Touchpoint, Box> entry : boxes.entrySet()) {
      Box box = entry.getValue();
      entry.setValue(new Box(box.x(), box.y() + top, box.width(), box.height()));
    }
    int sinkY = laneBottom() + BELOW_LANES;
    for (Touchpoint sink : union.sinks()) {
      int ways = corridors.ways(sink, true).size() + corridors.ways(sink, false).size();
      int height = Math.max(words.height(sink, union), ways * SINK_PITCH + 10);
      boxes.put(sink, new Box(at, sinkY, END_WIDTH, height));
      sinkY += height + BETWEEN_CARDS;
    }
  }

  static List<Arc> back(List<Arc> arcs, boolean above) {
    List<Arc> back = new ArrayList<>();
    for (Arc arc : arcs) {
      if (arc.goesThroughAGutter() && arc.above == above) {
        back.add(arc);
      }
    }
    return back;
  }

  /** The columns with all cards and the gaps of some arcs. */
  List<List<Place>> columnsFor(List<Arc> some) {
    Set<Place> kept = new HashSet<>(cards.values());
    for (Arc arc : some) {
      kept.addAll(arc.path);
    }
    List<List<Place>> filtered = new ArrayList<>();
    for (List<Place> column : columns) {
      List<Place> left = new ArrayList<>(column);
      left.retainAll(kept);
      filtered.add(left);
    }
    return filtered;
  }

  /** The arc of a transition, with the places that the order gave it and a width of its own. */
  Arc arc(Touchpoint from, Touchpoint to, int width) {
    Arc planned = arcs.get(List.of(from, to));
    for (Place gap : planned.gaps()) {
      gap.height = width + 6;
    }
    Arc arc = new Arc(from, to, planned.way, width, planned.start, planned.end, planned.path);
    arc.above = planned.above;
    arc.atLeft = planned.atLeft;
    arc.inAtLeft = planned.inAtLeft;
    return arc;
  }

  /** The first height below a card where lines may pass. */
  int roomBelow(Place card) {
    return card.y + card.cardHeight + (leaks(card, false) ? Ports.LEAK + 3 : 4);
  }

  /** The last height above a card where lines may pass. */
  int roomAbove(Place card) {
    return card.y - (leaks(card, true) ? Ports.LEAK + 3 : 4);
  }

  private boolean leaks(Place card, boolean upwards) {
    Arc leaving = arcs.get(List.of(card.touchpoint, Touchpoint.EXIT));
    return leaving != null && leaving.way == Way.DROP_OFF && leaving.above == upwards;
  }

  /** How high ways to a sink run above everything; 0 for the innermost. */
  int wayAbove(int number) {
    return top - above - Gutter.EDGE - SINK_PITCH / 2 - number * SINK_PITCH;
  }

  /** Where such a way comes down to its sink; 0 for the outermost. */
  int wayDown(int number) {
    return columnX[columns.size()] - SINK_EDGE - number * SINK_PITCH;
  }

  int cardsHeight() {
    return cardsHeight - BETWEEN_CARDS;
  }

  /** Where the cards' heights count from, on the page. */
  int top() {
    return top;
  }

  /** How much room there is for what goes back above all cards, or below. */
  int gutter(boolean over) {
    return over ? above : below;
  }

  Union union() {
    return union;
  }

  int columnCount() {
    return columns.size();
  }

  int corridorX(int column) {
    return corridorX[column];
  }

  int corridorRoom(int column) {
    return corridorRoom[column];
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
    return top + cardsHeight() + below + Gutter.EDGE;
  }

  /** The first x to the right of everything. */
  int right() {
    return columnX[columns.size()] + END_WIDTH;
  }

  /** The first y below everything. */
  int bottom() {
    int bottom = laneBottom();
    for (Box box : boxes.values()) {
      bottom = Math.max(bottom, box.bottom());
    }
    return bottom;
  }
}
