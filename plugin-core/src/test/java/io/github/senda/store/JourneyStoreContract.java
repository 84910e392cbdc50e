package io.github.senda.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Money;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store keeps, whatever database is below it. */
abstract class JourneyStoreContract {

  static final Sessionizer SESSIONIZER = Sessionizer.STANDARD;

  @TempDir Path folder;
  final MovableClock clock = MovableClock.at("2026-03-01T10:00:00Z");

  /** The database under test, new each time. */
  abstract Dialect dialect();

  JourneyStore open() throws StoreException {
    return open(dialect());
  }

  JourneyStore open(Dialect dialect) throws StoreException {
    return JourneyStore.open(
        folder, SESSIONIZER, clock, JourneyStore.USUAL_MOST_BYTES, Retention.USUAL, dialect);
  }

  static VisitorId visitor(long number) {
    return new VisitorId(number, 42);
  }

  Touch touch(long visitor, String path) {
    return touch(visitor, path, clock.instant());
  }

  static Touch touch(long visitor, String path, Instant time) {
    return new Touch(visitor(visitor), Sign.page(path), time, Attributes.none());
  }

  @Test
  void read_isEmptyInANewStore() throws StoreException {
    try (JourneyStore store = open()) {
      JourneyLog log = store.read();

      assertEquals(List.of(), log.blocks());
      assertEquals(List.of(), log.signs());
      assertEquals(List.of(""), log.attributes());
    }
  }

  @Test
  void read_givesAnOpenVisitAtOnce() throws StoreException {
    try (JourneyStore store = open()) {
      store.append(List.of(touch(1, "/"), touch(1, "/cart")));

      List<Seen> journeys = Seen.in(store.read());

      long now = clock.millis();
      assertEquals(
          List.of(
              new Seen(
                  List.of(new Seen.Step("GET / 2", now), new Seen.Step("GET /cart 2", now)),
                  "",
                  true)),
          journeys);
    }
  }

  @Test
  void read_endsAVisitByTheClock_whenNothingIsSealedYet() throws StoreException {
    try (JourneyStore store = open()) {
      store.append(List.of(touch(1, "/")));
      clock.forward(SESSIONIZER.limit());
      boolean atTheLimit = Seen.in(store.read()).get(0).active();
      clock.forward(Duration.ofMillis(1));
      boolean beyond = Seen.in(store.read()).get(0).active();

      assertTrue(atTheLimit);
      assertFalse(beyond);
    }
  }

  @Test
  void seal_movesEndedVisitsOnly() throws Exception {
    try (JourneyStore store = open()) {
      store.append(List.of(touch(1, "/"), touch(2, "/")));
      clock.forward(Duration.ofMinutes(31));
      store.append(List.of(touch(2, "/cart"), touch(3, "/")));

      int sealed = store.seal();

      assertEquals(2, sealed);
      assertEquals(2, openTouches());
      assertEquals(2, count("SELECT SUM(journeys) FROM journey_block"));
      assertEquals(2, Seen.in(store.read()).stream().filter(Seen::active).count());
      assertEquals(0, store.seal());
    }
  }

  @Test
  void seal_keepsNobodysId() throws Exception {
    VisitorId canary = new VisitorId(0x4111111111111111L, 0x1234567890abcdefL);
    try (JourneyStore store = open()) {
      store.append(List.of(new Touch(canary, Sign.page("/"), clock.instant(), Attributes.none())));
      clock.forward(Duration.ofHours(1));
      store.seal();

      try (Connection connection = dialect().connect(store.folder());
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT bytes FROM journey_block")) {
        assertTrue(rows.next());
        JourneyBlock block = JourneyBlock.parse(rows.getBytes(1));
        JourneyBlock.Builder nobodys = JourneyBlock.builder();
        nobodys.add(new int[] {0}, new long[] {block.firstStart()});
        assertArrayEquals(nobodys.build().bytes(), block.bytes());
      }
      assertEquals(0, openTouches());
    }
  }

