package com.example.tomillo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many pieces there are. What the pages show comes from last night's list; what can be sent is
 * known only here and now, so an article may turn out to be gone when the order is placed. Safe for
 * use by many threads.
 */
final class Warehouse {
  private static final int PLENTY = 25_000;

  private final Map<Integer, Integer> listed = new HashMap<>();
  private final Map<Integer, Integer> onShelf = new HashMap<>();

  static Warehouse of(Catalogue catalogue) {
    Warehouse warehouse = new Warehouse();
    for (Product product : catalogue.all()) {
      warehouse.listed.put(product.id(), PLENTY);
      warehouse.onShelf.put(product.id(), PLENTY);
    }
    // Sold out, and the list knows.
    warehouse.listed.put(502, 0);
    warehouse.onShelf.put(502, 0);
    // The last two were sold over the counter this morning.
    warehouse.listed.put(402, 2);
    warehouse.onShelf.put(402, 0);
    // The list that came last night has no line for this one.
    warehouse.listed.remove(404);
    return warehouse;
  }

  /**
   * How many the list has of an article.
   *
   * @throws IllegalStateException if the list does not have the article
   */
  synchronized int listed(Product product) {
    Integer pieces = listed.get(product.id());
    if (pieces == null) {
      throw new IllegalStateException("The stock list has no line for article " + product.id());
    }
    return pieces;
  }

  /** Takes all lines from the shelf, or none; says which article there is not enough of. */
  synchronized Optional<Product> take(List<Line> lines) {
    for (Line line : lines) {
      if (onShelf.getOrDefault(line.product().id(), 0) < line.quantity()) {
        return Optional.of(line.product());
      }
    }
    lines.forEach(line -> onShelf.merge(line.product().id(), -line.quantity(), Integer::sum));
    return Optional.empty();
  }

  synchronized void putBack(List<Line> lines) {
    lines.forEach(line -> onShelf.merge(line.product().id(), line.quantity(), Integer::sum));
  }
}
