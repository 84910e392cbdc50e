package io.github.senda.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UnitTest {

  /** Each journey as a line, sorted, since the order means nothing. */
  private static List<String> lines(JourneyLog log) {
    Meaning meaning = KnownVisits.meaning();
    List<String> lines = new ArrayList<>();
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      lines.add(line(reader, meaning));
    }
    return lines.stream().sorted().toList();
  }

  private static String line(JourneyLog.Reader reader, Meaning meaning) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < reader.length(); i++) {
      line.append(meaning.touchpoints().get(reader.touchpoints()[i]));
      line.append('@').append(reader.micros()[i]).append(' ');
    }
    return line + (reader.active() ? "open" : "ended");
  }

  private static List<String> ways(KnownVisits visits, Unit unit) {
    return lines(visits.log().counting(unit)).stream()
        .map(line -> line.replaceAll("@[0-9]+", ""))
        .sorted()
        .toList();
  }

  @Test
  void journey_joinsVisitsUpToAndWithThePurchase() {
    KnownVisits visits =
        new KnownVisits()
            .visit(7, 0, false, "home", "view_item")
            .visit(8, 10, false, "search")
            .visit(7, 90_000, false, "view_cart", "purchase", "home")
            .visit(7, 200_000, false, "search");

    assertEquals(
        List.of("home search ended", "home view_item view_cart purchase ended", "search ended"),
        ways(visits, Unit.JOURNEY));
  }

  @Test
  void journey_thatAPurchaseEndedIsOverThoughItsVisitIsOpen() {
    KnownVisits bought = new KnownVisits().visit(7, 0, true, "home", "purchase", "noise");
    KnownVisits looking = new KnownVisits().visit(7, 0, true, "home", "purchase", "search");

    assertEquals(List.of("home purchase ended"), ways(bought, Unit.JOURNEY));
    assertEquals(List.of("home purchase ended", "search open"), ways(looking, Unit.JOURNEY));
  }

  @Test
  void visitor_hasAllTheirVisitsAndNobodysStandAlone() {
    KnownVisits visits =
        new KnownVisits()
            .visit(0, 0, false, "home")
            .visit(7, 50, false, "purchase")
            .visit(0, 60, false, "home")
            .visit(7, 5000, true, "search");

    assertEquals(
        List.of("home ended", "home ended", "purchase search open"), ways(visits, Unit.VISITOR));
  }

  @Test
  void visitor_onTwoDevicesAtOnceIsReadByTime() {
    KnownVisits visits =
        new KnownVisits()
            .visit(7, 0, false, "home", "search", "view_item")
            .visit(7, 90, false, "view_cart");

    assertEquals(List.of("home search view_cart view_item ended"), ways(visits, Unit.VISITOR));
  }

  @Test
  void units_joinAsTheNaiveTwin() {
    for (long seed = 0; seed < 60; seed++) {
      KnownVisits visits = KnownVisits.generated(seed, 120, 1 + (int) (seed % 40));
      for (Unit unit : Unit.values()) {
        List<String> expected =
            visits.joined(unit).stream()
                .filter(visit -> !visit.way().isEmpty())
                .map(KnownVisits::line)
                .sorted()
                .toList();

        assertEquals(expected, lines(visits.log().counting(unit)), unit + ", seed " + seed);
      }
    }
  }

  @Test
  void units_areTheSameInPartsThatFitIntoLittleMemory() {
    for (long seed = 0; seed < 20; seed++) {
      KnownVisits visits = KnownVisits.generated(seed, 300, 60);
      for (Unit unit : List.of(Unit.JOURNEY, Unit.VISITOR)) {
        assertEquals(
            units(visits, unit, JoinedVisits.MOST),
            units(visits, unit, 1 + (int) seed * 15),
            unit + ", seed " + seed);
      }
    }
  }

  /** What the joining itself gives, values among it. */
  private static List<String> units(KnownVisits visits, Unit unit, int most) {
    JourneyLog log = visits.log();
    JoinedVisits joined = new JoinedVisits(log.blocks(), KnownVisits.meaning(), unit, most);
    List<String> units = new ArrayList<>();
    while (joined.next()) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < joined.seen(); i++) {
        line.append(joined.seenTouchpoints()[i]).append('@').append(joined.seenMicros()[i]);
        line.append(joined.value(i)).append(joined.cart(i)).append(' ');
      }
      units.add(line + " " + joined.visitor() + " " + joined.attributes() + " " + joined.active());
    }
    assertEquals(false, joined.next());
    return units.stream().sorted().toList();
  }

  @Test
  void law_touchesAreTheSameUnderEachUnit() {
    for (long seed = 0; seed < 40; seed++) {
      JourneyLog log = KnownVisits.generated(seed, 150, 20).log();
      Map<Touchpoint, Long> byVisit = touches(graph(log));
      for (Unit unit : Unit.values()) {
        JourneyGraph graph = graph(log.counting(unit));

        assertEquals(byVisit, touches(graph), unit + ", seed " + seed);
        assertEquals(
            graph.touches() - graph.journeys(),
            graph.transitions().stream()
                .filter(Transition::isBetweenSteps)
                .mapToLong(Transition::count)
                .sum(),
            unit + ", seed " + seed);
        for (Touchpoint step : graph.steps()) {
          long in = graph.graph().incomingEdgesOf(step).stream().mapToLong(Transition::count).sum();
          long out =
              graph.graph().outgoingEdgesOf(step).stream().mapToLong(Transition::count).sum();
          assertEquals(in, out, unit + ", seed " + seed);
        }
      }
      assertTrue(
          graph(log.counting(Unit.VISITOR)).journeys() <= graph(log).journeys(), "seed " + seed);
    }
  }

  private static JourneyGraph graph(JourneyLog log) {
    return JourneyGraph.of(log, KnownVisits.meaning());
  }

  private static Map<Touchpoint, Long> touches(JourneyGraph graph) {
    Map<Touchpoint, Long> touches = new TreeMap<>();
    graph.steps().forEach(step -> touches.put(step, graph.touches(step)));
    return touches;
  }
}
