package io.github.senda.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.graph.GoalGraph;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.graph.Ways;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PathsTest {

  private static final Touchpoint HOME = Touchpoint.of("home");
  private static final Touchpoint ITEM = Touchpoint.of("item");
  private static final Touchpoint CART = Touchpoint.of("cart");
  private static final int SEEDS = 40;

  private static JourneyGraph toGoal(Scenes scene) {
    return GoalGraph.of(scene.log(), scene.meaning(), Touchpoints.PURCHASE);
  }

  @Test
  void loopRegion_isWhereVisitorsGoRound() {
    JourneyGraph graph =
        Scenes.shop()
            .journeys(3, "home", "item", "home", "cart")
            .journey("cart", "purchase")
            .graph();

    List<LoopRegion> regions = LoopRegion.of(graph, 0);

    assertEquals(1, regions.size());
    assertEquals(new TreeSet<>(List.of(HOME, ITEM)), regions.get(0).touchpoints());
    assertEquals(6, regions.get(0).inside());
    assertEquals(3, regions.get(0).leaving());
  }

  @Test
  void loopRegion_isNotHeldTogetherByARareWay() {
    JourneyGraph graph = Scenes.shop().journeys(30, "home", "cart").journey("cart", "home").graph();

    assertEquals(1, LoopRegion.of(graph, 0).size());
    assertEquals(List.of(), LoopRegion.of(graph, LoopRegion.USUAL));
  }

  @Test
  void loopRegion_holdsThoseThatReachEachOther() {
    for (long seed = 0; seed < SEEDS; seed++) {
      JourneyGraph graph = Scenes.generated(seed, 6, 12).graph();
      Set<Set<Touchpoint>> expected = new HashSet<>();
      for (Touchpoint one : graph.steps()) {
        Set<Touchpoint> together = new HashSet<>(List.of(one));
        for (Touchpoint other : graph.steps()) {
          if (reached(graph, one).contains(other) && reached(graph, other).contains(one)) {
            together.add(other);
          }
        }
        if (together.size() > 1) {
          expected.add(together);
        }
      }

      Set<Set<Touchpoint>> found = new HashSet<>();
      LoopRegion.of(graph, 0).forEach(region -> found.add(Set.copyOf(region.touchpoints())));

      assertEquals(expected, found, "seed " + seed);
    }
  }

  private static Set<Touchpoint> reached(JourneyGraph graph, Touchpoint from) {
    Set<Touchpoint> reached = new HashSet<>();
    Deque<Touchpoint> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      for (Transition transition : graph.graph().outgoingEdgesOf(next.pop())) {
        if (reached.add(transition.to())) {
          next.push(transition.to());
        }
      }
    }
    return reached;
  }

  @Test
  void bottleneck_isTheNarrowestAndOfTheseTheEarliest() {
    // Whoever came to the cart bought: the way into the cart is as narrow as that to the purchase.
    Scenes scene =
        Scenes.shop().journeys(5, "home", "item").journeys(2, "home", "item", "cart", "purchase");

    Bottleneck bottleneck = Bottleneck.of(toGoal(scene), Touchpoints.PURCHASE);

    assertEquals(
        new Bottleneck(2, List.of(new Bottleneck.Arc(ITEM, CART, new Share(2, 7)))), bottleneck);
    assertEquals(5, bottleneck.arcs().get(0).held());
  }

  @Test
  void bottleneck_ofAGoalThatNobodyReachedIsNone() {
    Scenes scene = Scenes.shop().journey("home");

    assertEquals(new Bottleneck(0, List.of()), Bottleneck.of(toGoal(scene), Touchpoints.PURCHASE));
  }

  @Test
  void law_bottleneckIsAsWideAsJourneysReachedTheGoal() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Scenes scene = Scenes.generated(seed, 100, 5 + (int) (seed % 30));
      JourneyGraph graph = toGoal(scene);

      Bottleneck bottleneck = Bottleneck.of(graph, Touchpoints.PURCHASE);

      assertEquals(graph.ended(Touchpoints.PURCHASE), bottleneck.through(), "seed " + seed);
      Set<List<Touchpoint>> cut = new HashSet<>();
      bottleneck.arcs().forEach(arc -> cut.add(List.of(arc.from(), arc.to())));
      assertTrue(
          !reachedWithout(graph, cut).contains(Touchpoints.PURCHASE),
          "a way leads past it, seed " + seed);
    }
  }

  private static Set<Touchpoint> reachedWithout(JourneyGraph graph, Set<List<Touchpoint>> cut) {
    Set<Touchpoint> reached = new HashSet<>();
    Deque<Touchpoint> next = new ArrayDeque<>(List.of(Touchpoint.ENTRY));
    while (!next.isEmpty()) {
      for (Transition transition : graph.graph().outgoingEdgesOf(next.pop())) {
        if (!cut.contains(List.of(transition.from(), transition.to()))
            && reached.add(transition.to())) {
          next.push(transition.to());
        }
      }
    }
    return reached;
  }

  @Test
  void crossroads_areWhereTheWaysLeadOver() {
    JourneyGraph graph =
        Scenes.shop().journeys(4, "home", "item", "cart").journeys(4, "search", "item").graph();

    List<Crossroads> crossroads = Crossroads.of(graph);

    // Of the 5 * 4 pairs of others, the item lies between entry, home or search and cart or exit.
    assertEquals(ITEM, crossroads.get(0).touchpoint());
    assertEquals(6 / 20.0, crossroads.get(0).betweenness(), 1e-12);
  }

  @Test
  void probablePath_isTheLikeliestAndSaysWhatItExplains() {
    Scenes scene =
        Scenes.shop()
            .journeys(6, "home", "item", "purchase")
            .journeys(2, "home", "item", "home", "item", "purchase")
            .journeys(2, "search", "purchase")
            .journeys(10, "home");
    Ways ways = Ways.of(scene.log(), scene.meaning(), Touchpoints.PURCHASE);

    List<ProbablePath> paths =
        ProbablePath.of(toGoal(scene), Touchpoints.PURCHASE, ways.toGoal(), 5);

    // 18/20 enter at home, 10 of 20 there go to the item, 8 of 10 there buy.
    assertEquals(2, paths.size());
    assertEquals(List.of(HOME, ITEM, Touchpoints.PURCHASE), paths.get(0).touchpoints());
    assertEquals(0.9 * 0.5 * 0.8, paths.get(0).probability(), 1e-12);
    assertEquals(new Share(8, 10), paths.get(0).explained());
    assertEquals(new Share(2, 10), paths.get(1).explained());
  }

  @Test
  void probablePath_isThereForNoBetterOneByTrial() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Scenes scene = Scenes.generated(seed, 20, 7);
      JourneyGraph graph = toGoal(scene);
      Ways ways = Ways.of(scene.log(), scene.meaning(), Touchpoints.PURCHASE);
      List<Double> all = new ArrayList<>();
      every(graph, Touchpoint.ENTRY, new HashSet<>(), 1, all);
      all.sort((one, other) -> Double.compare(other, one));

      List<ProbablePath> paths = ProbablePath.of(graph, Touchpoints.PURCHASE, ways.toGoal(), 5);

      assertEquals(Math.min(5, all.size()), paths.size(), "seed " + seed);
      for (int i = 0; i < paths.size(); i++) {
        assertEquals(all.get(i), paths.get(i).probability(), 1e-6, i + ", seed " + seed);
      }
    }
  }

  private static void every(
      JourneyGraph graph,
      Touchpoint at,
      Set<Touchpoint> been,
      double probability,
      List<Double> found) {
    if (at.equals(Touchpoints.PURCHASE)) {
      found.add(probability);
      return;
    }
    been.add(at);
    for (Transition transition : graph.graph().outgoingEdgesOf(at)) {
      if (!been.contains(transition.to())) {
        double share = ProbableGraph.probability(transition, graph);
        every(graph, transition.to(), been, probability * share, found);
      }
    }
    been.remove(at);
  }

  @Test
  void paths_areTheSameFromOneReadingAsFromSeveral() {
    for (long seed = 0; seed < 10; seed++) {
      Scenes scene = Scenes.generated(seed, 200, 12);
      Paths paths =
          Paths.of(
              scene.log(), scene.meaning(), Touchpoints.PURCHASE, List.of(Touchpoints.PURCHASE));

      assertEquals(toGoal(scene), paths.counts().toGoal(), "seed " + seed);
      assertEquals(
          MarkovChain.of(scene.log(), scene.meaning(), Touchpoints.PURCHASE).states(),
          paths.chain().states(),
          "seed " + seed);
      assertEquals(
          paths.chain().conversion().part(),
          paths.counts().ways().toGoal().journeys(),
          "seed " + seed);
      assertEquals(
          paths.chain().conversion().part(), paths.counts().detours().journeys(), "seed " + seed);
    }
  }
}
