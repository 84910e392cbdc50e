package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Point;
import io.github.senda.diagram.Diagram.Way;
import io.github.senda.graph.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A transition on its way to being a line; for one thread. */
final class Arc {

  final Transition transition;
  final Way way;
  final int width;

  /** The cards at its ends and the gaps between; only its start where it leads to a sink. */
  final List<Place> places;

  /** The heights of its ports. */
  int exitY;

  int entryY;

  /** Its upright pieces from its start on; empty where it passes a corridor straight. */
  final List<Optional<Corridor.Piece>> pieces = new ArrayList<>();

  /** Whether it goes back above the cards, not below. */
  boolean above;

  /** The height at which it goes back, or to a sink. */
  int passageY;

  final List<Point> route = new ArrayList<>();

  Arc(Transition transition, Way way, int width, List<Place> places) {
    this.transition = transition;
    this.way = way;
    this.width = width;
    this.places = List.copyOf(places);
  }

  Place start() {
    return places.get(0);
  }

  Place end() {
    return places.get(places.size() - 1);
  }
}
