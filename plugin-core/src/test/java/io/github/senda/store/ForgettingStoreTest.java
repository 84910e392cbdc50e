package io.github.senda.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Searched;
import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Money;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose journeys are linked, and what is left when they are forgotten. */
final class ForgettingStoreTest {

  private static final Attributes CONSENTED = Attributes.of("consent", "given");
  private static final VisitorId PHONE = new VisitorId(0x1122334455667788L, 0x99aabbccddeeff01L);
  private static final VisitorId LAPTOP = new VisitorId(0x2132435465768798L, 0xa9bacbdcedfe0f10L);
  private static final VisitorId OTHER = new VisitorId(7, 7);
  private static final String CUSTOMER = "customer-4711";

  @TempDir Path folder;
  private final MovableClock clock = MovableClock.at("2026-03-01T10:00:00Z");

  private JourneyStore open() throws StoreException {
    return JourneyStore.open(folder, Sessionizer.STANDARD, clock);
  }

  private Touch touch(VisitorId visitor, Attributes attributes, Facts facts) {
    return new Touch(visitor, Sign.page("/cart"), clock.instant(), attributes, facts);
  }

  private Touch touch(VisitorId visitor, Attributes attributes) {
    return touch(visitor, attributes, Facts.none());
  }

  private static Facts customer(String id) {
    return new Facts(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(id), Optional.empty());
  }

