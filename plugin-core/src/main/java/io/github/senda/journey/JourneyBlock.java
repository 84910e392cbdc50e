package io.github.senda.journey;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Journeys, a few thousand as a rule, packed into bytes that never change: the unit of storage.
 * Called a row group or segment elsewhere. A touch is a number out of a dictionary that the block
 * does not hold, and a time in microseconds since the epoch. Immutable; safe for any thread, each
 * with a {@link Cursor} of its own.
 *
 * <p>The bytes: {@code S J}, a version, flags (bit 0: the journeys are still open), the tick in
 * microseconds (the coarsest of 1,000,000, 1,000 and 1 that loses nothing), the numbers of journeys
 * and touches, the first and the last start; then each journey as its start less the one before,
 * its number of touches, the number of its attributes, its touches, and its pauses in ticks; at the
 * end a CRC-32C of all before it. Numbers are LEB128 varints, signed ones in zigzag.
 */
public final class JourneyBlock {

  private static final int VERSION = 1;
  private static final int OPEN = 1;
  private static final int CHECKSUM_LENGTH = 4;

  private final byte[] bytes;
  private final boolean open;
  private final long tick;
  private final int journeys;
  private final long touches;
  private final long firstStart;
  private final long lastStart;
  private final int body;

  private JourneyBlock(byte[] bytes) {
    this.bytes = bytes;
    Scan scan = new Scan(bytes, 4);
    this.open = (bytes[3] & OPEN) != 0;
    this.tick = scan.unsigned();
    this.journeys = (int) scan.unsigned();
    this.touches = scan.unsigned();
    this.firstStart = scan.signed();
    this.lastStart = scan.signed();
    this.body = scan.at;
  }

  /** An empty builder for journeys that have ended. */
  public static Builder builder() {
    return new Builder(false);
  }

  /** An empty builder for journeys that are still open, and so end at {@code ACTIVE} for now. */
  public static Builder openBuilder() {
    return new Builder(true);
  }

