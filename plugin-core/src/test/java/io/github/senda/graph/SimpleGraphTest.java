package io.github.senda.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.journey.Journey;
import io.github.senda.journey.JourneyLog;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimpleGraphTest {

  private static Simplification random(long seed, JourneyGraph graph) {
    Random random = new Random(seed);
    Set<Touchpoint> leftOut = new HashSet<>();
    if (random.nextInt(3) == 0) {
      graph.steps().stream().filter(step -> random.nextInt(4) == 0).forEach(leftOut::add);
    }
    return Simplification.NONE
        .touchpoints(random.nextInt(4) == 0 ? 1 : random.nextDouble())
        .most(random.nextInt(4) == 0 ? 2 + random.nextInt(8) : Integer.MAX_VALUE)
        .fewest(random.nextInt(3) == 0 ? random.nextInt(30) : 0)
        .leavingOut(leftOut);
  }

  private static List<Journey> journeys(Scenes scene) {
    List<Journey> journeys = new ArrayList<>();
    JourneyLog.Reader reader = scene.log().reader(scene.meaning());
    while (reader.next()) {
      journeys.add(reader.journey());
    }
    return journeys;
  }

  /** The way of a journey as it is shown, by the plainest means. */
  private static List<Touchpoint> projected(Journey journey, SimpleGraph simple) {
    List<Touchpoint> way = new ArrayList<>(List.of(Touchpoint.ENTRY));
    for (Touchpoint step : journey.touchpoints()) {
      if (!simple.leftOut().contains(step)) {
        way.add(simple.merged().contains(step) ? Touchpoints.OTHERS : step);
      }
    }
    way.add(journey.active() ? Touchpoint.ACTIVE : Touchpoint.EXIT);
    return way;
  }

  @Test
  void shownAndHidden_areAllToTheUnit() {
    for (long seed = 0; seed < 120; seed++) {
      Scenes scene = Scenes.generated(seed, 150, 2 + (int) seed % 25);
      Simplification how = random(seed, scene.graph());
      SimpleGraph simple = SimpleGraph.of(scene.log(), scene.meaning(), how);
      GraphFilter filter = new GraphFilter(new Random(seed).nextDouble());
      GraphFilter.Shown shown = simple.shown(filter);
      Hidden hidden = simple.hidden(filter);
      String say = "seed " + seed;

      Set<List<Touchpoint>> drawn = new HashSet<>();
      shown.transitions().forEach(arc -> drawn.add(List.of(arc.from(), arc.to())));
      long clear = 0;
      long left = 0;
      for (Journey journey : journeys(scene)) {
        List<Touchpoint> way = projected(journey, simple);
        boolean hides =
            journey.touchpoints().stream()
                .anyMatch(
                    step -> simple.merged().contains(step) || simple.leftOut().contains(step));
        for (int i = 1; i < way.size(); i++) {
          hides |= way.size() > 2 && !drawn.contains(List.of(way.get(i - 1), way.get(i)));
        }
        clear += hides ? 0 : 1;
        left += way.size() > 2 ? 1 : 0;
      }
      // Every journey is either wholly shown or goes over something hidden, and none is neither.
      assertEquals(scene.graph().journeys(), hidden.of(), say);
      assertEquals(scene.graph().journeys(), clear + hidden.journeys(), say);
      assertEquals(left, simple.graph().journeys(), say);

      assertEquals(
          simple.graph().transitions().size(),
          shown.transitions().size() + hidden.arcs() + hidden.starts() + hidden.ends(),
          say);
      long between =
          shown.transitions().stream()
              .filter(Transition::isBetweenSteps)
              .mapToLong(Transition::count)
              .sum();
      assertEquals(
          simple.graph().touches() - simple.graph().journeys(), between + hidden.arcCount(), say);
    }
  }

  @Test
  void flow_balancesAtEveryTouchpointWithWhatIsHidden() {
    for (long seed = 0; seed < 60; seed++) {
      Scenes scene = Scenes.generated(seed, 200, 3 + (int) seed % 20);
      SimpleGraph simple =
          SimpleGraph.of(scene.log(), scene.meaning(), random(seed, scene.graph()));
      Set<Transition> shown = new HashSet<>(simple.shown(new GraphFilter(0.4)).transitions());
      for (Touchpoint step : simple.graph().steps()) {
        long in = 0;
        long out = 0;
        for (boolean drawn : new boolean[] {true, false}) {
          for (Transition arc : simple.graph().graph().incomingEdgesOf(step)) {
            in += shown.contains(arc) == drawn ? arc.count() : 0;
          }
          for (Transition arc : simple.graph().graph().outgoingEdgesOf(step)) {
            out += shown.contains(arc) == drawn ? arc.count() : 0;
          }
        }
        assertEquals(simple.graph().touches(step), in, step + ", seed " + seed);
        assertEquals(in, out, step + ", seed " + seed);
      }
    }
  }

  @Test
  void pathsAndFunnel_agreeOnWhoReachedTheGoal() {
    for (long seed = 0; seed < 60; seed++) {
      Scenes scene = Scenes.generated(seed, 150, 12);
      SimpleGraph simple =
          SimpleGraph.of(scene.log(), scene.meaning(), Simplification.NONE.touchpoints(0.5));
      Funnel before = Funnel.of(scene.log(), scene.meaning(), List.of(Touchpoints.PURCHASE));
      Funnel after = Funnel.of(scene.log(), simple.meaning(), List.of(Touchpoints.PURCHASE));

      assertEquals(before, after, "seed " + seed);
      assertEquals(
          before.steps().get(0).reached(),
          simple.graph().ended(Touchpoints.PURCHASE),
          "seed " + seed);
      assertEquals(before.journeys(), simple.graph().ended(), "seed " + seed);
    }
  }

  @Test
  void nothingSimplified_hidesNothing() {
    Scenes scene = Scenes.tenVisitors();
    SimpleGraph simple = SimpleGraph.of(scene.log(), scene.meaning(), Simplification.NONE);

    assertEquals(scene.graph(), simple.graph());
    assertEquals(new Hidden(0, 0, 0, 0, 0, 0, 10), simple.hidden(GraphFilter.ALL));
    assertEquals(0, simple.hidden(GraphFilter.ALL).journeysShare());
    SimpleGraph none =
        SimpleGraph.of(JourneyLog.empty(), scene.meaning(), Simplification.NONE.touchpoints(0));
    assertEquals(0, none.hidden(new GraphFilter(0)).journeysShare());
  }

  @Test
  void touchpoints_stayUntilTheyHoldTheShare() {
    Scenes scene =
        Scenes.shop()
            .journeys(6, "home", "home")
            .journeys(3, "list")
            .journey("blog")
            .journey("help", "purchase");
    SimpleGraph half =
        SimpleGraph.of(scene.log(), scene.meaning(), Simplification.NONE.touchpoints(0.5));

    // Of 18 touches 12 are home; the goal stays however rare it is.
    assertEquals(
        Set.of(Touchpoint.of("list"), Touchpoint.of("blog"), Touchpoint.of("help")), half.merged());
    assertEquals(new Hidden(3, 0, 0, 0, 0, 5, 11), half.hidden(GraphFilter.ALL));
    SimpleGraph most =
        SimpleGraph.of(scene.log(), scene.meaning(), Simplification.NONE.touchpoints(0.9));
    assertEquals(Set.of(), most.merged(), "one alone would only lose its name");
  }

  @Test
  void leftOut_makesNeighboursOfWhatLiesBeside() {
    Scenes scene = Scenes.shop().journeys(2, "a", "noise", "b").journey("noise");
    SimpleGraph simple =
        SimpleGraph.of(
            scene.log(),
            scene.meaning(),
            Simplification.NONE.leavingOut(Set.of(Touchpoint.of("noise"))));

    Transition arc =
        simple.graph().transition(Touchpoint.of("a"), Touchpoint.of("b")).orElseThrow();
    assertEquals(2, arc.count());
    assertEquals(2 * 120_000_000L, arc.totalMicros());
    assertEquals(2, simple.graph().journeys());
    assertEquals(new Hidden(1, 0, 0, 0, 0, 3, 3), simple.hidden(GraphFilter.ALL));
  }

  @Test
  void smallGroups_areNeverShownAlone() {
    for (long seed = 0; seed < 80; seed++) {
      Scenes scene = Scenes.generated(seed, 20 + (int) seed * 3, 2 + (int) seed % 40);
      long fewest = 2 + seed % 15;
      JourneyGraph graph =
          SimpleGraph.of(scene.log(), scene.meaning(), Simplification.NONE.fewest(fewest)).graph();
      for (Touchpoint step : graph.steps()) {
        assertTrue(
            graph.journeys(step) >= fewest || graph.steps().size() == 1,
            step + " of " + graph.journeys(step) + ", seed " + seed);
      }
      assertEquals(scene.graph().touches(), graph.touches(), "seed " + seed);
    }
  }

  @Test
  void others_takeTheNextRarestWithThemWhereTheyAreTooFew() {
    Scenes scene =
        Scenes.shop().journeys(20, "home").journeys(12, "list").journeys(3, "home", "blog");
    Set<Touchpoint> small = SmallGroups.of(scene.graph(), scene.log(), scene.meaning(), 10);

    assertEquals(Set.of(Touchpoint.of("blog"), Touchpoint.of("list")), small);
    assertEquals(Set.of(), SmallGroups.of(scene.graph(), scene.log(), scene.meaning(), 3));
    assertEquals(Set.of(), SmallGroups.of(scene.graph(), scene.log(), scene.meaning(), 1));
  }

  @Test
  void smallGroups_ofTheSameJourneysAreCountedOnce() {
    // Two touchpoints of nine journeys each, which are the same nine.
    Scenes scene = Scenes.shop().journeys(20, "home").journeys(9, "blog", "help");
    Set<Touchpoint> small = SmallGroups.of(scene.graph(), scene.log(), scene.meaning(), 10);

    assertTrue(small.contains(Touchpoint.of("home")));
  }

  @Test
  void aNewShop_isShownAsItIs() {
    JourneyLog nine = Scenes.shop().journeys(8, "home").stillOpen("home").log();

    assertEquals(1, SmallGroups.fewest(nine, 10));
    assertEquals(10, SmallGroups.fewest(Scenes.shop().journeys(10, "home").log(), 10));
    assertFalse(SmallGroups.fewest(JourneyLog.empty(), 10) > 1);
  }

  @Test
  void smallGroups_areOfPersons() {
    Scenes scene = Scenes.shop().journeys(20, "home").journeys(4, "home", "blog");
    JourneyLog log = scene.log();
    // The dictionary's only set says that nobody made these journeys.
    JourneyLog simulated =
        new JourneyLog(
            log.blocks(), log.signs(), List.of("visitor=simulated"), log.from(), log.to());

    assertEquals(2, SmallGroups.of(scene.graph(), scene.log(), scene.meaning(), 10).size());
    assertEquals(Set.of(), SmallGroups.of(scene.graph(), simulated, scene.meaning(), 10));
  }

  @Test
  void commonVariants_andTheOthersAreAll() {
    for (long seed = 0; seed < 60; seed++) {
      Scenes scene = Scenes.generated(seed, 200, 2 + (int) seed % 4);
      Variants variants = Variants.of(scene.log(), scene.meaning());
      long fewest = seed % 12;
      CommonVariants common = CommonVariants.of(variants, fewest, 8);
      long shown = common.shown().stream().mapToLong(Variant::journeys).sum();

      assertEquals(variants.journeys(), shown + common.journeys(), "seed " + seed);
      assertEquals(variants.distinct(), common.shown().size() + common.ways(), "seed " + seed);
      assertTrue(
          common.shown().stream().allMatch(variant -> variant.journeys() >= fewest),
          "seed " + seed);
      assertTrue(
          common.journeys() == 0 || common.journeys() >= fewest || common.shown().isEmpty(),
          "seed " + seed);
      assertEquals(
          variants.top(8).subList(0, common.shown().size()), common.shown(), "seed " + seed);
    }
  }

  @Test
  void variants_partByATouchpoint() {
    Variants variants = Variants.of(Scenes.tenVisitors().log(), Scenes.tenVisitors().meaning());
    Variants buying = variants.through(Touchpoints.PURCHASE, true);

    assertEquals(1, buying.journeys());
    assertEquals(1, buying.distinct());
    assertEquals(9, variants.through(Touchpoints.PURCHASE, false).journeys());
    assertEquals(0, variants.through(Touchpoint.of("moon"), true).distinct());
    assertEquals(
        variants.top(100).stream()
            .filter(v -> v.touchpoints().contains(Touchpoints.PURCHASE))
            .toList(),
        buying.top(100));
  }
}
