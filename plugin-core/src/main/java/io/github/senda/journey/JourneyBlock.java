package io.github.senda.journey;

import io.github.senda.touch.Money;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Journeys, a few thousand as a rule, packed into bytes that never change: the unit of storage.
 * Called a row group or segment elsewhere. A touch is a number out of a dictionary that the block
 * does not hold, and a time in microseconds since the epoch. Immutable; safe for any thread, each
 * with a {@link Cursor} of its own.
 *
 * <p>The bytes: {@code S J}, a version, flags (bit 0: the journeys are still open, bit 1: there are
 * facts, bit 2: there are visitors), the tick in microseconds (the coarsest of 1,000,000, 1,000 and
 * 1 that loses nothing), the numbers of journeys and touches, the first and the last start; the
 * facts, if there are; then each journey as its start less the one before, its number of touches,
 * the number of its attributes, its touches, and its pauses in ticks; at the end a CRC-32C of all
 * before it. Numbers are LEB128 varints, signed ones in zigzag.
 *
 * <p>The facts: how many bytes follow of them, the number of currencies and each as three letters;
 * then each journey that has some as its distance from the one before that has, the number of its
 * touches that have, and each of these as eight times its distance from the one before, and 1 for
 * an order, 2 for a cart and 4 for a value, and what is there of: the order (signed), the cart (8
 * bytes), the value (signed) and the number of its currency; at the end a 0. Version 1 had no
 * facts.
 *
 * <p>The visitors, if any journey has one, follow the facts: how many bytes follow of them, then
 * each journey that has one as its distance from the one before that has, and 8 bytes; at the end a
 * 0. Versions 1 and 2 had none.
 */
public final class JourneyBlock {

  private static final int VERSION = 3;
  private static final int OLDEST_VERSION = 1;
  private static final int OPEN = 1;
  private static final int FACTS = 2;
  private static final int VISITORS = 4;
  private static final int ORDER = 1;
  private static final int CART = 2;
  private static final int VALUE = 4;
  private static final int FACT_BITS = 3;
  private static final int CHECKSUM_LENGTH = 4;

  private final BlockHeader header;
  private final Supplier<Content> source;
  private final Map<Long, Long> canonical;

  private JourneyBlock(BlockHeader header, Supplier<Content> source, Map<Long, Long> canonical) {
    this.header = header;
    this.source = source;
    this.canonical = canonical;
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
    Content content = Content.parse(bytes);
    return new JourneyBlock(content.header(), () -> content, Map.of());
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
    return new JourneyBlock(header, () -> Content.parse(header, bytes.get()), Map.of());
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
    return new Cursor(source.get(), canonical);
  }

  /** The bytes of a block that were found whole, and where in them is what. */
  private static final class Content {
    private final byte[] bytes;
    private final long tick;
    private final BlockHeader header;
    private final int factsAt;
    private final int visitorsAt;
    private final int body;

    private Content(byte[] bytes) {
      this.bytes = bytes;
      Scan scan = new Scan(bytes, 4);
      boolean visitors = (bytes[3] & VISITORS) != 0;
      this.tick = scan.unsigned();
      Key key =
          new Key(
              said(bytes),
              bytes.length,
              (int) scan.unsigned(),
              scan.unsigned(),
              scan.signed(),
              scan.signed());
      int factBytes = (bytes[3] & FACTS) != 0 ? (int) scan.unsigned() : 0;
      this.header = new BlockHeader(key, (bytes[3] & OPEN) != 0, visitors, factBytes);
      this.factsAt = scan.at;
      scan.at += factBytes;
      int visitorBytes = visitors ? (int) scan.unsigned() : 0;
      this.visitorsAt = scan.at;
      this.body = scan.at + visitorBytes;
    }

