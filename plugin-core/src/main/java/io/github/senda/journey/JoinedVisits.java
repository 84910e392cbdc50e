package io.github.senda.journey;

import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoints;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the visits of each known visitor as one, or as journeys up to and with a purchase; those of
 * nobody known one by one. Each visit has its meaning before it is joined to others. For one
 * thread.
 *
 * <p>The visits of known visitors are held while they are joined, some 20 bytes a touch, and about
 * {@code most} touches at a time: where there are more, the visitors are taken in parts, by a hash,
 * and the log is read again for each. A block is asked for its journeys without touches first, and
 * for the touches of those that are held once it is known where they belong.
 */
final class JoinedVisits {

  /** So many touches are held at a time: some 40 MB. */
  static final int MOST = 1 << 21;

  private static final int MOST_PARTS = 1 << 16;

  private final List<JourneyBlock> blocks;
  private final Meaning meaning;
  private final boolean cuts;
  private final int purchase;
  private final int most;
  private final HeldVisits held = new HeldVisits();
  private final BlockColumns columns = new BlockColumns();
  private final JourneyBlock.Cursor cursor = new JourneyBlock.Cursor();

  /** In which blocks there are visits of nobody known; empty before they were counted. */
  private boolean[] hasNobodys = new boolean[0];

  private boolean isCounted;
  private int part;
  private int parts;
  private int nextBlock;
  private boolean open;
  private boolean alone;
  private boolean cursorStands;
  private int[] means = new int[64];

  /** The first held visit of the next visitor. */
  private int nextGroup;

  /** Of each touch of the visitor: the visit, and its place among all held. */
  private int[] visitOf = new int[64];

  private int[] placeOf = new int[64];
  private int rowCount;
  private int nextRow;
  private boolean anyOpen;

  private int from;
  private int to;
  private boolean active;
  private JoinedTouches all = new JoinedTouches();
  private JoinedTouches spare = new JoinedTouches();
  private final JoinedTouches later = new JoinedTouches();
  private JoinedTouches one = all;

  JoinedVisits(List<JourneyBlock> blocks, Meaning meaning, Unit unit, int most) {
    this.blocks = blocks;
    this.meaning = meaning;
    this.cuts = unit == Unit.JOURNEY;
    int bought = meaning.touchpoints().indexOf(Touchpoints.PURCHASE);
    // Where nothing is a purchase, what means nothing (-1) must not be one either.
    this.purchase = bought < 0 ? Integer.MIN_VALUE : bought;
    this.most = most;
  }

  /** Goes to the next joined unit; false if there is none. */
  boolean next() {
    while (nextRow == rowCount) {
      if (!nextRows()) {
        return false;
      }
    }
    from = nextRow;
    to = cuts ? end(from) : rowCount;
    nextRow = to;
    boolean bought = cuts && hasPurchase();
    active = anyOpen && to == rowCount && !bought;
    // Most are all that is there: only what follows a purchase has to be moved to the beginning.
    one = from == 0 ? all : later.take(all, from, to - from);
    return true;
  }

  /** Behind the purchase and whatever means nothing after it, so that the next one begins well. */
  private int end(int start) {
    int at = start;
    while (at < rowCount && all.touchpoints[at] != purchase) {
      at++;
    }
    for (at++; at < rowCount && all.touchpoints[at] < 0; ) {
      at++;
    }
    return Math.min(at, rowCount);
  }

  private boolean hasPurchase() {
    for (int at = to - 1; at >= from; at--) {
      if (all.touchpoints[at] >= 0) {
        return all.touchpoints[at] == purchase;
      }
    }
    return false;
  }

  /** The touches of the next visitor, or of a visit of nobody known. */
  private boolean nextRows() {
    if (!isCounted) {
      count();
    }
    while (nextGroup == held.visits()) {
      if (part == parts) {
        held.clear();
        nextGroup = 0;
        return nextAlone();
      }
      hold();
      part++;
    }
    takeGroup();
    return true;
  }

  /** How many touches are of known visitors, and so how many parts there have to be. */
  private void count() {
    isCounted = true;
    hasNobodys = new boolean[blocks.size()];
    long touches = 0;
    for (int block = 0; block < hasNobodys.length; block++) {
      hasNobodys[block] = !blocks.get(block).hasVisitors();
      if (!hasNobodys[block]) {
        blocks.get(block).open(columns);
        for (int journey = 0; journey < columns.journeys(); journey++) {
          boolean nobodys = columns.visitor(journey) == 0;
          hasNobodys[block] |= nobodys;
          touches += nobodys ? 0 : columns.length(journey);
        }
      }
    }
    parts = (int) Math.min(MOST_PARTS, (touches + most - 1) / most);
  }

  private boolean isOfPart(long visitor) {
    return (int) ((((visitor * 0x9e3779b97f4a7c15L) >>> 32) * parts) >>> 32) == part;
  }

