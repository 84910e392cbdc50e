package io.github.senda.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.senda.Scenes;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunnelTest {

  @Test
  void funnel_countsHowFarTheTenVisitorsGot() {
    Scenes scene = Scenes.tenVisitors();

    Funnel funnel = Funnel.of(scene.log(), scene.meaning(), Touchpoints.CHECKOUT);

    assertEquals(10, funnel.journeys());
    assertEquals(
        List.of(7L, 3L, 2L, 1L, 1L), funnel.steps().stream().map(Funnel.Step::reached).toList());
  }

  @Test
  void funnel_asksForTheStepsInTheirOrder() {
    Scenes scene = Scenes.shop().journey("purchase", "add_to_cart").stillOpen("add_to_cart");

    Funnel funnel =
        Funnel.of(
            scene.log(), scene.meaning(), List.of(Touchpoints.ADD_TO_CART, Touchpoints.PURCHASE));

    assertEquals(List.of(1L, 0L), funnel.steps().stream().map(Funnel.Step::reached).toList());
  }

  @Test
  void funnel_countsAsTheNaiveTwin() {
    List<Touchpoint> steps =
        List.of(Touchpoint.of("touchpoint 1"), Touchpoint.of("touchpoint 0"), Touchpoints.PURCHASE);
    for (long seed = 0; seed < 60; seed++) {
      Scenes scene = Scenes.generated(seed, 200, 8);
      Funnel funnel = Funnel.of(scene.log(), scene.meaning(), steps);
      NaiveGraph naive = new NaiveGraph(scene.log(), scene.meaning());

      for (int i = 0; i < steps.size(); i++) {
        assertEquals(
            naive.reached(steps.subList(0, i + 1)),
            funnel.steps().get(i).reached(),
            "step " + i + ", seed " + seed);
      }
    }
  }
}
