package io.github.senda.store;

import io.github.senda.touch.Attributes;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes of the attributes of a visit's touches those of the visit, as {@link Attributes#then} says.
 * A set is its number in the dictionary. Not safe for threads.
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

  /** The union of two sets; the earlier alone where the dictionary has no room for it. */
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
    int number = numbering.number(both.text());
    int union = number == 0 ? earlier : number;
    merged.put(pair, union);
    return union;
  }
}
