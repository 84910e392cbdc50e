package io.github.senda.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a store whose process was killed in the middle of its work. */
final class KilledStoreTest {

  private static final int KILLS = 20;
  private static final long SEED = 7_041_776;

  @TempDir Path folder;

  @Test
  void kill_losesNothingAcknowledged_andCountsNothingTwice() throws Exception {
    Random random = new Random(SEED);
    long stored = -1;
    for (int round = 0; round < KILLS; round++) {
      String where = "seed " + SEED + ", kill " + round;
      long acknowledged = stored;
      long first = stored + 1;
      long seed = random.nextLong();
      try (ChildProcess child = ChildProcess.start(AppendingProcess.class, folder, first, seed)) {
        child.awaitLine("open");
        for (int lines = random.nextInt(150); lines > 0; lines--) {
          acknowledged = number(child.nextLine());
        }
        long spin = System.nanoTime() + random.nextInt(4_000_000);
        while (System.nanoTime() < spin) {
          Thread.onSpinWait();
        }
        for (String line : child.kill()) {
          acknowledged = number(line);
        }
      }
      stored = check(acknowledged, where);
      assertTrue(endsABatch(stored, first, seed), where + ": half a batch");
    }
    assertTrue(stored > 50 * KILLS, "only " + stored + " touches in all");
  }

  /** Opens the store and looks at every touch; gives the last. */
  private long check(long acknowledged, String where) throws StoreException {
    MovableClock clock = MovableClock.at(AppendingProcess.timeOf(acknowledged + 1).toString());
    TreeSet<Long> seen = new TreeSet<>();
    long touches = 0;
    long linked = 0;
    try (JourneyStore store =
        JourneyStore.open(folder, new Sessionizer(Duration.ofMinutes(2)), clock)) {
      for (JourneyBlock block : store.read().blocks()) {
        for (JourneyBlock.Cursor journey = block.cursor(); journey.next(); ) {
          for (int i = 0; i < journey.length(); i++) {
            long touch = AppendingProcess.touchAt(journey.micros()[i]);
            seen.add(touch);
            Money value = AppendingProcess.valueOf(touch);
            assertEquals(
                Optional.of(journey.visitor() == 0 ? value.rounded() : value),
                journey.value(i),
                where);
            linked += journey.visitor() == 0 ? 0 : 1;
            assertTrue(journey.orders()[i] > 0, where + ": order " + journey.orders()[i]);
            touches++;
          }
        }
      }
    }
    long last = seen.isEmpty() ? -1 : seen.last();
    assertEquals(touches, seen.size(), where + ": something was counted twice");
    assertEquals(last + 1, seen.size(), where + ": something in between is lost");
    assertTrue(touches < 100 || linked > touches / 5, where + ": " + linked + " are linked");
    assertTrue(last >= acknowledged, where + ": lost " + (last + 1) + " to " + acknowledged);
    assertTrue(last <= acknowledged + 20, where + ": more than one batch is unsaid");
    return last;
  }

  /** Whether a touch is the last of one of the batches that the process made. */
  private static boolean endsABatch(long touch, long first, long seed) {
    Random random = new Random(seed);
    long next = first;
    while (next <= touch) {
      next += AppendingProcess.batch(random, next).size();
      boolean unused = AppendingProcess.sealsNow(random);
    }
    return next == touch + 1;
  }

  private static long number(String line) {
    assertTrue(line.startsWith("stored "), line);
    return Long.parseLong(line.substring("stored ".length()));
  }
}
