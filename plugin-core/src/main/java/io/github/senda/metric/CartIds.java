package io.github.senda.metric;

/**
 * Which ids of carts are one cart's: a shop that knows the visitor after signing in goes on with
 * another id. A union-find; for one thread.
 */
final class CartIds {

  private final LongTable parents = new LongTable();

  /** Says that two ids were seen of one cart. */
  void join(long one, long other) {
    long from = root(one);
    long to = root(other);
    if (from != to) {
      parents.put(Math.max(from, to), Math.min(from, to));
    }
  }

  /** The id that stands for all of a cart's; ids are not 0. */
  long root(long id) {
    if (parents.size() == 0) {
      return id;
    }
    long root = id;
    for (long next = parents.get(root, root); next != root; next = parents.get(root, root)) {
      root = next;
    }
    for (long at = id; at != root; ) {
      long next = parents.get(at, root);
      parents.put(at, root);
      at = next;
    }
    return root;
  }
}
