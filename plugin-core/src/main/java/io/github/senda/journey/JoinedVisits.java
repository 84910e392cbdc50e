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
 * <p>The visits of known visitors are held while they are joined, some 20 bytes a touch, and at
 * most about {@code most} touches at a time: where there are more, the log is read again for each
 * further part of the visitors, by a hash.
 */
final class JoinedVisits {

  /** So many touches are held at a time: some 40 MB. */
  static final int MOST = 1 << 21;

  private static final int MOST_PARTS = 1 << 16;

  private final List<JourneyBlock> blocks;
  private final Meaning meaning;
  private final boolean cuts;
  private final int purchase;
  private final HeldVisits held = new HeldVisits();

  private long most;
  private int part;
  private int parts = 1;
  private int nextBlock;
  private JourneyBlock.Cursor cursor = JourneyBlock.builder().build().cursor();
  private boolean open;
  private int[] means = new int[64];

  /** Visits of one visitor, places in {@link #order}; behind them those that follow. */
  private int[] order = new int[0];

  private int nextGroup;
  private boolean grouped;

  private int[] rows = new int[64];
  private int rowCount;
  private int nextRow;
  private boolean anyOpen;

  private int from;
  private int to;
  private boolean active;
  private final HeldVisits.Touches all = new HeldVisits.Touches();
  private final HeldVisits.Touches later = new HeldVisits.Touches();
  private HeldVisits.Touches one = all;

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
    while (true) {
      if (grouped) {
        if (nextGroup < order.length) {
          takeGroup();
          return true;
        }
        held.clear();
        grouped = false;
        nextBlock = 0;
        if (++part == parts) {
          // Nothing is left to read: a further call comes here again and finds the same.
          part--;
          grouped = true;
          return false;
        }
      }
      if (!nextVisit()) {
        order = held.byVisitor();
        nextGroup = 0;
        grouped = true;
      } else if (cursor.visitor() == 0) {
        hold();
        takeAlone();
        return true;
      } else {
        hold();
        if (held.touches() > most && part == 0) {
          divide();
        }
      }
    }
  }

  /** Goes to a visit that is of this part. */
  private boolean nextVisit() {
    held.dropAlone();
    while (true) {
      if (cursor.nextOf(this::isWanted)) {
        return true;
      }
      JourneyBlock block;
      do {
        if (nextBlock == blocks.size()) {
          return false;
        }
        block = blocks.get(nextBlock++);
      } while (part > 0 && !block.hasVisitors());
      open = block.open();
      cursor = block.cursor();
    }
  }

  private boolean isWanted(long visitor) {
    return visitor == 0 ? part == 0 : isOfPart(visitor);
  }

  private boolean isOfPart(long visitor) {
    return ((int) ((visitor * 0x9e3779b97f4a7c15L) >>> 40) & (parts - 1)) == part;
  }

  private void hold() {
    int length = cursor.length();
    if (length > means.length) {
      means = new int[length * 2];
    }
    meaning.of(cursor.signs(), cursor.orders(), cursor.micros(), length, means);
    held.add(cursor, means, open);
  }

  /** Holds half of the visitors from now on; one who alone is too many is held all the same. */
  private void divide() {
    while (held.touches() > most && parts < MOST_PARTS) {
      parts *= 2;
      int before = held.touches();
      held.keep(this::isOfPart);
      if (held.touches() > before - before / 8) {
        most = Math.max(most, held.touches() * 2L);
      }
    }
  }

  private void takeAlone() {
    int visit = held.visits() - 1;
    rowCount = 0;
    addRows(visit);
    nextRow = 0;
    anyOpen = held.open(visit);
  }

  private void takeGroup() {
    long visitor = held.visitor(order[nextGroup]);
    rowCount = 0;
    nextRow = 0;
    anyOpen = false;
    boolean inOrder = true;
    while (nextGroup < order.length && held.visitor(order[nextGroup]) == visitor) {
      int visit = order[nextGroup++];
      inOrder &= rowCount == 0 || held.micros(rows[rowCount - 1]) <= held.micros(held.from(visit));
      addRows(visit);
      anyOpen |= held.open(visit);
    }
    if (!inOrder) {
      held.sortByTime(rows, rowCount);
      all.take(held, rows, rowCount);
    }
  }

  private void addRows(int visit) {
    int length = held.to(visit) - held.from(visit);
    if (rowCount + length > rows.length) {
      rows = Arrays.copyOf(rows, Math.max(rows.length * 2, rowCount + length));
    }
    all.take(held, held.from(visit), rowCount, length);
    for (int i = 0; i < length; i++) {
      rows[rowCount++] = held.from(visit) + i;
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
    return held.attributes(held.visitOf(rows[from]));
  }

  long visitor() {
    return held.visitor(held.visitOf(rows[from]));
  }

  boolean active() {
    return active;
  }

  boolean hasFacts() {
    return held.hasFacts();
  }

  long cart(int seen) {
    return held.cart(rows[from + seen]);
  }

  Optional<Money> value(int seen) {
    return held.value(rows[from + seen]);
  }
}
