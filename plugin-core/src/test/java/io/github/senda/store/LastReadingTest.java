package io.github.senda.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.OutdatedLogException;
import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store remembers of its last reading, beside one that has read nothing before. */
final class LastReadingTest {

  private static final Sessionizer SESSIONIZER = Sessionizer.STANDARD;

  @TempDir Path folder;
  private final MovableClock clock = MovableClock.at("2026-03-01T10:00:00Z");
  private final Dialect dialect = new H2Dialect();

  private JourneyStore open(long most) throws StoreException {
    return JourneyStore.open(folder, SESSIONIZER, clock, most, Retention.USUAL, dialect);
  }

  private static VisitorId visitor(int number) {
    return new VisitorId(number, 42);
  }

  private Touch touch(Random random) {
    TreeMap<String, String> said = new TreeMap<>();
    int visitor = random.nextInt(40);
    boolean consents = visitor % 2 == 0;
    if (consents) {
      said.put("consent", "given");
    }
    if (random.nextInt(3) == 0) {
      said.put("campaign", "c" + random.nextInt(60));
    }
    Facts facts =
        random.nextInt(4) > 0
            ? Facts.none()
            : new Facts(
                Optional.of("id" + random.nextInt(9)),
                random.nextBoolean() ? Optional.of("o" + random.nextInt(50)) : Optional.empty(),
                Optional.empty(),
                consents && visitor < 16 ? Optional.of("k" + visitor / 3) : Optional.empty(),
                Optional.empty());
    return new Touch(
        visitor(visitor),
        Sign.page("/" + random.nextInt(120)),
        clock.instant().minusSeconds(random.nextInt(3) == 0 ? random.nextInt(900) : 0),
        new Attributes(said),
        facts);
  }

  /** What somebody sees who reads the same database for the first time. */
  private List<Seen> fresh(JourneyStore store) throws SQLException {
    try (Connection open = dialect.connect(store.folder())) {
      dialect.holdStill(open);
      BlockBytes bytes = new BlockBytes(id -> bytes(open, id), Long.MAX_VALUE);
      return Seen.in(new LastReading(SESSIONIZER, bytes).read(open, clock.millis()));
    }
  }

