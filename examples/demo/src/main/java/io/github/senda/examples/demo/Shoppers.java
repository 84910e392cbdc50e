package io.github.senda.examples.demo;

/** Placeholder while the shop itself is brought up. */
record Shoppers(String address, int count, long seed) implements Runnable {
  static Shoppers of(String address, int count, long seed) {
    return new Shoppers(address, count, seed);
  }

  @Override
  public void run() {}
}
