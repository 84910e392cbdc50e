package io.github.senda.storefront.capture;

import io.github.senda.touch.VisitorId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Tells the values of selectors by which a shop names its pages from what one person typed there:
 * {@code step=payment} from {@code step=anna}. The shop's are made of words that the built-in rules
 * know, or are sent by several visitors. Of what one visitor alone has sent only a hash is held, in
 * memory. Bounded; safe for any thread.
 */
final class SelectorValues {

  /** By so many visitors a value is sent that the shop's own links hold. */
  static final int VISITORS = 3;

  private static final int MOST_KNOWN = 1_000;
  private static final int MOST_CANDIDATES = 1_000;
  private static final int SHORTEST_WORD = 3;

  private static final Pattern BETWEEN = Pattern.compile("[ /.]+");

  /** Words of programs and of shops' software that no rule asks for. */
  private static final Set<String> OF_PROGRAMS =
      Set.copyOf(
          Arrays.asList(
              ("not found refresh refreshed fragment fragments variation method methods"
                      + " home common extension module country popup image images guest edit"
                      + " down process select show hide next prev previous back start first last"
                      + " main default index list grid table row item items load save send quote"
                      + " delivery option options address form fields info total totals update"
                      + " change step get put post patch delete sort filter page pages content"
                      + " template print logout about com opencart virtuemart oscommerce magento"
                      + " woocommerce prestashop zencart user users contact agree comment signed"
                      + " out created execute fill filtrar guardar localisation localization"
                      + " noredirect subscriptions reorder newest quick look repetir estimate"
                      + " estimator destination set url validate siguiente anterior atras rien"
                      + " async credit card authorizenet aim tnp example shipping newsletter"
                      + " frontend backend widget")
                  .split(" ")));

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final long salt = ThreadLocalRandom.current().nextLong();

  /** Who has sent a value that is not kept yet, by a hash of it. */
  private final Map<Long, VisitorId[]> candidates =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, VisitorId[]> eldest) {
          return size() > MOST_CANDIDATES;
        }
      };

  /** Whether a value is known to be the shop's own. */
  boolean areShops(String value) {
    return known.contains(value) || isOfShops(value);
  }

  /** Whether a value that a visitor sends is the shop's own, or becomes known to be by this. */
  boolean keeps(String value, VisitorId visitor) {
    if (areShops(value)) {
      return true;
    }
    return isSentByMany(value, visitor) && known.size() < MOST_KNOWN && known.add(value);
  }

  /** Whether each word is one of shops', too short to name anybody, or a short number. */
  private static boolean isOfShops(String value) {
    for (String word : BETWEEN.split(Phrases.words(value), -1)) {
      if (word.length() >= SHORTEST_WORD
          && !OF_PROGRAMS.contains(word)
          && !PathWords.isOfShops(word)) {
        return false;
      }
    }
    return true;
  }

  private boolean isSentByMany(String value, VisitorId visitor) {
    long hash = salt;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
    }
    synchronized (candidates) {
      VisitorId[] before = candidates.getOrDefault(hash, new VisitorId[0]);
      if (Arrays.asList(before).contains(visitor)) {
        return false;
      }
      if (before.length + 1 >= VISITORS) {
        candidates.remove(hash);
        return true;
      }
      VisitorId[] more = Arrays.copyOf(before, before.length + 1);
      more[before.length] = visitor;
      candidates.put(hash, more);
      return false;
    }
  }
}
