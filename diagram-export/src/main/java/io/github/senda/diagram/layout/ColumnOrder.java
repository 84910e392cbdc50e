package io.github.senda.diagram.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.graph.DefaultWeightedEdge;

/**
 * The order of the places in their columns, so that few lines cross: sweeps by barycentre over
 * neighbouring columns, to and fro, then exchanges of neighbours; the best order seen is kept
 * (Sugiyama, Tagawa and Toda, 1981). It starts from the order by name, so it is never worse than
 * that. Ties go by name. What a crossing costs is the product of the widths of the two lines.
 */
final class ColumnOrder {

  private static final int SWEEPS = 24;

  private final Graph<Place, DefaultWeightedEdge> graph;

  private ColumnOrder(Graph<Place, DefaultWeightedEdge> graph) {
    this.graph = graph;
  }

  /**
   * Orders columns.
   *
   * @param columns the places of each column, in any order; not changed
   * @param graph the pieces of lines, each from a place to one in the next column, with its width
   */
  static List<List<Place>> of(List<List<Place>> columns, Graph<Place, DefaultWeightedEdge> graph) {
    ColumnOrder order = new ColumnOrder(graph);
    List<List<Place>> current = byName(columns);
    order.number(current);
    List<List<Place>> best = copy(current);
    double fewest = order.crossings(current);
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      order.sweep(current, sweep % 2 == 0);
      double crossings = order.crossings(current);
      if (crossings < fewest) {
        fewest = crossings;
        best = copy(current);
      }
    }
    order.number(best);
    order.exchange(best);
    return best;
  }

  /** The columns, each by name. */
  static List<List<Place>> byName(List<List<Place>> columns) {
    List<List<Place>> sorted = copy(columns);
    sorted.forEach(column -> column.sort(Place.BY_NAME));
    return sorted;
  }

  /** What all crossings between columns cost together. */
  static double crossings(List<List<Place>> columns, Graph<Place, DefaultWeightedEdge> graph) {
    ColumnOrder order = new ColumnOrder(graph);
    order.number(columns);
    return order.crossings(columns);
  }

  private static List<List<Place>> copy(List<List<Place>> columns) {
    List<List<Place>> copy = new ArrayList<>();
    columns.forEach(column -> copy.add(new ArrayList<>(column)));
    return copy;
  }

  private void number(List<List<Place>> columns) {
    columns.forEach(this::numberColumn);
  }

  private void numberColumn(List<Place> column) {
    for (int i = 0; i < column.size(); i++) {
      column.get(i).position = i;
    }
  }

  private void sweep(List<List<Place>> columns, boolean forward) {
    for (int i = 1; i < columns.size(); i++) {
      List<Place> column = columns.get(forward ? i : columns.size() - 1 - i);
      Map<Place, Double> centres = new HashMap<>();
      column.forEach(place -> centres.put(place, barycentre(place, forward)));
      column.sort(Comparator.<Place>comparingDouble(centres::get).thenComparing(Place.BY_NAME));
      numberColumn(column);
    }
  }

  /** The mean position of the neighbours on one side; its own where it has none. */
  private double barycentre(Place place, boolean before) {
    double sum = 0;
    double weights = 0;
    for (DefaultWeightedEdge edge :
        before ? graph.incomingEdgesOf(place) : graph.outgoingEdgesOf(place)) {
      double weight = graph.getEdgeWeight(edge);
      sum += weight * Graphs.getOppositeVertex(graph, edge, place).position;
      weights += weight;
    }
    return weights == 0 ? place.position : sum / weights;
  }

  private double crossings(List<List<Place>> columns) {
    double crossings = 0;
    for (int i = 0; i + 1 < columns.size(); i++) {
      crossings += crossings(columns.get(i), columns.get(i + 1).size());
    }
    return crossings;
  }

  /**
   * Goes through the pieces from the uppermost start down, and asks for each how much of what came
   * before ends lower; the sums are kept in a tree (Barth, Mutzel and J&uuml;nger, 2004).
   */
  private double crossings(List<Place> column, int ends) {
    double[] tree = new double[ends + 1];
    double before = 0;
    double crossings = 0;
    for (Place place : column) {
      List<DefaultWeightedEdge> edges = new ArrayList<>(graph.outgoingEdgesOf(place));
      edges.sort(Comparator.comparingInt(edge -> graph.getEdgeTarget(edge).position));
      for (DefaultWeightedEdge edge : edges) {
        double weight = graph.getEdgeWeight(edge);
        double notLower = 0;
        for (int at = graph.getEdgeTarget(edge).position + 1; at > 0; at -= at & -at) {
          notLower += tree[at];
        }
        crossings += weight * (before - notLower);
        for (int at = graph.getEdgeTarget(edge).position + 1; at <= ends; at += at & -at) {
          tree[at] += weight;
        }
        before += weight;
      }
    }
    return crossings;
  }

  /** Swaps neighbours as long as that saves crossings. */
  private void exchange(List<List<Place>> columns) {
    boolean better = true;
    for (int round = 0; better && round < SWEEPS; round++) {
      better = false;
      for (List<Place> column : columns) {
        for (int i = 0; i + 1 < column.size(); i++) {
          Place upper = column.get(i);
          Place lower = column.get(i + 1);
          if (between(lower, upper) < between(upper, lower)) {
            column.set(i, lower);
            column.set(i + 1, upper);
            lower.position = i;
            upper.position = i + 1;
            better = true;
          }
        }
      }
    }
  }

  /** What the crossings of the lines of two neighbours cost, if one stands above the other. */
  private double between(Place upper, Place lower) {
    double crossings = 0;
    for (boolean before : new boolean[] {true, false}) {
      for (DefaultWeightedEdge one :
          before ? graph.incomingEdgesOf(upper) : graph.outgoingEdgesOf(upper)) {
        int end = Graphs.getOppositeVertex(graph, one, upper).position;
        for (DefaultWeightedEdge other :
            before ? graph.incomingEdgesOf(lower) : graph.outgoingEdgesOf(lower)) {
          if (end > Graphs.getOppositeVertex(graph, other, lower).position) {
            crossings += graph.getEdgeWeight(one) * graph.getEdgeWeight(other);
          }
        }
      }
    }
    return crossings;
  }
}