  /**
   * Takes a block from its bytes, which are not copied.
   *
   * @throws IllegalArgumentException if they are not a whole block of a version that this one knows
   */
  public static JourneyBlock parse(byte[] bytes) {
    if (bytes.length < 4 + CHECKSUM_LENGTH || bytes[0] != 'S' || bytes[1] != 'J') {
      throw new IllegalArgumentException("not a journey block: " + bytes.length + " bytes");
    }
    if (bytes[2] != VERSION) {
      throw new IllegalArgumentException(
          "a journey block of version " + bytes[2] + ", which this Senda does not know");
    }
    int end = bytes.length - CHECKSUM_LENGTH;
    int found = checksum(bytes, end);
    int said = 0;
    for (int i = end; i < bytes.length; i++) {
      said = (said << 8) | (bytes[i] & 0xff);
    }
    if (found != said) {
      throw new IllegalArgumentException(
          "a damaged journey block: its checksum is " + found + ", not " + said);
    }
    return new JourneyBlock(bytes);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  /** The number of journeys. */
  public int journeys() {
    return journeys;
  }

  /** The number of touches in all journeys. */
  public long touches() {
    return touches;
  }

  /** Whether the journeys are still open. */
  public boolean open() {
    return open;
  }

  /** When the earliest journey began, in microseconds since the epoch; 0 in an empty block. */
  public long firstStart() {
    return firstStart;
  }

  /** When the latest journey began, in microseconds since the epoch; 0 in an empty block. */
  public long lastStart() {
    return lastStart;
  }

  /** A copy of the bytes, as {@link #parse} takes them. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** A cursor before the first journey, for one thread. */
  public Cursor cursor() {
    return new Cursor(this);
  }

  /** Reads a block journey by journey; for one thread. Its arrays are reused: copy what is kept. */
  public static final class Cursor {
    private final Scan scan;
    private final long tick;
    private int left;
    private long start;
    private int length;
    private int attributes;
    private int[] signs = new int[64];
    private long[] micros = new long[64];
    private int[] orders = new int[64];

    private Cursor(JourneyBlock block) {
      this.scan = new Scan(block.bytes, block.body);
      this.tick = block.tick;
      this.left = block.journeys;
    }

    /** Goes to the next journey; false if there is none. */
    public boolean next() {
      if (left == 0) {
        return false;
      }
      left--;
      start += scan.signed();
      length = (int) scan.unsigned();
      attributes = (int) scan.unsigned();
      if (length > signs.length) {
        int capacity = Math.max(length, signs.length * 2);
        signs = new int[capacity];
        micros = new long[capacity];
        orders = new int[capacity];
      }
      scan.fill(signs, length);
      scan.fillTimes(micros, length, start, tick);
      return true;
    }

    /** The number of touches in this journey, at least one. */
    public int length() {
      return length;
    }

    /** The dictionary number of each touch, valid below {@link #length} until the next call. */
    public int[] signs() {
      return signs;
    }

    /** The time of each touch in microseconds, valid below {@link #length} until the next call. */
    public long[] micros() {
      return micros;
    }

    /**
     * Which thing each touch was about, valid below {@link #length} until the next call: 0 where
     * nobody knows, else equal for touches about the same; negative if an earlier visit named it.
     */
    public int[] orders() {
      return orders;
    }

    /** The dictionary number of this journey's attributes; 0 for none. */
    public int attributes() {
      return attributes;
    }
  }

  /** Collects journeys into a block; for one thread. */
  public static final class Builder {
    private final boolean open;
    private int[] lengths = new int[64];
    private int[] attributes = new int[64];
    private int[] signs = new int[512];
    private long[] micros = new long[512];
    private int journeys;
    private int touches;

    private Builder(boolean open) {
      this.open = open;
    }

    /**
     * Adds the journey whose touches stand in {@code from} (inclusive) to {@code to} (exclusive) of
     * two arrays, which are copied.
     *
     * @param newSigns dictionary numbers, not negative
     * @param newMicros times in microseconds since the epoch, never going back
     * @param attributesNumber the dictionary number of the journey's attributes; 0 for none
     * @throws IllegalArgumentException if there is no touch, or a time goes back
     */
    public Builder add(int[] newSigns, long[] newMicros, int from, int to, int attributesNumber) {
      int length = to - from;
      if (length < 1) {
        throw new IllegalArgumentException("a journey has at least one touch");
      }
      for (int i = from + 1; i < to; i++) {
        if (newMicros[i] < newMicros[i - 1]) {
          throw new IllegalArgumentException("the times of a journey never go back");
        }
      }
      if (touches + length > signs.length) {
        int capacity = Math.max(touches + length, signs.length * 2);
        signs = Arrays.copyOf(signs, capacity);
        micros = Arrays.copyOf(micros, capacity);
      }
      if (journeys == lengths.length) {
        lengths = Arrays.copyOf(lengths, journeys * 2);
        attributes = Arrays.copyOf(attributes, journeys * 2);
      }
      System.arraycopy(newSigns, from, signs, touches, length);
      System.arraycopy(newMicros, from, micros, touches, length);
      touches += length;
      lengths[journeys] = length;
      attributes[journeys++] = attributesNumber;
      return this;
    }

    /** Adds a journey with no attributes. */
    public Builder add(int[] newSigns, long[] newMicros) {
      return add(newSigns, newMicros, 0, newSigns.length, 0);
    }

    /** The number of journeys so far. */
    public int journeys() {
      return journeys;
    }

    /** The number of touches so far. */
    public int touches() {
      return touches;
    }

    /** The block of what was added, in that order. The builder may go on. */
    public JourneyBlock build() {
      long first = journeys == 0 ? 0 : Long.MAX_VALUE;
      long last = journeys == 0 ? 0 : Long.MIN_VALUE;
      for (int j = 0, at = 0; j < journeys; at += lengths[j++]) {
        first = Math.min(first, micros[at]);
        last = Math.max(last, micros[at]);
      }
      long tick = tick();
      Sink sink = new Sink(32 + journeys * 6 + touches * 4);
      sink.raw('S').raw('J').raw(VERSION).raw(open ? OPEN : 0);
      sink.unsigned(tick).unsigned(journeys).unsigned(touches).signed(first).signed(last);
      long start = 0;
      for (int j = 0, at = 0; j < journeys; at += lengths[j++]) {
        int end = at + lengths[j];
        sink.signed(micros[at] - start).unsigned(lengths[j]).unsigned(attributes[j]);
        start = micros[at];
        for (int i = at; i < end; i++) {
          sink.unsigned(signs[i]);
        }
        for (int i = at + 1; i < end; i++) {
          sink.unsigned((micros[i] - micros[i - 1]) / tick);
        }
      }
      int sum = checksum(sink.bytes, sink.length);
      for (int shift = 24; shift >= 0; shift -= 8) {
        sink.raw(sum >>> shift);
      }
      return new JourneyBlock(Arrays.copyOf(sink.bytes, sink.length));
    }

    /** The coarsest tick in which every pause is whole. Starts are kept in microseconds anyway. */
    private long tick() {
      long tick = 1_000_000;
      for (int j = 0, at = 0; j < journeys; at += lengths[j++]) {
        for (int i = at + 1; i < at + lengths[j]; i++) {
          long pause = micros[i] - micros[i - 1];
          while (pause % tick != 0) {
            tick /= 1000;
          }
        }
      }
      return tick;
    }
  }

  private static final class Sink {
    private byte[] bytes;
    private int length;

    Sink(int capacity) {
      this.bytes = new byte[capacity];
    }

    Sink raw(int value) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, length * 2);
      }
      bytes[length++] = (byte) value;
      return this;
    }

    Sink unsigned(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        raw((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      return raw((int) rest);
    }

    Sink signed(long value) {
      return unsigned((value << 1) ^ (value >> 63));
    }
  }

  private static final class Scan {
    private final byte[] bytes;
    private int at;

    Scan(byte[] bytes, int at) {
      this.bytes = bytes;
      this.at = at;
    }

    long unsigned() {
      long b = bytes[at++];
      if (b >= 0) {
        return b;
      }
      long value = b & 0x7f;
      for (int shift = 7; ; shift += 7) {
        b = bytes[at++];
        value |= (b & 0x7f) << shift;
        if (b >= 0) {
          return value;
        }
      }
    }

    long signed() {
      long zigzag = unsigned();
      return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    /** As {@link #unsigned} in a loop, with the place in a local variable: half of all the time. */
    void fill(int[] target, int length) {
      byte[] source = bytes;
      int from = at;
      for (int i = 0; i < length; i++) {
        int value = source[from++];
        if (value < 0) {
          value &= 0x7f;
          int b;
          int shift = 7;
          do {
            b = source[from++];
            value |= (b & 0x7f) << shift;
            shift += 7;
          } while (b < 0);
        }
        target[i] = value;
      }
      at = from;
    }

    void fillTimes(long[] target, int length, long start, long tick) {
      byte[] source = bytes;
      int from = at;
      long time = start;
      target[0] = time;
      for (int i = 1; i < length; i++) {
        long value = source[from++];
        if (value < 0) {
          value &= 0x7f;
          long b;
          int shift = 7;
          do {
            b = source[from++];
            value |= (b & 0x7f) << shift;
            shift += 7;
          } while (b < 0);
        }
        time += value * tick;
        target[i] = time;
      }
      at = from;
    }
  }
}
