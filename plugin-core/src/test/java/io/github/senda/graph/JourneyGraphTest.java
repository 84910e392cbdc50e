package io.github.senda.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.journey.JourneyLog;
import io.github.senda.touch.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jgrapht.Graph;
import org.junit.jupiter.api.Test;

class JourneyGraphTest {

  private static final Touchpoint HOME = Touchpoint.of("home");
  private static final Touchpoint ITEM = Touchpoint.of("item");

  @Test
  void graph_laysJourneysOverOneAnother() {
    JourneyGraph graph =
        Scenes.shop().journey("home", "item").journeys(2, "home", "home", "item").graph();

    assertEquals(3, graph.journeys());
    assertEquals(8, graph.touches());
    assertEquals(3, graph.count(Touchpoint.ENTRY, HOME));
    assertEquals(2, graph.count(HOME, HOME));
    assertEquals(3, graph.count(HOME, ITEM));
    assertEquals(3, graph.count(ITEM, Touchpoint.EXIT));
    assertEquals(5, graph.touches(HOME));
    assertEquals(3, graph.journeys(HOME));
    assertEquals(
        Optional.of(Duration.ofMinutes(1)), graph.transition(HOME, ITEM).orElseThrow().mean());
    assertEquals(Optional.empty(), graph.transition(Touchpoint.ENTRY, HOME).orElseThrow().mean());
  }

  @Test
  void graph_endsAnOpenVisitAtActiveAndInNoRate() {
    JourneyGraph graph = Scenes.shop().journey("home").stillOpen("home", "item").graph();

    assertEquals(1, graph.count(ITEM, Touchpoint.ACTIVE));
    assertEquals(0, graph.count(ITEM, Touchpoint.EXIT));
    assertEquals(1, graph.active());
    assertEquals(1, graph.ended());
    assertEquals(2, graph.journeys(HOME));
    assertEquals(1, graph.ended(HOME));
  }

  @Test
  void graph_tellsAnActivityCalledExitFromTheExit() {
    JourneyGraph graph = Scenes.shop().journey("EXIT", "home").graph();

    assertEquals(1, graph.count(Touchpoint.of("EXIT"), HOME));
    assertEquals(0, graph.count(Touchpoint.of("EXIT"), Touchpoint.EXIT));
  }

  @Test
  void graph_isNotToBeChanged() {
    Graph<Touchpoint, Transition> graph = Scenes.tenVisitors().graph().graph();

    assertThrows(UnsupportedOperationException.class, () -> graph.addVertex(HOME));
  }

  @Test
  void graph_countsAsTheNaiveTwin() {
    for (long seed = 0; seed < 60; seed++) {
      Scenes scene = Scenes.generated(seed, 80, 1 + (int) (seed * 7 % 150));
      JourneyGraph graph = scene.graph();
      NaiveGraph naive = new NaiveGraph(scene.log(), scene.meaning());
      TransitionMedians medians = TransitionMedians.of(graph, scene.log(), scene.meaning());

      assertEquals(naive.microsByArc.size(), graph.transitions().size(), "seed " + seed);
      for (Transition transition : graph.transitions()) {
        List<Long> micros = naive.microsByArc.get(List.of(transition.from(), transition.to()));
        assertEquals(micros.size(), transition.count(), transition + ", seed " + seed);
        assertEquals(
            micros.stream().mapToLong(m -> m).sum(), transition.totalMicros(), "seed " + seed);
        if (transition.isBetweenSteps()) {
          double median = naive.medianSeconds(transition.from(), transition.to());
          assertEquals(
              median,
              medians.seconds(transition.from(), transition.to()).orElseThrow(),
              transition + ", seed " + seed);
          assertEquals(micros.size(), transition.durations().count());
        }
      }
      assertEquals(naive.touches.keySet(), Set.copyOf(graph.steps()), "seed " + seed);
      for (Map.Entry<Touchpoint, Long> touched : naive.touches.entrySet()) {
        Touchpoint step = touched.getKey();
        assertEquals(touched.getValue(), graph.touches(step), "seed " + seed);
        assertEquals(naive.journeysOf.get(step).size(), graph.journeys(step), "seed " + seed);
        assertEquals(
            naive.endedOf.getOrDefault(step, Set.of()).size(), graph.ended(step), "seed " + seed);
      }
    }
  }

