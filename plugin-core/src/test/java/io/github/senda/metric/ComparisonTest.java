package io.github.senda.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.graph.Passes;
import io.github.senda.journey.Journey;
import io.github.senda.journey.JourneyLog;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  private static Passes passes(Scenes scene) {
    return Passes.of(scene.graph(), scene.log(), scene.meaning());
  }

  /** The examples of Newcombe's own table, method 10. */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "0, 10, 0, 20, -0.1611, 0.2775",
    "0, 10, 0, 10, -0.2775, 0.2775",
    "10, 10, 0, 20, 0.6791, 1.0000",
    "10, 10, 0, 10, 0.6075, 1.0000"
  })
  void interval_isNewcombes(
      long part, long whole, long otherPart, long otherWhole, double low, double high) {
    Difference difference = Difference.of(new Share(part, whole), new Share(otherPart, otherWhole));

    assertEquals(low, difference.interval().low(), 5e-5);
    assertEquals(high, difference.interval().high(), 5e-5);
  }

  @Test
  void test_isExact() {
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      Share one = share(random, 1 + random.nextInt(60));
      Share other = share(random, 1 + random.nextInt(random.nextBoolean() ? 9 : 200));
      assertEquals(byBigNumbers(one, other), FisherExact.of(one, other), 1e-9, one + " " + other);
    }
  }

  private static Share share(Random random, int whole) {
    return new Share(random.nextInt(whole + 1), whole);
  }

  private static double byBigNumbers(Share one, Share other) {
    long hits = one.part() + other.part();
    BigInteger seen = ways(one.whole(), one.part()).multiply(ways(other.whole(), other.part()));
    BigInteger extreme = BigInteger.ZERO;
    BigInteger all = BigInteger.ZERO;
    for (long k = Math.max(0, hits - other.whole()); k <= Math.min(hits, one.whole()); k++) {
      BigInteger these = ways(one.whole(), k).multiply(ways(other.whole(), hits - k));
      all = all.add(these);
      extreme = these.compareTo(seen) <= 0 ? extreme.add(these) : extreme;
    }
    return new BigDecimal(extreme).divide(new BigDecimal(all), MathContext.DECIMAL64).doubleValue();
  }

  private static BigInteger ways(long of, long some) {
    BigInteger ways = BigInteger.ONE;
    for (long i = 0; i < some; i++) {
      ways = ways.multiply(BigInteger.valueOf(of - i)).divide(BigInteger.valueOf(i + 1));
    }
    return ways;
  }

  @Test
  void test_ofMillionsEndsAndKnowsNothingAndAll() {
    Share one = new Share(2_500_000, 5_000_000);

    assertEquals(1, FisherExact.of(one, one));
    assertTrue(FisherExact.of(one, new Share(2_510_000, 5_000_000)) < 1e-9);
    // Twice the normal tail beyond 1.96 standard deviations is 0.05.
    double p = FisherExact.of(one, new Share(2_503_099, 5_000_000));
    assertEquals(0.05, p, 0.001);
    assertEquals(1, FisherExact.of(new Share(0, 0), one));
    assertEquals(0, Difference.of(new Share(0, 0), one).value());
    assertFalse(Difference.of(new Share(0, 0), one).isClear());
  }

  /** The fifteen values of the paper's own example, of which it rejects four. */
  @Test
  void adjusting_isBenjaminisAndHochbergs() {
    double[] p = {
      0.0459, 0.0001, 0.6528, 0.0004, 0.0019, 1, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.3240,
      0.4262, 0.5719, 0.7590
    };
    double[] q = Comparison.adjusted(p);
    int rejected = 0;
    for (int i = 0; i < p.length; i++) {
      rejected += q[i] <= Difference.LEVEL ? 1 : 0;
      assertEquals(p[i] <= 0.0095, q[i] <= Difference.LEVEL, "p " + p[i]);
    }
    assertEquals(4, rejected);
    assertArrayEquals(new double[0], Comparison.adjusted(new double[0]));
    assertArrayEquals(new double[] {0.02, 0.02}, Comparison.adjusted(new double[] {0.01, 0.02}));
  }

  @Test
  void passes_countEveryJourneyOnceAsThePlainestMeansDo() {
    for (long seed = 0; seed < 40; seed++) {
      Scenes scene = Scenes.generated(seed, 100, 2 + (int) seed % 15);
      Map<Passes.Arc, Long> arcs = new TreeMap<>();
      long ended = 0;
      JourneyLog.Reader reader = scene.log().reader(scene.meaning());
      while (reader.next()) {
        Journey journey = reader.journey();
        List<Touchpoint> way = new ArrayList<>(List.of(Touchpoint.ENTRY));
        way.addAll(journey.touchpoints());
        way.add(Touchpoint.EXIT);
        Set<Passes.Arc> passed = new HashSet<>();
        for (int i = 1; i < way.size() && !journey.active(); i++) {
          passed.add(new Passes.Arc(way.get(i - 1), way.get(i)));
        }
        passed.forEach(arc -> arcs.merge(arc, 1L, Long::sum));
        ended += journey.active() ? 0 : 1;
      }
      assertEquals(arcs, passes(scene).arcs(), "seed " + seed);
      assertEquals(ended, passes(scene).journeys(), "seed " + seed);
    }
  }

  @Test
  void comparison_saysWhereThereIsAClearChangeAndWhereNot() {
    Scenes before =
        Scenes.shop()
            .journeys(300, "view_item", "add_to_cart", "purchase")
            .journeys(300, "view_item")
            .journeys(30, "view_item", "search");
    Scenes after =
        Scenes.shop()
            .journeys(200, "view_item", "add_to_cart", "purchase")
            .journeys(400, "view_item")
            .journeys(33, "view_item", "search");
    Comparison comparison = Comparison.of(passes(after), passes(before));

    Difference bought = comparison.steps().get(Touchpoints.PURCHASE);
    assertEquals(200 / 633.0 - 300 / 630.0, bought.value(), 1e-12);
    assertTrue(bought.isClear());
    assertTrue(bought.interval().high() < 0);
    assertFalse(comparison.steps().get(Touchpoints.SEARCH).isClear());
    assertFalse(comparison.steps().get(Touchpoints.VIEW_ITEM).isClear());
    assertTrue(
        comparison.arcs().get(new Passes.Arc(Touchpoints.VIEW_ITEM, Touchpoint.EXIT)).isClear());
    assertEquals(633, comparison.journeys());
    assertEquals(630, comparison.others());
  }

  @Test
  void comparison_ofFewIsNeverClear() {
    Comparison comparison =
        Comparison.of(
            passes(Scenes.shop().journeys(29, "view_item", "purchase")),
            passes(Scenes.shop().journeys(500, "view_item")));

    assertTrue(comparison.steps().get(Touchpoints.PURCHASE).p() < 1e-9);
    assertTrue(comparison.steps().get(Touchpoints.PURCHASE).isSmall());
    assertFalse(comparison.steps().get(Touchpoints.PURCHASE).isClear());
  }

  @Test
  void selectionsOfTheSameKind_hardlyEverDifferClearly() {
    int looksThatErr = 0;
    for (long seed = 0; seed < 200; seed++) {
      Comparison comparison =
          Comparison.of(
              passes(Scenes.generated(seed, 300, 8)),
              passes(Scenes.generated(seed + 10_000, 300, 8)));
      looksThatErr += comparison.arcs().values().stream().anyMatch(Difference::isClear) ? 1 : 0;
    }
    // Five in a hundred are the most to be expected; twenty would not happen by chance.
    assertTrue(looksThatErr <= 20, looksThatErr + " of 200");
  }

  @Test
  void comparison_isTheSameTheOtherWayRoundWithTheOtherSign() {
    Passes one = passes(Scenes.generated(1, 300, 9));
    Passes other = passes(Scenes.generated(2, 200, 9));
    Comparison forth = Comparison.of(one, other);
    Comparison back = Comparison.of(other, one);

    assertEquals(forth.arcs().keySet(), back.arcs().keySet());
    forth
        .arcs()
        .forEach(
            (arc, difference) -> {
              assertEquals(-difference.value(), back.arcs().get(arc).value(), 1e-12);
              assertEquals(difference.p(), back.arcs().get(arc).p(), 1e-9);
              assertEquals(
                  -difference.interval().low(), back.arcs().get(arc).interval().high(), 1e-12);
            });
  }

  @Test
  void smallGroups_ofEitherSelectionStandTogether() {
    JourneyLog one =
        Scenes.shop().journeys(40, "view_item", "search").journeys(20, "view_item").log();
    Scenes few = Scenes.shop().journeys(3, "view_item", "search").journeys(51, "view_item");
    JourneyLog other = few.journeys(9, "view_item", "login").log();
    Comparison comparison = Comparison.of(one, other, few.meaning(), 10);

    assertEquals(Set.of(Touchpoints.VIEW_ITEM, Touchpoints.OTHERS), comparison.steps().keySet());
    assertEquals(new Share(12, 63), comparison.steps().get(Touchpoints.OTHERS).other());
    assertEquals(new Share(40, 60), comparison.steps().get(Touchpoints.OTHERS).one());
    assertEquals(3, Comparison.of(one, other, few.meaning(), 1).steps().size());
  }
}
