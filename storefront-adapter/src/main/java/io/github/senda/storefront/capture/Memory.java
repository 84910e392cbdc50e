package io.github.senda.storefront.capture;

import io.github.senda.storefront.privacy.Scrubber;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * A pure function of a text that remembers a few answers, so that what is asked again and again
 * costs a look and makes nothing. A two-way set-associative cache elsewhere.
 *
 * <p>A set of a text's hash has two places. A newcomer takes the second; who is found there moves
 * up. So texts that come once, however many, never push out one that was asked for twice. Texts are
 * compared in full. What is long, or may hold a person's address or a session's number, is worked
 * out anew each time and not kept. Bounded; reads and writes without a lock, since an entry never
 * changes and a lost one costs only its working out. Safe for any thread.
 *
 * @param <V> the answers, which never change
 */
final class Memory<V> implements Function<String, V> {

  private static final int LONGEST = 120;

  private record Entry<V>(String text, V answer) {}

  private final Function<String, V> function;
  private final BiPredicate<String, V> keeps;
  private final Entry<V>[] entries;

  /**
   * @param sets how many pairs of places; a power of two
   */
  Memory(int sets, Function<String, V> function) {
    this(sets, function, (text, answer) -> true);
  }

  /**
   * @param sets how many pairs of places; a power of two
   * @param keeps which texts with their answers may be kept, of those that tell of nobody
   */
  @SuppressWarnings("unchecked")
  Memory(int sets, Function<String, V> function, BiPredicate<String, V> keeps) {
    this.function = function;
    this.keeps = keeps;
    this.entries = new Entry[sets * 2];
  }

  @Override
  public V apply(String text) {
    int hash = text.hashCode();
    int first = ((hash ^ hash >>> 16) & (entries.length / 2 - 1)) * 2;
    Entry<V> settled = entries[first];
    if (settled != null && settled.text().equals(text)) {
      return settled.answer();
    }
    Entry<V> newcomer = entries[first + 1];
    if (newcomer != null && newcomer.text().equals(text)) {
      entries[first] = newcomer;
      entries[first + 1] = settled;
      return newcomer.answer();
    }
    V answer = function.apply(text);
    if (mayBeKept(text) && keeps.test(text, answer)) {
      entries[first + 1] = new Entry<>(text, answer);
    }
    return answer;
  }

  private static boolean mayBeKept(String text) {
    return text.length() <= LONGEST
        && text.indexOf('@') < 0
        && text.indexOf('%') < 0
        && text.indexOf(';') < 0
        && !Scrubber.standard().isPersonal(text);
  }

  /** How many texts are kept. */
  int size() {
    int size = 0;
    for (Entry<V> entry : entries) {
      size += entry == null ? 0 : 1;
    }
    return size;
  }
}
