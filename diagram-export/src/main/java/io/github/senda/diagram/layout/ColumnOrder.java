package io.github.senda.diagram.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The order of the places in their columns, so that few lines cross: sweeps by barycentre and by
 * median over neighbouring columns, to and fro, from the order by name (Sugiyama, Tagawa and Toda,
 * 1981; Eades and Wormald, 1994); the best order seen is then sifted, each place going where it
 * crosses least (Matuszewski, Sch&ouml;nfeld and Molitor, 1999). Never worse than the order by
 * name; the same each time. What a crossing costs is the product of the weights of the two lines;
 * lines that run upright beside a column count as well. For one thread.
 */
final class ColumnOrder {

  private static final int SWEEPS = 4;

  /** How far a place is sifted at most; in large maps less far. */
  private static final int REACH = 60;

  private static final int LEAST_REACH = 12;
  private static final int REACH_WORK = 20_000;

  /** How often all places are. */
  private static final int ROUNDS = 12;

  private static final double LEAST_GAIN = 1e-9;

  private final Place[] places;
  private final int[][] columns;

  /** By place: its neighbours to the left and to the right, and the weights of the joins. */
  private final int[][][] neighbours = new int[2][][];

  private final double[][][] weights = new double[2][][];
  private final int[] position;
  private final Turns turns;
  private int reach = REACH;

  private ColumnOrder(List<List<Place>> byName, List<Arc> arcs) {
    List<Place> all = new ArrayList<>();
    columns = new int[byName.size()][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new int[byName.get(i).size()];
      for (int j = 0; j < columns[i].length; j++) {
        Place place = byName.get(i).get(j);
        place.number = all.size();
        columns[i][j] = place.number;
        all.add(place);
      }
    }
    places = all.toArray(new Place[0]);
    position = new int[places.length];
    for (int side = 0; side < 2; side++) {
      neighbours[side] = new int[places.length][];
      weights[side] = new double[places.length][];
      for (int i = 0; i < places.length; i++) {
        List<Place.Join> joins = side == 0 ? places[i].before : places[i].after;
        neighbours[side][i] = new int[joins.size()];
        weights[side][i] = new double[joins.size()];
        for (int j = 0; j < joins.size(); j++) {
          neighbours[side][i][j] = joins.get(j).place().number;
          weights[side][i][j] = joins.get(j).weight();
        }
      }
    }
    number();
    turns = new Turns(places, arcs, position);
  }

  /**
   * Orders columns.
   *
   * @param columns the places of each column, in any order, joined to those of the next; not
   *     changed
   * @param arcs the lines; those that run beside a column are told where they cross least
   */
  static List<List<Place>> of(List<List<Place>> columns, List<Arc> arcs) {
    ColumnOrder order = new ColumnOrder(byName(columns), arcs);
    order.improve();
    order.turns.choose(order.columns);
    order.turns.tell();
    return order.ordered();
  }

  /** The columns, each by name. */
  static List<List<Place>> byName(List<List<Place>> columns) {
    List<List<Place>> sorted = new ArrayList<>();
    for (List<Place> column : columns) {
      List<Place> byName = new ArrayList<>(column);
      byName.sort(Place.BY_NAME);
      sorted.add(byName);
    }
    return sorted;
  }

  /** What all crossings between columns cost together. */
  static double crossings(List<List<Place>> columns) {
    return new ColumnOrder(columns, List.of()).crossings();
  }

  private List<List<Place>> ordered() {
    List<List<Place>> ordered = new ArrayList<>();
    for (int[] column : columns) {
      List<Place> inOrder = new ArrayList<>();
      for (int place : column) {
        inOrder.add(places[place]);
      }
      ordered.add(inOrder);
    }
    return ordered;
  }

