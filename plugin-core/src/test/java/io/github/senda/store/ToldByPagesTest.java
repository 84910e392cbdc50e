package io.github.senda.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages tell is kept in a room of its own, whoever forges it. */
class ToldByPagesTest {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir Path folder;

  private static Touch told(int number) {
    return touch(
        new Sign(
            "BEACON", "/x", List.of(":n=" + number), Optional.empty(), 0, false, Optional.empty()));
  }

  private static Touch touch(Sign sign) {
    return new Touch(new VisitorId(1, 1), sign, START, Attributes.none());
  }

  @Test
  void signsOfPages_takeNoRoomFromTheShopsOwn() throws Exception {
    int room = Writing.TOLD_BY_PAGES.limit();
    Clock clock = Clock.fixed(START, ZoneOffset.UTC);
    try (JourneyStore store = JourneyStore.open(folder, Sessionizer.STANDARD, clock)) {
      List<Touch> forged = new ArrayList<>();
      for (int i = 0; i < room + 500; i++) {
        forged.add(told(i));
      }
      store.append(forged);
    }
    try (JourneyStore store = JourneyStore.open(folder, Sessionizer.STANDARD, clock)) {
      List<Touch> honest = new ArrayList<>();
      for (int i = 0; i < Writing.SIGNS + 1; i++) {
        honest.add(touch(Sign.page("/" + i)));
      }
      honest.add(told(room + 501));
      store.append(honest);

      List<String> signs = store.read().signs();

      assertEquals(room + 1 + Writing.SIGNS + 1, signs.size());
      assertTrue(signs.contains(Writing.TOLD_BY_PAGES.other()));
      assertTrue(signs.contains(JourneyStore.OTHER_SIGN.text()));
      assertTrue(signs.contains(Sign.page("/" + (Writing.SIGNS - 1)).text()));
      assertFalse(signs.contains(told(room + 501).sign().text()));
    }
  }
}
