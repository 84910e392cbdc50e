package io.github.senda.diagram.layout;

import java.util.List;

/**
 * How high the places of ordered columns stand: each as near as can be to the places that it is
 * joined to, without overlap. Each column is a least-squares problem with an order to keep, solved
 * exactly by pooling adjacent violators (Barlow and others, 1972).
 */
final class Heights {

  private static final int ROUNDS = 16;

  /** A line is to pass straight through gaps first of all. */
  private static final double STRAIGHT = 8;

  private static final double LOOSE = 1e-3;

  private Heights() {}

  /** Places everything; the uppermost place stands at 0. */
  static void settle(List<List<Place>> columns) {
    int tallest = 0;
    for (List<Place> column : columns) {
      tallest = Math.max(tallest, height(column));
    }
    for (List<Place> column : columns) {
      int y = (tallest - height(column)) / 2;
      for (Place place : column) {
        place.y = y;
        y += place.height;
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < columns.size(); i++) {
        column(columns.get(round % 2 == 0 ? i : columns.size() - 1 - i));
      }
    }
    int top = Integer.MAX_VALUE;
    for (List<Place> column : columns) {
      top = column.isEmpty() ? top : Math.min(top, column.get(0).y);
    }
    for (List<Place> column : columns) {
      for (Place place : column) {
        place.y -= top;
      }
    }
  }

  private static int height(List<Place> places) {
    int height = 0;
    for (Place place : places) {
      height += place.height;
    }
    return height;
  }

  private static void column(List<Place> column) {
    int n = column.size();
    double[] wishes = new double[n];
    double[] weights = new double[n];
    double[] heights = new double[n];
    for (int i = 0; i < n; i++) {
      Place place = column.get(i);
      double sum = 0;
      double whole = 0;
      double all = 1;
      for (List<Place.Join> side : List.of(place.before, place.after)) {
        for (Place.Join join : side) {
          double weight = join.weight() * (join.place().isCard() ? 1 : STRAIGHT);
          sum += weight * (join.place().middle() - (place.middle() - place.y));
          whole += weight;
          all += join.weight();
        }
      }
      if (whole > 0) {
        wishes[i] = sum / whole;
        weights[i] = all;
      } else {
        // What is joined to nothing keeps close to what stands beside it, and moves none of that.
        wishes[i] = beside(column, i);
        weights[i] = LOOSE;
      }
      heights[i] = place.height;
    }
    double[] tops = fit(wishes, weights, heights);
    for (int i = 0; i < n; i++) {
      column.get(i).y = (int) Math.round(tops[i]);
    }
  }

  private static double beside(List<Place> column, int at) {
    Place place = column.get(at);
    if (at > 0) {
      return column.get(at - 1).y + column.get(at - 1).height;
    }
    return column.size() > 1 ? column.get(1).y - place.height : place.y;
  }

  /**
   * Moves the gaps between cards, which stay where they are, to where they wish to be. Where there
   * is too little room for all, they stand closer.
   *
   * @param gaps in their order, with nothing but room between them
   * @param top where the room begins
   * @param bottom where it ends
   */
  static void within(List<Place> gaps, int top, int bottom) {
    int n = gaps.size();
    int room = Math.max(1, bottom - top);
    double needed = height(gaps);
    double scale = Math.min(1, room / Math.max(1, needed));
    double[] wishes = new double[n];
    double[] weights = new double[n];
    double[] heights = new double[n];
    for (int i = 0; i < n; i++) {
      heights[i] = gaps.get(i).height * scale;
      wishes[i] = gaps.get(i).wish - heights[i] / 2;
      weights[i] = 1;
    }
    double[] tops = fit(wishes, weights, heights);
    double above = 0;
    for (int i = 0; i < n; i++) {
      // Bounds on all of them are kept by cutting the free solution to the bounds.
      double lowest = bottom - needed * scale + above;
      double y = Math.max(top + above, Math.min(lowest, tops[i]));
      above += heights[i];
      gaps.get(i).y = (int) Math.round(y + heights[i] / 2) - gaps.get(i).height / 2;
    }
  }

  /** The tops nearest to what is wished for, each at least a height below the one before. */
  private static double[] fit(double[] wishes, double[] weights, double[] heights) {
    int n = wishes.length;
    double[] offset = new double[n + 1];
    double[] mean = new double[n];
    double[] weight = new double[n];
    int[] members = new int[n];
    int pools = 0;
    for (int i = 0; i < n; i++) {
      offset[i + 1] = offset[i] + heights[i];
      mean[pools] = wishes[i] - offset[i];
      weight[pools] = weights[i];
      members[pools++] = 1;
      while (pools > 1 && mean[pools - 2] > mean[pools - 1]) {
        double both = weight[pools - 2] + weight[pools - 1];
        mean[pools - 2] =
            (mean[pools - 2] * weight[pools - 2] + mean[pools - 1] * weight[pools - 1]) / both;
        weight[pools - 2] = both;
        members[pools - 2] += members[pools - 1];
        pools--;
      }
    }
    double[] tops = new double[n];
    int at = 0;
    for (int pool = 0; pool < pools; pool++) {
      for (int member = 0; member < members[pool]; member++, at++) {
        tops[at] = mean[pool] + offset[at];
      }
    }
    return tops;
  }
}
