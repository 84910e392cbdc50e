package io.github.senda.journey;

import io.github.senda.touch.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Visits of known visitors while they are joined, in flat arrays: first each without its touches,
 * then, when all are known, laid out so that those of one visitor stand together by time, and
 * filled with touches and their meaning. For one thread.
 */
final class HeldVisits {

  private record Fact(long cart, Optional<Money> value) {}

  private int visits;
  private long[] visitors = new long[64];
  private long[] starts = new long[64];
  private int[] blocks = new int[64];
  private int[] journeys = new int[64];
  private int[] lengths = new int[64];
  private int[] attributes = new int[64];
  private int[] places = new int[64];

  private int[] inOrder = new int[0];

  private int[] signs = new int[0];
  private int[] touchpoints = new int[0];
  private long[] micros = new long[0];

  /** Few touches have any, those of carts and checkouts: their places, going up once sorted. */
  private long[] factPlaces = new long[16];

  private final List<Fact> facts = new ArrayList<>();
  private boolean isSorted;

  void clear() {
    visits = 0;
    facts.clear();
  }

  /** Takes a visit without its touches; those of one block come one after the other. */
  void add(int block, int journey, BlockColumns of) {
    if (visits == visitors.length) {
      visitors = Arrays.copyOf(visitors, visits * 2);
      starts = Arrays.copyOf(starts, visits * 2);
      blocks = Arrays.copyOf(blocks, visits * 2);
      journeys = Arrays.copyOf(journeys, visits * 2);
      lengths = Arrays.copyOf(lengths, visits * 2);
      attributes = Arrays.copyOf(attributes, visits * 2);
      places = Arrays.copyOf(places, visits * 2);
    }
    visitors[visits] = of.visitor(journey);
    starts[visits] = of.start(journey);
    blocks[visits] = block;
    journeys[visits] = journey;
    lengths[visits] = of.length(journey);
    attributes[visits++] = of.attributes(journey);
  }

  /**
   * Gives each visit its place. The visits by visitor, in the order in which these first came;
   * those of one by time, and of two that began at once first the one that came first.
   */
  void layOut() {
    int[] order = byVisitor();
    int touches = 0;
    for (int visit : order) {
      places[visit] = touches;
      touches += lengths[visit];
    }
    if (touches > signs.length) {
      signs = new int[touches];
      touchpoints = new int[touches];
      micros = new long[touches];
    }
    isSorted = false;
    inOrder = order;
  }

  /** Once all are filled, visits go by their order instead of how they came. */
  void arrange() {
    visitors = arranged(visitors);
    blocks = arranged(blocks);
    lengths = arranged(lengths);
    attributes = arranged(attributes);
    places = arranged(places);
  }

  private long[] arranged(long[] numbers) {
    long[] arranged = new long[numbers.length];
    for (int i = 0; i < inOrder.length; i++) {
      arranged[i] = numbers[inOrder[i]];
    }
    return arranged;
  }

  private int[] arranged(int[] numbers) {
    int[] arranged = new int[numbers.length];
    for (int i = 0; i < inOrder.length; i++) {
      arranged[i] = numbers[inOrder[i]];
    }
    return arranged;
  }

  private int[] byVisitor() {
    VisitorNumbers numbers = new VisitorNumbers();
    int[] owner = new int[visits];
    for (int visit = 0; visit < visits; visit++) {
      owner[visit] = numbers.number(visitors[visit]);
    }
    int[] next = new int[numbers.size() + 1];
    for (int visit = 0; visit < visits; visit++) {
      next[owner[visit] + 1]++;
    }
    for (int i = 1; i < next.length; i++) {
      next[i] += next[i - 1];
    }
    int[] order = new int[visits];
    for (int visit = 0; visit < visits; visit++) {
      order[next[owner[visit]]++] = visit;
    }
    sortByStart(order);
    return order;
  }

  /** Those of one visitor; they come nearly sorted, so one by one. */
  private void sortByStart(int[] order) {
    for (int i = 1; i < order.length; i++) {
      int visit = order[i];
      int at = i;
      while (at > 0
          && visitors[order[at - 1]] == visitors[visit]
          && starts[order[at - 1]] > starts[visit]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = visit;
    }
  }

  /** Fills a visit's place with the touches at which a cursor stands. */
  void fill(int visit, JourneyBlock.Cursor cursor, int[] means) {
    int place = places[visit];
    int length = cursor.length();
    System.arraycopy(cursor.signs(), 0, signs, place, length);
    System.arraycopy(means, 0, touchpoints, place, length);
    System.arraycopy(cursor.micros(), 0, micros, place, length);
    for (int i = 0; cursor.hasFacts() && i < length; i++) {
      Optional<Money> value = cursor.value(i);
      if (cursor.cart(i) != 0 || value.isPresent()) {
        if (facts.size() == factPlaces.length) {
          factPlaces = Arrays.copyOf(factPlaces, facts.size() * 2);
        }
        factPlaces[facts.size()] = (long) (place + i) << 32 | facts.size();
        facts.add(new Fact(cursor.cart(i), value));
      }
    }
  }

  /** Copies a visit's touches to a place in other arrays. */
  void copy(int visit, JoinedTouches into, int to) {
    into.copy(signs, touchpoints, micros, places[visit], to, lengths[visit]);
  }

  int visits() {
    return visits;
  }

  int block(int visit) {
    return blocks[visit];
  }

  int journey(int visit) {
    return journeys[visit];
  }

  long visitor(int visit) {
    return visitors[visit];
  }

  int attributes(int visit) {
    return attributes[visit];
  }

  int length(int visit) {
    return lengths[visit];
  }

  int place(int visit) {
    return places[visit];
  }

  boolean hasFacts() {
    return !facts.isEmpty();
  }

  long cart(int touch) {
    int fact = fact(touch);
    return fact < 0 ? 0 : facts.get(fact).cart();
  }

  Optional<Money> value(int touch) {
    int fact = fact(touch);
    return fact < 0 ? Optional.empty() : facts.get(fact).value();
  }

  private int fact(int touch) {
    if (facts.isEmpty()) {
      return -1;
    }
    if (!isSorted) {
      Arrays.sort(factPlaces, 0, facts.size());
      isSorted = true;
    }
    int at = Arrays.binarySearch(factPlaces, 0, facts.size(), (long) touch << 32);
    at = at < 0 ? -at - 1 : at;
    return at < facts.size() && factPlaces[at] >>> 32 == touch ? (int) factPlaces[at] : -1;
  }
}
