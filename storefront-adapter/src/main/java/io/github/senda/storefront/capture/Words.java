package io.github.senda.storefront.capture;

/**
 * A fixed set of words that can be asked of a part of a text without cutting it out: every request
 * asks several times. A hash table with open addressing. Immutable; safe for any thread.
 */
final class Words {

  private final String[] table;

  private Words(String[] table) {
    this.table = table;
  }

  /** The words of a text with single blanks between them. */
  static Words of(String text) {
    String[] words = text.split(" ", -1);
    // At most a quarter full, so that most words that are none are told by one look.
    String[] table = new String[Integer.highestOneBit(words.length) * 8];
    for (String word : words) {
      int at = word.hashCode() & (table.length - 1);
      while (table[at] != null && !table[at].equals(word)) {
        at = (at + 1) & (table.length - 1);
      }
      table[at] = word;
    }
    return new Words(table);
  }

  /** Whether the text from one place to before another is one of them. */
  boolean contain(String text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    int at = hash & (table.length - 1);
    while (table[at] != null) {
      if (table[at].length() == to - from && text.startsWith(table[at], from)) {
        return true;
      }
      at = (at + 1) & (table.length - 1);
    }
    return false;
  }
}
