package io.github.senda.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.graph.Funnel;
import io.github.senda.graph.GraphFilter;
import io.github.senda.graph.KeptGraphs;
import io.github.senda.journey.JourneyLog;
import io.github.senda.metric.Share;
import io.github.senda.touch.Stage;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JourneyMapTest {

  private static JourneyMap map(Scenes scene) {
    return JourneyMap.of(scene.log(), scene.meaning(), GraphFilter.ALL);
  }

  @Test
  void map_ofTheTenVisitors() {
    JourneyMap map = map(Scenes.tenVisitors());

    assertEquals(new Share(1, 10), map.conversion());
    assertEquals(new Share(2, 3), map.cartAbandonment());
    assertEquals(Touchpoints.VIEW_ITEM, map.dropOffs().get(0).touchpoint());
    assertEquals(0, map.simulated());
    assertEquals(0, map.merged());
  }

  @Test
  void map_isTheSameWithGraphsThatAreKept() {
    for (long seed = 0; seed < 40; seed++) {
      Scenes scene = Scenes.generated(seed, 80, 3 + (int) seed % 20);
      KeptGraphs kept = KeptGraphs.ofBytes(1 << 22);
      Touchpoint some = Touchpoint.of("touchpoint " + seed % 3);
      for (Zoom zoom :
          List.of(
              Zoom.NONE,
              Zoom.NONE.stages(Set.of()),
              Zoom.NONE.merging(Set.of(some, Touchpoints.PURCHASE), Touchpoints.OTHERS),
              Zoom.NONE.stages(Set.of()).leavingOut(Set.of(some)),
              Zoom.NONE.leavingOut(Set.of(some)))) {
        View view = View.ALL.zoom(zoom).fewest(seed % 9);
        JourneyMap anew = JourneyMap.of(scene.log(), scene.meaning(), Optional.empty(), view);
        JourneyMap map = JourneyMap.of(scene.log(), scene.meaning(), Optional.empty(), view, kept);
        String told = "seed " + seed + ", " + zoom;

        assertEquals(anew.graph(), map.graph(), told);
        assertEquals(anew.funnel(), map.funnel(), told);
        assertEquals(
            Funnel.of(
                scene.log(),
                scene.meaning(),
                map.funnel().steps().stream().map(Funnel.Step::touchpoint).toList()),
            map.funnel(),
            told);
        assertEquals(anew.conversion(), map.conversion(), told);
        assertEquals(anew.cartAbandonment(), map.cartAbandonment(), told);
        assertEquals(anew.dropOffs(), map.dropOffs(), told);
        assertEquals(anew.stages(), map.stages(), told);
        if (map.simple().leftOut().isEmpty()) {
          assertEquals(boughtLast(scene), map.graph().ended() - lost(map), told);
        }
      }
    }
  }

  private static long lost(JourneyMap map) {
    return map.dropOffs().stream().mapToLong(dropOff -> dropOff.share().part()).sum();
  }

  /** Whatever they are shown as, those who bought at last have not dropped off. */
  private static long boughtLast(Scenes scene) {
    long bought = 0;
    JourneyLog.Reader reader = scene.log().reader(scene.meaning());
    while (reader.next()) {
      int last = reader.touchpoints()[reader.length() - 1];
      boolean purchase = scene.meaning().touchpoints().get(last).equals(Touchpoints.PURCHASE);
      bought += purchase && !reader.active() ? 1 : 0;
    }
    return bought;
  }

  @Test
  void map_ofAPeriodHoldsTheJourneysThatBeganInIt() {
    Scenes scene = Scenes.tenVisitors();
    Period evening =
        new Period(LocalDate.of(2026, 3, 3), LocalDate.of(2026, 3, 3), ZoneId.of("Asia/Tokyo"));

    JourneyMap map = JourneyMap.of(scene.log(), scene.meaning(), evening, GraphFilter.ALL);

    // Midnight in Tokyo is 15:00 UTC: six of the ten hours from 9:00 UTC on lie before it.
    assertEquals(4, map.graph().journeys());
  }

  @Test
  void map_countsNoOpenVisitInARate() {
    JourneyMap map = map(Scenes.tenVisitors().stillOpen("add_to_cart").stillOpen("purchase"));

    assertEquals(new Share(1, 10), map.conversion());
    assertEquals(new Share(2, 3), map.cartAbandonment());
    assertEquals(12, map.graph().journeys());
  }

  @Test
  void map_mergesTheRarestAndKeepsEveryCount() {
    Scenes scene = Scenes.generated(3, 2000, 300);
    JourneyMap map = map(scene);

    assertEquals(JourneyMap.MOST_TOUCHPOINTS, map.graph().steps().size());
    assertTrue(map.graph().touches(Touchpoints.OTHERS) > 0);
    assertEquals(scene.graph().touches(), map.graph().touches());
    assertEquals(scene.graph().steps().size() - map.merged() + 1, map.graph().steps().size());
  }

  @Test
  void map_mergesNothingThatEveryShopHas() {
    Scenes scene = Scenes.generated(3, 2000, 300).journey("purchase", "purchase", "view_order");

    JourneyMap map = map(scene);

    assertTrue(map.graph().touches(Touchpoints.PURCHASE) > 0);
    assertEquals(1, map.graph().touches(Touchpoints.VIEW_ORDER));
  }

  @Test
  void map_leavesOutStepsThatAShopDoesNotHave() {
    JourneyMap map = map(Scenes.shop().journeys(3, "view_item", "purchase"));

    assertEquals(
        List.of(Touchpoints.VIEW_ITEM, Touchpoints.PURCHASE),
        map.funnel().steps().stream().map(Funnel.Step::touchpoint).toList());
    assertTrue(map.sells());
    assertTrue(!map(Scenes.shop().journey("register", "decide")).sells());
  }

  @Test
  void map_showsLessAndCountsTheSame() {
    JourneyMap map = map(Scenes.generated(7, 300, 20));
    JourneyMap less = map.showing(new GraphFilter(0.3));

    assertTrue(less.shown().transitions().size() < map.shown().transitions().size());
    assertEquals(map.graph(), less.graph());
    assertEquals(map.conversion(), less.conversion());
  }

  @Test
  void stages_haveEveryStepOfTheGraph() {
    for (long seed = 0; seed < 30; seed++) {
      JourneyMap map = map(Scenes.generated(seed, 40, 1 + (int) seed));
      for (Touchpoint step : map.graph().steps()) {
        assertTrue(map.stages().of(step).isPresent(), step + ", seed " + seed);
      }
      Set<Stage> used = new HashSet<>(map.stages().members().values());
      assertTrue(map.stages().order().containsAll(used));
    }
  }

  @Test
  void stages_ofALogThatIsNoShopsFollowItsOrder() {
    JourneyMap map = map(Scenes.shop().journeys(5, "register", "check", "decide", "pay"));

    assertEquals(new Stage("part_1"), map.stages().of(Touchpoint.of("register")).orElseThrow());
    assertEquals(new Stage("part_2"), map.stages().of(Touchpoint.of("pay")).orElseThrow());
  }

  @Test
  void labels_areThereInBothLanguages() {
    Labels english = Labels.of(Locale.UK);
    Labels spanish = Labels.of(Locale.forLanguageTag("es-MX"));

    assertEquals("Add to cart", english.of(Touchpoints.ADD_TO_CART));
    assertEquals("Añadir al carrito", spanish.of(Touchpoints.ADD_TO_CART));
    assertEquals("Salida", spanish.of(Touchpoint.EXIT));
    assertEquals("blog", spanish.of(Touchpoint.of("blog")));
    assertEquals("2", spanish.of(new Stage("part_2")));
    assertEquals(Locale.ENGLISH, Labels.of(Locale.FRENCH).locale());
  }

  @Test
  void labels_nameEveryStageAndTouchpointOfAShop() {
    for (Locale language : Labels.LANGUAGES) {
      Labels labels = Labels.of(language);
      io.github.senda.touch.Stages shop = io.github.senda.touch.Stages.shop();
      for (Stage stage : shop.order()) {
        assertTrue(!labels.of(stage).equals(stage.key()), language + " " + stage);
      }
      for (Touchpoint touchpoint : shop.members().keySet()) {
        assertTrue(!labels.of(touchpoint).equals(touchpoint.name()), language + " " + touchpoint);
      }
    }
  }

  @Test
  void period_endsAfterItsLastDay() {
    Period day = new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 1), ZoneOffset.UTC);

    assertEquals(day.start().plusSeconds(86_400), day.end());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Period(day.last(), day.first().minusDays(1), ZoneOffset.UTC));
    assertEquals(Optional.empty(), map(Scenes.tenVisitors()).period());
    assertEquals(List.of(), map(Scenes.shop()).dropOffs());
  }
}
