package io.github.senda.storefront.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.graph.Funnel;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Variant;
import io.github.senda.journey.JourneyLog;
import io.github.senda.map.Period;
import io.github.senda.map.View;
import io.github.senda.metric.Leaks;
import io.github.senda.metric.Paths;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  private final HandClock clock = new HandClock();
  private final MemorySource source = new MemorySource(clock);

  private Snapshot snapshot() {
    return snapshot(Scope.ALL);
  }

  private Snapshot snapshot(Scope scope) {
    JourneyLog log = source.log();
    return Snapshot.of(
        new Snapshots.Now(source.version(), log, source.meaning(log)),
        scope,
        new Snapshot.Rules(
            source.view(),
            JourneyGraph::of,
            source.channels(),
            new Leaks.Terms(MemorySource.NOON, Leaks.Terms.USUAL, source.zone()),
            clock));
  }

  @Test
  void waysToAPurchase_areFoundHoweverFarDown() {
    for (int way = 0; way < 700; way++) {
      source.journeys(2, "page_view", "place" + way % 30, "place" + way / 30);
    }
    source.journeys(1, "page_view", "purchase");
    Snapshot snapshot = snapshot();
    assertEquals(1, snapshot.ways().reached().shown().size());
    assertEquals(Snapshot.MOST_VARIANTS, snapshot.ways().past().shown().size());
    assertTrue(
        snapshot.ways().past().shown().stream()
            .noneMatch(variant -> variant.touchpoints().contains(Touchpoints.PURCHASE)));
  }

  @Test
  void funnel_leavesOutStepsThatTheShopDoesNotHave() {
    source.journeys(5, "view_item", "add_to_cart").journeys(3, "view_item", "purchase");
    source.journeys(2, "view_item", "add_to_cart", "purchase");
    Funnel funnel = snapshot().map().funnel();
    assertEquals(
        List.of(
            new Funnel.Step(Touchpoints.VIEW_ITEM, 10),
            new Funnel.Step(Touchpoints.ADD_TO_CART, 7),
            new Funnel.Step(Touchpoints.PURCHASE, 2)),
        funnel.steps());
  }

  @Test
  void funnel_keepsAStepThatIsTooRareForThePicture() {
    for (int place = 0; place < 60; place++) {
      source.journeys(3, "view_item", "place" + place);
    }
    source.journeys(1, "view_item", "purchase");
    Snapshot snapshot = snapshot();
    assertTrue(snapshot.map().merged() > 0);
    assertEquals(1, snapshot.map().funnel().steps().get(1).reached());
  }

  @Test
  void shown_changesNothingButWhatIsDrawn() {
    source.journeys(9, "a", "b", "c").journeys(4, "a", "c").journeys(2, "c", "a", "b");
    Snapshot snapshot = snapshot();
    assertEquals(snapshot.map(), snapshot.shown(100));
    assertTrue(snapshot.shown(0).shown().hidden() > 0);
    assertSame(snapshot.map().graph(), snapshot.shown(0).graph());
  }

  @Test
  void snapshots_areKeptUntilTheSourceChanges() {
    Snapshots snapshots = new Snapshots(source.journeys(1, "a"));
    Snapshot first = snapshots.of(Scope.ALL);
    assertSame(first, snapshots.of(Scope.ALL));
    source.journeys(1, "b");
    assertNotSame(first, snapshots.of(Scope.ALL));
    Period day =
        new Period(LocalDate.of(2026, 10, 15), LocalDate.of(2026, 10, 15), ZoneId.of("UTC"));
    assertEquals(2, snapshots.of(Scope.ALL.in(day)).map().graph().journeys());
  }

  @Test
  void snapshots_thatTakeLong_areGivenAgainForAWhile() {
    source.journeys(1, "a").whenRead(() -> clock.forward(Duration.ofSeconds(2)));
    Snapshots snapshots = new Snapshots(source);
    Snapshot first = snapshots.of(Scope.ALL);
    source.journeys(1, "b");
    clock.forward(Duration.ofSeconds(7));
    assertSame(first, snapshots.of(Scope.ALL), "before four times two seconds are over");
    clock.forward(Duration.ofSeconds(2));
    assertEquals(2, snapshots.of(Scope.ALL).map().graph().journeys());
  }

  @Test
  void snapshots_restForAllThatWasAskedForBesides() {
    for (int i = 0; i < 12; i++) {
      source.journeys(1, "a" + i, "b");
    }
    Snapshots snapshots = new Snapshots(source);
    Snapshot first = snapshots.of(Scope.ALL);
    source.whenChannelsAreAsked(() -> clock.forward(Duration.ofSeconds(3)));
    first.channels();
    source.journeys(1, "b");
    clock.forward(Duration.ofSeconds(11));
    assertSame(first, snapshots.of(Scope.ALL), "before four times three seconds are over");
    clock.forward(Duration.ofSeconds(2));
    assertNotSame(first, snapshots.of(Scope.ALL));
  }

  @Test
  void paths_areCountedOnce() {
    source.journeys(3, "a", "b").journeys(2, "a", "purchase");
    Snapshot snapshot = snapshot();
    Paths paths = snapshot.paths(Touchpoints.PURCHASE, List.of());
    assertSame(paths, snapshot.paths(Touchpoints.PURCHASE, List.of()));
    assertEquals(2, paths.counts().ways().toGoal().journeys());
    for (String goal : List.of("a", "b", "c")) {
      snapshot.paths(Touchpoint.of(goal), List.of());
    }
    assertEquals(paths, snapshot.paths(Touchpoints.PURCHASE, List.of()));
  }

  @Test
  void smallGroups_standTogetherOnceTheStoreHasEnough() {
    source.viewed(View.ALL.fewest(10));
    source.journeys(6, "view_item", "add_to_cart").journeys(3, "view_item", "search");
    assertEquals(3, snapshot().map().graph().journeys(Touchpoints.SEARCH));

    source.journeys(3, "view_item", "search").journeys(20, "view_item");
    Snapshot snapshot = snapshot();
    assertEquals(Set.of(Touchpoints.VIEW_ITEM, Touchpoints.OTHERS), snapshot.map().graph().steps());
    assertEquals(32, snapshot.map().graph().journeys());
    // Two ways of six journeys each have become one of twelve.
    assertEquals(
        List.of(20L, 12L), snapshot.ways().past().shown().stream().map(Variant::journeys).toList());
    assertEquals(0, snapshot.ways().past().ways());
  }

  @Test
  void aSelectionOfFew_isNeverShownAsIfTheStoreWereNew() {
    source.viewed(View.ALL.fewest(10));
    source.journeys(30, "view_item");
    source.journeyAt(MemorySource.NOON.plus(Duration.ofDays(3)), "view_item", "search");
    LocalDate day = LocalDate.ofInstant(MemorySource.NOON, source.zone()).plusDays(3);
    Snapshot snapshot = snapshot(Scope.ALL.in(new Period(day, day, source.zone())));

    assertEquals(Set.of(Touchpoints.OTHERS), snapshot.map().graph().steps());
    assertEquals(List.of(), snapshot.ways().past().shown());
    assertEquals(1, snapshot.ways().past().ways());
  }
}