  private void improve() {
    int joins = 0;
    for (int[] after : neighbours[1]) {
      joins += after.length;
    }
    reach = Math.max(LEAST_REACH, Math.min(REACH, REACH_WORK / Math.max(1, joins)));
    int[][] best = copy(columns);
    double fewest = crossings();
    for (int start = 0; start < 2 && fewest > 0; start++) {
      if (start > 0) {
        for (int[] column : columns) {
          Arrays.sort(column);
        }
        number();
      }
      for (int sweep = 0; sweep < SWEEPS; sweep++) {
        sweep(sweep % 2, start == 1);
        double crossings = crossings();
        if (crossings < fewest - LEAST_GAIN) {
          fewest = crossings;
          best = copy(columns);
        }
      }
      // A start that is sifted at once may beat one that looked better before.
      for (int round = 0; round < 2; round++) {
        sift();
      }
      double crossings = crossings();
      if (crossings < fewest - LEAST_GAIN) {
        fewest = crossings;
        best = copy(columns);
      }
    }
    for (int i = 0; i < columns.length; i++) {
      System.arraycopy(best[i], 0, columns[i], 0, best[i].length);
    }
    number();
    for (int round = 0; round < ROUNDS && sift(); round++) {
      // Goes on as long as it gets better.
    }
  }

  private static int[][] copy(int[][] columns) {
    int[][] copy = new int[columns.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = columns[i].clone();
    }
    return copy;
  }

  private void number() {
    for (int[] column : columns) {
      number(column);
    }
  }

  private void number(int[] column) {
    for (int i = 0; i < column.length; i++) {
      position[column[i]] = i;
    }
  }

  /** Orders each column by its neighbours on one side: 0 for those to the left. */
  private void sweep(int side, boolean byMedian) {
    for (int i = 1; i < columns.length; i++) {
      int[] column = columns[side == 0 ? i : columns.length - 1 - i];
      double[] centres = new double[column.length];
      for (int j = 0; j < column.length; j++) {
        centres[j] = byMedian ? median(column[j], side) : barycentre(column[j], side);
      }
      sort(column, centres);
      number(column);
    }
  }

  /** By centre, and what has the same one stays in its order: by merging from below. */
  private static void sort(int[] places, double[] centres) {
    int n = places.length;
    int[] mergedPlaces = new int[n];
    double[] mergedCentres = new double[n];
    for (int half = 1; half < n; half *= 2) {
      for (int from = 0; from < n; from += 2 * half) {
        int one = from;
        int middle = Math.min(from + half, n);
        int other = middle;
        int until = Math.min(from + 2 * half, n);
        for (int at = from; at < until; at++) {
          boolean first = other == until || (one < middle && centres[one] <= centres[other]);
          int next = first ? one++ : other++;
          mergedPlaces[at] = places[next];
          mergedCentres[at] = centres[next];
        }
      }
      System.arraycopy(mergedPlaces, 0, places, 0, n);
      System.arraycopy(mergedCentres, 0, centres, 0, n);
    }
  }

  /** The mean position of the neighbours; its own where it has none. */
  private double barycentre(int place, int side) {
    double sum = 0;
    double whole = 0;
    for (int i = 0; i < neighbours[side][place].length; i++) {
      double weight = weights[side][place][i];
      sum += weight * position[neighbours[side][place][i]];
      whole += weight;
    }
    return whole == 0 ? position[place] : sum / whole;
  }

  private double median(int place, int side) {
    int[] at = neighbours[side][place].clone();
    if (at.length == 0) {
      return position[place];
    }
    for (int i = 0; i < at.length; i++) {
      at[i] = position[at[i]];
    }
    Arrays.sort(at);
    return (at[(at.length - 1) / 2] + at[at.length / 2]) / 2.0;
  }

  private double crossings() {
    double crossings = turns.choose(columns);
    for (int i = 0; i + 1 < columns.length; i++) {
      crossings += crossings(columns[i], columns[i + 1].length);
    }
    return crossings;
  }

  /**
   * Goes through the joins from the uppermost start down, and asks for each how much of what came
   * before ends lower; the sums are kept in a tree (Barth, Mutzel and J&uuml;nger, 2004).
   */
  private double crossings(int[] column, int ends) {
    double[] tree = new double[ends + 1];
    double before = 0;
    double crossings = 0;
    for (int place : column) {
      int[] to = neighbours[1][place];
      double sum = 0;
      for (int i = 0; i < to.length; i++) {
        double notLower = 0;
        for (int at = position[to[i]] + 1; at > 0; at -= at & -at) {
          notLower += tree[at];
        }
        crossings += weights[1][place][i] * (before - notLower);
      }
      for (int i = 0; i < to.length; i++) {
        for (int at = position[to[i]] + 1; at <= ends; at += at & -at) {
          tree[at] += weights[1][place][i];
        }
        sum += weights[1][place][i];
      }
      before += sum;
    }
    return crossings;
  }

