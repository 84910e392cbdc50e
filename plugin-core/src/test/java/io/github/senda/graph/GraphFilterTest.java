package io.github.senda.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.touch.Touchpoint;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphFilterTest {

  @Test
  void filter_alwaysShowsTheHeaviestInAndOutOfEveryTouchpoint() {
    for (long seed = 0; seed < 40; seed++) {
      JourneyGraph graph = Scenes.generated(seed, 100, 20).graph();
      Set<Transition> shown = Set.copyOf(new GraphFilter(0).of(graph).transitions());
      for (Touchpoint step : graph.steps()) {
        assertTrue(
            hasHeaviest(graph.graph().incomingEdgesOf(step), shown), step + ", seed " + seed);
        assertTrue(
            hasHeaviest(graph.graph().outgoingEdgesOf(step), shown), step + ", seed " + seed);
      }
    }
  }

  private static boolean hasHeaviest(Set<Transition> arcs, Set<Transition> shown) {
    long heaviest =
        arcs.stream()
            .filter(arc -> !arc.from().equals(arc.to()))
            .mapToLong(Transition::count)
            .max()
            .orElse(0);
    return arcs.stream().anyMatch(arc -> arc.count() == heaviest && shown.contains(arc));
  }

  @Test
  void filter_saysToTheUnitWhatIsHidden() {
    for (long seed = 0; seed < 40; seed++) {
      JourneyGraph graph = Scenes.generated(seed, 100, 20).graph();
      GraphFilter.Shown shown = new GraphFilter(0.5).of(graph);
      long drawn = shown.transitions().stream().mapToLong(Transition::count).sum();

      assertEquals(graph.touches() + graph.journeys(), drawn + shown.hiddenCount());
      assertEquals(graph.transitions().size(), shown.transitions().size() + shown.hidden());
      assertTrue(drawn >= 0.5 * shown.count(), "seed " + seed);
    }
  }

  @Test
  void filter_ofAllHidesNothing() {
    JourneyGraph graph = Scenes.tenVisitors().graph();

    assertEquals(graph.transitions(), GraphFilter.ALL.of(graph).transitions());
    assertEquals(0, GraphFilter.ALL.of(JourneyGraph.empty()).hiddenShare());
  }
}
