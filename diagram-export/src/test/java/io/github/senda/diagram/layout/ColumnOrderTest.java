package io.github.senda.diagram.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.junit.jupiter.api.Test;

class ColumnOrderTest {

  private final Graph<Place, DefaultWeightedEdge> graph =
      new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
  private final List<List<Place>> columns = new ArrayList<>();

  private Place place(int column, String name) {
    while (columns.size() <= column) {
      columns.add(new ArrayList<>());
    }
    Place place = Place.card(Touchpoint.of(name), column);
    columns.get(column).add(place);
    graph.addVertex(place);
    return place;
  }

  private void join(Place from, Place to, int width) {
    graph.setEdgeWeight(graph.addEdge(from, to), width);
  }

  @Test
  void crossedPair_isUncrossed() {
    Place a = place(0, "a");
    Place b = place(0, "b");
    Place c = place(1, "c");
    Place d = place(1, "d");
    join(a, d, 2);
    join(b, c, 3);
    assertEquals(6, ColumnOrder.crossings(columns, graph));

    List<List<Place>> ordered = ColumnOrder.of(columns, graph);

    assertEquals(0, ColumnOrder.crossings(ordered, graph));
  }

  @Test
  void placesWithoutLines_stayInOrderOfTheirNames() {
    Place b = place(0, "b");
    Place a = place(0, "a");
    Place c = place(0, "c");

    assertEquals(List.of(List.of(a, b, c)), ColumnOrder.of(columns, graph));
  }

  @Test
  void order_isNeverWorseThanByNameAndCountsEveryCrossing() {
    int better = 0;
    for (long seed = 1; seed <= 40; seed++) {
      columns.clear();
      Random random = new Random(seed);
      for (int column = 0; column < 5; column++) {
        for (int i = 0; i < 7; i++) {
          place(column, column + "." + i);
        }
      }
      for (int i = 0; i < 50; i++) {
        int column = random.nextInt(4);
        Place from = columns.get(column).get(random.nextInt(7));
        Place to = columns.get(column + 1).get(random.nextInt(7));
        if (!graph.containsEdge(from, to)) {
          join(from, to, 1 + random.nextInt(10));
        }
      }
      double byName = ColumnOrder.crossings(ColumnOrder.byName(columns), graph);
      List<List<Place>> ordered = ColumnOrder.of(columns, graph);
      double crossings = ColumnOrder.crossings(ordered, graph);

      assertEquals(oneByOne(ordered), crossings, "seed " + seed);
      assertTrue(crossings <= byName, "seed " + seed);
      better += crossings < byName ? 1 : 0;
    }
    assertTrue(better > 30, "only " + better + " of 40 got better");
  }

  /** The same count by looking at every pair. */
  private double oneByOne(List<List<Place>> ordered) {
    double crossings = 0;
    for (int i = 0; i + 1 < ordered.size(); i++) {
      List<Place> left = ordered.get(i);
      List<Place> right = ordered.get(i + 1);
      for (Place a : left) {
        for (Place b : left.subList(left.indexOf(a) + 1, left.size())) {
          for (DefaultWeightedEdge one : graph.outgoingEdgesOf(a)) {
            for (DefaultWeightedEdge other : graph.outgoingEdgesOf(b)) {
              if (right.indexOf(graph.getEdgeTarget(one))
                  > right.indexOf(graph.getEdgeTarget(other))) {
                crossings += graph.getEdgeWeight(one) * graph.getEdgeWeight(other);
              }
            }
          }
        }
      }
    }
    return crossings;
  }
}
