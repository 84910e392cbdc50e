package io.github.senda.diagram.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.Drawings;
import io.github.senda.graph.GraphFilter;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StagePagesTest {

  private static final StageLayout LAYOUT = StageLayout.of(Labels.of(Locale.ENGLISH));

  private static Set<String> lines(Diagram page) {
    Set<String> lines = new HashSet<>();
    page.lines().forEach(line -> lines.add(line.id()));
    return lines;
  }

  @Test
  void stages_holdEveryLineAndEveryCardWhereItIsOnTheWhole() {
    JourneyMap map = Drawings.map(Drawings.shop());
    Diagram whole = LAYOUT.draw(map);

    List<Diagram> pages = LAYOUT.drawStages(map);

    assertEquals(1 + whole.lanes().size(), pages.size());
    Map<String, Diagram.Box> places = new HashMap<>();
    whole.shapes().forEach(shape -> places.put(shape.id(), shape.box()));
    Map<String, Integer> widths = new HashMap<>();
    whole.lines().forEach(line -> widths.put(line.id(), line.stroke().width()));
    Set<String> drawn = new HashSet<>();
    for (Diagram page : pages) {
      for (Diagram.Shape shape : page.shapes()) {
        assertEquals(places.get(shape.id()), shape.box(), shape.name());
      }
      for (Diagram.Line line : page.lines()) {
        assertEquals(widths.get(line.id()), line.stroke().width(), line.summary());
      }
    }
    pages.subList(1, pages.size()).forEach(page -> drawn.addAll(lines(page)));
    assertEquals(lines(whole), drawn);
    assertEquals(
        Set.copyOf(whole.shapes().stream().map(Diagram.Shape::id).toList()),
        Set.copyOf(pages.get(0).shapes().stream().map(Diagram.Shape::id).toList()));
  }

  @Test
  void page_holdsItsStageWithWhatLeadsThereAndOnAlone() {
    List<Diagram> pages = LAYOUT.drawStages(Drawings.map(Drawings.shop()));
    Diagram whole = LAYOUT.draw(Drawings.map(Drawings.shop()));

    for (int i = 1; i < pages.size(); i++) {
      Diagram page = pages.get(i);
      String lane = whole.lanes().get(i - 1).id();
      assertTrue(
          page.title().name().endsWith(" · " + whole.lanes().get(i - 1).name()),
          page.title().name());
      Set<String> here = new HashSet<>();
      for (Diagram.Shape shape : page.shapes()) {
        if (shape.lane().equals(Optional.of(lane))) {
          here.add(shape.id());
        }
      }
      assertFalse(here.isEmpty());
      Set<String> joined = new HashSet<>(here);
      for (Diagram.Line line : page.lines()) {
        assertTrue(here.contains(line.from()) || here.contains(line.to()), line.summary());
        joined.addAll(List.of(line.from(), line.to()));
      }
      assertEquals(joined, Set.copyOf(page.shapes().stream().map(Diagram.Shape::id).toList()));
      String words = String.join("\n", Diagram.plainRows(page.title().texts()));
      assertTrue(
          words.contains("This page: " + page.lines().size() + " of " + whole.lines().size()),
          words);
    }
  }

  @Test
  void overview_showsNoMoreThanWasAskedFor() {
    JourneyMap least = Drawings.map(Drawings.shop()).showing(new GraphFilter(0));

    assertEquals(lines(LAYOUT.draw(least)), lines(LAYOUT.drawStages(least).get(0)));
    assertTrue(
        LAYOUT.drawStages(Drawings.map(Drawings.shop())).get(0).lines().size()
            < LAYOUT.draw(Drawings.map(Drawings.shop())).lines().size());
  }

  @Test
  void selections_areDrawnOneAfterTheOtherInTheSamePlaces() {
    List<Diagram> pages =
        LAYOUT.drawStages(
            List.of(
                new StageLayout.Selection("all", Optional.empty(), Drawings.map(Drawings.shop())),
                new StageLayout.Selection(
                    "others", Optional.empty(), Drawings.map(Scenes.tenVisitors()))));

    Map<String, Diagram.Box> places = new HashMap<>();
    int changes = 0;
    String last = "all";
    for (Diagram page : pages) {
      for (Diagram.Shape shape : page.shapes()) {
        assertEquals(places.computeIfAbsent(shape.id(), id -> shape.box()), shape.box());
      }
      String now = page.title().name().contains(" · others") ? "others" : "all";
      changes += now.equals(last) ? 0 : 1;
      last = now;
    }
    assertEquals(1, changes);
  }

  @Test
  void noJourneys_areOnePage() {
    assertEquals(1, LAYOUT.drawStages(Drawings.map(Scenes.shop())).size());
  }
}