  @Test
  void seal_mergesSmallBlocks() throws Exception {
    try (JourneyStore store = open()) {
      for (int i = 0; i < 300; i++) {
        store.append(List.of(touch(i, "/")));
        clock.forward(Duration.ofHours(1));
        store.seal();
      }

      assertEquals(300, count("SELECT SUM(journeys) FROM journey_block"));
      long blocks = count("SELECT COUNT(*) FROM journey_block");
      assertTrue(blocks <= 9, blocks + " blocks of 300 journeys");
      assertEquals(300, Seen.in(store.read()).size());
    }
  }

  @Test
  void seal_fillsBlocksOfAFewThousandJourneys() throws Exception {
    try (JourneyStore store = open()) {
      store.append(IntStream.range(0, 10_000).mapToObj(i -> touch(i, "/")).toList());
      clock.forward(Duration.ofHours(1));

      int sealed = store.seal();

      assertEquals(10_000, sealed);
      assertEquals(3, count("SELECT COUNT(*) FROM journey_block"));
      long largest = count("SELECT MAX(journeys) FROM journey_block");
      assertTrue(largest > 2_048 && largest <= 4_096, largest + " journeys in the largest");
      assertEquals(10_000, Seen.in(store.read()).size());
    }
  }

  @Test
  void seal_cutsAVisitThatNeverEnds() throws Exception {
    try (JourneyStore store = open()) {
      List<Touch> flood =
          IntStream.rangeClosed(0, Visits.LONGEST).mapToObj(i -> touch(1, "/")).toList();
      store.append(flood);

      int sealed = store.seal();

      assertEquals(1, sealed);
      assertEquals(1, openTouches());
      assertEquals(
          Visits.LONGEST + 1,
          store.read().blocks().stream().mapToLong(JourneyBlock::touches).sum());
    }
  }

  @Test
  void seal_leavesWhatIsOpenBesideWhatItTook_andGivesTheRoomBackOnceThatPays() throws Exception {
    try (JourneyStore store = open()) {
      store.append(IntStream.range(0, 6_000).mapToObj(i -> touch(i % 6, "/" + i % 10)).toList());
      clock.forward(Duration.ofMinutes(20));
      store.append(IntStream.range(1, 6).mapToObj(i -> touch(i, "/later")).toList());
      clock.forward(Duration.ofMinutes(20));

      assertEquals(1, store.seal());
      assertEquals(5_005, openTouches());
      assertEquals(6_005, count("SELECT SUM(touches) FROM open_touches"), "it does not pay yet");
    }
    try (JourneyStore again = open()) {
      List<Seen> seen = Seen.in(again.read());
      assertEquals(6, seen.size());
      assertEquals(6_005, seen.stream().mapToInt(journey -> journey.steps().size()).sum());
      clock.forward(Duration.ofMinutes(5));
      again.append(List.of(touch(5, "/last")));
      clock.forward(Duration.ofMinutes(10));

      assertEquals(4, again.seal());
      assertEquals(1_002, openTouches());
      assertEquals(1_002, count("SELECT SUM(touches) FROM open_touches"), "who has left is gone");
      clock.forward(Duration.ofHours(1));
      assertEquals(1, again.seal());
      assertEquals(0, count("SELECT COUNT(*) FROM open_touches"));
      assertEquals(0, count("SELECT COUNT(*) FROM sealed_touches"));
      assertEquals(6_006, Seen.in(again.read()).stream().mapToInt(j -> j.steps().size()).sum());
    }
  }

  @Test
  void append_keepsArrivalOrderWhereTimesAreEqual() throws StoreException {
    try (JourneyStore store = open()) {
      List<String> paths = IntStream.range(0, 50).mapToObj(i -> "/" + (i * 37) % 50).toList();
      for (String path : paths) {
        store.append(List.of(touch(1, path)));
      }

      List<Seen.Step> steps = Seen.in(store.read()).get(0).steps();

      assertEquals(
          paths.stream().map(path -> Sign.page(path).text()).toList(),
          steps.stream().map(Seen.Step::sign).toList());
    }
  }

