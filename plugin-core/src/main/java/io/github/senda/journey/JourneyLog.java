package io.github.senda.journey;

import io.github.senda.touch.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Journeys with the dictionary of their touches: what a store or a log file gives to whoever
 * counts. Called an event log in process mining. A value; safe for any thread.
 *
 * @param blocks the blocks, of ended and of open journeys, in no order that means anything
 * @param signs the dictionary: entry {@code i} is what a touch of number {@code i} was, a sign's
 *     text or a touchpoint's name
 * @param attributes the dictionary of the journeys' attributes as texts; entry 0 is the empty text
 * @param from the moment from which on journeys count by their beginning; empty for all
 * @param to the moment before which journeys count by their beginning; empty for all
 */
public record JourneyLog(
    List<JourneyBlock> blocks,
    List<String> signs,
    List<String> attributes,
    Optional<Instant> from,
    Optional<Instant> to) {

  private static final JourneyLog EMPTY = of(List.of(), List.of());

  public JourneyLog {
    blocks = List.copyOf(blocks);
    signs = List.copyOf(signs);
    attributes = attributes.isEmpty() ? List.of("") : List.copyOf(attributes);
  }

  /** No journeys. */
  public static JourneyLog empty() {
    return EMPTY;
  }

  /** All journeys of the blocks, with no attributes. */
  public static JourneyLog of(List<JourneyBlock> blocks, List<String> signs) {
    return new JourneyLog(blocks, signs, List.of(), Optional.empty(), Optional.empty());
  }

  /** The journeys of this log that began at {@code start} or later, and before {@code end}. */
  public JourneyLog begunBetween(Instant start, Instant end) {
    return new JourneyLog(blocks, signs, attributes, Optional.of(start), Optional.of(end));
  }

  /** The same log, of which only some blocks are read. */
  public JourneyLog over(List<JourneyBlock> some) {
    return new JourneyLog(some, signs, attributes, from, to);
  }

  /** An instant in microseconds since the epoch; beyond what these reach it is the end of them. */
  public static long micros(Instant instant) {
    long second = instant.getEpochSecond();
    if (Math.abs(second) > Long.MAX_VALUE / 1_000_000 - 1) {
      return second < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return second * 1_000_000 + instant.getNano() / 1000;
  }

  /** A reader before the first journey, for one thread. */
  public Reader reader(Meaning meaning) {
    return new Reader(this, meaning);
  }

  /**
   * Reads journeys with their meaning, whole or not at all; those that have no touch left are
   * passed over. For one thread. Its arrays are reused: copy what is kept.
   */
  public static final class Reader {
    private final List<JourneyBlock> blocks;
    private final Meaning meaning;
    private final long from;
    private final long to;
    private int nextBlock;
    private JourneyBlock.Cursor cursor = JourneyBlock.builder().build().cursor();
    private boolean active;
    private boolean inside;
    private int length;
    private int[] touchpoints = new int[64];
    private long[] kept = new long[64];
    private long[] micros = kept;

    private Reader(JourneyLog log, Meaning meaning) {
      this.blocks = log.blocks;
      this.meaning = meaning;
      this.from = log.from.map(JourneyLog::micros).orElse(Long.MIN_VALUE);
      this.to = log.to.map(JourneyLog::micros).orElse(Long.MAX_VALUE);
    }

    /** Goes to the next journey; false if there is none. */
    public boolean next() {
      while (true) {
        while (!cursor.next()) {
          if (!nextBlock()) {
            return false;
          }
        }
        long start = cursor.micros()[0];
        if (!inside && (start < from || start >= to)) {
          continue;
        }
        if (cursor.length() > touchpoints.length) {
          touchpoints = new int[cursor.length() * 2];
          kept = new long[touchpoints.length];
        }
        length = meaning.read(cursor, touchpoints, kept);
        micros = meaning.leavesNothingOut() ? cursor.micros() : kept;
        if (length > 0) {
          return true;
        }
      }
    }

    /** A block outside the period is not read at all. */
    private boolean nextBlock() {
      while (nextBlock < blocks.size()) {
        JourneyBlock block = blocks.get(nextBlock++);
        if (block.journeys() > 0 && block.lastStart() >= from && block.firstStart() < to) {
          inside = block.firstStart() >= from && block.lastStart() < to;
          active = block.open();
          cursor = block.cursor();
          return true;
        }
      }
      return false;
    }

    /** The number of touches in this journey, at least one. */
    public int length() {
      return length;
    }

    /** The touchpoint number of each touch, valid below {@link #length} until the next call. */
    public int[] touchpoints() {
      return touchpoints;
    }

    /** The time of each touch in microseconds, valid below {@link #length} until the next call. */
    public long[] micros() {
      return micros;
    }

    /** Whether the visit is still open. */
    public boolean active() {
      return active;
    }

    /** The dictionary number of this journey's attributes; 0 for none. */
    public int attributes() {
      return cursor.attributes();
    }

    /** How many touches the block has of this journey, those that mean nothing among them. */
    public int seen() {
      return cursor.length();
    }

    /** The dictionary number of each touch seen, valid below {@link #seen} until the next call. */
    public int[] seenSigns() {
      return cursor.signs();
    }

    /** The time of each touch seen in microseconds, valid as {@link #seenSigns}. */
    public long[] seenMicros() {
      return cursor.micros();
    }

    /**
     * The touchpoint number of each touch seen, -1 where it means nothing; worked out at each call,
     * so it is for those who need it of few journeys. Merged touchpoints are as they were.
     */
    public int[] seenTouchpoints() {
      return meaning.of(cursor.signs(), cursor.orders(), cursor.micros(), cursor.length());
    }

    /** A hash of the cart's id that the shop gave with a touch seen; 0 if none. */
    public long cart(int seen) {
      return cursor.cart(seen);
    }

    /** What a touch seen was worth, by the word of whoever sent it. */
    public Optional<Money> value(int seen) {
      return cursor.value(seen);
    }

    /**
     * Whose journey this is, as {@link JourneyBlock.Cursor#visitor} says it; 0 for nobody known.
     */
    public long visitor() {
      return cursor.visitor();
    }

    /** This journey as a value. */
    public Journey journey() {
      List<Instant> times = new ArrayList<>(length);
      for (int i = 0; i < length; i++) {
        times.add(
            Instant.ofEpochSecond(
                Math.floorDiv(micros[i], 1_000_000L), Math.floorMod(micros[i], 1_000_000L) * 1000));
      }
      return new Journey(
          Arrays.stream(touchpoints, 0, length).mapToObj(meaning.touchpoints()::get).toList(),
          times,
          active);
    }
  }
}
