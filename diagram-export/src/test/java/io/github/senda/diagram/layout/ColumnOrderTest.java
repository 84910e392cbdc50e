package io.github.senda.diagram.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnOrderTest {

  private final List<List<Place>> columns = new ArrayList<>();

  private Place place(int column, String name) {
    while (columns.size() <= column) {
      columns.add(new ArrayList<>());
    }
    Place place = Place.card(Touchpoint.of(name), column);
    columns.get(column).add(place);
    return place;
  }

  private void join(Place from, Place to, int width) {
    Place.join(from, to, width);
  }

  @Test
  void crossedPair_isUncrossed() {
    Place a = place(0, "a");
    Place b = place(0, "b");
    Place c = place(1, "c");
    Place d = place(1, "d");
    join(a, d, 2);
    join(b, c, 3);
    assertEquals(6, ColumnOrder.crossings(columns));

    List<List<Place>> ordered = ColumnOrder.of(columns, List.of());

    assertEquals(0, ColumnOrder.crossings(ordered));
  }

  @Test
  void placesWithoutLines_stayInOrderOfTheirNames() {
    Place b = place(0, "b");
    Place a = place(0, "a");
    Place c = place(0, "c");

    assertEquals(List.of(List.of(a, b, c)), ColumnOrder.of(columns, List.of()));
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
        if (from.after.stream().noneMatch(join -> join.place() == to)) {
          join(from, to, 1 + random.nextInt(10));
        }
      }
      double byName = ColumnOrder.crossings(ColumnOrder.byName(columns));
      List<List<Place>> ordered = ColumnOrder.of(columns, List.of());
      double crossings = ColumnOrder.crossings(ordered);

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
          for (Place.Join one : a.after) {
            for (Place.Join other : b.after) {
              if (right.indexOf(one.place()) > right.indexOf(other.place())) {
                crossings += one.weight() * other.weight();
              }
            }
          }
        }
      }
    }
    return crossings;
  }
}