  /** Puts each place where it crosses least; false if nothing was gained. */
  private boolean sift() {
    boolean better = false;
    turns.choose(columns);
    for (int[] column : columns) {
      Sides sides = new Sides(column);
      for (int place : column.clone()) {
        better |= sift(column, place, sides);
      }
    }
    return better;
  }

  private boolean sift(int[] column, int place, Sides sides) {
    int from = position[place];
    int best = from;
    double least = -LEAST_GAIN;
    double cost = 0;
    for (int at = from - 1; at >= Math.max(0, from - reach); at--) {
      cost -= sides.gain(column[at], place) + turns.gain(place, column[at], false);
      if (cost < least) {
        least = cost;
        best = at;
      }
    }
    cost = 0;
    for (int at = from + 1; at < Math.min(column.length, from + reach + 1); at++) {
      cost -= sides.gain(place, column[at]) + turns.gain(place, column[at], true);
      if (cost < least) {
        least = cost;
        best = at;
      }
    }
    if (best == from) {
      return false;
    }
    if (best < from) {
      System.arraycopy(column, best, column, best + 1, from - best);
    } else {
      System.arraycopy(column, from + 1, column, from, best - from);
    }
    column[best] = place;
    for (int at = Math.min(best, from); at <= Math.max(best, from); at++) {
      position[column[at]] = at;
    }
    return true;
  }

  /** A column's joins in order of where they end, while only that column is being changed. */
  private final class Sides {
    private final int[][][] ends = new int[2][places.length][];
    private final double[][][] costs = new double[2][places.length][];

    Sides(int[] column) {
      for (int place : column) {
        for (int side = 0; side < 2; side++) {
          int[] others = neighbours[side][place];
          // Position and number in one, so that they are sorted without boxes.
          long[] order = new long[others.length];
          for (int i = 0; i < others.length; i++) {
            order[i] = (long) position[others[i]] << 32 | i;
          }
          Arrays.sort(order);
          int[] at = new int[others.length];
          double[] cost = new double[others.length];
          for (int i = 0; i < others.length; i++) {
            at[i] = (int) (order[i] >> 32);
            cost[i] = weights[side][place][(int) order[i]];
          }
          ends[side][place] = at;
          costs[side][place] = cost;
        }
      }
    }

    /** What is gained where the lower of two neighbours comes to stand above the upper. */
    double gain(int upper, int lower) {
      double gain = 0;
      for (int side = 0; side < 2; side++) {
        int[] above = ends[side][upper];
        int[] below = ends[side][lower];
        if (above.length > 0 && below.length > 0) {
          gain += gain(above, costs[side][upper], below, costs[side][lower]);
        }
      }
      return gain;
    }

    /** Pairs of which the upper's join ends lower, less those of which the lower's does. */
    private double gain(int[] above, double[] aboveCosts, int[] below, double[] belowCosts) {
      if (above[0] > below[below.length - 1] || above[above.length - 1] < below[0]) {
        double whole = sum(aboveCosts) * sum(belowCosts);
        return above[0] > below[0] ? whole : -whole;
      }
      double gain = 0;
      double higher = 0;
      double notLower = 0;
      double all = sum(belowCosts);
      int at = 0;
      int until = 0;
      for (int i = 0; i < above.length; i++) {
        while (at < below.length && below[at] < above[i]) {
          higher += belowCosts[at++];
        }
        while (until < below.length && below[until] <= above[i]) {
          notLower += belowCosts[until++];
        }
        gain += aboveCosts[i] * (higher - (all - notLower));
      }
      return gain;
    }

    private static double sum(double[] costs) {
      double sum = 0;
      for (double cost : costs) {
        sum += cost;
      }
      return sum;
    }
  }
}