  @Test
  void append_takesAClockThatGoesBack() throws StoreException {
    try (JourneyStore store = open()) {
      store.append(List.of(touch(1, "/a")));
      clock.forward(Duration.ofSeconds(-5));
      store.append(List.of(touch(1, "/b")));
      clock.forward(Duration.ofDays(-400));
      store.append(List.of(touch(1, "/c"), touch(2, "/d")));
      store.seal();
      clock.forward(Duration.ofHours(1));
      store.append(List.of(touch(1, "/e")));
      store.seal();

      List<Seen> journeys = Seen.in(store.read());

      assertEquals(5, journeys.stream().mapToInt(journey -> journey.steps().size()).sum());
      assertEquals(1, journeys.stream().filter(Seen::active).count());
      for (Seen journey : journeys) {
        List<Long> times = journey.steps().stream().map(Seen.Step::millis).toList();
        assertEquals(times.stream().sorted().toList(), times);
      }
    }
  }

  @Test
  void append_countsATouchThatComesAfterItsVisitWasSealed() throws StoreException {
    try (JourneyStore store = open()) {
      Instant then = clock.instant();
      store.append(List.of(touch(1, "/a", then), touch(1, "/b", then.plusSeconds(60))));
      clock.forward(Duration.ofHours(1));
      store.seal();

      store.append(List.of(touch(1, "/late", then.plusSeconds(30))));

      assertEquals(2, Seen.in(store.read()).size());
      assertEquals(1, store.seal());
      assertEquals(
          3, Seen.in(store.read()).stream().mapToInt(journey -> journey.steps().size()).sum());
    }
  }

  @Test
  void append_takesTimesThatNoClockShows() throws StoreException {
    try (JourneyStore store = open()) {
      store.append(List.of(touch(1, "/", Instant.MIN), touch(2, "/", Instant.MAX)));

      int sealed = store.seal();

      assertEquals(2, sealed);
      assertEquals(1, Seen.in(store.read()).size(), "the one of 1970 is older than any may be");
    }
  }

  @Test
  void append_givesSignsBeyondTheLimitOneSign() throws StoreException {
    try (JourneyStore store = open()) {
      store.append(
          IntStream.range(0, Writing.SIGNS + 100).mapToObj(i -> touch(i, "/" + i)).toList());
    }
    try (JourneyStore store = open()) {
      store.append(List.of(touch(1, "/7"), touch(1, "/new")));

      JourneyLog log = store.read();

      assertEquals(Writing.SIGNS + 1, log.signs().size());
      assertEquals(
          101,
          Seen.in(log).stream()
              .flatMap(journey -> journey.steps().stream())
              .filter(step -> step.sign().equals("GET /{other} 2"))
              .count());
    }
  }

  @Test
  void append_givesAttributesBeyondTheLimitNone() throws StoreException {
    try (JourneyStore store = open()) {
      store.append(
          IntStream.range(0, AttributeSets.FULL + 20)
              .mapToObj(
                  i ->
                      new Touch(
                          visitor(i),
                          Sign.page("/"),
                          clock.instant(),
                          Attributes.of("campaign", "c" + i)))
              .toList());

      JourneyLog log = store.read();

      assertEquals(AttributeSets.FULL + 1, log.attributes().size());
      assertEquals(
          20, Seen.in(log).stream().filter(journey -> journey.attributes().isEmpty()).count());
    }
  }