  /** Holds the visits of a part's visitors. */
  private void hold() {
    held.clear();
    for (int block = 0; block < blocks.size(); block++) {
      if (blocks.get(block).hasVisitors()) {
        blocks.get(block).open(columns);
        for (int journey = 0; journey < columns.journeys(); journey++) {
          long visitor = columns.visitor(journey);
          if (visitor != 0 && isOfPart(visitor)) {
            held.add(block, journey, columns);
          }
        }
      }
    }
    held.layOut();
    nextGroup = 0;
    int block = -1;
    int journey = -1;
    for (int visit = 0; visit < held.visits(); visit++) {
      if (held.block(visit) != block) {
        block = held.block(visit);
        cursor.open(blocks.get(block));
        journey = -1;
      }
      for (; journey < held.journey(visit); journey++) {
        cursor.advance();
      }
      unpack();
      held.fill(visit, cursor, means);
    }
    held.arrange();
  }

  private void unpack() {
    cursor.unpack();
    int length = cursor.length();
    if (length > means.length) {
      means = new int[length * 2];
    }
    meaning.of(cursor.signs(), cursor.orders(), cursor.micros(), length, means);
  }

  /** Goes to a visit of nobody known. */
  private boolean nextAlone() {
    alone = true;
    while (true) {
      while (cursorStands && cursor.advance()) {
        if (cursor.visitor() == 0) {
          unpack();
          rowCount = cursor.length();
          all.copy(cursor.signs(), means, cursor.micros(), 0, 0, rowCount);
          nextRow = 0;
          anyOpen = open;
          return true;
        }
      }
      do {
        if (nextBlock == blocks.size()) {
          return false;
        }
      } while (!hasNobodys[nextBlock++]);
      open = blocks.get(nextBlock - 1).open();
      cursor.open(blocks.get(nextBlock - 1));
      cursorStands = true;
    }
  }

  private void takeGroup() {
    long visitor = held.visitor(nextGroup);
    rowCount = 0;
    nextRow = 0;
    anyOpen = false;
    while (nextGroup < held.visits() && held.visitor(nextGroup) == visitor) {
      int visit = nextGroup++;
      int before = rowCount;
      add(visit);
      if (before > 0 && all.micros[before - 1] > all.micros[before]) {
        merge(before);
      }
      anyOpen |= blocks.get(held.block(visit)).open();
    }
  }

  private void add(int visit) {
    int length = held.length(visit);
    if (rowCount + length > visitOf.length) {
      visitOf = Arrays.copyOf(visitOf, Math.max(visitOf.length * 2, rowCount + length));
      placeOf = Arrays.copyOf(placeOf, visitOf.length);
    }
    held.copy(visit, all, rowCount);
    int place = held.place(visit);
    for (int i = 0; i < length; i++) {
      visitOf[rowCount] = visit;
      placeOf[rowCount++] = place + i;
    }
  }

  /** Merges the touches from a place on with those before: visits on two devices may overlap. */
  private void merge(int middle) {
    int[] merged = new int[rowCount];
    for (int i = 0, left = 0, right = middle; i < rowCount; i++) {
      boolean isLeft =
          right == rowCount || (left < middle && all.micros[left] <= all.micros[right]);
      merged[i] = isLeft ? left++ : right++;
    }
    spare.take(all, merged, rowCount);
    JoinedTouches taken = spare;
    spare = all;
    all = taken;
    int[] visitBefore = Arrays.copyOf(visitOf, rowCount);
    int[] placeBefore = Arrays.copyOf(placeOf, rowCount);
    for (int i = 0; i < rowCount; i++) {
      visitOf[i] = visitBefore[merged[i]];
      placeOf[i] = placeBefore[merged[i]];
    }
  }

  /** How many touches this unit has, those that mean nothing among them. */
  int seen() {
    return to - from;
  }

  int[] seenSigns() {
    return one.signs;
  }

  long[] seenMicros() {
    return one.micros;
  }

  /** What each means by itself and its visit, before any were merged; -1 for nothing. */
  int[] seenTouchpoints() {
    return one.touchpoints;
  }

  /** Those of the visit in which it begins. */
  int attributes() {
    return alone ? cursor.attributes() : held.attributes(visitOf[from]);
  }

  long visitor() {
    return alone ? 0 : held.visitor(visitOf[from]);
  }

  boolean active() {
    return active;
  }

  /** Whether there may be any: held visits say so together. */
  boolean hasFacts() {
    return alone ? cursor.hasFacts() : held.hasFacts();
  }

  long cart(int seen) {
    return alone ? cursor.cart(from + seen) : held.cart(placeOf[from + seen]);
  }

  Optional<Money> value(int seen) {
    return alone ? cursor.value(from + seen) : held.value(placeOf[from + seen]);
  }
}
