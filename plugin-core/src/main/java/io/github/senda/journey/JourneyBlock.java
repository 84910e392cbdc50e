package io.github.senda.journey;

import io.github.senda.touch.Money;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Journeys, a few thousand as a rule, packed into bytes that never change: the unit of storage.
 * Called a row group or segment elsewhere. A touch is a number out of a dictionary that the block
 * does not hold, and a time in microseconds since the epoch. Immutable; safe for any thread, each
 * with a {@link Cursor} of its own.
 *
 * <p>The bytes: {@code S J}, a version, flags (bit 0: the journeys are still open, bit 1: there are
 * facts, bit 2: there are visitors), the tick in microseconds (the coarsest of 1,000,000, 1,000 and
 * 1 in which all pauses are whole), the numbers of journeys and touches, the first and the last
 * start; then sections, each with its length before it: the facts, if there are ({@link
 * BlockFacts}); the visitors, if any journey has one (a bit for each journey that has, the first
 * lowest, and of these eight bytes each, the highest first); behind the tick of starts a column
 * ({@link NumberColumn}) of each journey's start less the one before, in zigzag, one of their
 * lengths and one of the numbers of their attributes; behind the number of distinct signs a column
 * of these, the commonest first, and the touches as places in it, a byte each where there are at
 * most 256, else a column; last a column of the pauses in ticks. At the end four zeros and a
 * CRC-32C of all before it. Numbers outside columns are LEB128 varints, signed ones in zigzag.
 * {@link OldBlock} reads the versions before 4.
 */
public final class JourneyBlock {

  private final BlockHeader header;
  private final Supplier<BlockContent> source;
  private final Map<Long, Long> canonical;

  private JourneyBlock(
      BlockHeader header, Supplier<BlockContent> source, Map<Long, Long> canonical) {
    this.header = header;
    this.source = source;
    this.canonical = canonical;
  }

