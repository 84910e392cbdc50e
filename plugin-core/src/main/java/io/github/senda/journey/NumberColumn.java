package io.github.senda.journey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers one after the other, each of as many bits as suits the column, and of the few that are
 * larger the rest apart: so where one stands is a product, and to unpack it nothing has to be
 * guessed. Known as patched frames of reference: Zukowski, Heman, Nes and Boncz, "Super-scalar
 * RAM-CPU cache compression", 2006. Reads forward; for one thread.
 *
 * <p>The bytes: one with the number of bits, up to 56; the number of larger ones, and each as its
 * distance from the one before and what is above those bits, as varints; the numbers, their lowest
 * bit first. Behind a column there must be eight more bytes of whatever.
 */
final class NumberColumn {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MOST_BITS = 56;

  /** What a larger one costs beside what is above, in bits: its place, and that it takes longer. */
  private static final int APART = 24;

  private static final int[] NO_PLACES = {};
  private static final long[] NO_RESTS = {};

  private final byte[] bytes;
  private final int bits;
  private final long mask;
  private final long from;

  /** Which numbers are larger, and what is to be added to each. */
  private final int[] larger;

  private final long[] rests;
  private int nextLarger;
  private int next;

  /** Reads a column that was written at a place. */
  NumberColumn(byte[] bytes, int at) {
    this.bytes = bytes;
    this.bits = bytes[at];
    this.mask = (1L << bits) - 1;
    ByteScan scan = new ByteScan(bytes, at + 1);
    int count = (int) scan.unsigned();
    this.larger = count == 0 ? NO_PLACES : new int[count];
    this.rests = count == 0 ? NO_RESTS : new long[count];
    int place = -1;
    for (int i = 0; i < count; i++) {
      place += (int) scan.unsigned();
      larger[i] = place;
      rests[i] = scan.unsigned() << bits;
    }
    this.from = (long) scan.at * Byte.SIZE;
  }

  static void write(ByteSink into, long[] numbers, int count) {
    int bits = bits(numbers, count);
    long mask = (1L << bits) - 1;
    ByteSink apart = new ByteSink(16);
    int before = -1;
    int more = 0;
    for (int i = 0; i < count; i++) {
      if ((numbers[i] & ~mask) != 0) {
        apart.unsigned(i - before).unsigned(numbers[i] >>> bits);
        before = i;
        more++;
      }
    }
    into.raw(bits).unsigned(more).raw(apart);
    long word = 0;
    int filled = 0;
    for (int i = 0; i < count; i++) {
      word |= (numbers[i] & mask) << filled;
      filled += bits;
      int whole = filled >>> 3;
      into.lowest(word, whole);
      word = whole == Long.BYTES ? 0 : word >>> (whole << 3);
      filled &= 7;
    }
    if (filled > 0) {
      into.raw((int) word);
    }
  }

  /** The number of bits with which all take the least room. */
  private static int bits(long[] numbers, int count) {
    int[] ofLength = new int[Long.SIZE + 1];
    for (int i = 0; i < count; i++) {
      ofLength[Long.SIZE - Long.numberOfLeadingZeros(numbers[i])]++;
    }
    int best = 0;
    long least = Long.MAX_VALUE;
    for (int bits = 0; bits <= MOST_BITS; bits++) {
      long room = (long) count * bits;
      for (int length = bits + 1; length <= Long.SIZE; length++) {
        room += (long) ofLength[length] * (APART + length - bits);
      }
      if (room < least) {
        least = room;
        best = bits;
      }
    }
    return best;
  }

  private long number(long bit) {
    return ((long) WORDS.get(bytes, (int) (bit >>> 3)) >>> (bit & 7)) & mask;
  }

  /** The next numbers, times a factor. */
  void fill(long[] into, int count, long factor) {
    long bit = from + (long) next * bits;
    for (int i = 0; i < count; i++) {
      into[i] = number(bit) * factor;
      bit += bits;
    }
    for (; nextLarger < larger.length && larger[nextLarger] < next + count; nextLarger++) {
      into[larger[nextLarger] - next] += rests[nextLarger] * factor;
    }
    next += count;
  }

  /** The next numbers, which are none of more than 31 bits. */
  void fill(int[] into, int count) {
    long bit = from + (long) next * bits;
    for (int i = 0; i < count; i++) {
      into[i] = (int) number(bit);
      bit += bits;
    }
    for (; nextLarger < larger.length && larger[nextLarger] < next + count; nextLarger++) {
      into[larger[nextLarger] - next] += (int) rests[nextLarger];
    }
    next += count;
  }

  /** Adds the next numbers, times a factor, up: from the first of so many sums on, which stands. */
  void fillSums(long[] sums, int count, long factor) {
    if (nextLarger < larger.length && larger[nextLarger] < next + count - 1) {
      fillSumsWithLarger(sums, count, factor);
      return;
    }
    long bit = from + (long) next * bits;
    long sum = sums[0];
    for (int i = 1; i < count; i++) {
      sum += number(bit) * factor;
      sums[i] = sum;
      bit += bits;
    }
    next += count - 1;
  }

  private void fillSumsWithLarger(long[] sums, int count, long factor) {
    for (int i = 1; i < count; i++) {
      long number = number(from + (long) next * bits);
      if (nextLarger < larger.length && larger[nextLarger] == next) {
        number += rests[nextLarger++];
      }
      sums[i] = sums[i - 1] + number * factor;
      next++;
    }
  }

  /** Passes over so many numbers. */
  void skip(int count) {
    next += count;
    while (nextLarger < larger.length && larger[nextLarger] < next) {
      nextLarger++;
    }
  }
}