  private static Facts order(String id) {
    return new Facts(
        Optional.empty(), Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A visit that has ended and is sealed. */
  private void visit(JourneyStore store, Touch... touches) throws StoreException {
    store.append(Arrays.asList(touches));
    clock.forward(Duration.ofHours(1));
    store.seal();
  }

  private static List<Long> visitors(JourneyLog log) {
    return Seen.in(log).stream().map(Seen::visitor).toList();
  }

  private long number(VisitorId id) throws IOException, SQLException {
    try (Connection connection = new H2Dialect().connect(folder.toRealPath())) {
      return IdHashes.load(connection).of(id.high(), id.low());
    }
  }

  /** By either half, as a file that was written anew may be packed, with a byte put in between. */
  private boolean fileHolds(long number) throws IOException {
    byte[] file = Files.readAllBytes(new H2Dialect().file(folder.toRealPath()));
    ByteBuffer bytes = ByteBuffer.wrap(file);
    return IntStream.range(0, file.length - Integer.BYTES)
        .map(bytes::getInt)
        .anyMatch(half -> half == (int) number || half == (int) (number >>> Integer.SIZE));
  }

  @Test
  void visitor_isTheSameInAnyVisit_onlyOfWhoAgreed() throws StoreException {
    try (JourneyStore store = open()) {
      visit(store, touch(PHONE, CONSENTED), touch(OTHER, Attributes.none()));
      store.append(List.of(touch(PHONE, Attributes.none()), touch(PHONE, CONSENTED)));

      List<Long> visitors = visitors(store.read());

      assertEquals(3, visitors.size());
      assertEquals(1, visitors.stream().filter(visitor -> visitor == 0).count());
      assertEquals(2, new HashSet<>(visitors).size());
    }
  }

  @Test
  void visitor_isOneOnTwoDevicesOfACustomer_andOfWhatIsTold_alsoInThePast() throws StoreException {
    try (JourneyStore store = open()) {
      visit(store, touch(LAPTOP, CONSENTED));
      visit(store, touch(PHONE, CONSENTED, customer(CUSTOMER)));
      assertEquals(2, new HashSet<>(visitors(store.read())).size(), "nobody knows it yet");
      assertTrue(store.isKnown(CUSTOMER));
      assertFalse(store.isKnown("another"));

      visit(store, touch(LAPTOP, CONSENTED, customer(CUSTOMER)));
      Touch call = touch(store.visitorOf(CUSTOMER), CONSENTED, customer(CUSTOMER));
      assertEquals(1, store.appendTold("calls.csv", List.of(new Told("1", call))));

      assertEquals(1, new HashSet<>(visitors(store.read())).size());
      assertEquals(4, visitors(store.read()).size());
    }
  }

  @Test
  void customer_ofWhomNobodyAgreed_isNotKept() throws StoreException {
    try (JourneyStore store = open()) {
      visit(store, touch(PHONE, Attributes.none(), customer(CUSTOMER)));

      assertFalse(store.isKnown(CUSTOMER));
      assertEquals(List.of(0L), visitors(store.read()));
    }
  }

  @Test
  void told_countsOnce_alsoAfterReopening_andInHalves() throws StoreException {
    List<Told> all =
        IntStream.range(0, 50)
            .mapToObj(i -> new Told("row " + i, touch(OTHER, Attributes.none())))
            .toList();
    try (JourneyStore store = open()) {
      assertEquals(20, store.appendTold("fair", all.subList(0, 20)));
    }
    try (JourneyStore store = open()) {
      assertEquals(30, store.appendTold("fair", all));
      assertEquals(0, store.appendTold("fair", all));
      assertEquals(50, store.appendTold("counter", all), "another source has keys of its own");
      assertEquals(100, store.read().blocks().stream().mapToLong(JourneyBlock::touches).sum());
    }
  }

  @Test
  void told_betweenAFailureAndItsRetry_countsNothingTwice() throws StoreException {
    FailingDialect failing = new FailingDialect(new H2Dialect());
    try (JourneyStore store =
        JourneyStore.open(
            folder,
            Sessionizer.STANDARD,
            clock,
            JourneyStore.USUAL_MOST_BYTES,
            Retention.USUAL,
            failing)) {
      List<Touch> batch = List.of(touch(PHONE, CONSENTED));
      failing.failAfterNextCommit();
      try {
        store.append(batch);
      } catch (StoreException foreseen) {
        assertTrue(failing.works());
      }
      store.appendTold("fair", List.of(new Told("1", touch(OTHER, Attributes.none()))));
      store.append(batch);

      assertEquals(2, store.read().blocks().stream().mapToLong(JourneyBlock::touches).sum());
    }
  }

  @Test
  void value_isExactOnlyOfWhoAgreed_openAndSealed() throws StoreException {
    Money money = new Money(123_456_789, "EUR");
    Facts worth =
        new Facts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(money));
    try (JourneyStore store = open()) {
      store.append(List.of(touch(PHONE, CONSENTED, worth), touch(OTHER, Attributes.none(), worth)));
      List<Seen> open = Seen.in(store.read());
      clock.forward(Duration.ofHours(1));
      store.seal();
      List<Seen> sealed = Seen.in(store.read());

      for (List<Seen> seen : List.of(open, sealed)) {
        for (Seen journey : seen) {
          assertEquals(
              Optional.of(journey.visitor() == 0 ? new Money(120_000_000, "EUR") : money),
              journey.steps().get(0).value());
        }
      }
    }
  }

  @Test
  void order_ofWhoDidNotAgree_isForgottenWithItsSaltAfterTwoDays() throws Exception {
    try (JourneyStore store = open()) {
      visit(store, touch(OTHER, Attributes.none(), order("1")));
      visit(store, touch(PHONE, CONSENTED, order("2")));
      clock.set(Instant.parse("2026-03-02T22:00:00Z"));
      visit(store, touch(OTHER, Attributes.none(), order("1")));
      assertEquals(2, count(store, "SELECT COUNT(*) FROM named_order"));
      clock.set(Instant.parse("2026-03-03T00:00:01Z"));
      store.seal();
      assertEquals(1, count(store, "SELECT COUNT(*) FROM named_order"));
      assertEquals(0, count(store, "SELECT COUNT(*) FROM meta WHERE name LIKE 'salt of%'"));

      visit(store, touch(OTHER, Attributes.none(), order("1"), "/again"));
      visit(store, touch(PHONE, CONSENTED, order("2"), "/again"));

      List<Integer> orders =
          Seen.in(store.read()).stream()
              .map(journey -> journey.steps().get(0))
              .filter(step -> step.sign().contains("again"))
              .map(Seen.Step::order)
              .sorted()
              .toList();
      assertEquals(List.of(-1, 1), orders);
    }
  }

  private Touch touch(VisitorId visitor, Attributes attributes, Facts facts, String path) {
    return new Touch(visitor, Sign.page(path), clock.instant(), attributes, facts);
  }

  private static long count(JourneyStore store, String query) throws SQLException {
    try (Connection connection = new H2Dialect().connect(store.folder());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void erase_leavesNothingOfThem_andAllOfOthers() throws Exception {
    long phone;
    try (JourneyStore store = open()) {
      visit(store, touch(PHONE, CONSENTED, customer(CUSTOMER)), touch(OTHER, CONSENTED));
      visit(
          store,
          touch(LAPTOP, CONSENTED, customer(CUSTOMER)),
          touch(LAPTOP, CONSENTED, order("1")));
      Touch call = touch(store.visitorOf(CUSTOMER), CONSENTED, customer(CUSTOMER));
      store.appendTold("calls", List.of(new Told("1", call)));
      store.append(List.of(touch(PHONE, Attributes.none()), touch(OTHER, Attributes.none())));
      phone = number(PHONE);
      assertTrue(fileHolds(phone));

      JourneyLog theirs = store.access(Person.customer(CUSTOMER), "merchant");
      assertEquals(4, Seen.in(theirs).size());
      assertEquals(2, Seen.in(theirs).stream().filter(Seen::active).count());
      assertEquals(4, store.erase(Person.customer(CUSTOMER), Audit.Kind.ERASURE, "merchant"));

      assertEquals(2, Seen.in(store.read()).size());
      assertEquals(0, Seen.in(store.access(Person.of(PHONE), "visitor")).size());
      for (String table : List.of("customer", "named_order", "told WHERE visitor <> 0")) {
        assertEquals(0, count(store, "SELECT COUNT(*) FROM " + table), table);
      }
      assertEquals(0, store.appendTold("calls", List.of(new Told("1", call))), "told again");
      assertEquals(
          List.of("ACCESS 0 visitor", "ERASURE 4 merchant", "ACCESS 4 merchant"),
          store.audit().stream()
              .map(line -> line.kind() + " " + line.journeys() + " " + line.role())
              .toList());
      clock.forward(Duration.ofDays(1));
      store.seal();
      for (long gone : List.of(phone, PHONE.high(), PHONE.low(), LAPTOP.high())) {
        assertFalse(fileHolds(gone), "its bytes are in the file");
      }
      assertTrue(fileHolds(number(OTHER)));
    }
  }

  private static Facts search(String words) {
    return Facts.none().searching(Optional.of(words));
  }

  private static VisitorId visitor(int number) {
    return new VisitorId(17, number);
  }

  private static List<String> words(JourneyStore store) throws StoreException {
    return store.searches().stream().map(one -> one.words().orElseThrow()).toList();
  }

  @Test
  void search_isInWordsOnceTenHaveAgreedAndLookedForTheSame() throws Exception {
    try (JourneyStore store = open()) {
      for (int i = 1; i < SearchWords.LEAST_VISITORS; i++) {
        visit(store, touch(visitor(i), CONSENTED, search("zapatos")));
      }
      visit(store, touch(visitor(1), CONSENTED, search("zapatos")));
      visit(store, touch(visitor(77), Attributes.none(), search("zapatos")));
      assertEquals(List.of(), words(store));
      assertEquals(10, count(store, "SELECT COUNT(*) FROM search_made"));
      assertEquals(
          List.of(Optional.empty(), Optional.empty()),
          store.searchesOf(Person.of(visitor(1))).stream().map(Searched::words).toList());
      assertFalse(new String(Files.readAllBytes(file()), ISO_8859_1).contains("zapatos"));

      visit(store, touch(visitor(10), CONSENTED, search("zapatos")));

      assertEquals(Collections.nCopies(11, "zapatos"), words(store));
      Searched last = store.searches().get(10);
      List<Seen> journeys = Seen.in(store.read());
      assertEquals(journeys.get(journeys.size() - 1).visitor(), last.visitor());
      assertEquals(clock.instant().minus(Duration.ofHours(1)), last.time());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void search_goesWithWhoLookedForIt_andWithItsWordsWhereTooFewAreLeft(boolean erased)
      throws Exception {
    try (JourneyStore store = open()) {
      visit(store, touch(visitor(1), CONSENTED, search("zapatos")));
      clock.forward(Duration.ofDays(40));
      for (int i = 2; i <= SearchWords.LEAST_VISITORS; i++) {
        visit(store, touch(visitor(i), CONSENTED, search("zapatos")));
      }
      assertEquals(10, words(store).size());

      if (erased) {
        assertEquals(1, store.erase(Person.of(visitor(1)), Audit.Kind.WITHDRAWAL, "visitor"));
      } else {
        clock.set(Instant.parse("2027-04-05T00:00:00Z"));
        store.seal();
      }

      assertEquals(List.of(), words(store));
      assertEquals(9, count(store, "SELECT COUNT(*) FROM search_made"));
      assertEquals(0, count(store, "SELECT COUNT(*) FROM search_word"));
      assertEquals(List.of(), store.searchesOf(Person.of(visitor(1))));
      clock.forward(Duration.ofDays(1));
      store.seal();
      assertFalse(new String(Files.readAllBytes(file()), ISO_8859_1).contains("zapatos"));
    }
  }

  @Test
  void searches_ofOneVisitorAreBoundedADay() throws Exception {
    try (JourneyStore store = open()) {
      List<Touch> many = new ArrayList<>();
      for (int i = 0; i < 3 * SearchWords.MOST_OF_ONE_A_DAY; i++) {
        many.add(touch(PHONE, CONSENTED, search("word" + i)));
      }
      many.add(touch(LAPTOP, CONSENTED, search("x".repeat(SearchWords.LONGEST + 1))));
      store.append(many);

      assertEquals(SearchWords.MOST_OF_ONE_A_DAY, count(store, "SELECT COUNT(*) FROM search_made"));
    }
  }

  private Path file() throws IOException {
    return new H2Dialect().file(folder.toRealPath());
  }

  @Test
  void erase_byTheBrowser_leavesTheCustomersOtherOne() throws StoreException {
    try (JourneyStore store = open()) {
      visit(store, touch(PHONE, CONSENTED, customer(CUSTOMER)));
      visit(store, touch(LAPTOP, CONSENTED, customer(CUSTOMER)));

      assertEquals(1, store.erase(Person.of(PHONE), Audit.Kind.WITHDRAWAL, "visitor"));

      assertEquals(1, Seen.in(store.read()).size());
      assertTrue(store.isKnown(CUSTOMER));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void erase_whileMuchIsRecorded_takesAllOfThemAndNoneOfOthers(long seed) throws Exception {
    Random random = new Random(seed);
    int others = 0;
    try (TouchWriter writer = TouchWriter.open(folder, Sessionizer.STANDARD, clock)) {
      while (!writer.status().open()) {
        Thread.onSpinWait();
      }
      for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 1_500; i++) {
          boolean theirs = random.nextInt(3) == 0;
          boolean taken =
              writer.record(
                  touch(theirs ? PHONE : new VisitorId(random.nextInt(20), 1), CONSENTED));
          others += taken && !theirs ? 1 : 0;
        }
        int erased = writer.withdraw(PHONE);
        assertEquals(1, erased, "seed " + seed);
        assertEquals(0, Seen.in(writer.access(Person.of(PHONE), "test")).size(), "seed " + seed);
      }
    }
    try (JourneyStore store = open()) {
      assertEquals(
          others,
          store.read().blocks().stream().mapToLong(JourneyBlock::touches).sum(),
          "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void retention_keepsNoJourneyAndNoLinkForLonger(long seed) throws Exception {
    Retention retention = new Retention(Period.ofDays(60), Period.ofDays(30));
    Random random = new Random(seed);
    try (JourneyStore store =
        JourneyStore.open(
            folder, Sessionizer.STANDARD, clock, JourneyStore.USUAL_MOST_BYTES, retention)) {
      Instant start = clock.instant();
      List<Instant> begun = new ArrayList<>();
      visit(store, touch(PHONE, CONSENTED, customer(CUSTOMER)));
      begun.add(start);
      for (int day = 0; day < 90; day++) {
        clock.forward(Duration.ofHours(20 + random.nextInt(6)));
        begun.add(clock.instant());
        visit(store, touch(new VisitorId(day, 5), CONSENTED));
        String where = "seed " + seed + ", day " + day;
        List<Seen> seen = Seen.in(store.read());
        long oldest = before(60);
        long oldestLinked = before(30);
        for (Seen journey : seen) {
          assertTrue(journey.steps().get(0).millis() >= oldest, where);
          assertTrue(
              journey.visitor() == 0 || journey.steps().get(0).millis() >= oldestLinked, where);
        }
        long kept = begun.stream().filter(time -> time.toEpochMilli() >= before(58)).count();
        assertTrue(seen.size() >= kept, where + ": " + seen.size() + " of " + kept);
        long linked = begun.stream().filter(time -> time.toEpochMilli() >= before(28)).count();
        assertTrue(seen.stream().filter(j -> j.visitor() != 0).count() >= linked, where);
      }
      assertFalse(store.isKnown(CUSTOMER));
      assertFalse(fileHolds(number(PHONE)), "its bytes are in the file");
    }
  }

  private long before(int days) {
    return clock.instant().atZone(ZoneOffset.UTC).minusDays(days).toInstant().toEpochMilli();
  }

  @Test
  void retention_deletesFilesThatWereSetAside() throws Exception {
    Path old = Files.createFile(folder.resolve("senda-damaged-2023-12-31T00-00-00Z.mv.db"));
    Path recent = Files.createFile(folder.resolve("senda-damaged-2026-01-31T00-00-00Z.mv.db"));
    try (JourneyStore store = open()) {
      store.seal();
    }
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(recent));
  }

  @Test
  void attributes_loseWhatHasTheMostValuesFirst_andConsentNever() throws StoreException {
    try (JourneyStore store = open()) {
      List<Touch> touches = new ArrayList<>();
      for (int i = 0; i < AttributeSets.FULL + 1_200; i++) {
        TreeMap<String, String> values = new TreeMap<>(CONSENTED.values());
        values.put("campaign", "c" + i);
        values.put("source", "s" + i % 1_100);
        values.put("device", "phone");
        touches.add(touch(new VisitorId(i, 3), new Attributes(values)));
      }
      store.append(touches);

      JourneyLog log = store.read();
      List<Seen> seen = Seen.in(log);

      assertTrue(log.attributes().size() <= AttributeSets.MOST + 1);
      assertTrue(seen.stream().allMatch(journey -> journey.visitor() != 0));
      assertTrue(seen.stream().allMatch(journey -> journey.attributes().contains("device=phone")));
      long whole = seen.stream().filter(j -> j.attributes().contains("campaign")).count();
      assertEquals(AttributeSets.FULL, whole);
      Set<String> rest = new HashSet<>();
      seen.stream()
          .map(Seen::attributes)
          .filter(text -> !text.contains("campaign"))
          .forEach(rest::add);
      assertTrue(rest.size() > 900, rest.size() + " sets have lost only their campaign");
    }
  }
}
