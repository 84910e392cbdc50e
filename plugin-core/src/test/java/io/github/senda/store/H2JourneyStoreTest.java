package io.github.senda.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.senda.touch.Money;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store on H2: the contract, and what is H2's own. */
final class H2JourneyStoreTest extends JourneyStoreContract {

  @Override
  Dialect dialect() {
    return new H2Dialect();
  }

  private Path file() throws IOException {
    return dialect().file(folder.toRealPath());
  }

  @Test
  void open_leavesADamagedFileAsItIs() throws Exception {
    byte[] garbage = "this is no database ".repeat(1000).getBytes(StandardCharsets.UTF_8);
    Files.write(file(), garbage);

    StoreException refused = assertThrows(StoreException.class, this::open);

    assertTrue(refused.getMessage().contains(file().toString()), refused.getMessage());
    assertTrue(refused.getMessage().contains("damaged"), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
    assertArrayEquals(garbage, Files.readAllBytes(file()));
    assertEquals(Set.of(file().getFileName().toString()), names(folder));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4096, 8192, 100_000})
  void open_leavesAStoreThatLostItsEndAsItIs(int left) throws Exception {
    try (JourneyStore store = open()) {
      store.append(IntStream.range(0, 5_000).mapToObj(i -> touch(i, "/" + i % 100)).toList());
    }
    byte[] whole = Files.readAllBytes(file());
    byte[] overwritten = whole.clone();
    Arrays.fill(overwritten, left, whole.length, (byte) 0x55);
    for (byte[] damaged : List.of(Arrays.copyOf(whole, left), overwritten)) {
      Files.write(file(), damaged);

      StoreException refused = assertThrows(StoreException.class, this::open);

      assertTrue(refused.getMessage().contains("damaged"), refused.getMessage());
      assertArrayEquals(damaged, Files.readAllBytes(file()));
    }
    Files.write(file(), whole);
    try (JourneyStore store = open()) {
      assertEquals(5_000, Seen.in(store.read()).size());
    }
  }

  @Test
  void open_takesAStoreThatWasKilledBeforeItsFirstCommit() throws Exception {
    try (MVStore unborn = new MVStore.Builder().fileName(file().toString()).open()) {
      unborn.closeImmediately();
    }
    try (JourneyStore store = open()) {
      store.append(List.of(touch(1, "/")));
      assertEquals(1, Seen.in(store.read()).size());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void open_takesAStoreOfAnH2OfAnotherName(boolean closedInOrder) throws Exception {
    try (JourneyStore store = open()) {
      store.append(List.of(touch(1, "/")));
      clock.forward(Duration.ofHours(1));
      store.seal();
      store.append(List.of(touch(2, "/")));
    }
    try (MVStore other = new MVStore.Builder().fileName(file().toString()).open()) {
      TypeNames.write(other, "com.example.shop.guest.");
      assertTrue(TypeNames.areOthers(other));
      if (!closedInOrder) {
        other.closeImmediately();
      }
    }
    for (int round = 0; round < 2; round++) {
      try (JourneyStore store = open()) {
        assertEquals(2 + round, Seen.in(store.read()).size());
        store.append(List.of(touch(3 + round, "/")));
      }
    }
  }

  @Test
  void open_startsNoThread() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (JourneyStore store = open()) {
      store.append(List.of(touch(1, "/")));
      store.read();
      store.seal();

      Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
      started.removeAll(before);
      assertEquals(Set.of(), started);
    }
  }

  @Test
  void close_leavesAFolderThatCanBeDeletedAndMadeAnew() throws Exception {
    for (int round = 0; round < 3; round++) {
      try (JourneyStore store = open()) {
        store.append(List.of(touch(1, "/")));
        assertEquals(1, Seen.in(store.read()).size());
      }
      assertEquals(Set.of(file().getFileName().toString()), names(folder));
      Files.delete(file());
    }
  }

  @Test
  void close_leavesNoFileOpen() throws Exception {
    Path descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(descriptors));
    try (JourneyStore store = open()) {
      store.append(List.of(touch(1, "/")));
      assertTrue(openBelow(descriptors, folder.toRealPath()));
    }
    assertFalse(openBelow(descriptors, folder.toRealPath()));
  }

