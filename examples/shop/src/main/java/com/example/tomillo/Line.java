package com.example.tomillo;

/** So many pieces of one article. */
record Line(Product product, int quantity) {
  static final int MOST = 20;

  Line {
    if (quantity < 1 || quantity > MOST) {
      throw new IllegalArgumentException("A line has 1 to " + MOST + " pieces, not " + quantity);
    }
  }

  Money total() {
    return product.price().times(quantity);
  }
}
