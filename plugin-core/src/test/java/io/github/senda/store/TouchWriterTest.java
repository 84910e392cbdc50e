package io.github.senda.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.TouchWriter.Drop;
import io.github.senda.store.TouchWriter.Status;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the queue and its thread promise to a shop. */
final class TouchWriterTest {

  private static final Sessionizer SESSIONIZER = Sessionizer.STANDARD;

  @TempDir Path folder;
  private final MovableClock clock = MovableClock.at("2026-03-01T10:00:00Z");

  private TouchWriter open() {
    return TouchWriter.open(folder, SESSIONIZER, clock, JourneyStore.USUAL_MOST_BYTES);
  }

  private TouchWriter open(Dialect dialect) {
    return TouchWriter.open(
        folder,
        () ->
            JourneyStore.open(
                folder,
                SESSIONIZER,
                clock,
                JourneyStore.USUAL_MOST_BYTES,
                Retention.USUAL,
                dialect),
        clock);
  }

  private Touch touch(long visitor) {
    return new Touch(new VisitorId(visitor, 7), Sign.page("/"), clock.instant(), Attributes.none());
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "waited in vain: " + what);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("(?i).*(senda|h2|mvstore).*"))
        .collect(Collectors.toSet());
  }

  @Test
  void whatIsAskedForWhileTheStoreOpens_waitsForIt() throws Exception {
    CountDownLatch opens = new CountDownLatch(1);
    try (TouchWriter writer =
        TouchWriter.open(
            folder,
            () -> {
              try {
                opens.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return JourneyStore.open(folder, Sessionizer.STANDARD, clock);
            },
            clock)) {
      FutureTask<List<Audit>> audit = new FutureTask<>(writer::audit);
      Thread asking = new Thread(audit);
      asking.start();
      while (asking.getState() != Thread.State.TIMED_WAITING && !audit.isDone()) {
        Thread.onSpinWait();
      }
      opens.countDown();

      assertEquals(List.of(), audit.get());
    }
  }

  @Test
  void record_reachesTheStore() {
    try (TouchWriter writer = open()) {
      for (int i = 0; i < 1200; i++) {
        assertTrue(writer.record(touch(i)));
      }
      await("all stored", () -> writer.status().stored() == 1200);

      assertEquals(1200, Seen.in(writer.read()).size());
      Status status = writer.status();
      assertEquals(
          new Status(
              1200,
              1200,
              0,
              status.dropped(),
              true,
              false,
              Optional.empty(),
              Forgotten.none(),
              Optional.empty()),
          status);
      assertEquals(Set.of(0L), Set.copyOf(status.dropped().values()));
      assertEquals(Set.of(Drop.values()), status.dropped().keySet());
    }
  }

  @Test
  void record_dropsAndCounts_whenThereIsNoRoom() {
    CountDownLatch hold = new CountDownLatch(1);
    try (TouchWriter writer =
        TouchWriter.open(
            folder,
            () -> {
              awaitUnchecked(hold);
              return JourneyStore.open(folder, SESSIONIZER, clock);
            },
            clock)) {
      for (int i = 0; i < TouchWriter.ROOM; i++) {
        assertTrue(writer.record(touch(i)));
      }
      boolean taken = writer.record(touch(-1));

      assertFalse(taken);
      Status status = writer.status();
      assertEquals(1, status.dropped().get(Drop.QUEUE_FULL));
      assertEquals(TouchWriter.ROOM, status.accepted());
      assertEquals(TouchWriter.ROOM, status.queued());
      assertFalse(status.open());
      assertEquals(JourneyLog.empty(), writer.read());
      hold.countDown();
      await("room again", () -> writer.status().stored() == TouchWriter.ROOM);
      assertTrue(writer.record(touch(-1)));
    }
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void close_writesWhatIsQueued_andLeavesNothingBehind() throws Exception {
    TouchWriter writer = open();
    for (int i = 0; i < 5000; i++) {
      assertTrue(writer.record(touch(i)));
    }
    writer.close();
    writer.close();

    assertFalse(writer.record(touch(-1)));
    assertEquals(1, writer.status().dropped().get(Drop.CLOSED));
    assertEquals(5000, writer.status().stored());
    assertFalse(writer.status().open());
    assertEquals(JourneyLog.empty(), writer.read());
    assertThrows(StoreException.class, () -> writer.backup(folder.resolve("b.zip")));
    assertEquals(Set.of(), threads());
    try (JourneyStore store = JourneyStore.open(folder, SESSIONIZER, clock)) {
      assertEquals(5000, Seen.in(store.read()).size());
    }
    Files.delete(folder.resolve("senda.mv.db"));
    try (JourneyStore store = JourneyStore.open(folder, SESSIONIZER, clock)) {
      assertEquals(0, Seen.in(store.read()).size());
    }
  }

  @Test
  void close_countsWhatTheStoreWouldNotTake() {
    TouchWriter writer =
        TouchWriter.open(
            folder,
            () -> {
              throw new StoreException("no disk at all");
            },
            clock);
    for (int i = 0; i < 30; i++) {
      writer.record(touch(i));
    }
    await("a notice", () -> writer.status().notice().isPresent());

    writer.close();

    assertEquals(30, writer.status().dropped().get(Drop.NOT_STORED));
    assertEquals(0, writer.status().queued());
    assertEquals("no disk at all", writer.status().notice().orElseThrow());
    assertEquals(Set.of(), threads());
  }

  @Test
  void close_keepsTheInterruptOfWhoeverCloses() throws Exception {
    TouchWriter writer = open();
    writer.record(touch(1));
    Thread.currentThread().interrupt();
    writer.close();

    assertTrue(Thread.interrupted());
    assertEquals(1, writer.status().stored());
  }

  @Test
  void close_whileOthersRecord_accountsForEveryTouch() throws Exception {
    TouchWriter writer = open();
    AtomicLong taken = new AtomicLong();
    AtomicLong refused = new AtomicLong();
    List<Thread> shop = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; refused.get() < 1000; i++) {
                  (writer.record(touch(i)) ? taken : refused).incrementAndGet();
                }
              });
      thread.start();
      shop.add(thread);
    }
    await("something stored", () -> writer.status().stored() > 0);
    writer.close();
    for (Thread thread : shop) {
      thread.join();
    }

    Status status = writer.status();
    long dropped = status.dropped().values().stream().mapToLong(Long::longValue).sum();
    assertEquals(taken.get() + refused.get(), status.stored() + dropped);
    assertEquals(status.accepted(), status.stored() + status.dropped().get(Drop.NOT_STORED));
    try (JourneyStore store = JourneyStore.open(folder, SESSIONIZER, clock)) {
      long kept = Seen.in(store.read()).stream().mapToLong(journey -> journey.steps().size()).sum();
      assertEquals(status.stored(), kept);
    }
  }

  @Test
  void writer_takesOver_whenTheOtherProcessEnds() throws Exception {
    try (ChildProcess holder = ChildProcess.start(HoldingProcess.class, folder)) {
      holder.awaitLine("held");
      try (TouchWriter writer = open()) {
        writer.record(touch(5));
        await("a notice", () -> writer.status().notice().isPresent());
        String notice = writer.status().notice().orElseThrow();
        assertTrue(notice.contains(folder.toRealPath().toString()), notice);
        assertFalse(writer.status().open());
        assertTrue(writer.status().held());
        assertEquals(1, writer.status().queued());
        assertEquals(JourneyLog.empty(), writer.read());

        holder.say("end");
        await("it takes over", () -> writer.status().stored() == 1);

        await("no notice", () -> writer.status().notice().isEmpty());
        assertTrue(writer.status().open());
        assertFalse(writer.status().held());
        assertEquals(2, Seen.in(writer.read()).size());
      }
    }
  }

  @Test
  void writer_takesOver_whenTheOtherDeploymentEnds() {
    TouchWriter first = open();
    await("it holds", () -> first.status().open());
    try (TouchWriter second = open()) {
      second.record(touch(2));
      await("a notice", () -> second.status().notice().isPresent());
      first.record(touch(1));
      first.close();
      await("it takes over", () -> second.status().stored() == 1);

      assertEquals(2, Seen.in(second.read()).size());
    }
  }

  @Test
  void writer_saysOnceWhatIsWrong_andOnceThatItIsOver() {
    ConcurrentLinkedQueue<LogRecord> said = new ConcurrentLinkedQueue<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            said.add(record);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("io.github.senda.store");
    logger.addHandler(handler);
    AtomicInteger tries = new AtomicInteger();
    try (TouchWriter writer =
        TouchWriter.open(
            folder,
            () -> {
              if (tries.incrementAndGet() < 4) {
                throw new StoreException("no disk {0} yet");
              }
              return JourneyStore.open(folder, SESSIONIZER, clock);
            },
            clock)) {
      await("it is over", () -> said.size() == 2);
    } finally {
      logger.removeHandler(handler);
    }
    assertEquals(
        List.of(Level.WARNING, Level.INFO), said.stream().map(LogRecord::getLevel).toList());
    assertEquals("no disk {0} yet", said.peek().getMessage());
  }

  @Test
  void writer_survivesWhatNobodyForesaw() {
    AtomicInteger tries = new AtomicInteger();
    try (TouchWriter writer =
        TouchWriter.open(
            folder,
            () -> {
              switch (tries.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("a bug");
                case 2 -> throw new StackOverflowError();
                default -> {
                  return JourneyStore.open(folder, SESSIONIZER, clock);
                }
              }
            },
            clock)) {
      writer.record(touch(1));
      await("stored all the same", () -> writer.status().stored() == 1);
    }
  }

  @Test
  void writer_losesNothing_whenTheStoreFailsForAWhile() throws Exception {
    FailingDialect failing = new FailingDialect(new H2Dialect());
    try (TouchWriter writer = open(failing)) {
      writer.record(touch(1));
      await("stored", () -> writer.status().stored() == 1);
      failing.failAfterNextCommit();
      writer.record(touch(2));
      await("stored after a doubtful commit", () -> writer.status().stored() == 2);
      failing.failFromNowOn();
      for (int i = 3; i <= 3000; i++) {
        writer.record(touch(i));
      }
      await("a notice", () -> writer.status().notice().isPresent());
      assertTrue(writer.status().notice().orElseThrow().contains("the disk is on fire"));
      assertEquals(JourneyLog.empty(), writer.read());

      failing.work();
      await("all stored", () -> writer.status().stored() == 3000);

      assertEquals(3000, Seen.in(writer.read()).size());
      await("no notice", () -> writer.status().notice().isEmpty());
    }
  }

  @Test
  void writer_whoseStoreStallsForAMinute_dropsAndCountsAndGoesOn() throws Exception {
    FailingDialect stalling = new FailingDialect(new H2Dialect());
    try (TouchWriter writer = open(stalling)) {
      writer.record(touch(1));
      await("stored", () -> writer.status().stored() == 1);
      stalling.stall();
      long taken = 1;
      long refused = 0;
      while (refused < 100) {
        if (writer.record(touch(taken))) {
          taken++;
        } else {
          refused++;
        }
      }
      await("a commit that does not end", stalling::isStalling);
      assertEquals(Optional.empty(), writer.status().notice(), "no time has passed yet");
      clock.forward(Duration.ofMinutes(1));
      String notice = writer.status().notice().orElseThrow();
      assertTrue(notice.contains("60 s"), notice);
      assertEquals(refused, writer.status().dropped().get(Drop.QUEUE_FULL));

      stalling.work();
      long expected = taken;
      await("all stored", () -> writer.status().stored() == expected);
      await("no notice", () -> writer.status().notice().isEmpty());
      assertEquals(expected, Seen.in(writer.read()).stream().mapToInt(j -> j.steps().size()).sum());
    }
  }

  @Test
  void writer_waitsForALockOfAnotherConnection() throws Exception {
    try (TouchWriter writer = open()) {
      writer.record(touch(1));
      await("stored", () -> writer.status().stored() == 1);
      try (Connection other = new H2Dialect().connect(folder.toRealPath());
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("SELECT sequence FROM node FOR UPDATE");
        writer.record(touch(2));
        await("a notice", () -> writer.status().notice().isPresent());
        assertEquals(1, writer.status().stored());
      }
      await("stored at last", () -> writer.status().stored() == 2);
      await("no notice", () -> writer.status().notice().isEmpty());
    }
  }

  @Test
  void writer_dropsOnlyWhatTheStoreNeverTakes() {
    Dialect picky =
        new MigratingDialect(
            new H2Dialect(), "ALTER TABLE sign ADD CHECK (text NOT LIKE '%poison%')");
    try (TouchWriter writer = open(picky)) {
      for (int i = 0; i < 1000; i++) {
        Sign sign = Sign.page(i % 300 == 7 ? "/poison/" + i : "/");
        writer.record(new Touch(new VisitorId(i, 7), sign, clock.instant(), Attributes.none()));
      }
      await("all but four stored", () -> writer.status().stored() == 996);

      assertEquals(4, writer.status().dropped().get(Drop.UNWRITABLE));
      assertEquals(0, writer.status().queued());
      assertEquals(Optional.empty(), writer.status().notice());
      assertEquals(996, Seen.in(writer.read()).size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void writer_beginsAnewBesideADamagedFile(long seed) throws Exception {
    try (TouchWriter writer = open()) {
      for (int i = 0; i < 3000; i++) {
        writer.record(
            new Touch(
                new VisitorId(i, 7), Sign.page("/" + i % 700), clock.instant(), Attributes.none()));
      }
      await("stored", () -> writer.status().stored() == 3000);
    }
    Path file = folder.resolve("senda.mv.db");
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(seed);
    byte[] noise = new byte[bytes.length / 2];
    random.nextBytes(noise);
    int at = random.nextInt(bytes.length / 2);
    System.arraycopy(noise, 0, bytes, at, noise.length);
    Files.write(file, bytes);

    try (TouchWriter writer = open()) {
      writer.record(touch(1));
      await("stored in a new file, seed " + seed, () -> writer.status().stored() == 1);

      Path aside = writer.status().setAside().orElseThrow();
      assertEquals("senda-damaged-2026-03-01T10-00-00Z.mv.db", aside.getFileName().toString());
      assertArrayEquals(bytes, Files.readAllBytes(aside), "seed " + seed);
      assertEquals(1, Seen.in(writer.read()).size());
    }
    try (TouchWriter writer = open()) {
      await("open", () -> writer.status().open());
      assertTrue(writer.status().setAside().isPresent(), "said as long as the file is there");
    }
  }

  @Test
  void writer_takesRandomSignsAttributesAndOrders_inBoundedTables() throws Exception {
    Random random = new Random(20_261_122);
    int touches = Integer.getInteger("senda.flood", 20_000);
    try (TouchWriter writer = open()) {
      for (int i = 0; i < touches; ) {
        String text = Long.toHexString(random.nextLong());
        Facts facts =
            new Facts(
                Optional.of(text),
                Optional.of(text),
                Optional.of(text),
                Optional.of(text),
                Optional.empty());
        Touch touch =
            new Touch(
                new VisitorId(random.nextInt(), 7),
                Sign.page("/" + text),
                clock.instant(),
                Attributes.of("a" + text, text),
                facts);
        if (writer.record(touch)) {
          i++;
        } else {
          LockSupport.parkNanos(1_000_000);
        }
      }
      await("all stored", () -> writer.status().queued() == 0);
      try (Connection connection = new H2Dialect().connect(folder.toRealPath());
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT (SELECT COUNT(*) FROM sign), (SELECT COUNT(*) FROM attributes),"
                      + " (SELECT COUNT(*) FROM named_order),"
                      + " (SELECT COALESCE(SUM(touches), 0) FROM open_touches)")) {
        rows.next();
        System.gc();
        String found =
            String.format(
                Locale.ROOT,
                "%d signs, %d attributes, %d orders, %d open touches, %d MiB heap, %d MiB file",
                rows.getLong(1),
                rows.getLong(2),
                rows.getLong(3),
                rows.getLong(4),
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20,
                Files.size(folder.resolve("senda.mv.db")) >> 20);
        assertEquals(Writing.SIGNS + 1, rows.getLong(1), found);
        assertEquals(AttributeSets.FULL + 1, rows.getLong(2), found);
        assertTrue(rows.getLong(3) <= 225_000, found);
        assertTrue(rows.getLong(4) <= 625_000, found);
        if (touches > 20_000) {
          System.out.println(found);
        }
      }
    }
  }

  @Test
  void writer_thread_isADaemonAndTheOnlyOne() {
    try (TouchWriter writer = open()) {
      writer.record(touch(1));
      await("stored", () -> writer.status().stored() == 1);

      assertEquals(Set.of("senda-writer"), threads());
      assertTrue(
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals("senda-writer"))
              .allMatch(Thread::isDaemon));
    }
  }

  @Test
  void backup_goesThroughTheWriter() throws Exception {
    try (TouchWriter writer = open()) {
      writer.record(touch(1));
      await("stored", () -> writer.status().stored() == 1);

      writer.backup(folder.resolve("b.zip"));

      assertTrue(Files.size(folder.resolve("b.zip")) > 0);
    }
  }
}