  private static JourneyBlock of(BlockContent content) {
    return new JourneyBlock(content.header, () -> content, Map.of());
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
   * Takes a block from its bytes, which are not copied; one of an older version becomes the same
   * journeys in this one's bytes.
   *
   * @throws IllegalArgumentException if they are not a whole block of a version that this one knows
   */
  public static JourneyBlock parse(byte[] bytes) {
    return of(BlockContent.parse(bytes));
  }

  /**
   * A block of which only the header is held. Its bytes are asked for whenever a cursor is, and are
   * checked then; whoever gives them may keep them.
   *
   * @param header what {@link #header} said when it was stored
   * @param bytes gives the bytes, from any thread; what it throws, whoever asks for a cursor gets,
   *     and an {@link IllegalArgumentException} where they are not those of this header
   */
  public static JourneyBlock of(BlockHeader header, Supplier<byte[]> bytes) {
    return new JourneyBlock(header, () -> BlockContent.parse(header, bytes.get()), Map.of());
  }

  /**
   * What is known of a block by its bytes as they are, whatever version they are of: {@link #parse}
   * packs an older one anew, and so gives another header.
   *
   * @throws IllegalArgumentException as {@link #parse} does
   */
  public static BlockHeader headerOf(byte[] bytes) {
    return BlockContent.headerOf(bytes);
  }

  /**
   * The same block, in which journeys of visitors that are one and the same give one number.
   *
   * @param numbers the number to give, by the number that is in the block; others stay
   */
  public JourneyBlock knowing(Map<Long, Long> numbers) {
    return new JourneyBlock(header, source, Map.copyOf(numbers));
  }

  /** What is known of it without its bytes. */
  public BlockHeader header() {
    return header;
  }

  /** Whether the visitor of any journey is known. */
  public boolean hasVisitors() {
    return header.hasVisitors();
  }

  /** The number of journeys. */
  public int journeys() {
    return header.key().journeys();
  }

  /** The number of touches in all journeys. */
  public long touches() {
    return header.key().touches();
  }

  /** How many of the bytes are orders, carts and values. */
  public int factBytes() {
    return header.factBytes();
  }

  /** Whether the journeys are still open. */
  public boolean open() {
    return header.open();
  }

  /** When the earliest journey began, in microseconds since the epoch; 0 in an empty block. */
  public long firstStart() {
    return header.key().firstStart();
  }

  /** When the latest journey began, in microseconds since the epoch; 0 in an empty block. */
  public long lastStart() {
    return header.key().lastStart();
  }

  /**
   * What a block is known by without keeping it: two with one key hold the same journeys. Whatever
   * writes a block again changes its checksum at least.
   *
   * @param checksum the CRC-32C that it ends with
   * @param bytes how many bytes it has
   * @param journeys how many journeys
   * @param touches how many touches
   * @param firstStart when the earliest journey began, in microseconds since the epoch
   * @param lastStart when the latest did
   */
  public record Key(
      int checksum, int bytes, int journeys, long touches, long firstStart, long lastStart) {}

  /** What this block is known by. */
  public Key key() {
    return header.key();
  }

  /** A copy of the bytes, as {@link #parse} takes them. */
  public byte[] bytes() {
    return source.get().bytes.clone();
  }

  /** A cursor before the first journey, for one thread. */
  public Cursor cursor() {
    Cursor cursor = new Cursor();
    cursor.open(this);
    return cursor;
  }

  /** Unpacks all but the touches. */
  void open(BlockColumns columns) {
    columns.open(source.get(), canonical);
  }

  /** Reads a block journey by journey; for one thread. Its arrays are reused: copy what is kept. */
  public static final class Cursor {
    private final BlockColumns columns = new BlockColumns();
    private BlockFacts facts = new BlockFacts(new byte[0], -1);
    private int length;
    private int[] signs = new int[64];
    private long[] micros = new long[64];

    /** Before the first journey of none: {@link #open} goes to a block. */
    Cursor() {}

    /** Goes to another block, before its first journey. */
    void open(JourneyBlock block) {
      BlockContent content = block.source.get();
      columns.open(content, block.canonical);
      facts = new BlockFacts(content.bytes, content.factsAt);
    }

    /** Goes to the next journey; false if there is none. */
    public boolean next() {
      if (!advance()) {
        return false;
      }
      unpack();
      return true;
    }

    /** Goes to the next journey without its touches, which {@link #unpack} may be asked for. */
    boolean advance() {
      if (!columns.step()) {
        return false;
      }
      length = columns.length(columns.journey());
      facts.next(length);
      return true;
    }

    /** The touches of this journey; once at most. */
    void unpack() {
      if (length > signs.length) {
        int capacity = Math.max(length, signs.length * 2);
        signs = new int[capacity];
        micros = new long[capacity];
      }
      columns.read(signs, micros);
    }

    /**
     * As {@link BlockColumns#read(long, long, int[], JourneyColumns)}: for whoever asks for nothing
     * else of the block, as facts are not read.
     */
    boolean next(long from, long to, int[] meanings, JourneyColumns into) {
      return columns.read(from, to, meanings, into);
    }

    /** What each code of the block means. */
    int[] meanings(Meaning meaning, int[] into) {
      return meaning.shown(columns.dictionary(), columns.signs(), into);
    }

    /** When this journey began, in microseconds, unpacked or not. */
    long start() {
      return columns.start(columns.journey());
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
      return facts.orders();
    }

    /** Whether an order, a cart or a value is known of any touch of this journey. */
    public boolean hasFacts() {
      return facts.any();
    }

    /**
     * A hash of the cart's id that the shop gave with a touch, the same in any visit; 0 if none.
     */
    public long cart(int touch) {
      return facts.cart(touch);
    }

    /** What the shop said that a touch was worth. */
    public Optional<Money> value(int touch) {
      return facts.value(touch);
    }

    /** The dictionary number of this journey's attributes; 0 for none. */
    public int attributes() {
      return columns.attributes(columns.journey());
    }

    /**
     * Whose journey this is, a number that journeys of one visitor share; only where the visitor
     * agreed to be known again, else 0.
     */
    public long visitor() {
      return columns.visitor(columns.journey());
    }
  }

  /** Collects journeys into a block; for one thread. */
  public static final class Builder {
    private final BlockWriter writer;

    private Builder(boolean open) {
      this.writer = new BlockWriter(open);
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
      writer.add(newSigns, newMicros, from, to, attributesNumber);
      return this;
    }

    /** Adds a journey with no attributes. */
    public Builder add(int[] newSigns, long[] newMicros) {
      return add(newSigns, newMicros, 0, newSigns.length, 0);
    }

    /** Adds the journey at which a cursor stands, with its facts and its visitor. */
    public Builder add(Cursor journey) {
      return addUnlinked(journey).by(journey.visitor());
    }

    /** Adds the journey at which a cursor stands, with its facts but as nobody's. */
    public Builder addUnlinked(Cursor journey) {
      add(journey.signs, journey.micros, 0, journey.length, journey.attributes());
      for (int touch = 0; journey.hasFacts() && touch < journey.length; touch++) {
        know(touch, journey.orders()[touch], journey.cart(touch), journey.value(touch));
      }
      return this;
    }

    /** Says whose the journey is that was added last, as {@link Cursor#visitor} gives it. */
    public Builder by(long visitor) {
      writer.by(visitor);
      return this;
    }

    /**
     * Says what is known of a touch of the journey that was added last; touches come in their
     * order.
     *
     * @param touch the touch's place in its journey, from 0
     * @param order which thing it was about, as {@link Cursor#orders} gives it
     * @param cart a hash of the cart's id; 0 if none
     * @throws IllegalArgumentException if there is no such touch, or a later one had its turn
     */
    public Builder know(int touch, int order, long cart, Optional<Money> value) {
      writer.know(touch, order, cart, value);
      return this;
    }

    /** The number of journeys so far. */
    public int journeys() {
      return writer.journeys();
    }

    /** The number of touches so far. */
    public int touches() {
      return writer.touches();
    }

    /** The block of what was added, in that order. The builder may go on. */
    public JourneyBlock build() {
      return of(content());
    }

    BlockContent content() {
      return writer.content();
    }
  }
}