  private static Optional<byte[]> bytes(Connection open, long id) {
    try {
      return BlockRows.bytes(open, id);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A log that was read, what was seen in it then, and whether anything may have gone since. */
  private record Older(JourneyLog log, List<Seen> seen) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void read_isThatOfOneWhoRemembersNothing_whateverWasDone(long seed) throws Exception {
    Random random = new Random(seed);
    JourneyStore store = open(JourneyStore.USUAL_MOST_BYTES);
    List<Older> older = new ArrayList<>();
    int outdated = 0;
    try {
      for (int step = 0; step < 150; step++) {
        String where = "seed " + seed + ", step " + step;
        boolean mayGo = false;
        switch (random.nextInt(12)) {
          case 0, 1, 2, 3 ->
              store.append(
                  IntStream.range(0, 1 + random.nextInt(60)).mapToObj(i -> touch(random)).toList());
          case 4, 5, 6 -> {
            clock.forward(Duration.ofMinutes(random.nextInt(90)));
            int unused = store.seal();
            mayGo = true;
          }
          case 7 -> {
            Person person =
                random.nextBoolean()
                    ? Person.of(visitor(random.nextInt(40)))
                    : Person.customer("k" + random.nextInt(6));
            int unused = store.erase(person, Audit.Kind.ERASURE, "merchant");
            mayGo = true;
          }
          case 8 -> {
            int unused =
                store.appendTold("list", List.of(new Told("key" + step / 3, touch(random))));
          }
          case 9 -> clock.forward(Duration.ofDays(random.nextInt(40)));
          case 10 -> {
            store.close();
            store = open(JourneyStore.USUAL_MOST_BYTES);
            older.clear();
          }
          default -> clock.forward(Duration.ofMinutes(random.nextInt(40)));
        }
        JourneyLog log = store.read();
        List<Seen> seen = Seen.in(log);
        assertEquals(fresh(store), seen, where);
        assertEquals(
            log.attributes(), log.attributeValues().stream().map(Attributes::text).toList(), where);
        for (Older one : List.copyOf(older)) {
          try {
            assertEquals(one.seen, Seen.in(one.log), "an older log, " + where);
          } catch (OutdatedLogException e) {
            outdated++;
            older.remove(one);
            assertTrue(mayGo, "nothing went, " + where);
          }
        }
        if (older.size() < 6 && random.nextInt(3) == 0) {
          older.add(new Older(log, seen));
        }
      }
      assertTrue(outdated > 0, "no log was ever outdated, seed " + seed);
    } finally {
      store.close();
    }
  }

  @Test
  void read_isThatOfOneWhoRemembersNothing_whenTheOldestGoForTheirRoom() throws Exception {
    Random random = new Random(5);
    try (JourneyStore store = open(1 << 18)) {
      JourneyLog first = JourneyLog.empty();
      for (int round = 0; round < 60 && store.forgotten().journeys() == 0; round++) {
        store.append(IntStream.range(0, 2_000).mapToObj(i -> touch(random)).toList());
        clock.forward(Duration.ofHours(1));
        int unused = store.seal();
        assertEquals(fresh(store), Seen.in(store.read()), "round " + round);
        first = round == 0 ? store.read() : first;
      }
      JourneyLog gone = first;
      assertTrue(store.forgotten().journeys() > 0, "nothing went");
      assertThrows(OutdatedLogException.class, () -> Seen.in(gone));
    }
  }

  private JourneyStore twoPortions() throws StoreException {
    JourneyStore store = open(JourneyStore.USUAL_MOST_BYTES);
    for (int portion = 0; portion < 2; portion++) {
      for (int i = 0; i < 5; i++) {
        store.append(
            List.of(
                new Touch(
                    visitor(portion * 5 + i),
                    Sign.page("/"),
                    clock.instant(),
                    new Attributes(new TreeMap<>(Map.of("consent", "given"))))));
      }
      clock.forward(Duration.ofHours(1));
      int unused = store.seal();
      clock.forward(Duration.ofHours(1));
    }
    return store;
  }

  @Test
  void log_staysReadable_whenItsBlocksAreMerged() throws Exception {
    try (JourneyStore store = twoPortions()) {
      JourneyLog before = store.read();
      store.append(
          IntStream.range(20, 90)
              .mapToObj(
                  i -> new Touch(visitor(i), Sign.page("/"), clock.instant(), Attributes.none()))
              .toList());
      clock.forward(Duration.ofHours(1));
      int unused = store.seal();

      assertEquals(1, store.read().blocks().size(), "all were merged");
      assertEquals(10, Seen.in(before).size());
    }
  }

  @Test
  void log_isOutdated_whenSomebodyInItIsErased_evenIfItsBytesWereHeld() throws Exception {
    try (JourneyStore store = twoPortions()) {
      JourneyLog before = store.read();
      assertEquals(10, Seen.in(before).size());

      assertEquals(1, store.erase(Person.of(visitor(3)), Audit.Kind.ERASURE, "merchant"));

      assertThrows(OutdatedLogException.class, () -> Seen.in(before));
      assertEquals(9, Seen.in(store.read()).size());
    }
  }

  @Test
  void read_saysThatABlockIsDamaged_onceSomebodyHasComeUponIt() throws Exception {
    try (JourneyStore store = twoPortions()) {
      JourneyLog log = store.read();
      try (Connection connection = dialect.connect(store.folder());
          Statement statement = connection.createStatement()) {
        statement.executeUpdate("UPDATE journey_block SET bytes = X'00'");
      }

      assertThrows(OutdatedLogException.class, () -> Seen.in(log));
      StoreException said = assertThrows(StoreException.class, store::read);
      assertTrue(said.getMessage().contains("cannot be read"), said.getMessage());
    }
  }

  @Test
  void open_writesTheHeadersOfAStoreThatHadNone() throws Exception {
    List<Seen> before;
    try (JourneyStore store = twoPortions()) {
      before = Seen.in(store.read());
      try (Connection connection = dialect.connect(store.folder());
          Statement statement = connection.createStatement()) {
        statement.executeUpdate("DELETE FROM block_header");
        statement.executeUpdate("DELETE FROM meta WHERE name = 'block headers'");
      }
    }
    try (JourneyStore store = open(JourneyStore.USUAL_MOST_BYTES)) {
      assertEquals(before, Seen.in(store.read()));
    }
  }

  @Test
  void bytes_areHeldUpToTheirBound() throws Exception {
    try (JourneyStore store = twoPortions();
        Connection open = dialect.connect(store.folder())) {
      List<Long> read = new ArrayList<>();
      BlockBytes none =
          new BlockBytes(
              id -> {
                read.add(id);
                return bytes(open, id);
              },
              0);
      BlockBytes all =
          new BlockBytes(
              id -> {
                read.add(-id);
                return bytes(open, id);
              },
              1 << 20);
      for (BlockBytes bytes : List.of(none, all)) {
        JourneyLog log = new LastReading(SESSIONIZER, bytes).read(open, clock.millis());
        for (int i = 0; i < 3; i++) {
          assertEquals(10, Seen.in(log).size());
        }
      }
      assertEquals(3L, read.stream().filter(id -> id > 0).count() / rows(open));
      assertEquals(1L, read.stream().filter(id -> id < 0).count() / rows(open));
    }
  }

  private static int rows(Connection open) throws SQLException {
    return BlockRows.headers(open).size();
  }
}
