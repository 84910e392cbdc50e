package io.github.senda.journey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Touchpoint;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Blocks of every version beside plain lists of journeys. */
class BlockLawsTest {

  private static final int SEEDS = 150;

  private static JourneyBlock block(List<PlainJourney> journeys) {
    JourneyBlock.Builder builder = JourneyBlock.builder();
    journeys.forEach(journey -> journey.addTo(builder));
    return builder.build();
  }

  private static List<PlainJourney> read(JourneyBlock block) {
    List<PlainJourney> journeys = new ArrayList<>();
    for (JourneyBlock.Cursor cursor = block.cursor(); cursor.next(); ) {
      journeys.add(PlainJourney.of(cursor));
    }
    return journeys;
  }

  @Test
  void block_ofThisVersion_givesBackWhatWasPacked() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<PlainJourney> journeys = PlainJourney.generated(seed);
      JourneyBlock block = JourneyBlock.parse(block(journeys).bytes());

      assertEquals(journeys, read(block), "seed " + seed);
      assertEquals(
          journeys.stream().mapToLong(journey -> journey.micros().get(0)).min().getAsLong(),
          block.firstStart(),
          "seed " + seed);
    }
  }

  @Test
  void block_ofEveryVersionBefore_isReadAsWhatItHeld_andBecomesOneOfThisVersion() {
    for (long seed = 0; seed < SEEDS; seed++) {
      for (int version = 1; version < BlockContent.VERSION; version++) {
        String where = "seed " + seed + ", version " + version;
        int held = version;
        List<PlainJourney> journeys =
            PlainJourney.generated(seed).stream().map(journey -> journey.asOf(held)).toList();
        byte[] bytes = OldBytes.of(version, 1, seed % 2 == 0, journeys);

        JourneyBlock block = JourneyBlock.parse(bytes);

        assertEquals(journeys, read(block), where);
        assertEquals(seed % 2 == 0, block.open(), where);
        assertEquals(BlockContent.VERSION, block.bytes()[2], where);
        assertEquals(block.header(), JourneyBlock.parse(block.bytes()).header(), where);
        assertEquals(
            new JourneyBlock.Key(
                block.key().checksum(),
                block.bytes().length,
                journeys.size(),
                journeys.stream().mapToLong(journey -> journey.signs().size()).sum(),
                block.firstStart(),
                block.lastStart()),
            block.key(),
            where);
      }
    }
  }

  /** As visits are: pauses of some ten seconds, some of minutes, times by the millisecond. */
  @Test
  void block_isNoLargerThanItsOlderVersion() {
    for (int signs : new int[] {30, 255, 2000}) {
      Random random = new Random(signs);
      List<PlainJourney> journeys = new ArrayList<>();
      for (long j = 0; j < 2000; j++) {
        List<Integer> touched = new ArrayList<>();
        List<Long> micros = new ArrayList<>();
        long time = 1_700_000_000_000_000L + j * 40_000_000 + random.nextInt(40_000) * 1000L;
        for (int i = random.nextInt(19); i >= 0; i--) {
          touched.add((int) (signs * Math.pow(random.nextDouble(), 3)));
          micros.add(time);
          time += Math.round(8000 * Math.exp(1.4 * random.nextGaussian())) * 1000;
        }
        journeys.add(new PlainJourney(touched, micros, random.nextInt(20), 0, Map.of()));
      }
      int before = OldBytes.of(3, 1000, false, journeys).length;

      int now = block(journeys).bytes().length;

      assertTrue(now < before * 1.05, signs + " signs: " + now + ", not " + before);
    }
  }

  @Test
  void cursor_passesOverJourneysThatNobodyWants() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<PlainJourney> journeys = PlainJourney.generated(seed);
      Random random = new Random(seed);
      List<PlainJourney> wanted = new ArrayList<>();
      List<PlainJourney> found = new ArrayList<>();
      JourneyBlock.Cursor cursor = block(journeys).cursor();
      for (PlainJourney journey : journeys) {
        assertTrue(cursor.advance(), "seed " + seed);
        assertEquals(journey.micros().get(0), cursor.start(), "seed " + seed);
        if (random.nextInt(3) == 0) {
          cursor.unpack();
          wanted.add(journey);
          found.add(PlainJourney.of(cursor));
        }
      }

      assertEquals(wanted, found, "seed " + seed);
      assertFalse(cursor.advance(), "seed " + seed);
    }
  }

  @Test
  void journeysSideBySide_areThoseOneByOne() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<PlainJourney> journeys = PlainJourney.generated(seed);
      List<Optional<Touchpoint>> bySign = new ArrayList<>();
      IntStream.range(0, 21_000).forEach(i -> bySign.add(Optional.of(Touchpoint.of("t" + i % 50))));
      Meaning plain = Meaning.of(bySign);
      Meaning bySequence = Meaning.of(bySign, (touchpoints, signs, orders, micros, length) -> {});
      List<String> signs = bySign.stream().map(t -> t.orElseThrow().name()).toList();
      JourneyLog log = JourneyLog.of(List.of(block(journeys), block(List.of())), signs);
      long from = journeys.get(journeys.size() / 3).micros().get(0);
      long to = journeys.get(journeys.size() * 2 / 3).micros().get(0);
      for (JourneyLog some : List.of(log, log.begunBetween(instant(from), instant(to)))) {
        assertEquals(oneByOne(some, plain), sideBySide(some, plain), "seed " + seed);
        assertEquals(oneByOne(some, plain), sideBySide(some, bySequence), "seed " + seed);
      }
    }
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static List<String> oneByOne(JourneyLog log, Meaning meaning) {
    List<String> lines = new ArrayList<>();
    for (JourneyLog.Reader reader = log.reader(meaning); reader.next(); ) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < reader.length(); i++) {
        line.append(i == 0 ? "" : " +" + (reader.micros()[i] - reader.micros()[i - 1]) + " ");
        line.append(reader.touchpoints()[i]);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static List<String> sideBySide(JourneyLog log, Meaning meaning) {
    List<String> lines = new ArrayList<>();
    JourneyColumns some = new JourneyColumns();
    for (JourneyLog.Reader reader = log.reader(meaning); reader.next(some); ) {
      int at = 0;
      int pause = 0;
      for (int j = 0; j < some.journeys(); j++) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < some.lengths()[j]; i++) {
          line.append(i == 0 ? "" : " +" + some.pauses()[pause++] + " ");
          line.append(some.touchpoints()[at++]);
        }
        lines.add(line.toString());
      }
      assertEquals(some.touches(), at);
    }
    return lines;
  }

  @Test
  void block_holdsAHundredThousandTouchesOfOneVisit_andSeventyThousandSigns() {
    List<Integer> signs = IntStream.range(0, 100_000).map(i -> i % 70_000 * 3).boxed().toList();
    List<Long> micros = LongStream.range(0, 100_000).map(i -> i * i).boxed().toList();
    PlainJourney longest = new PlainJourney(signs, micros, 1, 9, Map.of());
    PlainJourney shortest = new PlainJourney(List.of(4), List.of(-5L), 0, 0, Map.of());

    JourneyBlock block = JourneyBlock.parse(block(List.of(shortest, longest, shortest)).bytes());

    assertEquals(List.of(shortest, longest, shortest), read(block));
  }

  @Test
  void column_holdsNumbersOfAnyLength() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      long[] numbers = new long[random.nextInt(200)];
      int most = random.nextInt(65);
      for (int i = 0; i < numbers.length; i++) {
        int bits = random.nextInt(10) == 0 ? random.nextInt(65) : random.nextInt(most + 1);
        numbers[i] = bits == 0 ? 0 : random.nextLong() >>> (64 - bits);
      }
      ByteSink sink = new ByteSink(1).raw(7);
      NumberColumn.write(sink, numbers, numbers.length);
      sink.lowest(0, 8);
      NumberColumn column = new NumberColumn(sink.toBytes(), 1);
      long[] found = new long[numbers.length];
      long[] some = new long[numbers.length];
      for (int at = 0; at < numbers.length; ) {
        int count = Math.min(1 + random.nextInt(20), numbers.length - at);
        if (random.nextInt(3) == 0) {
          column.skip(count);
          System.arraycopy(numbers, at, found, at, count);
        } else {
          column.fill(some, count, 1);
          System.arraycopy(some, 0, found, at, count);
        }
        at += count;
      }

      assertArrayEquals(numbers, found, "seed " + seed);
    }
  }

  @Test
  void parse_namesADamagedBlock_whateverIsWrongInIt() {
    for (long seed = 0; seed < 40; seed++) {
      byte[] whole = block(PlainJourney.generated(seed)).bytes();
      Random random = new Random(seed);
      for (int i = 0; i < 50; i++) {
        byte[] damaged =
            random.nextInt(3) == 0
                ? Arrays.copyOf(whole, random.nextInt(whole.length))
                : whole.clone();
        for (int k = random.nextInt(4); k >= 0 && damaged.length > 0; k--) {
          damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
        }
        assertThrows(
            IllegalArgumentException.class, () -> JourneyBlock.parse(damaged), "seed " + seed);
      }
    }
  }

  @Test
  void parse_endsWhereAChecksumFitsWhatIsWrong() {
    for (long seed = 0; seed < 40; seed++) {
      byte[] whole = block(PlainJourney.generated(seed)).bytes();
      Random random = new Random(seed);
      for (int i = 0; i < 50; i++) {
        byte[] forged = whole.clone();
        forged[4 + random.nextInt(Math.min(60, whole.length - 8))] ^=
            (byte) (1 << random.nextInt(7));
        CRC32C checksum = new CRC32C();
        checksum.update(forged, 0, forged.length - 4);
        ByteBuffer.wrap(forged).putInt(forged.length - 4, (int) checksum.getValue());
        try {
          JourneyBlock.parse(forged);
        } catch (IllegalArgumentException e) {
          assertTrue(e.getMessage().contains("damaged"), "seed " + seed + ": " + e.getMessage());
        }
      }
    }
  }
}
