package io.github.senda.diagram.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.diagram.Diagram.Way;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final List<List<Place>> columns = new ArrayList<>();
  private final List<Arc> arcs = new ArrayList<>();

  private Place card(int column, String name) {
    while (columns.size() <= column) {
      columns.add(new ArrayList<>());
    }
    Place card = Place.card(Touchpoint.of(name), column);
    columns.get(column).add(card);
    return card;
  }

  private Arc arc(Place from, Place to, Way way) {
    List<Place> path = way == Way.FORWARD ? List.of(from, to) : List.of();
    Arc arc = new Arc(from.touchpoint, to.touchpoint, way, 4, from, Optional.of(to), path);
    arc.join(arc.weight());
    arcs.add(arc);
    return arc;
  }

  private Arc dropOff(Place from) {
    Arc arc =
        new Arc(
            from.touchpoint, Touchpoint.EXIT, Way.DROP_OFF, 4, from, Optional.empty(), List.of());
    arcs.add(arc);
    return arc;
  }

  /** Three cards, of which each has lines to the left and to the right. */
  private void threeInTheMiddle() {
    Place entry = card(0, "entry");
    for (String name : List.of("a", "b", "c")) {
      arc(entry, card(1, name), Way.FORWARD);
      arc(columns.get(1).get(columns.get(1).size() - 1), card(2, "to " + name), Way.FORWARD);
    }
  }

  @Test
  void dropOff_goesUpFromTheTopAndDownFromTheBottom() {
    threeInTheMiddle();
    List<Arc> leaving = new ArrayList<>();
    for (Place card : columns.get(1)) {
      leaving.add(dropOff(card));
    }

    List<List<Place>> ordered = ColumnOrder.of(columns, arcs);

    Arc top = leaving.get(columns.get(1).indexOf(ordered.get(1).get(0)));
    Arc bottom = leaving.get(columns.get(1).indexOf(ordered.get(1).get(2)));
    assertTrue(top.above);
    assertFalse(bottom.above);
  }

  @Test
  void dropOff_staysWithTheOthersWhereNothingIsSaved() {
    Arc alone = dropOff(card(0, "alone"));

    ColumnOrder.of(columns, arcs);

    assertFalse(alone.above);
    assertFalse(alone.atLeft);
  }

  @Test
  void lineBesideItsStage_standsWhereFewerLinesMeetTheCardsBetween() {
    Place entry = card(0, "entry");
    Place upper = card(1, "a");
    Place between = card(1, "b");
    Place lower = card(1, "c");
    arc(entry, upper, Way.FORWARD);
    arc(between, card(2, "d"), Way.FORWARD);
    arc(lower, card(2, "e"), Way.FORWARD);
    Arc beside = arc(upper, lower, Way.WITHIN);

    List<List<Place>> ordered = ColumnOrder.of(columns, arcs);

    boolean stillBetween = ordered.get(1).indexOf(between) == 1;
    assertEquals(stillBetween, beside.atLeft);
  }
}
