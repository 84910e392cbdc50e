package io.github.senda.journey;

import io.github.senda.touch.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A journey of a block as plain lists, and logs of such by chance. */
record PlainJourney(
    List<Integer> signs,
    List<Long> micros,
    int attributes,
    long visitor,
    Map<Integer, PlainJourney.Fact> facts) {

  /** What is known of a touch. */
  record Fact(int order, long cart, Optional<Money> value) {
    static final Fact NOTHING = new Fact(0, 0, Optional.empty());
  }

  /**
   * A log: starts that go back as well as on, and before 1970, in one of three units; ties; pauses
   * of years now and then; more distinct signs than a byte tells in every third log.
   */
  static List<PlainJourney> generated(long seed) {
    Random random = new Random(seed);
    long unit = List.of(1L, 1000L, 1_000_000L).get(random.nextInt(3));
    int signs = List.of(5, 250, 3000).get(random.nextInt(3));
    boolean known = random.nextBoolean();
    boolean told = random.nextBoolean();
    List<PlainJourney> journeys = new ArrayList<>();
    long start = (random.nextLong() >> 14) / unit * unit;
    for (int j = random.nextInt(300); j >= 0; j--) {
      start += random.nextLong(-1000, 20_000) * unit;
      int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 400 : 12);
      List<Integer> touched = new ArrayList<>();
      List<Long> micros = new ArrayList<>();
      Map<Integer, Fact> facts = new TreeMap<>();
      long time = start;
      for (int i = 0; i < length; i++) {
        touched.add(random.nextInt(signs) * 7);
        micros.add(time);
        time += random.nextInt(5) == 0 ? 0 : random.nextLong(1L << random.nextInt(1, 18)) * unit;
        time += random.nextInt(400) == 0 ? 3L * 31_556_952_000_000L : 0;
        if (told && random.nextInt(9) == 0) {
          facts.put(i, fact(random));
        }
      }
      facts.values().removeIf(Fact.NOTHING::equals);
      long visitor = known && random.nextInt(3) > 0 ? random.nextLong() : 0;
      journeys.add(new PlainJourney(touched, micros, random.nextInt(40), visitor, facts));
    }
    return journeys;
  }

  private static Fact fact(Random random) {
    Optional<Money> value =
        Optional.of(
            new Money(
                random.nextLong() >> random.nextInt(64), "EU" + (char) (65 + random.nextInt(26))));
    return new Fact(
        random.nextBoolean() ? 0 : random.nextInt(-300, 300),
        random.nextBoolean() ? 0 : random.nextLong(),
        value.filter(any -> random.nextBoolean()));
  }

  /** The same without what versions before could not hold. */
  PlainJourney asOf(int version) {
    return new PlainJourney(
        signs, micros, attributes, version > 2 ? visitor : 0, version > 1 ? facts : Map.of());
  }

  void addTo(JourneyBlock.Builder builder) {
    int[] numbers = signs.stream().mapToInt(sign -> sign).toArray();
    long[] times = micros.stream().mapToLong(time -> time).toArray();
    builder.add(numbers, times, 0, numbers.length, attributes).by(visitor);
    facts.forEach((touch, fact) -> builder.know(touch, fact.order(), fact.cart(), fact.value()));
  }

  /** The journey at which a cursor stands. */
  static PlainJourney of(JourneyBlock.Cursor cursor) {
    List<Integer> signs = new ArrayList<>();
    List<Long> micros = new ArrayList<>();
    Map<Integer, Fact> facts = new TreeMap<>();
    for (int i = 0; i < cursor.length(); i++) {
      signs.add(cursor.signs()[i]);
      micros.add(cursor.micros()[i]);
      facts.put(i, new Fact(cursor.orders()[i], cursor.cart(i), cursor.value(i)));
    }
    facts.values().removeIf(Fact.NOTHING::equals);
    return new PlainJourney(signs, micros, cursor.attributes(), cursor.visitor(), facts);
  }
}
