package io.github.senda.diagram.layout;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.graph.DefaultWeightedEdge;

/**
 * How high the places of ordered columns stand: each as near as can be to the places that it is
 * joined to, without overlap. Each column is a least-squares problem with an order to keep, solved
 * exactly by pooling adjacent violators (Barlow and others, 1972).
 */
final class Heights {

  private static final int ROUNDS = 16;

  /** A line is to pass straight through gaps first of all. */
  private static final double STRAIGHT = 8;

  private static final double PINNED = 1e9;

  private Heights() {}

  /** Places everything; the uppermost place stands at 0. */
  static void settle(List<List<Place>> columns, Graph<Place, DefaultWeightedEdge> graph) {
    int tallest =
        columns.stream()
            .mapToInt(column -> column.stream().mapToInt(place -> place.height).sum())
            .max()
            .orElse(0);
    for (List<Place> column : columns) {
      int height = column.stream().mapToInt(place -> place.height).sum();
      int y = (tallest - height) / 2;
      for (Place place : column) {
        place.y = y;
        y += place.height;
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < columns.size(); i++) {
        List<Place> column = columns.get(round % 2 == 0 ? i : columns.size() - 1 - i);
        column(column, place -> wish(place, graph), place -> weight(place, graph));
      }
    }
    int top = columns.stream().flatMap(List::stream).mapToInt(place -> place.y).min().orElse(0);
    columns.forEach(column -> column.forEach(place -> place.y -= top));
  }

  /**
   * Moves the gaps only, from left to right, now that it is known at which height their lines leave
   * the cards.
   *
   * @param wish the height at which a gap's line would be straight
   */
  static void straighten(List<List<Place>> columns, ToDoubleFunction<Place> wish) {
    for (List<Place> column : columns) {
      column(
          column,
          place -> place.isCard() ? place.y : wish.applyAsDouble(place) - place.middle() + place.y,
          place -> place.isCard() ? PINNED : 1);
    }
  }

  private static double wish(Place place, Graph<Place, DefaultWeightedEdge> graph) {
    double sum = 0;
    double weights = 0;
    for (DefaultWeightedEdge edge : graph.edgesOf(place)) {
      Place other = Graphs.getOppositeVertex(graph, edge, place);
      double weight = graph.getEdgeWeight(edge) * (other.isCard() ? 1 : STRAIGHT);
      sum += weight * (other.middle() - (place.middle() - place.y));
      weights += weight;
    }
    return weights == 0 ? place.y : sum / weights;
  }

  private static double weight(Place place, Graph<Place, DefaultWeightedEdge> graph) {
    return 1 + graph.edgesOf(place).stream().mapToDouble(graph::getEdgeWeight).sum();
  }

  private static void column(
      List<Place> column, ToDoubleFunction<Place> wish, ToDoubleFunction<Place> weight) {
    int n = column.size();
    int[] offset = new int[n + 1];
    double[] mean = new double[n];
    double[] weights = new double[n];
    int[] members = new int[n];
    int pools = 0;
    for (int i = 0; i < n; i++) {
      Place place = column.get(i);
      offset[i + 1] = offset[i] + place.height;
      mean[pools] = wish.applyAsDouble(place) - offset[i];
      weights[pools] = weight.applyAsDouble(place);
      members[pools++] = 1;
      while (pools > 1 && mean[pools - 2] > mean[pools - 1]) {
        double both = weights[pools - 2] + weights[pools - 1];
        mean[pools - 2] =
            (mean[pools - 2] * weights[pools - 2] + mean[pools - 1] * weights[pools - 1]) / both;
        weights[pools - 2] = both;
        members[pools - 2] += members[pools - 1];
        pools--;
      }
    }
    int at = 0;
    for (int pool = 0; pool < pools; pool++) {
      for (int member = 0; member < members[pool]; member++, at++) {
        column.get(at).y = (int) Math.round(mean[pool]) + offset[at];
      }
    }
  }
}
