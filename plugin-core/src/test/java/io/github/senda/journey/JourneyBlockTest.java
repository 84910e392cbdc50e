package io.github.senda.journey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JourneyBlockTest {

  private record Packed(List<Integer> signs, List<Long> micros, int attributes) {}

  @Test
  void block_givesBackWhatWasPacked() {
    for (long seed = 0; seed < 200; seed++) {
      List<Packed> journeys = generated(new Random(seed));
      JourneyBlock.Builder builder = JourneyBlock.builder();
      for (Packed journey : journeys) {
        builder.add(ints(journey), longs(journey), 0, journey.signs.size(), journey.attributes);
      }

      JourneyBlock.Cursor cursor = JourneyBlock.parse(builder.build().bytes()).cursor();

      for (Packed journey : journeys) {
        assertTrue(cursor.next(), "seed " + seed);
        int length = cursor.length();
        assertArrayEquals(
            ints(journey), Arrays.copyOf(cursor.signs(), length), "signs, seed " + seed);
        assertArrayEquals(
            longs(journey), Arrays.copyOf(cursor.micros(), length), "times, seed " + seed);
        assertEquals(journey.attributes, cursor.attributes(), "seed " + seed);
      }
      assertFalse(cursor.next());
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
      journeys.add(new Packed(signs, micros, random.nextInt(500)));
    }
    return journeys;
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
}
