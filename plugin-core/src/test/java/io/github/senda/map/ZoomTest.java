package io.github.senda.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.graph.CommonVariants;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.graph.Variants;
import io.github.senda.journey.FilterMistake;
import io.github.senda.journey.JourneyFilter;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Unit;
import io.github.senda.metric.DropOff;
import io.github.senda.metric.Share;
import io.github.senda.touch.Category;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Stage;
import io.github.senda.touch.StageModels;
import io.github.senda.touch.Stages;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ZoomTest {

  private static JourneyMap map(Scenes scene, View view) {
    return JourneyMap.of(scene.log(), scene.meaning(), Optional.empty(), view);
  }

  private static Touchpoint stage(String key) {
    return Zoom.touchpoint(new Stage(key));
  }

  @Test
  void byStage_journeysGoFromStageToStage() {
    JourneyMap map = map(Scenes.tenVisitors(), View.ALL.zoom(Zoom.NONE.stages(Set.of())));
    JourneyGraph graph = map.graph();

    assertEquals(10, graph.count(Touchpoint.ENTRY, stage("awareness")));
    assertEquals(3, graph.journeys(stage("cart")));
    assertEquals(Scenes.tenVisitors().graph().touches(), graph.touches());
    // Whoever bought has not dropped off, whatever the goal is shown as.
    assertEquals(new Share(0, 1), map.left(stage("order")));
    assertEquals(new Share(1, 10), map.conversion());
    assertEquals(Optional.of(new Stage("cart")), map.stages().of(stage("cart")));
    assertTrue(map.sells());
  }

  @Test
  void byStage_oneStageMayBeOpened() {
    JourneyMap map =
        map(Scenes.tenVisitors(), View.ALL.zoom(Zoom.NONE.stages(Set.of(new Stage("cart")))));

    assertEquals(3, map.graph().journeys(Touchpoints.ADD_TO_CART));
    assertEquals(0, map.graph().journeys(stage("cart")));
    assertEquals(2, map.graph().journeys(stage("checkout")));
  }

  @Test
  void byStage_ofAForeignLogGoesByItsParts() {
    Scenes scene = Scenes.shop().journeys(5, "register", "check", "decide", "pay");
    JourneyMap map = map(scene, View.ALL.zoom(Zoom.NONE.stages(Set.of())));

    assertEquals(Set.of(stage("part_1"), stage("part_2")), map.graph().steps());
    assertEquals("1", Labels.of(Locale.ENGLISH).of(stage("part_1")));
  }

  @Test
  void aPage_isTakenApartByItsPath() {
    List<Sign> signs = List.of(Sign.page("/"), Sign.page("/lamps/{id}"), Sign.page("/chairs/{id}"));
    Scenes scene =
        Scenes.shop()
            .journeys(3, signs.get(0).text(), signs.get(1).text())
            .journeys(2, signs.get(1).text(), signs.get(2).text());
    Meaning meaning =
        Meaning.of(
            List.of(
                Optional.of(Touchpoints.PAGE_VIEW),
                Optional.of(Touchpoints.VIEW_ITEM),
                Optional.of(Touchpoints.VIEW_ITEM)),
            (touchpoints, numbers, orders, micros, length) -> {});
    View view = View.ALL.zoom(Zoom.NONE.pages(Touchpoints.VIEW_ITEM));
    JourneyMap map = JourneyMap.of(scene.log(), meaning, Optional.empty(), view);
    Touchpoint lamps = Touchpoint.of("view_item /lamps/{id}");

    assertEquals(5, map.graph().journeys(lamps));
    assertEquals(2, map.graph().count(lamps, Touchpoint.of("view_item /chairs/{id}")));
    assertEquals(0, map.graph().journeys(Touchpoints.VIEW_ITEM));
    assertEquals(Optional.of(new Stage("consideration")), map.stages().of(lamps));
    assertEquals("Product /lamps/{id}", Labels.of(Locale.ENGLISH).of(lamps));
  }

  @Test
  void pagesOfFewJourneys_standTogether() {
    List<String> signs =
        List.of(Sign.page("/a").text(), Sign.page("/b").text(), Sign.page("/c").text());
    Scenes scene = Scenes.shop().journeys(8, signs.get(0)).journeys(4, signs.get(1));
    scene.journeys(3, signs.get(2));
    Meaning meaning = Meaning.of(signs.stream().map(sign -> Optional.of(item())).toList());
    View view = View.ALL.zoom(Zoom.NONE.pages(item())).fewest(5);

    assertEquals(
        Set.of(Touchpoint.of("view_item /a"), Touchpoints.OTHERS),
        JourneyMap.of(scene.log(), meaning, Optional.empty(), view).graph().steps());
  }

  @Test
  void aPage_isTakenApartUnderAFilterAndOverSeveralVisits() throws FilterMistake {
    List<String> signs = List.of(Sign.page("/a").text(), Sign.page("/b").text());
    Scenes scene = Scenes.shop().journeys(3, signs.get(0)).journeys(2, signs.get(0), signs.get(1));
    Meaning meaning =
        Meaning.of(List.of(Optional.of(item()), Optional.of(item())))
            .apart(Set.of(item()), (whole, sign) -> Touchpoint.of(sign == 0 ? "a" : "b"));

    assertEquals(5, JourneyGraph.of(scene.log(), meaning).journeys(Touchpoint.of("a")));
    JourneyLog some = scene.log().where(JourneyFilter.parse("directly(view_item, view_item)"));
    assertEquals(2, JourneyGraph.of(some, meaning).journeys(Touchpoint.of("a")));
    assertEquals(2, JourneyGraph.of(some, meaning).journeys(Touchpoint.of("b")));
    JourneyLog joined = scene.log().counting(Unit.VISITOR);
    assertEquals(5, JourneyGraph.of(joined, meaning).journeys(Touchpoint.of("a")));
    assertEquals(
        0,
        JourneyGraph.of(some, meaning.hiding(Set.of(Touchpoint.of("a"))))
            .journeys(Touchpoint.of("a")));
    Meaning whole = meaning.showing(touchpoint -> Optional.of(Touchpoints.OTHERS));
    assertEquals(2, JourneyGraph.of(some, whole).journeys(Touchpoints.OTHERS));
  }

  @Test
  void severalTouchpoints_areSeenByCategory() {
    List<String> signs =
        List.of(
            told("/c", "ollas"),
            told("/p", "ollas"),
            told("/done", "ollas"),
            told("/p", "sartenes"),
            Sign.page("/p").text());
    Scenes scene =
        Scenes.shop()
            .journeys(3, signs.get(0), signs.get(1), signs.get(2))
            .journeys(2, signs.get(0), signs.get(3))
            .journeys(1, signs.get(4));
    Meaning meaning =
        Meaning.of(
            List.of(
                Optional.of(Touchpoints.VIEW_ITEM_LIST),
                Optional.of(item()),
                Optional.of(Touchpoints.PURCHASE),
                Optional.of(item()),
                Optional.of(item())));

    JourneyGraph all = graph(scene, meaning, Zoom.NONE.categories());
    assertEquals(
        Set.of(
            Touchpoint.of("view_item_list · ollas"),
            Touchpoint.of("view_item · ollas"),
            Touchpoint.of("view_item · sartenes"),
            item(),
            Touchpoints.PURCHASE),
        all.steps());
    assertEquals(
        2,
        all.count(Touchpoint.of("view_item_list · ollas"), Touchpoint.of("view_item · sartenes")));
    assertEquals(1, all.journeys(item()));

    JourneyGraph some = graph(scene, meaning, Zoom.NONE.categories(item()));
    assertEquals(5, some.journeys(Touchpoints.VIEW_ITEM_LIST));
    assertEquals(3, some.journeys(Touchpoint.of("view_item · ollas")));

    JourneyGraph pages = graph(scene, meaning, Zoom.NONE.pages(item(), Touchpoints.VIEW_ITEM_LIST));
    assertEquals(5, pages.journeys(Touchpoint.of("view_item_list /c")));
    assertEquals(6, pages.journeys(Touchpoint.of("view_item /p")));

    JourneyMap map =
        JourneyMap.of(
            scene.log(),
            meaning,
            Optional.empty(),
            View.ALL.zoom(Zoom.NONE.categories(item()).stages(Set.of(new Stage("cart")))));
    assertEquals(
        Set.of(stage("awareness"), stage("consideration"), stage("order")), map.graph().steps());
  }

  private static JourneyGraph graph(Scenes scene, Meaning meaning, Zoom zoom) {
    return JourneyMap.of(scene.log(), meaning, Optional.empty(), View.ALL.zoom(zoom)).graph();
  }

  private static String told(String path, String category) {
    List<String> parameters = List.of(Category.NAMED + category);
    return new Sign("GET", path, parameters, Optional.empty(), 2, false, Optional.empty()).text();
  }

  @Test
  void theOtherCategory_isCalledInItsLanguage() {
    Touchpoint other = Touchpoint.of("view_item · " + Category.OTHER);

    assertEquals("Ficha de producto · otras", Labels.of(Locale.forLanguageTag("es")).of(other));
    assertEquals("Product · others", Labels.of(Locale.ENGLISH).of(other));
  }

  @Test
  void others_openTwelveAtATime_butForTheRare() {
    Scenes scene = Scenes.shop();
    for (int i = 0; i < 60; i++) {
      scene.journeys(100 - i, "page_" + (i < 10 ? "0" : "") + i);
    }
    scene.journeys(4, "rare_one").journeys(4, "rare_two").journeys(4, "rare_three");
    JourneyMap shut = map(scene, View.ALL.fewest(10));
    JourneyMap open = map(scene, View.ALL.fewest(10).more(12));
    JourneyMap all = map(scene, View.ALL.fewest(10).more(600));

    assertEquals(40, shut.graph().steps().size());
    assertEquals(24, shut.merged());
    assertEquals(21, shut.openable());
    assertEquals(52, open.graph().steps().size());
    assertEquals(9, open.openable());
    assertEquals(61, all.graph().steps().size());
    assertEquals(3, all.merged());
    assertEquals(0, all.openable());
  }

  private static Touchpoint item() {
    return Touchpoints.VIEW_ITEM;
  }

  @Test
  void touchpoints_areMergedAndLeftOut() {
    Zoom zoom =
        Zoom.NONE
            .merging(
                Set.of(Touchpoints.SEARCH, Touchpoints.VIEW_ITEM_LIST), Touchpoint.of("finding"))
            .leavingOut(Set.of(Touchpoints.PAGE_VIEW));
    JourneyMap map = map(Scenes.tenVisitors(), View.ALL.zoom(zoom));

    assertEquals(5, map.graph().journeys(Touchpoint.of("finding")));
    assertEquals(Optional.of(new Stage("awareness")), map.stages().of(Touchpoint.of("finding")));
    assertEquals(7, map.graph().journeys());
    assertEquals(1, map.hidden().touchpoints());
    assertEquals(9, map.hidden().journeys());
    assertEquals(10, map.hidden().of());
    assertThrows(IllegalArgumentException.class, () -> Zoom.NONE.pages(Touchpoints.PURCHASE));
  }

  @Test
  void everyLaw_holdsHoweverItIsLookedAt() {
    for (long seed = 0; seed < 60; seed++) {
      Scenes scene = Scenes.generated(seed, 120, 4 + (int) seed % 60);
      Random random = new Random(seed);
      Set<Touchpoint> some = new HashSet<>();
      scene.graph().steps().stream()
          .filter(step -> !step.equals(Touchpoints.PURCHASE))
          .filter(step -> random.nextInt(5) == 0)
          .forEach(some::add);
      Zoom zoom =
          switch (random.nextInt(5)) {
            case 4 ->
                Zoom.NONE.into(
                    new Parting(seed % 2 == 0 ? Parting.By.PAGE : Parting.By.CATEGORY, some));
            case 0 -> Zoom.NONE.stages(Set.of(new Stage("part_1")));
            case 1 -> Zoom.NONE.merging(some, Touchpoint.of("some"));
            case 2 -> Zoom.NONE.leavingOut(some);
            default -> Zoom.NONE;
          };
      View view = View.ALL.zoom(zoom).touchpoints(random.nextDouble()).fewest(seed % 9);
      JourneyMap map = map(scene, view);
      String say = "seed " + seed;
      JourneyGraph graph = map.graph();
      Map<Touchpoint, Long> balance = new HashMap<>();
      long between = 0;
      for (Transition arc : graph.transitions()) {
        balance.merge(arc.from(), -arc.count(), Long::sum);
        balance.merge(arc.to(), arc.count(), Long::sum);
        between += arc.isBetweenSteps() ? arc.count() : 0;
      }
      for (Touchpoint step : graph.steps()) {
        assertEquals(0, balance.get(step), say);
        assertTrue(map.stages().of(step).isPresent(), say);
      }
      assertEquals(graph.touches() - graph.journeys(), between, say);
      assertTrue(graph.steps().size() <= JourneyMap.MOST_TOUCHPOINTS, say);
      // Whoever has ended has bought last or has dropped off somewhere, if anything is seen of
      // them.
      long dropped = map.dropOffs().stream().mapToLong(drop -> drop.share().part()).sum();
      if (!zoom.leftOut().contains(Touchpoints.PURCHASE)) {
        assertEquals(graph.ended() - endedWithPurchase(scene, zoom), dropped, say);
      }
      assertEquals(map(scene, View.ALL).conversion(), map.conversion(), say);
    }
  }

  private static long endedWithPurchase(Scenes scene, Zoom zoom) {
    JourneyGraph graph = JourneyGraph.of(scene.log(), scene.meaning().hiding(zoom.leftOut()));
    return graph.count(Touchpoints.PURCHASE, Touchpoint.EXIT);
  }

  @Test
  void goal_thatIsMergedIsNoDropOff() {
    Scenes scene =
        Scenes.shop().journeys(30, "view_item").journeys(4, "view_item", "add_to_cart", "purchase");
    JourneyMap map = map(scene, View.ALL.fewest(10));

    assertEquals(0, map.graph().journeys(Touchpoints.PURCHASE));
    assertEquals(List.of(new DropOff(Touchpoints.OTHERS, new Share(30, 34))), map.dropOffs());
    assertEquals(new Share(4, 34), map.conversion());
  }

  @Test
  void models_ofStagesAreTheMerchants() {
    for (String name : StageModels.names()) {
      Stages model = StageModels.of(name).orElseThrow();
      JourneyMap map = map(Scenes.tenVisitors(), View.ALL.stages(model));
      assertEquals(model.order(), map.stages().order(), name);
      for (Locale language : Labels.LANGUAGES) {
        for (Stage stage : model.order()) {
          assertTrue(!Labels.of(language).of(stage).equals(stage.key()), language + " " + stage);
        }
      }
    }
    Stages own = Stages.parse("look \"Mirar\": page_view, view_item\nbuy: purchase", "own");
    JourneyMap map = map(Scenes.tenVisitors(), View.ALL.stages(own));
    Labels labels = Labels.of(Locale.ENGLISH).with(map.stages());
    assertEquals("Mirar", labels.of(new Stage("look")));
    assertEquals("Mirar", labels.of(stage("look")));
    assertEquals("buy", labels.of(new Stage("buy")));
  }

  @Test
  void ways_ofFewJourneysStandTogether() {
    Scenes scene = Scenes.tenVisitors();
    JourneyMap map = map(scene, View.ALL.fewest(2));
    CommonVariants ways =
        CommonVariants.of(
            Variants.of(scene.log(), map.simple().meaning()), map.view().fewest(), 12);

    assertTrue(ways.shown().stream().allMatch(way -> way.journeys() >= 2));
    assertEquals(
        10, ways.journeys() + ways.shown().stream().mapToLong(way -> way.journeys()).sum());
  }
}