  @Test
  void file_staysSmall() throws Exception {
    try (JourneyStore store = open()) {
      for (int i = 0; i < 1000; i++) {
        store.append(List.of(touch(i, "/" + i % 50)));
        clock.forward(Duration.ofMinutes(1));
        if (i % 5 == 0) {
          store.seal();
        }
      }
      // What was overwritten is kept for 45 seconds, lest a power failure tears the newest state.
      assertTrue(Files.size(file()) < 40_000_000, Files.size(file()) + " bytes while running");
    }
    assertTrue(Files.size(file()) < 500_000, Files.size(file()) + " bytes after closing");
  }

  @Test
  void file_keepsToItsSize_andTheOldestJourneysGo() throws Exception {
    long most = 1 << 17;
    long largest = 0;
    long journeys = 0;
    try (JourneyStore store = JourneyStore.open(folder, SESSIONIZER, clock, most)) {
      for (int round = 0; round < 60; round++) {
        int number = round;
        store.append(
            IntStream.range(0, 2_000)
                .mapToObj(i -> touch(i / 4, "/" + (i * 31 + number) % 300))
                .toList());
        journeys += 500;
        clock.forward(Duration.ofHours(1));
        store.seal();
        largest = Math.max(largest, Files.size(file()));
      }
      Forgotten forgotten = store.forgotten();
      List<Seen> kept = Seen.in(store.read());

      assertTrue(largest < most + (2 << 20), largest + " bytes");
      assertEquals(journeys, kept.size() + forgotten.journeys());
      assertTrue(forgotten.journeys() > 0 && kept.size() > 2_000, forgotten + ", " + kept.size());
      Instant oldest =
          Instant.ofEpochMilli(
              kept.stream().mapToLong(journey -> journey.steps().get(0).millis()).min().orElse(0));
      assertFalse(oldest.isBefore(forgotten.until()), oldest + " is left, " + forgotten);
    }
    try (JourneyStore again = open()) {
      assertTrue(again.forgotten().journeys() > 0, "it is known after a restart");
    }
  }

  @Test
  void migration_keepsTheTouchesOfTheFirstVersion() throws Exception {
    Dialect first = new MigratingDialect(dialect(), "SELECT 1");
    try (Connection old = dialect().connect(folder.toRealPath());
        Statement statement = old.createStatement()) {
      statement.execute("CREATE TABLE schema_version(version INT PRIMARY KEY, applied_ms BIGINT)");
      statement.execute("INSERT INTO schema_version VALUES (1, 0)");
      for (String step : first.migrations().get(0)) {
        statement.execute(step);
      }
      statement.execute("INSERT INTO sign VALUES (0, 'GET / 2')");
      statement.execute("INSERT INTO node VALUES (1, 2)");
      statement.execute(
          "INSERT INTO touch VALUES (1, 1, 5, 42, "
              + clock.millis()
              + ", 0, 0),"
              + " (1, 2, 6, 42, "
              + clock.millis()
              + ", 0, 0)");
    }
    try (JourneyStore store = open()) {
      store.append(List.of(touch(5, "/cart")));

      assertEquals(
          List.of(1, 2),
          Seen.in(store.read()).stream().map(journey -> journey.steps().size()).sorted().toList());
      try (Connection again = dialect().connect(store.folder());
          Statement statement = again.createStatement()) {
        for (int later = 1; later < dialect().migrations().size(); later++) {
          for (String step : first.migrations().get(later)) {
            statement.execute(step);
          }
        }
      }
      assertEquals(3, openTouches(), "after a second run of the migrations");
    }
  }

