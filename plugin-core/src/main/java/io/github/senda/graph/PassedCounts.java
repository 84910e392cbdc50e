package io.github.senda.graph;

/**
 * Counts in how many journeys each of at most 64 touchpoints is, from a bit for each touchpoint of
 * a journey: the counts of all touchpoints are added to at once, as binary numbers that stand side
 * by side, a digit of each in a long. For one thread.
 */
final class PassedCounts {

  /** So many journeys have room in seven digits. */
  private static final int MOST = 127;

  private long ones;
  private long twos;
  private long fours;
  private long eights;
  private long sixteens;
  private long thirtyTwos;
  private long sixtyFours;
  private int journeys;

  /** Adds a journey by the bits of its touchpoints. */
  void add(long passed, long[] into) {
    long carry = ones & passed;
    ones ^= passed;
    long next = twos & carry;
    twos ^= carry;
    carry = fours & next;
    fours ^= next;
    next = eights & carry;
    eights ^= carry;
    carry = sixteens & next;
    sixteens ^= next;
    next = thirtyTwos & carry;
    thirtyTwos ^= carry;
    sixtyFours ^= next;
    if (++journeys == MOST) {
      tell(into);
    }
  }

  /** Adds what was counted to the counts of touchpoints, and forgets it. */
  void tell(long[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] +=
          (ones >>> i & 1)
              + ((twos >>> i & 1) << 1)
              + ((fours >>> i & 1) << 2)
              + ((eights >>> i & 1) << 3)
              + ((sixteens >>> i & 1) << 4)
              + ((thirtyTwos >>> i & 1) << 5)
              + ((sixtyFours >>> i & 1) << 6);
    }
    ones = 0;
    twos = 0;
    fours = 0;
    eights = 0;
    sixteens = 0;
    thirtyTwos = 0;
    sixtyFours = 0;
    journeys = 0;
  }
}
