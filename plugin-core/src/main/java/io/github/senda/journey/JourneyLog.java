package io.github.senda.journey;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.Money;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Journeys with the dictionary of their touches: what a store or a log file gives to whoever
 * counts, and which of them, and what is counted as one. Called an event log in process mining.
 * Immutable; safe for any thread.
 *
 * <p>A period, a filter and a unit change nothing in the blocks: they are kept by the {@link
 * Reader}, so whatever reads journeys is filtered with no code of its own. The unit comes first:
 * filter and period take a joined journey whole or not at all, by the moment it began.
 */
public final class JourneyLog {

  private static final JourneyLog EMPTY = of(List.of(), List.of());

  private final List<JourneyBlock> blocks;
  private final List<String> signs;
  private final List<String> keptAttributes;
  private final Once<List<String>> attributes;
  private final Once<List<Attributes>> attributeValues;
  private final Once<VisitorNumbers> firstStarts;
  private final Optional<Instant> from;
  private final Optional<Instant> to;
  private final JourneyFilter filter;
  private final Unit unit;
  private final boolean marks;

  /**
   * A log of visits, without a filter.
   *
   * @param blocks the blocks, of ended and of open journeys, in no order that means anything
   * @param signs the dictionary: entry {@code i} is what a touch of number {@code i} was, a sign's
   *     text or a touchpoint's name
   * @param attributes the dictionary of the journeys' attributes as texts; entry 0 is of those that
   *     have none, the empty text
   * @param from the moment from which on journeys count by their beginning; empty for all
   * @param to the moment before which journeys count by their beginning; empty for all
   */
  public JourneyLog(
      List<JourneyBlock> blocks,
      List<String> signs,
      List<String> attributes,
      Optional<Instant> from,
      Optional<Instant> to) {
    this(blocks, signs, attributes, JourneyLog::parsed, from, to);
  }

  private JourneyLog(
      List<JourneyBlock> blocks,
      List<String> signs,
      List<String> attributes,
      Function<List<String>, List<Attributes>> parsing,
      Optional<Instant> from,
      Optional<Instant> to) {
    this.blocks = List.copyOf(blocks);
    this.signs = List.copyOf(signs);
    List<String> texts = attributes.isEmpty() ? List.of("") : List.copyOf(attributes);
    this.keptAttributes = texts;
    this.attributes = new Once<>(() -> texts);
    this.attributeValues = new Once<>(() -> parsing.apply(texts));
    this.firstStarts = new Once<>(() -> VisitorNumbers.firstStarts(this.blocks));
    this.from = Objects.requireNonNull(from, "from == null");
    this.to = Objects.requireNonNull(to, "to == null");
    this.filter = JourneyFilter.all();
    this.unit = Unit.VISIT;
    this.marks = false;
  }

  private JourneyLog(
      JourneyLog log,
      Once<List<Attributes>> attributeValues,
      Optional<Instant> from,
      Optional<Instant> to,
      JourneyFilter filter,
      Unit unit,
      boolean marks) {
    this.blocks = log.blocks;
    this.signs = log.signs;
    this.keptAttributes = log.keptAttributes;
    this.attributes =
        attributeValues == log.attributeValues
            ? log.attributes
            : new Once<>(() -> attributeValues.get().stream().map(Attributes::text).toList());
    this.attributeValues = attributeValues;
    this.firstStarts = log.firstStarts;
    this.from = from;
    this.to = to;
    this.filter = filter;
    this.unit = unit;
    this.marks = marks;
  }

  private JourneyLog(JourneyLog log, List<JourneyBlock> some) {
    this.blocks = List.copyOf(some);
    this.signs = log.signs;
    this.keptAttributes = log.keptAttributes;
    this.attributes = log.attributes;
    this.attributeValues = log.attributeValues;
    this.firstStarts = log.firstStarts;
    this.from = log.from;
    this.to = log.to;
    this.filter = log.filter;
    this.unit = log.unit;
    this.marks = log.marks;
  }

  /** No journeys. */
  public static JourneyLog empty() {
    return EMPTY;
  }

  /** All journeys of the blocks, with no attributes. */
  public static JourneyLog of(List<JourneyBlock> blocks, List<String> signs) {
    return new JourneyLog(blocks, signs, List.of(), Optional.empty(), Optional.empty());
  }

  /**
   * A log of a source that is read again and again, and has parsed most of its attributes before.
   *
   * @param parsing makes of each text what {@link Attributes#parse} does; asked once, when first
   *     needed, from any thread
   */
  public static JourneyLog of(
      List<JourneyBlock> blocks,
      List<String> signs,
      List<String> attributes,
      Function<List<String>, List<Attributes>> parsing) {
    return new JourneyLog(blocks, signs, attributes, parsing, Optional.empty(), Optional.empty());
  }

  private static List<Attributes> parsed(List<String> texts) {
    return texts.stream().map(Attributes::parse).toList();
  }