  @Test
  void migration_keepsWhatIsKnownOfTheTouchesOfTheSecondVersion() throws Exception {
    long high = Long.MIN_VALUE + 5;
    OpenTouch known =
        new OpenTouch(
            1,
            high,
            -42,
            clock.millis(),
            70_000,
            3,
            OpenTouch.Known.of(-7, 1, Long.MAX_VALUE, Optional.of(new Money(-19_900, "EUR"))));
    OpenTouch unknown = new OpenTouch(2, high, -42, clock.millis(), 0, 0, OpenTouch.Known.NOTHING);
    try (Connection old = dialect().connect(folder.toRealPath());
        Statement statement = old.createStatement()) {
      for (String step : dialect().migrations().get(0)) {
        statement.execute(step);
      }
      for (String step : dialect().migrations().get(1)) {
        statement.execute(step);
      }
      String both = high + ", -42, " + clock.millis();
      statement.execute(
          "INSERT INTO touch VALUES (1, 1, "
              + both
              + ", 70000, 3, -7, 1, 9223372036854775807, -19900, 'EUR'), (1, 2, "
              + both
              + ", 0, 0, NULL, NULL, NULL, NULL, NULL)");

      for (String step : dialect().migrations().get(2)) {
        statement.execute(step);
      }

      List<OpenTouch> found = new ArrayList<>();
      OpenTouches.all(old, found::add);
      assertEquals(List.of(known, unknown), found);
    }
  }

  @Test
  void backup_whileWriting_isAWholeStore(@TempDir Path other) throws Exception {
    Path zip = other.resolve("backup.zip");
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger written = new AtomicInteger();
    List<Throwable> failures = new ArrayList<>();
    int before;
    try (JourneyStore store = open()) {
      Thread writer =
          new Thread(
              () -> {
                try {
                  while (!stop.get()) {
                    int next = written.get();
                    store.append(List.of(touch(next, "/"), touch(next, "/cart")));
                    written.incrementAndGet();
                  }
                } catch (StoreException e) {
                  failures.add(e);
                }
              });
      writer.start();
      while (written.get() < 50) {
        Thread.onSpinWait();
      }
      before = written.get();
      store.backup(zip);
      store.backup(zip);
      stop.set(true);
      writer.join();
    }

    Path copy = Files.createDirectory(other.resolve("copy"));
    unpack(zip, copy);
    try (JourneyStore restored = JourneyStore.open(copy, SESSIONIZER, clock)) {
      List<Seen> journeys = Seen.in(restored.read());
      assertTrue(
          journeys.size() >= before && journeys.size() <= written.get(),
          before + " <= " + journeys.size() + " <= " + written.get());
      assertTrue(journeys.stream().allMatch(journey -> journey.steps().size() == 2));
      restored.append(List.of(touch(-1, "/")));
    }
    assertEquals(List.of(), failures);
    assertEquals(Set.of("backup.zip", "copy"), names(other));
  }

  @Test
  void backup_toAPlaceThatIsNot_saysSo_andTheStoreGoesOn() throws Exception {
    try (JourneyStore store = open()) {
      Path zip = Files.createFile(folder.resolve("a file")).resolve("backup.zip");

      StoreException refused = assertThrows(StoreException.class, () -> store.backup(zip));

      assertTrue(refused.getMessage().contains(zip.toString()), refused.getMessage());
      store.append(List.of(touch(1, "/")));
      assertEquals(1, Seen.in(store.read()).size());
    }
  }

  @Test
  void open_refusesAFolderNameThatH2WouldReadSettingsFrom() {
    folder = folder.resolve("a;TRACE_LEVEL_FILE=4");

    StoreException refused = assertThrows(StoreException.class, this::open);

    assertTrue(refused.getMessage().contains("\";\""), refused.getMessage());
    assertFalse(Files.exists(folder));
  }

  private static boolean openBelow(Path descriptors, Path folder) throws IOException {
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.anyMatch(
          descriptor -> {
            try {
              return Files.readSymbolicLink(descriptor).startsWith(folder);
            } catch (IOException e) {
              return false;
            }
          });
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static void unpack(Path zip, Path folder) throws IOException {
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Files.copy(entries, folder.resolve(entry.getName()));
      }
    }
  }
}
