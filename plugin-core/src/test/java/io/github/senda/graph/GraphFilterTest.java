package io.github.senda.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.touch.Touchpoint;
import java.util.HashSet;
import java.util.List;
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
  void filter_keepsTheWidestWayFromEntryAndToExit() {
    for (long seed = 0; seed < 40; seed++) {
      JourneyGraph graph = Scenes.generated(seed, 100, 3 + (int) seed % 20).graph();
      for (double share : new double[] {0, 0.3, 0.8}) {
        List<Transition> shown = new GraphFilter(share).of(graph).transitions();
        Set<Touchpoint> ends = Set.of(Touchpoint.EXIT, Touchpoint.ACTIVE);
        for (Touchpoint step : graph.steps()) {
          String say = step + ", share " + share + ", seed " + seed;
          long in = width(graph.transitions(), Set.of(Touchpoint.ENTRY), step);
          assertTrue(in > 0, say);
          assertEquals(in, width(shown, Set.of(Touchpoint.ENTRY), step), say);
          long out = width(reversed(graph), Set.of(Touchpoint.EXIT), step);
          List<Transition> back = reversed(shown);
          if (out > 0) {
            assertEquals(out, width(back, Set.of(Touchpoint.EXIT), step), say);
          }
          assertTrue(width(back, ends, step) > 0, say);
        }
      }
    }
  }

  private static List<Transition> reversed(JourneyGraph graph) {
    return reversed(graph.transitions());
  }

  private static List<Transition> reversed(List<Transition> arcs) {
    return arcs.stream()
        .map(arc -> new Transition(arc.to(), arc.from(), arc.count(), 0, arc.durations()))
        .toList();
  }

  /** The largest weight at which a touchpoint can still be reached, tried one after the other. */
  private static long width(List<Transition> arcs, Set<Touchpoint> from, Touchpoint to) {
    long widest = 0;
    for (long least : arcs.stream().mapToLong(Transition::count).distinct().toArray()) {
      Set<Touchpoint> reached = new HashSet<>(from);
      boolean more = true;
      while (more) {
        more = false;
        for (Transition arc : arcs) {
          more |= arc.count() >= least && reached.contains(arc.from()) && reached.add(arc.to());
        }
      }
      widest = reached.contains(to) ? Math.max(widest, least) : widest;
    }
    return widest;
  }

  @Test
  void filter_showsOfALargerShareWhatItShowsOfASmaller() {
    JourneyGraph graph = Scenes.generated(5, 300, 25).graph();
    Set<Transition> before = Set.of();
    for (int percent = 0; percent <= 100; percent += 5) {
      Set<Transition> shown = Set.copyOf(new GraphFilter(percent / 100.0).of(graph).transitions());
      assertTrue(shown.containsAll(before), percent + " %");
      before = shown;
    }
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
