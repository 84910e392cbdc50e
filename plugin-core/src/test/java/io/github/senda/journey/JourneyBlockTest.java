package io.github.senda.journey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JourneyBlockTest {

  private record Packed(
      List<Integer> signs, List<Long> micros, int attributes, Map<Integer, Known> facts) {}

  private record Known(int order, long cart, Optional<Money> value) {
    static final Known NOTHING = new Known(0, 0, Optional.empty());
  }

  @Test
  void block_givesBackWhatWasPacked() {
    for (long seed = 0; seed < 200; seed++) {
      List<Packed> journeys = generated(new Random(seed));
      JourneyBlock.Builder builder = JourneyBlock.builder();
      for (Packed journey : journeys) {
        builder.add(ints(journey), longs(journey), 0, journey.signs.size(), journey.attributes);
        journey.facts.forEach(
            (touch, known) -> builder.know(touch, known.order, known.cart, known.value));
      }

      JourneyBlock block = JourneyBlock.parse(builder.build().bytes());

      assertHolds(journeys, block, "seed " + seed);
      JourneyBlock.Builder again = JourneyBlock.builder();
      for (JourneyBlock.Cursor journey = block.cursor(); journey.next(); ) {
        again.add(journey);
      }
      assertArrayEquals(block.bytes(), again.build().bytes(), "copied, seed " + seed);
    }
  }

  private static void assertHolds(List<Packed> journeys, JourneyBlock block, String where) {
    JourneyBlock.Cursor cursor = block.cursor();
    for (Packed journey : journeys) {
      assertTrue(cursor.next(), where);
      int length = cursor.length();
      assertArrayEquals(ints(journey), Arrays.copyOf(cursor.signs(), length), "signs, " + where);
      assertArrayEquals(longs(journey), Arrays.copyOf(cursor.micros(), length), "times, " + where);
      assertEquals(journey.attributes, cursor.attributes(), where);
      assertEquals(!journey.facts.isEmpty(), cursor.hasFacts(), where);
      for (int i = 0; i < length; i++) {
        assertEquals(
            journey.facts.getOrDefault(i, Known.NOTHING),
            new Known(cursor.orders()[i], cursor.cart(i), cursor.value(i)),
            "touch " + i + ", " + where);
      }
    }
    assertFalse(cursor.next());
  }

  @Test
  void parse_readsABlockOfTheFirstVersion() {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "534a0100c0843d020480897a8092f40180897a03070102ac0202c50180897a01000555526c63");

    JourneyBlock block = JourneyBlock.parse(bytes);

    assertHolds(
        List.of(
            new Packed(
                List.of(1, 2, 300), List.of(1_000_000L, 3_000_000L, 200_000_000L), 7, Map.of()),
            new Packed(List.of(5), List.of(2_000_000L), 0, Map.of())),
        block,
        "version 1");
  }

  @Test
  void facts_costNothingWhereThereAreNone() {
    JourneyBlock.Builder builder = JourneyBlock.builder();
    builder.add(new int[] {1, 2}, new long[] {5, 6}).know(1, 0, 0, Optional.empty());

    byte[] bytes = builder.build().bytes();

    assertArrayEquals(
        JourneyBlock.builder().add(new int[] {1, 2}, new long[] {5, 6}).build().bytes(), bytes);
    assertEquals(0, JourneyBlock.parse(bytes).factBytes());
  }

  @Test
  void builder_refusesFactsOfATouchThatIsNotThere() {
    JourneyBlock.Builder builder = JourneyBlock.builder();
    assertThrows(
        IllegalArgumentException.class, () -> builder.know(0, 1, 0, Optional.empty()), "none yet");
    builder.add(new int[] {1, 2}, new long[] {5, 6}).know(1, 1, 0, Optional.empty());

    for (int touch : new int[] {-1, 0, 1, 2}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> builder.know(touch, 1, 0, Optional.empty()),
          "touch " + touch);
    }
  }

  private static int[] ints(Packed journey) {
    return journey.signs.stream().mapToInt(sign -> sign).toArray();
  }

  private static long[] longs(Packed journey) {
    return journey.micros.stream().mapToLong(time -> time).toArray();
  }

  /** Journeys in every unit of time, before 1970 as well, some with pauses of years. */
  private static List<Packed> generated(Random random) {
    List<Packed> journeys = new ArrayList<>();
    long unit = List.of(1L, 1000L, 1_000_000L).get(random.nextInt(3));
    for (int j = random.nextInt(40); j >= 0; j--) {
      int length = 1 + random.nextInt(random.nextInt(8) == 0 ? 500 : 8);
      List<Integer> signs = new ArrayList<>();
      List<Long> micros = new ArrayList<>();
      long time = (random.nextLong() >> 14) / unit * unit;
      for (int i = 0; i < length; i++) {
        signs.add(random.nextInt(1 << random.nextInt(1, 31)));
        micros.add(time);
        time += random.nextLong(1L << random.nextInt(1, 28)) * unit;
      }
      journeys.add(new Packed(signs, micros, random.nextInt(500), facts(random, length)));
    }
    return journeys;
  }

  private static Map<Integer, Known> facts(Random random, int touches) {
    Map<Integer, Known> facts = new TreeMap<>();
    for (int i = 0; i < touches && random.nextBoolean(); i += random.nextInt(1, 20)) {
      Optional<Money> value =
          Optional.of(new Money(random.nextLong() >> random.nextInt(64), "EU" + letter(random)));
      Known known =
          new Known(
              random.nextBoolean() ? 0 : random.nextInt(-300, 300),
              random.nextBoolean() ? 0 : random.nextLong(),
              value.filter(any -> random.nextBoolean()));
      if (!known.equals(Known.NOTHING)) {
        facts.put(i, known);
      }
    }
    return facts;
  }

  private static char letter(Random random) {
    return (char) ('A' + random.nextInt(26));
  }

  @Test
  void block_isTheSameBytesForTheSameJourneys() {
    JourneyBlock one = JourneyBlock.builder().add(new int[] {1, 2}, new long[] {5, 6}).build();
    JourneyBlock other = JourneyBlock.builder().add(new int[] {1, 2}, new long[] {5, 6}).build();

    assertArrayEquals(one.bytes(), other.bytes());
  }

  @Test
  void block_takesAboutThreeBytesATouchWherePausesAreSeconds() {
    JourneyBlock.Builder builder = JourneyBlock.builder();
    Random random = new Random(7);
    for (int j = 0; j < 1000; j++) {
      int[] signs = new int[10];
      long[] micros = new long[10];
      for (int i = 0; i < 10; i++) {
        signs[i] = random.nextInt(40);
        micros[i] = (j * 100L + i * 9L) * 1_000_000;
      }
      builder.add(signs, micros);
    }

    assertTrue(builder.build().bytes().length < 30_000);
  }

  @Test
  void parse_namesADamagedBlockWhateverByteIsWrong() {
    byte[] bytes =
        JourneyBlock.builder().add(new int[] {1, 2, 3}, new long[] {5, 6, 900}).build().bytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x10;

      assertThrows(IllegalArgumentException.class, () -> JourneyBlock.parse(damaged), "byte " + i);
    }
  }

  @Test
  void parse_namesACutBlock() {
    byte[] bytes = JourneyBlock.builder().add(new int[] {1}, new long[] {5}).build().bytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);

      assertThrows(IllegalArgumentException.class, () -> JourneyBlock.parse(cut));
    }
  }

  @Test
  void builder_refusesTimesThatGoBack() {
    JourneyBlock.Builder builder = JourneyBlock.builder();

    assertThrows(
        IllegalArgumentException.class, () -> builder.add(new int[] {1, 2}, new long[] {6, 5}));
  }

  @Test
  void visitor_isThatOfItsJourney_andCostsNothingWhereThereIsNone() {
    JourneyBlock.Builder builder = JourneyBlock.builder();
    JourneyBlock.Builder nobodys = JourneyBlock.builder();
    for (int i = 0; i < 100; i++) {
      builder.add(new int[] {1}, new long[] {i}).by(i % 7 == 3 ? i - 50L : 0);
      nobodys.add(new int[] {1}, new long[] {i}).by(0);
    }
    JourneyBlock block = JourneyBlock.parse(builder.build().bytes());

    int i = 0;
    for (JourneyBlock.Cursor journey = block.cursor(); journey.next(); i++) {
      assertEquals(i % 7 == 3 ? i - 50L : 0, journey.visitor());
    }
    assertEquals(100, i);
    JourneyBlock.Builder unlinked = JourneyBlock.builder();
    for (JourneyBlock.Cursor journey = block.cursor(); journey.next(); ) {
      unlinked.addUnlinked(journey);
    }
    assertArrayEquals(nobodys.build().bytes(), unlinked.build().bytes());
    assertTrue(nobodys.build().bytes().length < builder.build().bytes().length - 14 * 8);
  }

  @Test
  void knowing_givesOneNumberForVisitorsWhoAreOne() {
    JourneyBlock block =
        JourneyBlock.builder()
            .add(new int[] {1}, new long[] {1})
            .by(5)
            .add(new int[] {1}, new long[] {2})
            .by(6)
            .build()
            .knowing(Map.of(5L, 9L));
    JourneyBlock.Cursor journey = block.cursor();

    assertTrue(journey.next());
    assertEquals(9, journey.visitor());
    assertTrue(journey.next());
    assertEquals(6, journey.visitor());
  }

  @Test
  void block_ofAHeader_asksForItsBytesOnlyWhenACursorIsWanted() {
    JourneyBlock whole =
        JourneyBlock.openBuilder().add(new int[] {1, 2}, new long[] {5, 600}).by(7).build();
    AtomicInteger asked = new AtomicInteger();
    JourneyBlock block =
        JourneyBlock.of(
            whole.header(),
            () -> {
              asked.incrementAndGet();
              return whole.bytes();
            });

    assertEquals(
        List.of(1, 2L, 5L, 5L, true, true, 0, whole.key()),
        List.of(
            block.journeys(),
            block.touches(),
            block.firstStart(),
            block.lastStart(),
            block.open(),
            block.hasVisitors(),
            block.factBytes(),
            block.key()));
    assertEquals(0, asked.get());
    assertHolds(
        List.of(new Packed(List.of(1, 2), List.of(5L, 600L), 0, Map.of())), block, "of a header");
    assertEquals(1, asked.get());
  }

  @Test
  void block_ofAHeader_refusesBytesOfAnotherBlock() {
    JourneyBlock one = JourneyBlock.builder().add(new int[] {1}, new long[] {5}).build();
    JourneyBlock other = JourneyBlock.builder().add(new int[] {2}, new long[] {5}).build();

    assertThrows(
        IllegalArgumentException.class, JourneyBlock.of(one.header(), other::bytes)::cursor);
  }
}
