package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Point;
import io.github.senda.diagram.Diagram.Way;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A transition on its way to being a line; for one thread. */
final class Arc {

  /** By where it comes from, then by where it goes. */
  static final Comparator<Arc> BY_NAME =
      new Comparator<>() {
        @Override
        public int compare(Arc one, Arc other) {
          int byStart = one.from.compareTo(other.from);
          return byStart != 0 ? byStart : one.to.compareTo(other.to);
        }
      };

  final Touchpoint from;
  final Touchpoint to;
  final Way way;
  final int width;

  /** The card where it starts. */
  final Place start;

  /** The card where it ends; empty where it leads to a sink. */
  final Optional<Place> end;

  /**
   * From left to right the cards at its ends and the gaps between; empty where it goes another way:
   * beside the cards of its column, above or below all cards, or to a sink.
   */
  final List<Place> path;

  /** The heights of its ports. */
  int exitY;

  int entryY;

  /** Its upright pieces, from left to right or as it goes; empty where a corridor is straight. */
  final List<Optional<Corridor.Piece>> pieces = new ArrayList<>();

  /** Whether it goes back or to a sink above the cards, not below. */
  boolean above;

  /**
   * Whether it goes beside its cards, to a sink or into a gutter at their left, not at their right.
   */
  boolean atLeft;

  /** Whether it comes out of a gutter at its card's left, not at its right. */
  boolean inAtLeft;

  /** The height at which it goes back, or to a sink. */
  int passageY;

  /** Where it comes down to a sink, if it goes there above the cards. */
  int downX;

  /** Its number while words are placed. */
  int number;

  final List<Point> route = new ArrayList<>();

  Arc(
      Touchpoint from,
      Touchpoint to,
      Way way,
      int width,
      Place start,
      Optional<Place> end,
      List<Place> path) {
    this.from = from;
    this.to = to;
    this.way = way;
    this.width = width;
    this.start = start;
    this.end = end;
    this.path = List.copyOf(path);
    this.atLeft = way == Way.BACK;
  }

  boolean goesAcross() {
    return !path.isEmpty();
  }

  boolean goesThroughAGutter() {
    return way == Way.BACK && path.isEmpty();
  }

  boolean leadsToASink() {
    return end.isEmpty();
  }

  /** The gaps that it passes. */
  List<Place> gaps() {
    return path.size() < 3 ? List.of() : path.subList(1, path.size() - 1);
  }

  /** The height of its port at the left end of its path. */
  int leftY() {
    return way == Way.BACK ? entryY : exitY;
  }

  int rightY() {
    return way == Way.BACK ? exitY : entryY;
  }

  /** How many columns it goes back. */
  int span() {
    return start.column - end.orElseThrow().column;
  }

  /** What a crossing of it costs: that of broad lines more, but that of many thin ones as well. */
  double weight() {
    return Math.sqrt(width);
  }

  /** Its place among the pieces between columns, with how much each weighs. */
  void join(double weight) {
    for (int i = 1; i < path.size(); i++) {
      Place.join(path.get(i - 1), path.get(i), weight);
    }
  }
}
