package io.github.senda.storefront.capture;

import io.github.senda.storefront.privacy.Scrubber;
import io.github.senda.touch.Category;
import io.github.senda.touch.VisitorId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The categories of a shop's goods, as its visitors' requests and the shop itself name them. A word
 * in a request is the shop's if the built-in rules know it or several visitors have asked for it,
 * as with {@link SelectorValues}; none that looks like a person's number or address is one. There
 * is room for so many; any further one is {@link Category#OTHER}. Bounded; safe for any thread.
 */
public final class Categories {

  /** More are no map of a shop, and would fill a store's dictionary of signs. */
  public static final int MOST = 60;

  private final SelectorValues asked = new SelectorValues();
  private final Set<String> kept = ConcurrentHashMap.newKeySet();

  /** Whether a word tells who somebody is, as far as that can be seen of it. */
  static boolean isPersonal(String word) {
    return Scrubber.standard().isPersonal(word);
  }

  /** What is kept of a word that stands in a request; empty as long as it may be one person's. */
  Optional<String> asked(String word, Optional<VisitorId> visitor) {
    if (kept.contains(word)) {
      return Optional.of(word);
    }
    boolean shops =
        asked.areShops(word) || (visitor.isPresent() && asked.keeps(word, visitor.get()));
    return shops && !isPersonal(word) ? Optional.of(room(word)) : Optional.empty();
  }

  /** What is kept of what the shop says itself; empty where it is no category. */
  public Optional<String> said(String text) {
    Optional<String> word = Category.word(text);
    return word.isEmpty() || kept.contains(word.get())
        ? word
        : word.filter(one -> !isPersonal(one)).map(this::room);
  }

  /** The word, if there is room for it beside the others. */
  private synchronized String room(String word) {
    boolean room = kept.contains(word) || (kept.size() < MOST && kept.add(word));
    return room ? word : Category.OTHER;
  }
}
