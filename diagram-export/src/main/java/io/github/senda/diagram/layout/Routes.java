package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Point;
import io.github.senda.diagram.Diagram.Stroke;
import io.github.senda.diagram.Diagram.Way;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the lines that are shown run over a ground plan. What goes from column to column changes its
 * height in the corridors and passes columns through gaps between cards; what goes further back
 * does so above or below all cards; what goes to a sink runs above or below the stages, together
 * with what leaves the same stage. For one thread.
 */
final class Routes {

  private static final double LEAK_PORT = 0.15;

  /** How far above the uppermost and below the lowest card lines may still pass. */
  private static final int BEYOND = 8;

  private final GroundPlan plan;
  private final List<Arc> arcs;
  private final List<List<Place>> columns;

  private Routes(GroundPlan plan, List<Arc> arcs) {
    this.plan = plan;
    this.arcs = arcs;
    this.columns = plan.columnsFor(arcs);
  }

  /** Gives every arc its route. */
  static void find(GroundPlan plan, List<Arc> arcs) {
    Routes routes = new Routes(plan, arcs);
    routes.wishBetween();
    routes.gaps();
    Ports ports = Ports.of(arcs);
    routes.wishStraight();
    routes.gaps();
    ports.straighten();
    Corridors corridors = Corridors.of(plan.columnCount(), arcs);
    for (int column = 0; column < plan.columnCount(); column++) {
      corridors.arrange(column, plan.corridorX(column), plan.corridorRoom(column));
    }
    for (boolean above : new boolean[] {true, false}) {
      List<Arc> back = GroundPlan.back(arcs, above);
      Gutter.arrange(back, plan.gutter(above));
      for (Arc arc : back) {
        arc.passageY =
            above ? plan.top() - arc.passageY : plan.top() + plan.cardsHeight() + arc.passageY;
      }
    }
    for (Touchpoint sink : plan.union().sinks()) {
      routes.sink(sink, corridors);
    }
    for (Arc arc : arcs) {
      routes.route(arc);
    }
  }

  /** The gaps of each column, in the rooms that the cards leave. */
  private void gaps() {
    for (List<Place> column : columns) {
      int from = -BEYOND;
      List<Place> run = new ArrayList<>();
      for (Place place : column) {
        if (place.isCard()) {
          Heights.within(run, from, plan.roomAbove(place));
          run.clear();
          from = plan.roomBelow(place);
        } else {
          run.add(place);
        }
      }
      Heights.within(run, from, plan.cardsHeight() + BEYOND);
    }
  }

  /** On the straight line from card to card. */
  private void wishBetween() {
    for (Arc arc : arcs) {
      List<Place> gaps = arc.gaps();
      for (int i = 0; i < gaps.size(); i++) {
        double part = (i + 1.0) / (gaps.size() + 1);
        int from = arc.path.get(0).middle();
        int to = arc.path.get(arc.path.size() - 1).middle();
        gaps.get(i).wish = from + part * (to - from);
      }
    }
  }

  /** As high as the port before, so that the line has no bend. */
  private void wishStraight() {
    for (Arc arc : arcs) {
      for (Place gap : arc.gaps()) {
        gap.wish = arc.leftY();
      }
    }
  }

  private void sink(Touchpoint sink, Corridors corridors) {
    List<List<Arc>> above = corridors.ways(sink, true);
    List<List<Arc>> ways = new ArrayList<>(above);
    ways.addAll(corridors.ways(sink, false));
    Box box = plan.box(sink);
    int y = box.y() + (box.height() - (ways.size() - 1) * GroundPlan.SINK_PITCH) / 2;
    for (int i = 0; i < ways.size(); i++) {
      for (Arc arc : ways.get(i)) {
        arc.entryY = y;
        arc.passageY = arc.above ? plan.wayAbove(above.size() - 1 - i) : y;
        arc.downX = plan.wayDown(i);
      }
      y += GroundPlan.SINK_PITCH;
    }
  }

  private void route(Arc arc) {
    if (arc.goesAcross()) {
      across(arc);
    } else if (arc.leadsToASink()) {
      toSink(arc);
    } else if (arc.way == Way.WITHIN) {
      int x = x(arc, 0);
      int side = side(arc.from, arc.atLeft);
      go(arc, side, exitY(arc), x, exitY(arc), x, entryY(arc), side, entryY(arc));
    } else {
      int out = x(arc, 0);
      int in = x(arc, 1);
      go(arc, side(arc.from, arc.atLeft), exitY(arc), out, exitY(arc), out, arc.passageY);
      go(arc, in, arc.passageY, in, entryY(arc), side(arc.to, arc.inAtLeft), entryY(arc));
    }
  }

  private void across(Arc arc) {
    Place first = arc.path.get(0);
    Place last = arc.path.get(arc.path.size() - 1);
    go(arc, plan.box(first.touchpoint).right(), plan.top() + arc.leftY());
    for (int i = 0; i < arc.pieces.size(); i++) {
      if (arc.pieces.get(i).isPresent()) {
        int x = x(arc, i);
        Place from = arc.path.get(i);
        Place to = arc.path.get(i + 1);
        int fromY = from.isCard() ? arc.leftY() : from.middle();
        int toY = to.isCard() ? arc.rightY() : to.middle();
        go(arc, x, plan.top() + fromY, x, plan.top() + toY);
      }
    }
    go(arc, plan.box(last.touchpoint).x(), plan.top() + arc.rightY());
    if (arc.way == Way.BACK) {
      Collections.reverse(arc.route);
    }
  }

  private void toSink(Arc arc) {
    Box from = plan.box(arc.from);
    int trunk = x(arc, 0);
    if (arc.way == Way.DROP_OFF) {
      int port = (int) (from.width() * LEAK_PORT);
      int x = arc.atLeft ? from.right() - port : from.x() + port;
      // Dashes begin where they would if all lines began at one place, so that where lines run
      // together their dashes fall together, and the gaps stay open.
      int across = arc.atLeft ? x - 2 * trunk : -x;
      int shift =
          Math.floorMod(across + Math.abs(arc.passageY - exitY(arc)), Stroke.DASH + Stroke.GAP);
      x += arc.atLeft ? -shift : shift;
      go(arc, x, arc.above ? from.y() : from.bottom(), x, exitY(arc));
    } else {
      go(arc, from.right(), exitY(arc));
    }
    go(arc, trunk, exitY(arc), trunk, arc.passageY);
    if (arc.above) {
      go(arc, arc.downX, arc.passageY, arc.downX, arc.entryY);
    }
    go(arc, plan.box(arc.to).x(), arc.entryY);
  }

  private int side(Touchpoint card, boolean left) {
    return left ? plan.box(card).x() : plan.box(card).right();
  }

  private int exitY(Arc arc) {
    return plan.top() + arc.exitY;
  }

  private int entryY(Arc arc) {
    return plan.top() + arc.entryY;
  }

  private static int x(Arc arc, int piece) {
    return arc.pieces.get(piece).orElseThrow().x();
  }

  private static void go(Arc arc, int... places) {
    for (int i = 0; i < places.length; i += 2) {
      arc.route.add(new Point(places[i], places[i + 1]));
    }
  }
}
