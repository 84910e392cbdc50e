package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Way;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that run upright beside a column, not across a corridor: beside its own stage, into a
 * gutter, to a sink. Each crosses all that meets the cards that it passes, so it goes up or down,
 * at the left or at the right, as crosses least; and the order of the columns counts what that
 * comes to. For one thread.
 */
final class Turns {

  static final int LEFT = 0;
  static final int RIGHT = 1;

  /** What another shared way is to save at least, beside that at the right and below. */
  private static final double EXTRA = 1;

  /** One such line; its end has no number where it leads to a sink. */
  private static final class Turn {
    private final Arc arc;
    private final int start;
    private final int end;
    private final double weight;
    private boolean up;
    private int side = RIGHT;
    private int endSide = RIGHT;

    Turn(Arc arc) {
      this.arc = arc;
      this.weight = arc.weight();
      this.start = arc.start.number;
      this.end = arc.end.isPresent() ? arc.end.get().number : -1;
    }
  }

  private final int[] position;

  /** By side and place: what the lines weigh that cross the corridor there. */
  private final double[][] across;

  /** The same for all places above it in its column, and for all below. */
  private final double[][] above;

  private final double[][] below;

  /** By side and place: what the lines weigh that leave the column there. */
  private final double[][] up;

  private final double[][] down;

  /** By place: what passing its column in a gutter crosses, as half of its drop-offs go there. */
  private final double[] passing;

  private final List<Turn> turns = new ArrayList<>();
  private final Turn[][] beside;

  /**
   * Lines over places that are numbered.
   *
   * @param arcs all lines; those that only go across are passed over
   * @param position where each place stands in its column, kept up to date by whoever orders them
   */
  Turns(Place[] places, List<Arc> arcs, int[] position) {
    this.position = position;
    int n = places.length;
    across = new double[2][n];
    above = new double[2][n];
    below = new double[2][n];
    up = new double[2][n];
    down = new double[2][n];
    for (int i = 0; i < n; i++) {
      across[LEFT][i] = weight(places[i].before);
      across[RIGHT][i] = weight(places[i].after);
    }
    passing = passing(places, arcs);
    int[] count = new int[n];
    for (Arc arc : arcs) {
      if (!arc.goesAcross()) {
        Turn turn = new Turn(arc);
        turns.add(turn);
        if (arc.way == Way.WITHIN) {
          count[turn.start]++;
          count[turn.end]++;
        }
      }
    }
    beside = new Turn[n][];
    for (int i = 0; i < n; i++) {
      beside[i] = new Turn[count[i]];
    }
    for (Turn turn : turns) {
      if (turn.arc.way == Way.WITHIN) {
        beside[turn.start][--count[turn.start]] = turn;
        beside[turn.end][--count[turn.end]] = turn;
      }
    }
  }