  /** The journeys of this log that began at {@code start} or later, and before {@code end}. */
  public JourneyLog begunBetween(Instant start, Instant end) {
    return new JourneyLog(
        this, attributeValues, Optional.of(start), Optional.of(end), filter, unit, marks);
  }

  /** The same journeys whenever they began: without the period, with the filter. */
  public JourneyLog whenever() {
    return new JourneyLog(
        this, attributeValues, Optional.empty(), Optional.empty(), filter, unit, marks);
  }

  /**
   * The journeys of this log that a filter takes as well; its days are those of UTC unless {@link
   * JourneyFilter#at} gave them a zone.
   */
  public JourneyLog where(JourneyFilter also) {
    return new JourneyLog(
        this, attributeValues, from, to, filter.and(also.at(ZoneOffset.UTC)), unit, marks);
  }

  /** The same journeys without a filter. */
  public JourneyLog unfiltered() {
    return new JourneyLog(this, attributeValues, from, to, JourneyFilter.all(), unit, marks);
  }

  /**
   * The same log, of which a reader passes over no journey because of the filter, and says of each
   * whether it is taken: for what becomes of a journey later, in one that the filter does not take.
   */
  public JourneyLog marking() {
    return new JourneyLog(this, attributeValues, from, to, filter, unit, true);
  }

  /** The same touches counted by another unit. */
  public JourneyLog counting(Unit as) {
    return new JourneyLog(this, attributeValues, from, to, filter, as, marks);
  }

  /**
   * The same journeys with other attributes, as a source's rules make them of those that were kept:
   * {@code channel=email} of a campaign. Asked once for each distinct set, when first needed; also
   * for the one that has none.
   *
   * @param described what a set is to be; asked from any thread
   */
  public JourneyLog describing(UnaryOperator<Attributes> described) {
    Once<List<Attributes>> values =
        new Once<>(() -> attributeValues.get().stream().map(described).toList());
    return new JourneyLog(this, values, from, to, filter, unit, marks);
  }

  /** The blocks, of ended and of open journeys, in no order that means anything. */
  public List<JourneyBlock> blocks() {
    return blocks;
  }

  /** What touches were by their number, a sign's text or a touchpoint's name. */
  public List<String> signs() {
    return signs;
  }

  /** The journeys' attributes by their number, as texts; entry 0 is of those that have none. */
  public List<String> attributes() {
    return attributes.get();
  }

  /** As {@link #attributes}, but as they were kept, before any were described. */
  public List<String> keptAttributes() {
    return keptAttributes;
  }

  /** The journeys' attributes by their number. */
  public List<Attributes> attributeValues() {
    return attributeValues.get();
  }

  /** The moment from which on journeys count by their beginning; empty for all. */
  public Optional<Instant> from() {
    return from;
  }

  /** The moment before which journeys count by their beginning; empty for all. */
  public Optional<Instant> to() {
    return to;
  }

  /** Which journeys count beside the period. */
  public JourneyFilter filter() {
    return filter;
  }

  /** What is counted as one. */
  public Unit unit() {
    return unit;
  }

  /** When each known visitor's first visit began, whatever the period and the filter. */
  VisitorNumbers firstStarts() {
    return firstStarts.get();
  }

  /** The same log, of which only some blocks are read; who was new is told by all. */
  public JourneyLog over(List<JourneyBlock> some) {
    return new JourneyLog(this, some);
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
    private final Selection selection;
    private final boolean asks;
    private final boolean marks;
    private boolean taken;
    private final Optional<JoinedVisits> joining;
    private final boolean joins;
    private int nextBlock;
    private int[] meanings = new int[BlockContent.BYTE_CODES];
    private boolean waits;
    private final JourneyBlock.Cursor cursor = new JourneyBlock.Cursor();
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
      this.selection = log.filter.of(log, meaning);
      this.asks = selection.asks();
      this.marks = log.marks;
      this.joins = log.unit != Unit.VISIT;
      this.joining =
          joins
              ? Optional.of(new JoinedVisits(blocks, meaning, log.unit, JoinedVisits.MOST))
              : Optional.empty();
    }

    /** Goes to the next journey; false if there is none. */
    public boolean next() {
      if (joins) {
        return nextJoined(joining.get());
      }
      while (true) {
        while (!cursor.advance()) {
          if (!nextBlock()) {
            return false;
          }
        }
        if (!inside && (cursor.start() < from || cursor.start() >= to)) {
          continue;
        }
        if (asks && !mayTake()) {
          continue;
        }
        cursor.unpack();
        makeRoom(cursor.length());
        length =
            asks
                ? meaning.readUnmerged(cursor, touchpoints, kept)
                : meaning.read(cursor, touchpoints, kept);
        micros = meaning.leavesNothingOut() ? cursor.micros() : kept;
        if (length > 0 && (!asks || isTaken())) {
          return true;
        }
      }
    }

