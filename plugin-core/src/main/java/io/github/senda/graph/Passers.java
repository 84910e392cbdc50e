package io.github.senda.graph;

import java.util.Arrays;

/**
 * Which journeys of a block passed each touchpoint, a bit for each, so that it can be told how many
 * passed any of several. Where few did, their numbers stand instead. Immutable once made; safe for
 * any thread.
 */
final class Passers {

  private static final long[] NO_WORDS = {};
  private static final char[] NONE = {};

  private final long[][] words;
  private final char[][] few;
  private final int width;

  private Passers(long[][] words, char[][] few, int width) {
    this.words = words;
    this.few = few;
    this.width = width;
  }

  /** How many journeys passed at least one of the touchpoints. */
  int passing(int[] touchpoints) {
    long[] any = new long[width];
    for (int touchpoint : touchpoints) {
      if (touchpoint < words.length) {
        long[] all = words[touchpoint];
        for (int i = 0; i < all.length; i++) {
          any[i] |= all[i];
        }
        for (char journey : few[touchpoint]) {
          any[journey >> 6] |= 1L << journey;
        }
      }
    }
    return count(any);
  }

  private static int count(long[] bits) {
    int count = 0;
    for (long word : bits) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** About how many bytes it takes. */
  int bytes() {
    int bytes = 48 + words.length * 2 * Integer.BYTES;
    for (int i = 0; i < words.length; i++) {
      bytes += words[i].length == 0 ? 0 : 16 + words[i].length * Long.BYTES;
      bytes += few[i].length == 0 ? 0 : 16 + few[i].length * Character.BYTES;
    }
    return bytes;
  }

  /** Takes the journeys of a block one after the other; for one thread. */
  static final class Builder {
    private final long[][] words;
    private final int width;
    private int journeys;

    /**
     * Nobody yet.
     *
     * @param size how many touchpoints there are
     * @param most how many journeys may come
     */
    Builder(int size, int most) {
      this.words = new long[size][];
      this.width = (most + 63) >> 6;
    }

    void add(int[] touchpoints, int length) {
      int word = journeys >> 6;
      long bit = 1L << journeys;
      for (int i = 0; i < length; i++) {
        int touchpoint = touchpoints[i];
        long[] bits = words[touchpoint];
        if (bits == null) {
          bits = new long[width];
          words[touchpoint] = bits;
        }
        bits[word] |= bit;
      }
      journeys++;
    }

    /** May be called once. */
    Passers build() {
      char[][] few = new char[words.length][];
      for (int i = 0; i < words.length; i++) {
        few[i] = NONE;
        if (words[i] == null) {
          words[i] = NO_WORDS;
        } else if (count(words[i]) < width * 3 && journeys <= Character.MAX_VALUE) {
          few[i] = numbers(words[i]);
          words[i] = NO_WORDS;
        }
      }
      return new Passers(words, few, width);
    }

    private static char[] numbers(long[] bits) {
      char[] numbers = new char[count(bits)];
      int filled = 0;
      for (int word = 0; word < bits.length; word++) {
        for (long left = bits[word]; left != 0; left &= left - 1) {
          numbers[filled++] = (char) (word * Long.SIZE + Long.numberOfTrailingZeros(left));
        }
      }
      return Arrays.copyOf(numbers, filled);
    }
  }
}
