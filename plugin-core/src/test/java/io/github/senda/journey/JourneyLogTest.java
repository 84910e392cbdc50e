package io.github.senda.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.touch.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JourneyLogTest {

  private static List<Journey> journeys(JourneyLog log, Meaning meaning) {
    List<Journey> journeys = new ArrayList<>();
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      journeys.add(reader.journey());
    }
    return journeys;
  }

  private static List<Touchpoint> touchpoints(String... names) {
    return List.of(names).stream().map(Touchpoint::of).toList();
  }

  @Test
  void reader_givesJourneysInOrderWithTheirTimes() {
    Scenes scene = Scenes.shop().journey("home", "search").stillOpen("home");

    List<Journey> journeys = journeys(scene.log(), scene.meaning());

    assertEquals(touchpoints("home", "search"), journeys.get(0).touchpoints());
    assertEquals(List.of(Scenes.START, Scenes.START.plusSeconds(60)), journeys.get(0).times());
    assertFalse(journeys.get(0).active());
    assertTrue(journeys.get(1).active());
  }

  @Test
  void begunBetween_takesWholeJourneysByTheirBeginning() {
    Scenes scene =
        Scenes.shop().pausing(Duration.ofMinutes(50)).journey("a", "b", "c").journey("d", "e");
    Instant secondHour = Scenes.START.plus(Duration.ofHours(1));

    List<Journey> first =
        journeys(scene.log().begunBetween(Scenes.START, secondHour), scene.meaning());
    List<Journey> second =
        journeys(scene.log().begunBetween(secondHour, Instant.MAX), scene.meaning());

    assertEquals(1, first.size());
    assertEquals(touchpoints("a", "b", "c"), first.get(0).touchpoints());
    assertEquals(1, second.size());
    assertEquals(touchpoints("d", "e"), second.get(0).touchpoints());
  }

  @Test
  void reader_passesOverNoiseAndJourneysOfNothingElse() {
    Scenes scene = Scenes.shop().journey("home", "ping", "buy").journey("ping");
    Meaning meaning =
        Meaning.of(
            List.of(
                Optional.of(Touchpoint.of("home")),
                Optional.empty(),
                Optional.of(Touchpoint.of("buy"))));

    List<Journey> journeys = journeys(scene.log(), meaning);

    assertEquals(1, journeys.size());
    assertEquals(touchpoints("home", "buy"), journeys.get(0).touchpoints());
    assertEquals(Duration.ofMinutes(2), between(journeys.get(0)));
  }

  private static Duration between(Journey journey) {
    return Duration.between(journey.times().get(0), journey.times().get(1));
  }

  @Test
  void meaning_readsTheSequenceAfterTheLookUp() {
    Scenes scene = Scenes.shop().journey("order", "order", "home");
    Meaning once =
        Meaning.of(
            List.of(Optional.of(Touchpoint.of("purchase")), Optional.of(Touchpoint.of("home"))),
            (touchpoints, signs, orders, micros, length) -> {
              for (int i = 1; i < length; i++) {
                if (signs[i] == signs[i - 1]) {
                  touchpoints[i] = -1;
                }
              }
            });

    assertEquals(touchpoints("purchase", "home"), journeys(scene.log(), once).get(0).touchpoints());
  }

  @Test
  void merging_keepsEveryTouchUnderItsNewName() {
    Scenes scene = Scenes.shop().journey("home", "blog", "about", "home");
    Meaning merged =
        scene
            .meaning()
            .merging(Set.of(Touchpoint.of("blog"), Touchpoint.of("about")), Touchpoint.of("rest"));

    assertEquals(
        touchpoints("home", "rest", "rest", "home"),
        journeys(scene.log(), merged).get(0).touchpoints());
  }
}
