package io.github.senda.storefront.capture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes words apart that stand together without a sign between them, as {@code addproducttocart}:
 * into words that shops use, and only if nothing is left over. Immutable; safe for any thread.
 */
final class Compounds {

  private static final Pattern NO_LETTER = Pattern.compile("[^a-z]+");
  private static final int SHORTEST_WHOLE = 6;
  private static final int LONGEST_WHOLE = 40;
  private static final int SHORTEST_PART = 3;

  /** Words that say nothing by themselves and so are in no list. */
  private static final Set<String> BETWEEN =
      Set.of(
          ("to my of the in do go get set show view display list save submit apply check select page"
                  + " form info details detail all new action ajax post process id code out ver"
                  + " mostrar lista nuevo nova voir nouveau zeigen neu mostra nuovo")
              .split(" "));

  private final Set<String> parts;

  private Compounds(Set<String> parts) {
    this.parts = Set.copyOf(parts);
  }

  /** Made of the phrases that the rules know; of these the single words count. */
  static Compounds of(Collection<List<String>> phrases) {
    Set<String> parts = new HashSet<>(BETWEEN);
    for (List<String> each : phrases) {
      for (String phrase : each) {
        for (String word : NO_LETTER.split(phrase, -1)) {
          if (word.length() >= SHORTEST_PART) {
            parts.add(word);
          }
        }
      }
    }
    return new Compounds(parts);
  }

  /** The text with every word in it taken apart; empty if there is none. */
  Optional<String> apart(String text) {
    StringBuilder whole = new StringBuilder();
    boolean any = false;
    for (String word : text.split(" ", -1)) {
      List<String> found = isLong(word) ? parts(word) : List.of();
      any |= found.size() > 1;
      whole.append(whole.isEmpty() ? "" : " ");
      whole.append(found.size() > 1 ? String.join(" ", found) : word);
    }
    return any ? Optional.of(whole.toString()) : Optional.empty();
  }

  private static boolean isLong(String word) {
    return word.length() >= SHORTEST_WHOLE
        && word.length() <= LONGEST_WHOLE
        && word.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  /** The fewest parts that make the word, the word itself apart. */
  private List<String> parts(String word) {
    List<List<String>> upTo = new ArrayList<>();
    upTo.add(List.of());
    for (int end = 1; end <= word.length(); end++) {
      List<String> best = null;
      for (int start = 0; start < end; start++) {
        List<String> before = upTo.get(start);
        String part = word.substring(start, end);
        if (before != null
            && part.length() < word.length()
            && parts.contains(part)
            && (best == null || before.size() + 1 < best.size())) {
          best = new ArrayList<>(before);
          best.add(part);
        }
      }
      upTo.add(best);
    }
    List<String> whole = upTo.get(word.length());
    return whole == null ? List.of() : whole;
  }
}
