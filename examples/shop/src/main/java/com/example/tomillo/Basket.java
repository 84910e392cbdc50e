package com.example.tomillo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a visitor means to buy. Guarded by the {@link Shopping} it belongs to. */
final class Basket {
  private String id = UUID.randomUUID().toString();
  private final Map<Product, Integer> pieces = new LinkedHashMap<>();
  private Optional<Coupon> coupon = Optional.empty();

  void add(Product product, int quantity) {
    put(product, pieces.getOrDefault(product, 0) + quantity);
  }

  /** Sets how many; none removes the article, too many are the most that is sold at once. */
  void put(Product product, int quantity) {
    if (quantity < 1) {
      pieces.remove(product);
    } else {
      pieces.put(product, Math.min(quantity, Line.MOST));
    }
  }

  void use(Optional<Coupon> code) {
    coupon = code;
  }

  /** Tells this basket from every other; what is put in after an order is another basket. */
  String id() {
    return id;
  }

  void clear() {
    id = UUID.randomUUID().toString();
    pieces.clear();
    coupon = Optional.empty();
  }

  List<Line> lines() {
    return pieces.entrySet().stream()
        .map(entry -> new Line(entry.getKey(), entry.getValue()))
        .toList();
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  int items() {
    return pieces.values().stream().mapToInt(Integer::intValue).sum();
  }

  Optional<Coupon> coupon() {
    return coupon;
  }

  Money articles() {
    return lines().stream().map(Line::total).reduce(Money.ZERO, Money::plus);
  }

  Money discount() {
    return coupon.map(code -> articles().percent(code.percentage())).orElse(Money.ZERO);
  }

  /** Without shipping, which is known only once there is an address. */
  Money total() {
    return articles().minus(discount());
  }
}
