package io.github.senda.storefront.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.Sessionizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TouchRowsTest {

  private record Row(int owner, int sign, long time) {}

  private static List<String> journeys(List<JourneyBlock> blocks) {
    List<String> journeys = new ArrayList<>();
    for (JourneyBlock block : blocks) {
      JourneyBlock.Cursor cursor = block.cursor();
      while (cursor.next()) {
        StringBuilder journey = new StringBuilder();
        for (int i = 0; i < cursor.length(); i++) {
          journey.append(cursor.signs()[i]).append('@').append(cursor.micros()[i]).append(' ');
        }
        journeys.add(journey.toString());
      }
    }
    return journeys;
  }

  /** The same by collections and the JDK's stable sort. */
  private static List<String> naive(List<Row> rows, Optional<Sessionizer> cut) {
    Map<Integer, List<Row>> byOwner = new TreeMap<>();
    rows.forEach(row -> byOwner.computeIfAbsent(row.owner, o -> new ArrayList<>()).add(row));
    List<String> journeys = new ArrayList<>();
    for (List<Row> own : byOwner.values()) {
      own.sort(Comparator.comparingLong(Row::time));
      StringBuilder journey = new StringBuilder();
      long before = own.get(0).time;
      for (Row row : own) {
        if (cut.isPresent() && row.time - before > cut.get().limitMicros()) {
          journeys.add(journey.toString());
          journey.setLength(0);
        }
        journey.append(row.sign).append('@').append(row.time).append(' ');
        before = row.time;
      }
      journeys.add(journey.toString());
    }
    return journeys;
  }

  @Test
  void blocks_holdTheJourneysThatANaiveTwinFinds() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int owners = 1 + random.nextInt(8);
      int range = 1 + random.nextInt(200);
      boolean inOrder = random.nextInt(4) == 0;
      List<Row> rows = new ArrayList<>();
      TouchRows touches = new TouchRows();
      int count = 1 + random.nextInt(seed % 10 == 0 ? 5_000 : 60);
      for (int i = 0; i < count; i++) {
        long time = inOrder ? i / 3 : random.nextInt(range) - range / 2;
        Row row = new Row(random.nextInt(owners), i, time);
        rows.add(row);
        touches.add(row.owner, row.sign, row.time);
      }
      Optional<Sessionizer> cut =
          random.nextBoolean()
              ? Optional.empty()
              : Optional.of(new Sessionizer(Duration.ofNanos(1000L * (1 + random.nextInt(5)))));

      assertEquals(naive(rows, cut), journeys(touches.blocks(owners, cut)), "seed " + seed);
    }
  }

  @Test
  void blocks_areCutAfterSomeThousandJourneys() {
    TouchRows touches = new TouchRows();
    for (int owner = 0; owner < 10_000; owner++) {
      touches.add(owner, 0, owner);
    }
    List<JourneyBlock> blocks = touches.blocks(10_000, Optional.empty());
    assertEquals(List.of(4096, 4096, 1808), blocks.stream().map(JourneyBlock::journeys).toList());
  }
}
