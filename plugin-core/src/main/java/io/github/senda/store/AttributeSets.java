package io.github.senda.store;

import io.github.senda.touch.Attributes;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes of the attributes of a visit's touches those of the visit: all of them, the later touch's
 * where two differ. A set is its number in the dictionary. Not safe for threads.
 */
final class AttributeSets {

  /** Gives a text its number, 0 if there is no room for it. */
  interface Numbering {
    int number(String text) throws SQLException;
  }

  private final Dictionary dictionary;
  private final Numbering numbering;
  private final Map<Long, Integer> merged = new HashMap<>();

  private AttributeSets(Dictionary dictionary, Numbering numbering) {
    this.dictionary = dictionary;
    this.numbering = numbering;
  }

  static AttributeSets of(Dictionary dictionary, Numbering numbering) {
    return new AttributeSets(dictionary, numbering);
  }

  /** The union of two sets; the later alone where the dictionary has no room for it. */
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
    TreeMap<String, String> values =
        new TreeMap<>(Attributes.parse(dictionary.text(earlier)).values());
    values.putAll(Attributes.parse(dictionary.text(later)).values());
    int number = numbering.number(new Attributes(values).text());
    int union = number == 0 ? later : number;
    merged.put(pair, union);
    return union;
  }
}
