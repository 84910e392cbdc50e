package io.github.senda.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.senda.Scenes;
import io.github.senda.touch.Touchpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantsTest {

  private static List<Touchpoint> way(String... names) {
    return List.of(names).stream().map(Touchpoint::of).toList();
  }

  @Test
  void variants_areOrderedByJourneysThenByNames() {
    Scenes scene = Scenes.shop().journey("b").journey("a").journeys(2, "z", "z").stillOpen("a");

    Variants variants = Variants.of(scene.log(), scene.meaning());

    assertEquals(3, variants.distinct());
    assertEquals(4, variants.journeys());
    assertEquals(
        List.of(new Variant(way("z", "z"), 2), new Variant(way("a"), 1), new Variant(way("b"), 1)),
        variants.top(10));
  }

  @Test
  void variants_countAsTheNaiveTwin() {
    for (long seed = 0; seed < 40; seed++) {
      Scenes scene = Scenes.generated(seed, 3000, seed % 2 == 0 ? 3 : 300);
      Variants variants = Variants.of(scene.log(), scene.meaning());
      NaiveGraph naive = new NaiveGraph(scene.log(), scene.meaning());

      assertEquals(naive.variants.size(), variants.distinct(), "seed " + seed);
      for (Variant variant : variants.top(variants.distinct())) {
        assertEquals(naive.variants.get(variant.touchpoints()), variant.journeys(), "seed " + seed);
      }
    }
  }
}