  private static double[] passing(Place[] places, List<Arc> arcs) {
    double[] leaving = new double[1 + (places.length == 0 ? 0 : places[places.length - 1].column)];
    for (Arc arc : arcs) {
      if (arc.leadsToASink()) {
        leaving[arc.start.column] += arc.weight() * 0.5;
      }
    }
    double[] passing = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      passing[i] = leaving[places[i].column];
    }
    return passing;
  }

  private static double weight(List<Place.Join> joins) {
    double weight = 0;
    for (Place.Join join : joins) {
      weight += join.weight();
    }
    return weight;
  }

  /** Sends each line where it crosses least by the present order; gives what all cross. */
  double choose(int[][] columns) {
    if (turns.isEmpty()) {
      return 0;
    }
    for (int side = LEFT; side <= RIGHT; side++) {
      for (int[] column : columns) {
        double sum = 0;
        for (int place : column) {
          above[side][place] = sum;
          sum += across[side][place];
        }
        for (int place : column) {
          below[side][place] = sum - above[side][place] - across[side][place];
          up[side][place] = 0;
          down[side][place] = 0;
        }
      }
    }
    double all = 0;
    for (Turn turn : turns) {
      all += turn.weight * choose(turn);
    }
    return all;
  }

  private double choose(Turn turn) {
    switch (turn.arc.way) {
      case WITHIN -> {
        boolean down = position[turn.start] < position[turn.end];
        int upper = down ? turn.start : turn.end;
        int lower = down ? turn.end : turn.start;
        double left = above[LEFT][lower] - above[LEFT][upper] - across[LEFT][upper];
        double right = above[RIGHT][lower] - above[RIGHT][upper] - across[RIGHT][upper];
        turn.side = left < right ? LEFT : RIGHT;
        return Math.min(left, right);
      }
      case BACK -> {
        double over = nearer(above, LEFT, turn.start) + nearer(above, RIGHT, turn.end);
        double under = nearer(below, LEFT, turn.start) + nearer(below, RIGHT, turn.end);
        turn.up = over < under;
        double[][] there = turn.up ? above : below;
        turn.side = there[LEFT][turn.start] <= nearer(there, LEFT, turn.start) ? LEFT : RIGHT;
        turn.endSide = there[RIGHT][turn.end] <= nearer(there, RIGHT, turn.end) ? RIGHT : LEFT;
        leave(turn, turn.side, turn.start);
        leave(turn, turn.endSide, turn.end);
        return Math.min(over, under);
      }
      case DROP_OFF -> {
        double over = Math.min(above[LEFT][turn.start] + EXTRA, above[RIGHT][turn.start]) + EXTRA;
        double under = Math.min(below[LEFT][turn.start] + EXTRA, below[RIGHT][turn.start]);
        turn.up = over < under;
        double[][] there = turn.up ? above : below;
        turn.side = there[LEFT][turn.start] + EXTRA < there[RIGHT][turn.start] ? LEFT : RIGHT;
        leave(turn, turn.side, turn.start);
        return Math.min(over, under);
      }
      default -> {
        double gained = below[RIGHT][turn.start] - above[RIGHT][turn.start];
        turn.up = turn.arc.way == Way.DONE && gained > EXTRA;
        leave(turn, RIGHT, turn.start);
        return (turn.up ? above : below)[RIGHT][turn.start];
      }
    }
  }

  /** The less of what is crossed at a side, or at the other and then over the own column. */
  private double nearer(double[][] beyond, int side, int place) {
    return Math.min(beyond[side][place], beyond[1 - side][place] + passing[place]);
  }

  private void leave(Turn turn, int side, int place) {
    (turn.up ? up : down)[side][place] += turn.weight;
  }

  /** What is gained where a place comes to stand on the other side of its neighbour. */
  double gain(int moving, int other, boolean downwards) {
    int upper = downwards ? moving : other;
    int lower = downwards ? other : moving;
    double gain = 0;
    for (int side = LEFT; side <= RIGHT; side++) {
      gain += across[side][upper] * (up[side][lower] - down[side][lower]);
      gain += across[side][lower] * (down[side][upper] - up[side][upper]);
    }
    for (Turn turn : beside[upper]) {
      int partner = turn.start == upper ? turn.end : turn.start;
      if (partner != lower) {
        double passed = turn.weight * across[turn.side][lower];
        gain += position[partner] < position[other] ? -passed : passed;
      }
    }
    for (Turn turn : beside[lower]) {
      int partner = turn.start == lower ? turn.end : turn.start;
      if (partner != upper) {
        double passed = turn.weight * across[turn.side][upper];
        gain += position[partner] < position[other] ? passed : -passed;
      }
    }
    return gain;
  }

  /** Tells the lines what was chosen last. */
  void tell() {
    for (Turn turn : turns) {
      turn.arc.above = turn.up;
      turn.arc.atLeft = turn.side == LEFT;
      turn.arc.inAtLeft = turn.endSide == LEFT;
    }
  }
}
