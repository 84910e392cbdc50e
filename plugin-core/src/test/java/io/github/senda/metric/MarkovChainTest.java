package io.github.senda.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.graph.GoalGraph;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MarkovChainTest {

  private static final Touchpoint HOME = Touchpoint.of("home");
  private static final Touchpoint CART = Touchpoint.of("cart");
  private static final int SEEDS = 60;

  private static MarkovChain chain(Scenes scene) {
    return MarkovChain.of(scene.log(), scene.meaning(), Touchpoints.PURCHASE);
  }

  @Test
  void chain_tellsHowLikelyTheGoalIsFromEverywhere() {
    // From home to the cart or out, from the cart back home, to the purchase or out.
    MarkovChain chain =
        chain(
            Scenes.shop()
                .journey("home", "cart", "purchase", "home")
                .journey("home", "cart", "home")
                .journey("home"));

    // b(cart) = 1/2 + 1/2 b(home), b(home) = 1/2 b(cart).
    assertEquals(new Share(1, 3), chain.conversion());
    assertEquals(1 / 3.0, chain.at(HOME).orElseThrow().absorption(), 1e-12);
    assertEquals(2 / 3.0, chain.at(HOME).orElseThrow().loss(), 1e-12);
    assertEquals(2 / 3.0, chain.at(CART).orElseThrow().absorption(), 1e-12);
    // t(cart) = 1 + 1/2 t(home), t(home) = 1 + 1/2 t(cart), and one for entering.
    assertEquals(2, chain.at(HOME).orElseThrow().steps().orElseThrow(), 1e-12);
    assertEquals(3, chain.steps().orElseThrow(), 1e-12);
    assertEquals(4 / 3.0, chain.at(HOME).orElseThrow().visits(), 1e-12);
    assertEquals(3, chain.at(HOME).orElseThrow().journeys());
  }

  @Test
  void chain_isCutAtTheFirstGoal() {
    MarkovChain chain = chain(Scenes.shop().journey("home", "purchase", "cart", "purchase"));

    assertTrue(chain.at(CART).isEmpty(), "nobody was there before the purchase");
    assertTrue(chain.at(Touchpoints.PURCHASE).isEmpty(), "the goal is no state on the way to it");
    assertEquals(1, chain.at(HOME).orElseThrow().absorption(), 1e-12);
  }

  @Test
  void chain_doesNotCountWhoIsStillThere() {
    MarkovChain chain =
        chain(Scenes.shop().journey("home", "purchase").journey("home").stillOpen("home", "cart"));

    assertEquals(new Share(1, 2), chain.conversion());
    assertEquals(0.5, chain.at(HOME).orElseThrow().absorption(), 1e-12);
  }

  @Test
  void chain_ofNobodyIsEmpty() {
    MarkovChain chain = chain(Scenes.shop());

    assertEquals(new Share(0, 0), chain.conversion());
    assertTrue(chain.states().isEmpty());
    assertEquals(OptionalDouble.empty(), chain.steps());
  }

  @Test
  void chain_withoutTheGoalLosesEverybody() {
    MarkovChain chain = chain(Scenes.shop().journey("home", "cart").journey("home"));

    assertEquals(0, chain.at(Touchpoint.ENTRY).orElseThrow().absorption());
    assertEquals(1, chain.at(CART).orElseThrow().loss(), 1e-12);
  }

  @Test
  void chain_saysWhereNobodyEverCameToAnEnd() {
    // In a graph of open visits too, nothing leads on from the cart but that it is still open.
    JourneyGraph graph =
        Scenes.shop().journey("home", "purchase").stillOpen("home", "cart").graph();
    MarkovChain chain = MarkovChain.of(graph, Touchpoints.PURCHASE);

    MarkovChain.State cart = chain.at(CART).orElseThrow();
    assertEquals(0, cart.absorption() + cart.loss());
    assertEquals(OptionalDouble.empty(), cart.steps());
    assertEquals(0.5, chain.at(HOME).orElseThrow().absorption(), 1e-12);
    assertEquals(OptionalDouble.empty(), chain.steps(), "it may be that it never ends");
  }

  @Test
  void chain_saysThatItStandsOnFew() {
    Scenes scene = Scenes.shop().journeys(400, "home").journeys(20, "home", "cart", "purchase");

    assertTrue(chain(scene).at(CART).orElseThrow().isSmall());
    assertTrue(!chain(scene).at(HOME).orElseThrow().isSmall());
  }

  @Test
  void chain_isNotSolvedForMoreTouchpointsThanItCan() {
    Scenes scene = Scenes.shop();
    for (int i = 0; i <= MarkovChain.MOST; i++) {
      scene.journey("touchpoint " + i);
    }

    assertThrows(IllegalArgumentException.class, () -> chain(scene));
  }

  @Test
  void law_absorptionFromEntryIsTheObservedConversion() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Scenes scene = Scenes.generated(seed, 120, 1 + (int) (seed * 7 % 150));
      MarkovChain chain = chain(scene);
      JourneyGraph cut = GoalGraph.of(scene.log(), scene.meaning(), Touchpoints.PURCHASE);
      MarkovChain.State entry = chain.at(Touchpoint.ENTRY).orElseThrow();
      double before = 0;

      assertEquals(
          chain.conversion().value().orElseThrow(), entry.absorption(), 1e-9, "seed " + seed);
      assertEquals(1, entry.absorption() + entry.loss(), 1e-9, "seed " + seed);
      for (Map.Entry<Touchpoint, MarkovChain.State> state : chain.states().entrySet()) {
        Touchpoint touchpoint = state.getKey();
        double visits = touchpoint.isStep() ? (double) cut.touches(touchpoint) / cut.journeys() : 1;
        before += visits;
        assertEquals(visits, state.getValue().visits(), 1e-9, touchpoint + ", seed " + seed);
      }
      assertEquals(before, chain.steps().orElseThrow(), 1e-8, "seed " + seed);
    }
  }

  /** Walks everybody on, step by step, until hardly anybody is left. */
  @Test
  void chain_solvesAsTheNaiveTwin() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Scenes scene = Scenes.generated(seed, 80, 10);
      JourneyGraph graph = GoalGraph.of(scene.log(), scene.meaning(), Touchpoints.PURCHASE);
      MarkovChain chain = MarkovChain.of(graph, Touchpoints.PURCHASE);
      for (Map.Entry<Touchpoint, MarkovChain.State> state : chain.states().entrySet()) {
        double[] walked = walk(graph, state.getKey());
        String where = state.getKey() + ", seed " + seed;

        assertEquals(walked[0], state.getValue().absorption(), 1e-8, where);
        assertEquals(walked[1], state.getValue().loss(), 1e-8, where);
        assertEquals(walked[2], state.getValue().steps().orElseThrow(), 1e-6, where);
      }
    }
  }

  private static double[] walk(JourneyGraph graph, Touchpoint start) {
    Map<Touchpoint, Double> there = Map.of(start, 1.0);
    double[] walked = new double[3];
    double left = 1;
    while (left > 1e-12) {
      walked[2] += left;
      Map<Touchpoint, Double> next = new HashMap<>();
      for (Map.Entry<Touchpoint, Double> from : there.entrySet()) {
        double all = 0;
        for (Transition transition : graph.graph().outgoingEdgesOf(from.getKey())) {
          all += transition.count();
        }
        for (Transition transition : graph.graph().outgoingEdgesOf(from.getKey())) {
          next.merge(transition.to(), from.getValue() * transition.count() / all, (a, b) -> a + b);
        }
      }
      Double bought = next.remove(Touchpoints.PURCHASE);
      Double lost = next.remove(Touchpoint.EXIT);
      walked[0] += bought == null ? 0 : bought;
      walked[1] += lost == null ? 0 : lost;
      left = next.values().stream().mapToDouble(share -> share).sum();
      there = next;
    }
    return walked;
  }
}
