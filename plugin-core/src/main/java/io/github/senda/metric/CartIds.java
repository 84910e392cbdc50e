package io.github.senda.metric;

import java.util.HashMap;
import java.util.Map;

/**
 * Which ids of carts are one cart's: a shop that knows the visitor after signing in goes on with
 * another id. A union-find; for one thread.
 */
final class CartIds {

  private final Map<Long, Long> parents = new HashMap<>();

  /** Says that two ids were seen of one cart. */
  void join(long one, long other) {
    long from = root(one);
    long to = root(other);
    if (from != to) {
      parents.put(Math.max(from, to), Math.min(from, to));
    }
  }

  /** The id that stands for all of a cart's. */
  long root(long id) {
    long root = id;
    while (parents.containsKey(root)) {
      root = parents.get(root);
    }
    for (long at = id; at != root; ) {
      long next = parents.put(at, root);
      at = next;
    }
    return root;
  }
}