    /**
     * Goes on over some journeys at once, for whoever wants nothing of a journey but its
     * touchpoints and pauses; false if there are none left. Not to be mixed with the other.
     */
    public boolean next(JourneyColumns into) {
      boolean oneByOne = joins || asks || !meaning.leavesNothingOut();
      return oneByOne ? nextOnes(into) : nextStanding(into);
    }

    /** Nothing is asked of a journey, and a sign is all that its meaning needs. */
    private boolean nextStanding(JourneyColumns into) {
      do {
        into.begin(active);
        if (cursor.next(from, to, meanings, into)) {
          return true;
        }
      } while (nextBlock());
      return false;
    }

    private boolean nextOnes(JourneyColumns into) {
      if (!waits && !next()) {
        return false;
      }
      into.begin(active);
      do {
        into.add(touchpoints, micros, length);
        waits = next();
      } while (waits && active == into.active() && into.hasRoom(length));
      return true;
    }

    private boolean nextJoined(JoinedVisits visits) {
      while (visits.next()) {
        active = visits.active();
        long start = visits.seenMicros()[0];
        if (start < from || start >= to || (asks && !mayTake())) {
          continue;
        }
        makeRoom(visits.seen());
        length =
            Meaning.keep(
                visits.seenTouchpoints(), visits.seenMicros(), visits.seen(), touchpoints, kept);
        micros = kept;
        if (length > 0 && isTaken()) {
          return true;
        }
      }
      return false;
    }

    private boolean mayTake() {
      taken = selection.mayTake(this);
      return taken || marks;
    }

    /** Asks the filter, which knows touchpoints as they are before any are merged. */
    private boolean isTaken() {
      if (asks) {
        taken = taken && selection.takes(this);
        if (!taken && !marks) {
          return false;
        }
      }
      length =
          meaning.takesApart()
              ? meaning.show(
                  seenTouchpoints(), seenSigns(), seenMicros(), seen(), touchpoints, kept)
              : meaning.show(touchpoints, kept, length);
      return length > 0;
    }

    private void makeRoom(int needed) {
      if (needed > touchpoints.length) {
        touchpoints = new int[needed * 2];
        kept = new long[touchpoints.length];
      }
    }

    /** A block outside the period is not read at all. */
    private boolean nextBlock() {
      while (nextBlock < blocks.size()) {
        JourneyBlock block = blocks.get(nextBlock++);
        if (block.journeys() > 0 && block.lastStart() >= from && block.firstStart() < to) {
          inside = block.firstStart() >= from && block.lastStart() < to;
          active = block.open();
          cursor.open(block);
          if (meaning.leavesNothingOut()) {
            meanings = cursor.meanings(meaning, meanings);
          }
          return true;
        }
      }
      return false;
    }

    /** Whether the filter takes this journey; only a log that marks gives others as well. */
    public boolean taken() {
      return !asks || taken;
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

    /** When its first touch was, in microseconds, whether that means anything or not. */
    long start() {
      return joins ? joining.get().seenMicros()[0] : cursor.start();
    }

    /** Whether the visit is still open, of a joined journey any. */
    public boolean active() {
      return active;
    }

    /**
     * The dictionary number of this journey's attributes; 0 for none. A joined journey has those of
     * the visit in which it begins.
     */
    public int attributes() {
      return joins ? joining.get().attributes() : cursor.attributes();
    }

    /** How many touches the block has of this journey, those that mean nothing among them. */
    public int seen() {
      return joins ? joining.get().seen() : cursor.length();
    }

    /** The dictionary number of each touch seen, valid below {@link #seen} until the next call. */
    public int[] seenSigns() {
      return joins ? joining.get().seenSigns() : cursor.signs();
    }

    /** The time of each touch seen in microseconds, valid as {@link #seenSigns}. */
    public long[] seenMicros() {
      return joins ? joining.get().seenMicros() : cursor.micros();
    }

    /**
     * The touchpoint number of each touch seen, -1 where it means nothing; worked out at each call,
     * so it is for those who need it of few journeys. Merged touchpoints are as they were.
     */
    public int[] seenTouchpoints() {
      return joins
          ? joining.get().seenTouchpoints()
          : meaning.of(cursor.signs(), cursor.orders(), cursor.micros(), cursor.length());
    }

    /** Whether a cart or a value may be known of any touch seen. */
    boolean hasFacts() {
      return joins ? joining.get().hasFacts() : cursor.hasFacts();
    }

    /** A hash of the cart's id that the shop gave with a touch seen; 0 if none. */
    public long cart(int seen) {
      return joins ? joining.get().cart(seen) : cursor.cart(seen);
    }

    /** What a touch seen was worth, by the word of whoever sent it. */
    public Optional<Money> value(int seen) {
      return joins ? joining.get().value(seen) : cursor.value(seen);
    }

    /**
     * Whose journey this is, as {@link JourneyBlock.Cursor#visitor} says it; 0 for nobody known.
     */
    public long visitor() {
      return joins ? joining.get().visitor() : cursor.visitor();
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