    static Content parse(byte[] bytes) {
      if (bytes.length < 4 + CHECKSUM_LENGTH || bytes[0] != 'S' || bytes[1] != 'J') {
        throw new IllegalArgumentException("not a journey block: " + bytes.length + " bytes");
      }
      if (bytes[2] < OLDEST_VERSION || bytes[2] > VERSION) {
        throw new IllegalArgumentException(
            "a journey block of version " + bytes[2] + ", which this Senda does not know");
      }
      int found = checksum(bytes, bytes.length - CHECKSUM_LENGTH);
      if (found != said(bytes)) {
        throw new IllegalArgumentException(
            "a damaged journey block: its checksum is " + found + ", not " + said(bytes));
      }
      return new Content(bytes);
    }

    static Content parse(BlockHeader header, byte[] bytes) {
      Content content = parse(bytes);
      if (!content.header.equals(header)) {
        throw new IllegalArgumentException(
            "another journey block than was asked for: " + content.header + ", not " + header);
      }
      return content;
    }

    BlockHeader header() {
      return header;
    }
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  private static int said(byte[] bytes) {
    int said = 0;
    for (int i = bytes.length - CHECKSUM_LENGTH; i < bytes.length; i++) {
      said = (said << 8) | (bytes[i] & 0xff);
    }
    return said;
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

    private final Scan facts;
    private final List<String> currencies = new ArrayList<>();
    private int journeysUntilFacts;
    private boolean hasFacts;
    private long[] carts = new long[0];
    private long[] amounts = new long[0];
    private int[] currencyOf = new int[0];

    private final Scan visitors;
    private final Map<Long, Long> canonical;
    private int journeysUntilVisitor;
    private long visitor;

    private Cursor(Content block, Map<Long, Long> canonical) {
      this.scan = new Scan(block.bytes, block.body);
      this.tick = block.tick;
      this.left = block.header.key().journeys();
      this.facts = new Scan(block.bytes, block.factsAt);
      if (block.header.factBytes() > 0) {
        for (int i = (int) facts.unsigned(); i > 0; i--) {
          currencies.add(new String(block.bytes, facts.at, 3, StandardCharsets.US_ASCII));
          facts.at += 3;
        }
        journeysUntilFacts = (int) facts.unsigned();
      }
      this.visitors = new Scan(block.bytes, block.visitorsAt);
      this.canonical = canonical;
      if (block.header.hasVisitors()) {
        journeysUntilVisitor = (int) visitors.unsigned();
      }
    }

    /** Goes to the next journey; false if there is none. */
    public boolean next() {
      if (left == 0) {
        return false;
      }
      left--;
      if (hasFacts) {
        forgetFacts();
      }
      start += scan.signed();
      length = (int) scan.unsigned();
      attributes = (int) scan.unsigned();
      makeRoom();
      scan.fill(signs, length);
      scan.fillTimes(micros, length, start, tick);
      if (--journeysUntilFacts == 0) {
        readFacts();
      }
      visitor = 0;
      if (--journeysUntilVisitor == 0) {
        visitor = visitors.eightBytes();
        journeysUntilVisitor = (int) visitors.unsigned();
      }
      return true;
    }

    /** Goes to the next journey of a visitor who is wanted; touches of others are not unpacked. */
    boolean nextOf(LongPredicate wanted) {
      while (left > 0) {
        if (wanted.test(nextVisitor())) {
          return next();
        }
        pass();
      }
      return false;
    }

    private long nextVisitor() {
      if (journeysUntilVisitor != 1) {
        return 0;
      }
      int at = visitors.at;
      long number = visitors.eightBytes();
      visitors.at = at;
      return canonical.isEmpty() ? number : canonical.getOrDefault(number, number);
    }

    private void pass() {
      left--;
      if (hasFacts) {
        forgetFacts();
      }
      start += scan.signed();
      length = (int) scan.unsigned();
      scan.unsigned();
      scan.at = Varints.skip(scan.bytes, scan.at, 2 * length - 1);
      if (--journeysUntilFacts == 0) {
        makeRoom();
        readFacts();
      }
      if (--journeysUntilVisitor == 0) {
        visitors.at += Long.BYTES;
        journeysUntilVisitor = (int) visitors.unsigned();
      }
    }

    private void makeRoom() {
      if (length > signs.length) {
        int capacity = Math.max(length, signs.length * 2);
        signs = new int[capacity];
        micros = new long[capacity];
        orders = new int[capacity];
      }
    }

    private void forgetFacts() {
      Arrays.fill(orders, 0, length, 0);
      Arrays.fill(carts, 0, length, 0);
      Arrays.fill(currencyOf, 0, length, 0);
      hasFacts = false;
    }

    private void readFacts() {
      if (carts.length < length) {
        carts = new long[signs.length];
        amounts = new long[signs.length];
        currencyOf = new int[signs.length];
      }
      hasFacts = true;
      int touch = -1;
      for (int i = (int) facts.unsigned(); i > 0; i--) {
        int there = (int) facts.unsigned();
        touch += there >>> FACT_BITS;
        if ((there & ORDER) != 0) {
          orders[touch] = (int) facts.signed();
        }
        if ((there & CART) != 0) {
          carts[touch] = facts.eightBytes();
        }
        if ((there & VALUE) != 0) {
          amounts[touch] = facts.signed();
          currencyOf[touch] = (int) facts.unsigned() + 1;
        }
      }
      journeysUntilFacts = (int) facts.unsigned();
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

    /** Whether an order, a cart or a value is known of any touch of this journey. */
    public boolean hasFacts() {
      return hasFacts;
    }

    /**
     * A hash of the cart's id that the shop gave with a touch, the same in any visit; 0 if none.
     */
    public long cart(int touch) {
      return hasFacts ? carts[touch] : 0;
    }

    /** What the shop said that a touch was worth. */
    public Optional<Money> value(int touch) {
      return hasFacts && currencyOf[touch] > 0
          ? Optional.of(new Money(amounts[touch], currencies.get(currencyOf[touch] - 1)))
          : Optional.empty();
    }

    /** The dictionary number of this journey's attributes; 0 for none. */
    public int attributes() {
      return attributes;
    }

    /**
     * Whose journey this is, a number that journeys of one visitor share; only where the visitor
     * agreed to be known again, else 0.
     */
    public long visitor() {
      return visitor == 0 || canonical.isEmpty()
          ? visitor
          : canonical.getOrDefault(visitor, visitor);
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
    private final List<Fact> facts = new ArrayList<>();
    private long[] visitors = new long[0];

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

    /** Adds the journey at which a cursor stands, with its facts and its visitor. */
    public Builder add(Cursor journey) {
      return addUnlinked(journey).by(journey.visitor());
    }

    /** Adds the journey at which a cursor stands, with its facts but as nobody's. */
    public Builder addUnlinked(Cursor journey) {
      add(journey.signs, journey.micros, 0, journey.length, journey.attributes);
      for (int touch = 0; journey.hasFacts && touch < journey.length; touch++) {
        know(touch, journey.orders[touch], journey.cart(touch), journey.value(touch));
      }
      return this;
    }

    /** Says whose the journey is that was added last, as {@link Cursor#visitor} gives it. */
    public Builder by(long visitor) {
      if (visitor != 0) {
        if (visitors.length < journeys) {
          visitors = Arrays.copyOf(visitors, lengths.length);
        }
        visitors[journeys - 1] = visitor;
      }
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
      int start = journeys == 0 ? 0 : touches - lengths[journeys - 1];
      int place = start + touch;
      boolean late = !facts.isEmpty() && facts.get(facts.size() - 1).place >= place;
      if (touch < 0 || place >= touches || late) {
        throw new IllegalArgumentException(
            "touch " + touch + " is none of the last journey, or not the next one");
      }
      if (order != 0 || cart != 0 || value.isPresent()) {
        facts.add(new Fact(place, order, cart, value));
      }
      return this;
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
      sink.raw('S').raw('J').raw(VERSION);
      sink.raw(
          (open ? OPEN : 0) | (facts.isEmpty() ? 0 : FACTS) | (visitors.length > 0 ? VISITORS : 0));
      sink.unsigned(tick).unsigned(journeys).unsigned(touches).signed(first).signed(last);
      if (!facts.isEmpty()) {
        Sink section = factSection();
        sink.unsigned(section.length).raw(section);
      }
      if (visitors.length > 0) {
        Sink section = visitorSection();
        sink.unsigned(section.length).raw(section);
      }
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
      Content content = new Content(Arrays.copyOf(sink.bytes, sink.length));
      return new JourneyBlock(content.header(), () -> content, Map.of());
    }

    private Sink visitorSection() {
      Sink sink = new Sink(16 + journeys * 2);
      int before = -1;
      for (int j = 0; j < Math.min(journeys, visitors.length); j++) {
        if (visitors[j] != 0) {
          sink.unsigned(j - before).eightBytes(visitors[j]);
          before = j;
        }
      }
      return sink.unsigned(0);
    }

    private Sink factSection() {
      List<String> currencies =
          facts.stream()
              .flatMap(fact -> fact.value.stream())
              .map(Money::currency)
              .distinct()
              .sorted()
              .toList();
      Sink sink = new Sink(16 + facts.size() * 8).unsigned(currencies.size());
      for (String currency : currencies) {
        currency.chars().forEach(sink::raw);
      }
      int next = 0;
      int journeyBefore = -1;
      for (int j = 0, at = 0; j < journeys && next < facts.size(); at += lengths[j++]) {
        int from = next;
        while (next < facts.size() && facts.get(next).place < at + lengths[j]) {
          next++;
        }
        if (next > from) {
          sink.unsigned(j - journeyBefore).unsigned(next - from);
          journeyBefore = j;
          int placeBefore = at - 1;
          for (Fact fact : facts.subList(from, next)) {
            fact.writeTo(sink, fact.place - placeBefore, currencies);
            placeBefore = fact.place;
          }
        }
      }
      return sink.unsigned(0);
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

  /** What is known of the touch at a place among all of a block. */
  private record Fact(int place, int order, long cart, Optional<Money> value) {

    void writeTo(Sink sink, int distance, List<String> currencies) {
      int there =
          (order != 0 ? ORDER : 0) | (cart != 0 ? CART : 0) | (value.isPresent() ? VALUE : 0);
      sink.unsigned((distance << FACT_BITS) | there);
      if (order != 0) {
        sink.signed(order);
      }
      if (cart != 0) {
        sink.eightBytes(cart);
      }
      if (value.isPresent()) {
        Money money = value.get();
        sink.signed(money.tenThousandths()).unsigned(currencies.indexOf(money.currency()));
      }
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

    Sink raw(Sink other) {
      if (length + other.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2 + other.length);
      }
      System.arraycopy(other.bytes, 0, bytes, length, other.length);
      length += other.length;
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

    Sink eightBytes(long value) {
      for (int shift = 56; shift >= 0; shift -= 8) {
        raw((int) (value >>> shift));
      }
      return this;
    }

    Sink signed(long value) {
      return unsigned((value << 1) ^ (value >> 63));
    }
  }

  private static final class Scan {
    private static final VarHandle WORDS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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

    long eightBytes() {
      long value = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        value = (value << 8) | (bytes[at++] & 0xff);
      }
      return value;
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

    /**
     * As {@link #fill}, of pauses. How many bytes one has cannot be foretold, and a processor that
     * guesses wrong at every other touch takes longer than one that need not guess: so eight bytes
     * are taken at once, and those that are of this number told by their highest bits.
     */
    void fillTimes(long[] target, int length, long start, long tick) {
      byte[] source = bytes;
      int lastWord = source.length - Long.BYTES;
      int from = at;
      long time = start;
      target[0] = time;
      for (int i = 1; i < length; i++) {
        long word = from <= lastWord ? (long) WORDS.get(source, from) : -1;
        long ends = ~word & 0x80808080L;
        if (ends == 0) {
          at = from;
          time += unsigned() * tick;
          from = at;
        } else {
          word &= ends ^ (ends - 1);
          long value =
              (word & 0x7f)
                  | ((word & 0x7f00) >>> 1)
                  | ((word & 0x7f0000) >>> 2)
                  | ((word & 0x7f000000) >>> 3);
          from += (Long.numberOfTrailingZeros(ends) + 1) >>> 3;
          time += value * tick;
        }
        target[i] = time;
      }
      at = from;
    }
  }
}
