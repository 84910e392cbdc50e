package io.github.senda.storefront.capture;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The patterns of a shop's own routing that requests have shown, to be found again for a path of
 * which only a page tells. A shop has few of them. Bounded; safe for any thread.
 */
public final class Routes {

  private static final int MOST = 500;

  private final Set<String> patterns = ConcurrentHashMap.newKeySet();

  /** Notes a pattern as {@code /product/{id}}. */
  public void add(String pattern) {
    if (!patterns.contains(pattern) && patterns.size() < MOST) {
      patterns.add(pattern);
    }
  }

  /** The pattern that has the most in common with a path below the application. */
  public Optional<String> of(String path) {
    String[] asked = path.split("/", -1);
    String best = null;
    int most = -1;
    for (String pattern : patterns) {
      int alike = alike(pattern.split("/", -1), asked);
      // Of two that are as good, always the same.
      if (alike > most || (alike == most && alike >= 0 && pattern.compareTo(best) < 0)) {
        best = pattern;
        most = alike;
      }
    }
    return Optional.ofNullable(best);
  }

  /** How many segments are the same; -1 where the pattern is not the path's. */
  private static int alike(String[] pattern, String[] path) {
    if (pattern.length != path.length) {
      return -1;
    }
    int alike = 0;
    for (int i = 0; i < pattern.length; i++) {
      if (pattern[i].equals(path[i])) {
        alike++;
      } else if (pattern[i].indexOf('{') < 0 || path[i].isEmpty()) {
        return -1;
      }
    }
    return alike;
  }
}
