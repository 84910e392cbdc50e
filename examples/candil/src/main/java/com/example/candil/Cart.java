package com.example.candil;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** What a visitor has put into the cart. */
@Component
@SessionScope
public class Cart {

  private static final int MOST = 20;

  private final Catalogue catalogue;
  private final Map<String, Integer> quantities = new LinkedHashMap<>();

  Cart(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** A product and how many of it. */
  public record Line(Product product, int quantity) {
    public String price() {
      return Euros.of(cents());
    }

    int cents() {
      return product.cents() * quantity;
    }
  }

  /** Sets how many there are of a product; none takes it out. */
  public synchronized void put(String slug, int quantity) {
    String known = catalogue.product(slug).slug();
    if (quantity <= 0) {
      quantities.remove(known);
    } else {
      quantities.put(known, Math.min(quantity, MOST));
    }
  }

  public synchronized int quantity(String slug) {
    return quantities.getOrDefault(slug, 0);
  }

  public synchronized List<Line> lines() {
    return quantities.entrySet().stream()
        .map(entry -> new Line(catalogue.product(entry.getKey()), entry.getValue()))
        .toList();
  }

  public int pieces() {
    return lines().stream().mapToInt(Line::quantity).sum();
  }

  public int cents() {
    return lines().stream().mapToInt(Line::cents).sum();
  }

  public String total() {
    return Euros.of(cents());
  }

  public synchronized void empty() {
    quantities.clear();
  }
}
