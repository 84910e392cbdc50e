package io.github.senda.store;

import io.github.senda.touch.Attributes;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives sets of attributes their numbers, and makes of the attributes of a visit's touches those of
 * the visit, as {@link Attributes#then} says. As the dictionary fills, sets lose first what has the
 * most values, at last all but whether somebody agreed. Not safe for threads.
 */
final class AttributeSets {

  /** Gives a text its number. */
  private interface Numbering {
    int number(String text) throws SQLException;
  }

  /**
   * What a set keeps while the dictionary holds no more than so many.
   *
   * @param dropped names that go
   */
  private record Room(int sets, Set<String> dropped) {}

  /** So many sets keep all that they are given. */
  static final int FULL = 20_000;

  private static final List<Room> ROOMS =
      List.of(
          new Room(FULL, Set.of()),
          new Room(FULL + 1_000, Set.of("campaign")),
          new Room(FULL + 2_000, Set.of("campaign", "source", "medium")));

  private static final Set<String> LAST = Set.of("visitor", "channel", "device", "consent");

  /** How many sets there are at most, all others become none. */
  static final int MOST = FULL + 3_000;

  private final Dictionary dictionary;
  private final Numbering numbering;
  private final Map<Long, Integer> merged = new HashMap<>();
  private final Map<Integer, Boolean> consented = new HashMap<>();

  private AttributeSets(Dictionary dictionary, Numbering numbering) {
    this.dictionary = dictionary;
    this.numbering = numbering;
  }

  /** Sets that are written when they are new. */
  static AttributeSets of(Writing writing) {
    return new AttributeSets(
        writing.attributes(), text -> writing.attributes().number(writing.connection(), text));
  }

  /** Sets for whoever only reads. */
  static AttributeSets unwritten(Dictionary dictionary) {
    return new AttributeSets(dictionary, dictionary::numberUnwritten);
  }

  /** The number of a set, or of what there is still room for of it. */
  int number(Attributes attributes) throws SQLException {
    if (attributes.values().isEmpty()) {
      return 0;
    }
    for (Room room : ROOMS) {
      Attributes kept = room.dropped.isEmpty() ? attributes : attributes.without(room.dropped);
      if (dictionary.has(kept.text(), room.sets)) {
        return numbering.number(kept.text());
      }
    }
    Set<String> others = new HashSet<>(attributes.values().keySet());
    others.removeAll(LAST);
    return numbering.number(attributes.without(others).text());
  }

  /** The union of two sets, or of what there is still room for of it. */
  int merge(int earlier, int later) throws SQLException {
    if (earlier == later || later == 0) {
      return earlier;
    }
    if (earlier == 0) {
      return later;
    }
    long pair = ((long) earlier << Integer.SIZE) | later;
    Integer known = merged.get(pair);
    if (known != null) {
      return known;
    }
    Attributes both =
        Attributes.parse(dictionary.text(earlier)).then(Attributes.parse(dictionary.text(later)));
    int union = number(both);
    merged.put(pair, union);
    return union;
  }

  /** Whether a set is of a visitor who agreed to be known again. */
  boolean consented(int set) {
    return set != 0
        && consented.computeIfAbsent(
            set, number -> Attributes.parse(dictionary.text(number)).consented());
  }
}