  @Test
  void append_takesHostileText() throws StoreException {
    String hostile = "/'; DROP TABLE touch; --\"<b>\u0000\n\u202e=1+1\ud800" + "x".repeat(1000);
    try (JourneyStore store = open()) {
      store.append(
          List.of(
              new Touch(
                  visitor(1),
                  Sign.page(hostile),
                  clock.instant(),
                  Attributes.of("campaign", "'\"\u202e\ud83d\ude00")),
              touch(2, "/" + "y".repeat(1_000_000))));

      JourneyLog log = store.read();

      assertEquals(List.of(Sign.page(hostile).text(), "GET /{other} 2"), log.signs());
      assertEquals(List.of("", "campaign='\"\u202e\ud83d\ude00"), log.attributes());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void read_equalsTheNaiveCut_whateverIsSealedWhen(long seed) throws StoreException {
    Random random = new Random(seed);
    List<Seen.Arrived> all = new ArrayList<>();
    JourneyStore store = open();
    try {
      for (int step = 0; step < 250; step++) {
        clock.forward(Duration.ofMillis(pause(random)));
        switch (random.nextInt(10)) {
          case 0 -> store.seal();
          case 1 -> {
            if (random.nextInt(4) == 0) {
              store.close();
              store = open();
            }
          }
          default -> {
            List<Touch> batch = batch(random);
            store.append(batch);
            batch.forEach(touch -> all.add(new Seen.Arrived(all.size(), touch, clock.instant())));
          }
        }
        if (step % 25 == 0 || step == 249) {
          assertEquals(
              Seen.naive(all, SESSIONIZER, clock.instant(), hashes()),
              Seen.in(store.read()),
              "seed " + seed + ", step " + step);
        }
      }
    } finally {
      store.close();
    }
  }

  private static long pause(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> SESSIONIZER.limit().toMillis() + random.nextInt(3) - 1;
      case 1 -> random.nextInt(4_000_000);
      default -> random.nextInt(60_000);
    };
  }

  /** Touches of some requests that end now and began up to 5 seconds ago. */
  private List<Touch> batch(Random random) {
    List<Touch> batch = new ArrayList<>();
    for (int i = random.nextInt(40); i >= 0; i--) {
      batch.add(
          new Touch(
              visitor(random.nextInt(30)),
              Sign.page("/" + random.nextInt(20)),
              clock.instant().minusMillis(random.nextInt(3) * 2500L),
              attributes(random),
              random.nextBoolean() ? Facts.none() : facts(random)));
    }
    return batch;
  }

  private static Attributes attributes(Random random) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> Attributes.of("a" + random.nextInt(3), "d" + random.nextInt(3));
      case 2 ->
          Attributes.of(random.nextBoolean() ? "source" : "medium", "s" + random.nextInt(3))
              .then(Attributes.of("a0", "d" + random.nextInt(3)));
      case 3 -> Attributes.of("consent", "given");
      default -> Attributes.none();
    };
  }

  private static Facts facts(Random random) {
    return new Facts(
        Optional.of("id " + random.nextInt(6)).filter(any -> random.nextInt(3) == 0),
        Optional.of("id " + random.nextInt(60)).filter(any -> random.nextInt(4) == 0),
        Optional.of("id " + random.nextInt(9)).filter(any -> random.nextInt(3) == 0),
        Optional.of("id " + random.nextInt(12)).filter(any -> random.nextInt(5) == 0),
        Optional.of(new Money(random.nextLong() >> random.nextInt(1, 64), "EUR"))
            .filter(any -> random.nextInt(3) == 0));
  }

  private Seen.Hashes hashes() {
    try (Connection connection = dialect().connect(folder.toRealPath())) {
      IdHashes hashes = IdHashes.load(connection);
      return new Seen.Hashes() {
        @Override
        public long cart(Optional<String> id) {
          return hashes.of("cart", id);
        }

        @Override
        public long visitor(VisitorId id) {
          return hashes.of(id.high(), id.low());
        }

        @Override
        public long customer(String id) {
          return hashes.of("customer", id);
        }
      };
    } catch (IOException | SQLException e) {
      throw new AssertionError(e);
    }
  }

  private Touch naming(long visitor, Facts facts) {
    return new Touch(
        visitor(visitor), Sign.page("/done"), clock.instant(), Attributes.none(), facts);
  }

  private static Facts order(String id) {
    return new Facts(
        Optional.empty(), Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static List<Integer> orders(JourneyLog log) {
    return Seen.in(log).stream()
        .flatMap(journey -> journey.steps().stream())
        .filter(step -> step.sign().contains("done"))
        .sorted(Comparator.comparing(Seen.Step::millis))
        .map(Seen.Step::order)
        .toList();
  }

  @Test
  void order_ofAnEarlierVisitIsNegative_alsoAfterSealingAndReopening() throws StoreException {
    try (JourneyStore store = open()) {
      store.append(List.of(naming(1, order("4711")), naming(1, order("4711"))));
      clock.forward(Duration.ofHours(1));
      store.seal();
    }
    try (JourneyStore store = open()) {
      store.append(List.of(naming(1, order("4712"))));
      clock.forward(Duration.ofSeconds(1));
      store.append(List.of(naming(1, order("4711"))));
      List<Integer> open = orders(store.read());
      clock.forward(Duration.ofHours(1));
      store.seal();

      assertEquals(List.of(1, 1, 1, -2), open);
      assertEquals(open, orders(store.read()));
    }
  }

  @Test
  void order_thatThePathAloneNames_isNobodysInAnotherVisit() throws StoreException {
    try (JourneyStore store = open()) {
      store.append(List.of(naming(1, Facts.about("4711")), naming(1, Facts.about("4711"))));
      clock.forward(Duration.ofHours(1));
      store.append(List.of(naming(2, Facts.about("4711"))));

      assertEquals(List.of(1, 1, 1), orders(store.read()));
    }
  }

  @Test
  void order_thatTheShopGaveIsThatOfThePathWithTheSameId() throws StoreException {
    Facts both =
        new Facts(
            Optional.of("x"),
            Optional.of("4711"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    try (JourneyStore store = open()) {
      for (Facts facts :
          List.of(Facts.about("x"), both, order("4711"), Facts.about("y"), order("4712"))) {
        store.append(List.of(naming(1, facts)));
        clock.forward(Duration.ofSeconds(1));
      }

      assertEquals(List.of(1, 1, 1, 2, 3), orders(store.read()));
    }
  }

  @Test
  void ids_areWrittenNowhere() throws Exception {
    String canary = "canary-4111111111111111";
    Facts facts =
        new Facts(
            Optional.of(canary),
            Optional.of(canary),
            Optional.of(canary),
            Optional.of(canary),
            Optional.empty());
    try (JourneyStore store = open()) {
      store.append(List.of(naming(1, facts)));
      clock.forward(Duration.ofHours(1));
      store.seal();
      store.append(List.of(naming(2, facts)));
    }
    byte[] file = Files.readAllBytes(dialect().file(folder));
    assertFalse(new String(file, StandardCharsets.ISO_8859_1).contains("canary"));
    assertFalse(new String(file, StandardCharsets.UTF_16BE).contains("canary"));
  }

  @Test
  void orders_areForgottenOldestFirst_whenThereAreTooMany() throws Exception {
    try (JourneyStore store =
        JourneyStore.open(folder, SESSIONIZER, clock, 400 * 80, Retention.USUAL, dialect())) {
      for (int i = 0; i < 500; i++) {
        store.append(List.of(naming(i, order("order " + i))));
      }
      clock.forward(Duration.ofSeconds(1));
      store.append(List.of(naming(1000, order("order 0")), naming(1000, order("order 480"))));

      assertEquals(List.of(1, -2), orders(store.read()).subList(500, 502));
      assertTrue(count("SELECT COUNT(*) FROM named_order") <= 90);
    }
  }

  @Test
  void seal_takesABlockFullOfFacts() throws Exception {
    try (JourneyStore store = open()) {
      for (int visitor = 0; visitor < 30; visitor++) {
        List<Touch> touches = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
          String id = visitor + " " + i;
          Facts facts =
              new Facts(
                  Optional.empty(),
                  Optional.of(id),
                  Optional.of(id),
                  Optional.empty(),
                  Optional.of(new Money(Long.MAX_VALUE - i, "EUR")));
          touches.add(naming(visitor, facts));
        }
        store.append(touches);
      }
      clock.forward(Duration.ofHours(1));

      assertEquals(30, store.seal());
      assertEquals(120_000, store.read().blocks().stream().mapToLong(JourneyBlock::touches).sum());
      assertTrue(count("SELECT MAX(OCTET_LENGTH(bytes)) FROM journey_block") < 900_000);
    }
  }

  @Test
  void seal_goesOnBesideADamagedBlock() throws Exception {
    try (JourneyStore store = open()) {
      store.append(List.of(touch(1, "/")));
      clock.forward(Duration.ofHours(1));
      store.seal();
      try (Connection connection = dialect().connect(store.folder());
          Statement statement = connection.createStatement()) {
        statement.executeUpdate("UPDATE journey_block SET bytes = X'00'");
      }
      store.append(List.of(touch(2, "/")));
      clock.forward(Duration.ofHours(1));

      assertEquals(1, store.seal());
      assertEquals(0, openTouches());
    }
  }

  @Test
  void seal_keepsOpenTouchesWithinTheirRoom_theLongestSilentFirst() throws Exception {
    try (JourneyStore store =
        JourneyStore.open(folder, SESSIONIZER, clock, 400 * 100, Retention.USUAL, dialect())) {
      for (int i = 0; i < 300; i++) {
        store.append(List.of(touch(i, "/" + i)));
        clock.forward(Duration.ofMillis(10));
      }

      assertEquals(200, store.seal());
      assertEquals(100, openTouches());
      assertEquals(
          100, Seen.in(store.read()).stream().filter(Seen::active).count(), "the last are open");
    }
  }

  @Test
  void append_ofWhatTheDatabaseWillNeverTake_keepsNothingAndSaysSo() throws Exception {
    Dialect picky =
        new MigratingDialect(dialect(), "ALTER TABLE sign ADD CHECK (text NOT LIKE '%poison%')");
    try (JourneyStore store = open(picky)) {
      assertThrows(
          UnwritableException.class,
          () -> store.append(List.of(touch(1, "/"), touch(1, "/poison"))));
      store.append(List.of(touch(1, "/")));

      assertEquals(1, openTouches());
    }
  }

  @Test
  void read_neverSeesHalfOfASeal() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicReference<String> wrong = new AtomicReference<>("");
    try (JourneyStore store = open()) {
      Instant first = clock.instant().minus(SESSIONIZER.limit());
      store.append(
          IntStream.range(0, 500).mapToObj(i -> touch(i, "/", first.plusSeconds(3L * i))).toList());
      Thread reader =
          new Thread(
              () -> {
                while (!stop.get()) {
                  try {
                    int journeys = Seen.in(store.read()).size();
                    if (journeys != 500) {
                      wrong.set(journeys + " journeys");
                    }
                  } catch (StoreException e) {
                    wrong.set(e.toString());
                  }
                }
              });
      reader.start();
      int sealed = 0;
      for (int round = 0; round < 60; round++) {
        clock.forward(Duration.ofSeconds(30));
        sealed += store.seal();
      }
      stop.set(true);
      reader.join();

      assertEquals("", wrong.get());
      assertEquals(500, sealed);
    }
  }

  @Test
  void read_survivesInterruptedReaders() throws Exception {
    try (JourneyStore store = open()) {
      store.append(IntStream.range(0, 2000).mapToObj(i -> touch(i, "/")).toList());
      clock.forward(Duration.ofHours(1));
      store.seal();
      AtomicBoolean stop = new AtomicBoolean();
      AtomicReference<String> wrong = new AtomicReference<>("");
      Thread reader =
          new Thread(
              () -> {
                while (!stop.get()) {
                  try {
                    store.read();
                  } catch (StoreException e) {
                    wrong.set(e.toString());
                  }
                }
              });
      reader.start();
      for (int i = 0; i < 200; i++) {
        reader.interrupt();
        store.append(List.of(touch(i, "/again")));
      }
      stop.set(true);
      reader.join();

      assertEquals("", wrong.get());
      assertEquals(2200, Seen.in(store.read()).stream().mapToInt(j -> j.steps().size()).sum());
    }
  }

  @Test
  void append_ofTheSameListAgain_countsOnce_whenTheCommitWasDone() throws StoreException {
    FailingDialect failing = new FailingDialect(dialect());
    try (JourneyStore store = open(failing)) {
      store.append(List.of(touch(1, "/")));
      List<Touch> batch = List.of(touch(1, "/a"), touch(2, "/b"));
      failing.failAfterNextCommit();
      assertThrows(StoreException.class, () -> store.append(batch));

      store.append(batch);
      store.append(List.of(touch(3, "/c")));

      assertEquals(4, openTouches());
      assertEquals(3, Seen.in(store.read()).size());
    }
  }

  @Test
  void append_ofTheSameListAgain_countsOnce_whenTheCommitWasNotDone() throws StoreException {
    FailingDialect failing = new FailingDialect(dialect());
    try (JourneyStore store = open(failing)) {
      List<Touch> batch = List.of(touch(1, "/a"), touch(2, "/b"));
      failing.failBeforeNextCommit();
      assertThrows(StoreException.class, () -> store.append(batch));

      store.append(batch);

      assertEquals(2, openTouches());
      assertEquals(List.of("GET /a 2", "GET /b 2"), store.read().signs());
    }
  }

  @Test
  void append_ofAnotherListAfterAFailure_isNotTakenForTheSame() throws StoreException {
    FailingDialect failing = new FailingDialect(dialect());
    try (JourneyStore store = open(failing)) {
      failing.failAfterNextCommit();
      assertThrows(StoreException.class, () -> store.append(List.of(touch(1, "/a"))));

      store.append(List.of(touch(2, "/b")));

      assertEquals(2, Seen.in(store.read()).size());
    }
  }

  @Test
  void append_isDone_whenOnlyTheTidyingAfterItFails() throws StoreException {
    FailingDialect failing = new FailingDialect(dialect());
    try (JourneyStore store = open(failing)) {
      failing.failAtTidying();
      for (int i = 0; i <= StoreDatabase.CHANGES_UNTIL_TIDY; i++) {
        store.append(List.of(touch(i, "/")));
      }

      assertTrue(failing.works(), "it was never tidied");
      assertEquals(StoreDatabase.CHANGES_UNTIL_TIDY + 1, Seen.in(store.read()).size());
    }
  }

  @Test
  void seal_losesNothingWhenItFails() throws StoreException {
    FailingDialect failing = new FailingDialect(dialect());
    try (JourneyStore store = open(failing)) {
      store.append(List.of(touch(1, "/a"), touch(2, "/b")));
      clock.forward(Duration.ofHours(1));
      failing.failBeforeNextCommit();
      assertThrows(StoreException.class, store::seal);

      int sealed = store.seal();

      assertEquals(2, sealed);
      assertEquals(2, Seen.in(store.read()).size());
    }
  }

  @Test
  void open_refusesAFolderThatIsHeld_andTakesItAfterwards() throws StoreException {
    JourneyStore holder = open();
    StoreHeldException refused = assertThrows(StoreHeldException.class, this::open);
    holder.append(List.of(touch(1, "/")));
    holder.close();

    assertTrue(refused.getMessage().contains(folder.getFileName().toString()));
    try (JourneyStore next = open()) {
      assertEquals(1, Seen.in(next.read()).size());
    }
  }

  @Test
  void open_bringsAnOldSchemaUpToDate() throws Exception {
    try (JourneyStore store = open()) {
      store.append(List.of(touch(1, "/")));
    }
    Dialect newer =
        new MigratingDialect(dialect(), "ALTER TABLE open_touches ADD COLUMN IF NOT EXISTS x INT");
    try (JourneyStore store = open(newer)) {
      assertEquals(
          dialect().migrations().size() + 1, count("SELECT MAX(version) FROM schema_version"));
      assertEquals(0, count("SELECT COUNT(x) FROM open_touches"));
      assertEquals(1, Seen.in(store.read()).size());
    }
  }

  @Test
  void open_refusesASchemaThatIsNewer() throws Exception {
    open(new MigratingDialect(dialect(), "CREATE TABLE IF NOT EXISTS later(x INT)")).close();

    StoreException refused = assertThrows(StoreException.class, this::open);

    int later = dialect().migrations().size() + 1;
    assertTrue(refused.getMessage().contains("version " + later + " "), refused.getMessage());
    assertTrue(refused.getMessage().contains(folder.toRealPath().toString()));
  }

  @Test
  void open_refusesAFolderThatIsAFile() throws Exception {
    folder = Files.writeString(folder.resolve("file"), "mine");

    StoreException refused = assertThrows(StoreException.class, this::open);

    assertTrue(refused.getMessage().contains(folder.toString()), refused.getMessage());
    assertEquals("mine", Files.readString(folder));
  }

  @Test
  void close_endsEverything() throws Exception {
    JourneyStore store = open();
    store.append(List.of(touch(1, "/")));
    store.close();
    store.close();

    StoreException closed =
        assertThrows(StoreException.class, () -> store.append(List.of(touch(1, "/"))));
    assertThrows(StoreException.class, store::read);
    assertTrue(closed.getMessage().contains("closed"), closed.getMessage());
    assertTrue(
        System.getProperties().keySet().stream()
            .noneMatch(key -> key.toString().contains(folder.getFileName().toString())));
  }

  long openTouches() {
    return count(
        "SELECT (SELECT COALESCE(SUM(touches), 0) FROM open_touches)"
            + " - (SELECT COALESCE(SUM(touches), 0) FROM sealed_touches)");
  }

  long count(String query) {
    try (Connection connection = dialect().connect(folder.toRealPath());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (IOException | SQLException e) {
      throw new AssertionError(query, e);
    }
  }
}
