package io.github.senda.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.senda.Scenes;
import io.github.senda.journey.Journey;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PathCountsTest {

  private static final Touchpoint GOAL = Touchpoints.PURCHASE;
  private static final Touchpoint HOME = Touchpoint.of("home");
  private static final Touchpoint ITEM = Touchpoint.of("item");
  private static final Touchpoint CART = Touchpoint.of("cart");
  private static final int SEEDS = 60;

  private static PathCounts counts(Scenes scene, Touchpoint... steps) {
    return PathCounts.of(scene.log(), scene.meaning(), GOAL, List.of(steps));
  }

  /** The ended journeys of a scene. */
  private static List<List<Touchpoint>> ended(Scenes scene) {
    return new NaiveGraph(scene.log(), scene.meaning())
        .journeys.stream().filter(journey -> !journey.active()).map(Journey::touchpoints).toList();
  }

  private static List<Touchpoint> cut(List<Touchpoint> journey) {
    return journey.contains(GOAL) ? journey.subList(0, journey.indexOf(GOAL) + 1) : journey;
  }

  @Test
  void goalGraph_holdsNothingAfterTheGoal() {
    JourneyGraph graph =
        counts(Scenes.shop().journey("home", "purchase", "item", "purchase").stillOpen("home"))
            .toGoal();

    assertEquals(1, graph.journeys());
    assertEquals(2, graph.touches());
    assertEquals(1, graph.count(GOAL, Touchpoint.EXIT));
    assertEquals(0, graph.touches(ITEM));
  }

  @Test
  void goalGraph_isTheGraphOfJourneysThatWereCut() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Scenes scene = Scenes.generated(seed, 80, 12);
      JourneyGraph graph = counts(scene).toGoal();
      Map<List<Touchpoint>, Long> arcs = new HashMap<>();
      for (List<Touchpoint> journey : ended(scene)) {
        List<Touchpoint> way = new ArrayList<>(cut(journey));
        way.add(0, Touchpoint.ENTRY);
        way.add(Touchpoint.EXIT);
        for (int i = 1; i < way.size(); i++) {
          arcs.merge(List.of(way.get(i - 1), way.get(i)), 1L, Long::sum);
        }
      }

      assertEquals(arcs.size(), graph.transitions().size(), "seed " + seed);
      arcs.forEach((arc, count) -> assertEquals(count, graph.count(arc.get(0), arc.get(1))));
    }
  }

  @Test
  void loops_tellWhoCameAgainAndWhoWentToAndFro() {
    Loops loops = counts(Scenes.shop().journey("home", "item", "home", "item", "item")).loops();

    assertEquals(5, loops.touches());
    assertEquals(3, loops.repeated());
    assertEquals(
        List.of(new Loops.Repeat(ITEM, 1, 1, 2), new Loops.Repeat(HOME, 1, 1, 1)), loops.repeats());
    assertEquals(
        List.of(new Loops.PingPong(HOME, ITEM, 1), new Loops.PingPong(ITEM, HOME, 1)),
        loops.pingPongs());
  }

  @Test
  void loops_countAsTheNaiveTwin() {
    for (long seed = 0; seed < SEEDS; seed++) {
      // Some with more touchpoints than have a place for each pair.
      Scenes scene = Scenes.generated(seed, 80, seed % 10 == 0 ? 2000 : 9);
      Loops loops = Loops.of(scene.log(), scene.meaning());
      Map<Touchpoint, long[]> repeats = new TreeMap<>();
      Map<List<Touchpoint>, Long> pairs = new HashMap<>();
      for (List<Touchpoint> journey : ended(scene)) {
        for (Touchpoint touchpoint : Set.copyOf(journey)) {
          long times = journey.stream().filter(touchpoint::equals).count();
          long[] counted = repeats.computeIfAbsent(touchpoint, added -> new long[3]);
          counted[0]++;
          counted[1] += times > 1 ? 1 : 0;
          counted[2] += times - 1;
        }
        for (int i = 2; i < journey.size(); i++) {
          if (journey.get(i).equals(journey.get(i - 2))
              && !journey.get(i).equals(journey.get(i - 1))) {
            pairs.merge(List.of(journey.get(i), journey.get(i - 1)), 1L, Long::sum);
          }
        }
      }
      repeats.values().removeIf(counted -> counted[1] == 0);

      assertEquals(repeats.size(), loops.repeats().size(), "seed " + seed);
      for (Loops.Repeat repeat : loops.repeats()) {
        long[] counted = repeats.get(repeat.touchpoint());
        assertEquals(
            new Loops.Repeat(repeat.touchpoint(), counted[0], counted[1], counted[2]),
            repeat,
            "seed " + seed);
      }
      assertEquals(Math.min(Loops.MOST, pairs.size()), loops.pingPongs().size(), "seed " + seed);
      for (Loops.PingPong pair : loops.pingPongs()) {
        assertEquals(pairs.get(List.of(pair.home(), pair.away())), pair.times(), "seed " + seed);
      }
    }
  }

  @Test
  void detours_areMeasuredAgainstTheShortestThatAnybodyTook() {
    Detours detours =
        counts(
                Scenes.shop()
                    .journey("home", "purchase", "home")
                    .journey("home", "item", "home", "item", "purchase")
                    .journey("home", "item"))
            .detours();

    assertEquals(2, detours.journeys());
    assertEquals(OptionalInt.of(2), detours.fewest());
    assertEquals(OptionalInt.of(2), detours.median());
    assertEquals(OptionalDouble.of(0.75), detours.detour());
    // From home one step and four, where one was enough; from the item three, where one was.
    assertEquals(
        List.of(new Detours.Leg(HOME, 2, 1, 5), new Detours.Leg(ITEM, 1, 1, 3)), detours.from());
    assertEquals(1.5, detours.from().get(0).detour());
    assertEquals(3, detours.from().get(0).extra());
  }

  @Test
  void detours_countAsTheNaiveTwin() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Scenes scene = Scenes.generated(seed, 120, 8);
      Detours detours = counts(scene).detours();
      List<List<Touchpoint>> bought =
          ended(scene).stream().filter(journey -> journey.contains(GOAL)).toList();
      List<Integer> lengths = bought.stream().map(journey -> cut(journey).size()).sorted().toList();

      assertEquals(bought.size(), detours.journeys(), "seed " + seed);
      assertEquals(
          lengths.get((lengths.size() - 1) / 2), detours.median().orElseThrow(), "seed " + seed);
      assertEquals(lengths.get(0), detours.fewest().orElseThrow(), "seed " + seed);
      for (Detours.Leg leg : detours.from()) {
        long steps = 0;
        long journeys = 0;
        int fewest = Integer.MAX_VALUE;
        for (List<Touchpoint> journey : bought) {
          List<Touchpoint> way = cut(journey);
          if (way.contains(leg.touchpoint())) {
            journeys++;
            steps += way.size() - 1 - way.indexOf(leg.touchpoint());
            fewest = Math.min(fewest, way.size() - 1 - way.lastIndexOf(leg.touchpoint()));
          }
        }
        assertEquals(
            new Detours.Leg(leg.touchpoint(), journeys, fewest, steps), leg, "seed " + seed);
      }
    }
  }

  @Test
  void ways_haveTheirLoopsCutOut() {
    Ways ways =
        counts(
                Scenes.shop()
                    .journey("home", "item", "cart", "item", "purchase", "home")
                    .journey("home", "home", "item", "purchase")
                    .journey("home", "item", "home"))
            .ways();

    assertEquals(List.of(new Variant(List.of(HOME, ITEM, GOAL), 2)), ways.toGoal().top(5));
    assertEquals(List.of(new Variant(List.of(HOME), 1)), ways.past().top(5));
    assertEquals(2, ways.toGoal().journeys(List.of(HOME, ITEM, GOAL)));
    assertEquals(0, ways.toGoal().journeys(List.of(HOME, ITEM)));
    assertEquals(0, ways.toGoal().journeys(List.of(HOME, Touchpoint.of("nowhere"))));
  }

  @Test
  void ways_areErasedAsTheNaiveTwinErases() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Scenes scene = Scenes.generated(seed, 120, 8);
      Ways ways = counts(scene).ways();
      Map<List<Touchpoint>, Long> toGoal = new HashMap<>();
      Map<List<Touchpoint>, Long> past = new HashMap<>();
      for (List<Touchpoint> journey : ended(scene)) {
        Set<Touchpoint> way = new LinkedHashSet<>();
        for (Touchpoint touchpoint : cut(journey)) {
          if (way.contains(touchpoint)) {
            List<Touchpoint> kept = List.copyOf(way);
            way = new LinkedHashSet<>(kept.subList(0, kept.indexOf(touchpoint)));
          }
          way.add(touchpoint);
        }
        (journey.contains(GOAL) ? toGoal : past).merge(List.copyOf(way), 1L, Long::sum);
      }

      assertEquals(toGoal, byWay(ways.toGoal()), "seed " + seed);
      assertEquals(past, byWay(ways.past()), "seed " + seed);
    }
  }

  @Test
  void ways_arePartedAndOrderedAsVariantsAre() {
    for (long seed = 0; seed < 20; seed++) {
      // Few touchpoints make ways that are packed, hundreds make some that are not.
      Scenes scene = Scenes.generated(seed, 200, seed % 2 == 0 ? 6 : 400);
      WayCounts ways = counts(scene).ways().past();
      Variants.Table table = new Variants.Table();
      for (Variant way : ways.top(ways.distinct())) {
        int[] numbers =
            way.touchpoints().stream().mapToInt(scene.meaning().touchpoints()::indexOf).toArray();
        for (long i = 0; i < way.journeys(); i++) {
          table.add(numbers, numbers.length);
        }
      }
      Variants twin = new Variants(scene.meaning().touchpoints(), table);

      assertEquals(twin.distinct(), ways.distinct(), "seed " + seed);
      assertEquals(twin.journeys(), ways.journeys(), "seed " + seed);
      for (int most : new int[] {0, 1, 7, 1000}) {
        assertEquals(twin.top(most), ways.top(most), most + ", seed " + seed);
        assertEquals(
            CommonVariants.of(twin, 3, most), CommonVariants.of(ways, 3, most), "seed " + seed);
      }
    }
  }

  private static Map<List<Touchpoint>, Long> byWay(WayCounts ways) {
    Map<List<Touchpoint>, Long> byWay = new HashMap<>();
    ways.top(ways.distinct()).forEach(way -> byWay.put(way.touchpoints(), way.journeys()));
    return byWay;
  }

  @Test
  void funnel_tellsWhatLiesAroundItsSteps() {
    FunnelPaths funnel =
        counts(
                Scenes.shop()
                    .pausing(Duration.ofMinutes(2))
                    .journey("home", "home", "item", "cart", "cart", "home")
                    .journey("item", "home", "cart", "purchase")
                    .journey("cart", "item"),
                ITEM,
                CART,
                GOAL)
            .funnel();

    FunnelPaths.Stop item = funnel.stops().get(0);
    FunnelPaths.Stop cart = funnel.stops().get(1);
    assertEquals(3, funnel.journeys());
    assertEquals(List.of(3L, 2L, 1L), reached(funnel));
    assertEquals(List.of(3L, 3L, 1L), funnel.stops().stream().map(s -> s.touched()).toList());
    assertEquals(List.of(2L, 1L, 0L), funnel.stops().stream().map(s -> s.entered()).toList());
    assertEquals(List.of(2L, 1L, 0L), funnel.stops().stream().map(s -> s.wentOn()).toList());
    assertEquals(List.of(new FunnelPaths.Went(Touchpoint.EXIT, 1)), item.next());
    assertEquals(List.of(new FunnelPaths.Went(HOME, 1)), cart.next());
    assertEquals(List.of(new FunnelPaths.Went(HOME, 1)), cart.last());
    assertEquals(1, cart.dropped());
    assertEquals(
        List.of(
            new FunnelPaths.Before(List.of(Touchpoint.ENTRY, HOME), 1),
            new FunnelPaths.Before(List.of(Touchpoint.ENTRY, CART), 1),
            new FunnelPaths.Before(List.of(Touchpoint.ENTRY), 1)),
        sortedByLength(item.before()));
    assertEquals(2, cart.since().count());
    assertEquals(List.of(), funnel.stops().get(2).next());
  }

  private static List<FunnelPaths.Before> sortedByLength(List<FunnelPaths.Before> ways) {
    List<FunnelPaths.Before> sorted = new ArrayList<>(ways);
    sorted.sort(
        (one, other) -> {
          int byLength = Integer.compare(other.touchpoints().size(), one.touchpoints().size());
          return byLength != 0
              ? byLength
              : other.touchpoints().toString().compareTo(one.touchpoints().toString());
        });
    return sorted;
  }

  private static List<Long> reached(FunnelPaths funnel) {
    return funnel.stops().stream().map(FunnelPaths.Stop::reached).toList();
  }

  @Test
  void funnel_tellsItsMediansExactly() {
    Scenes scene =
        Scenes.shop()
            .pausing(Duration.ofSeconds(7))
            .journey("item", "home", "cart")
            .pausing(Duration.ofSeconds(1))
            .journey("item", "cart");

    FunnelMedians medians =
        FunnelMedians.of(scene.log(), scene.meaning(), List.of(ITEM, CART, GOAL));

    assertEquals(
        List.of(OptionalDouble.empty(), OptionalDouble.of(7.5), OptionalDouble.empty()),
        medians.seconds());
  }

  @Test
  void funnel_asksForAStepOnce() {
    assertThrows(
        IllegalArgumentException.class, () -> counts(Scenes.shop().journey("home"), HOME, HOME));
  }

  @Test
  void funnel_countsAsTheNaiveTwin() {
    List<Touchpoint> steps =
        List.of(Touchpoint.of("touchpoint 1"), Touchpoint.of("touchpoint 0"), GOAL);
    for (long seed = 0; seed < SEEDS; seed++) {
      Scenes scene = Scenes.generated(seed, 200, 8);
      FunnelPaths funnel = FunnelPaths.of(scene.log(), scene.meaning(), steps);
      FunnelMedians medians = FunnelMedians.of(scene.log(), scene.meaning(), steps);
      List<List<Touchpoint>> journeys = ended(scene);
      String where = "seed " + seed;

      assertEquals(Funnel.of(scene.log(), scene.meaning(), steps), funnel.funnel(), where);
      for (int i = 0; i < steps.size(); i++) {
        FunnelPaths.Stop stop = funnel.stops().get(i);
        Touchpoint step = steps.get(i);
        List<Touchpoint> earlier = steps.subList(0, i);
        List<Touchpoint> later = steps.subList(Math.min(i + 1, 2), 3);
        assertEquals(
            journeys.stream().filter(j -> j.contains(step)).count(), stop.touched(), where);
        assertEquals(
            journeys.stream()
                .filter(
                    j ->
                        j.stream().filter(steps::contains).findFirst().stream()
                            .anyMatch(step::equals))
                .count(),
            stop.entered(),
            where);
        long wentOn =
            i == 2
                ? 0
                : journeys.stream()
                    .filter(j -> j.contains(step))
                    .filter(j -> j.indexOf(step) < j.lastIndexOf(later.get(0)))
                    .count();
        assertEquals(wentOn, stop.wentOn(), where);
        long further = i == 2 ? stop.reached() : funnel.stops().get(i + 1).reached();
        assertEquals(stop.reached() - further, stop.dropped(), where);
        assertEquals(
            stop.dropped(),
            stop.last().stream().mapToLong(FunnelPaths.Went::journeys).sum(),
            where);
        assertEquals(earlier.isEmpty() ? 0 : stop.reached(), stop.since().count(), where);
        if (medians.seconds().get(i).isPresent()) {
          double exact = medians.seconds().get(i).getAsDouble();
          double told = stop.since().quantile(0.5).orElseThrow().toNanos() / 1e9;
          // The histogram's median is the lower of two, so of many only.
          if (stop.reached() > 100 && exact > 1) {
            assertEquals(exact, told, exact * 0.25, where);
          }
        }
      }
    }
  }

  @Test
  void counts_standAMillionTouchesInOneVisit() {
    String[] names = new String[1_000_000];
    for (int i = 0; i < names.length; i++) {
      names[i] = i == names.length - 1 ? "purchase" : i % 3 == 0 ? "home" : "item";
    }
    PathCounts counts = counts(Scenes.shop().journey(names), HOME, GOAL);

    assertEquals(OptionalInt.of(1_000_000), counts.detours().fewest());
    assertEquals(999_997, counts.loops().repeated());
    assertEquals(List.of(1L, 1L), reached(counts.funnel()));
  }
}
