package com.example.candil;

/**
 * What is sold.
 *
 * @param slug its name in addresses
 * @param collection the slug of the collection it belongs to
 * @param roast {@code claro}, {@code medio} or {@code oscuro}; empty where nothing is roasted
 * @param cents the price
 * @param colour of its picture, as {@code #rrggbb}
 */
public record Product(
    String slug,
    String name,
    String collection,
    String roast,
    int cents,
    String colour,
    String note) {

  /** The price as it is written. */
  public String price() {
    return Euros.of(cents);
  }

  /** Whether it comes in a bag. */
  public boolean isCoffee() {
    return !roast.isEmpty();
  }
}