  @Test
  void graph_keepsItsCountsWithThousandsOfTouchpoints() {
    Scenes scene = Scenes.generated(5, 2000, 3000);
    JourneyGraph graph = scene.graph();
    NaiveGraph naive = new NaiveGraph(scene.log(), scene.meaning());

    assertTrue(graph.steps().size() > 1024, graph.steps().size() + " touchpoints");
    assertEquals(naive.microsByArc.size(), graph.transitions().size());
    for (Transition transition : graph.transitions()) {
      assertEquals(
          naive.microsByArc.get(List.of(transition.from(), transition.to())).size(),
          transition.count());
    }
    TransitionMedians medians = TransitionMedians.of(graph, scene.log(), scene.meaning());
    Transition some =
        graph.transitions().stream().filter(Transition::isBetweenSteps).findFirst().orElseThrow();
    assertEquals(
        naive.medianSeconds(some.from(), some.to()),
        medians.seconds(some.from(), some.to()).orElseThrow());
  }

  @Test
  void law_intoEveryStepGoesAsMuchAsOutOfIt() {
    for (long seed = 0; seed < 60; seed++) {
      JourneyGraph graph = Scenes.generated(seed, 50, 12).graph();
      for (Touchpoint step : graph.steps()) {
        long in = sum(graph.graph().incomingEdgesOf(step));
        long out = sum(graph.graph().outgoingEdgesOf(step));

        assertEquals(graph.touches(step), in, step + ", seed " + seed);
        assertEquals(graph.touches(step), out, step + ", seed " + seed);
      }
    }
  }

  private static long sum(Set<Transition> transitions) {
    return transitions.stream().mapToLong(Transition::count).sum();
  }

  @Test
  void law_arcsAddUpToTouchesLessJourneys() {
    for (long seed = 0; seed < 60; seed++) {
      JourneyGraph graph = Scenes.generated(seed, 50, 12).graph();
      long between =
          graph.transitions().stream()
              .filter(Transition::isBetweenSteps)
              .mapToLong(Transition::count)
              .sum();

      assertEquals(graph.touches() - graph.journeys(), between, "seed " + seed);
    }
  }

  @Test
  void law_graphsAddWhateverTheOrderAndTheGrouping() {
    for (long seed = 0; seed < 40; seed++) {
      Scenes scene = Scenes.generated(seed, 60, 15);
      Instant cut = Scenes.START.plus(Duration.ofHours(20));
      Instant laterCut = Scenes.START.plus(Duration.ofHours(41));
      Instant end = Scenes.START.plus(Duration.ofDays(365));
      JourneyGraph a = part(scene, Scenes.START, cut);
      JourneyGraph b = part(scene, cut, laterCut);
      JourneyGraph c = part(scene, laterCut, end);

      assertEquals(scene.graph(), a.plus(b).plus(c), "seed " + seed);
      assertEquals(scene.graph(), c.plus(b.plus(a)), "seed " + seed);
      assertEquals(a, a.plus(JourneyGraph.empty()), "seed " + seed);
      assertEquals(a, JourneyGraph.empty().plus(a), "seed " + seed);
    }
  }

  private static JourneyGraph part(Scenes scene, Instant from, Instant to) {
    JourneyLog log = scene.log().begunBetween(from, to);
    return JourneyGraph.of(log, scene.meaning());
  }

  @Test
  void durations_keepTheErrorTheyState() {
    for (long millis = 0; millis < 400_000_000_000L; millis = millis * 9 / 8 + 1) {
      JourneyGraph graph =
          Scenes.shop().pausing(Duration.ofMillis(millis)).journey("home", "item").graph();

      Duration median =
          graph.transition(HOME, ITEM).orElseThrow().durations().quantile(0.5).orElseThrow();

      double error = Math.abs(median.toNanos() / 1e6 - millis);
      assertTrue(error <= Math.max(0.5, millis / 16.0), millis + " ms told as " + median);
      assertEquals(1, graph.count(HOME, ITEM));
    }
  }
}
