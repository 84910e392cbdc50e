package com.example.tomillo;

/**
 * An article of the catalogue. Its name and description are in the message files, under its number.
 */
record Product(int id, String slug, Category category, Money price) {

  String path() {
    return "/product/" + id + "-" + slug;
  }

  String picture() {
    return "/assets/products/" + id + ".svg";
  }

  Phrase name() {
    return Phrase.of("product." + id + ".name");
  }

  Phrase brief() {
    return Phrase.of("product." + id + ".brief");
  }

  Phrase description() {
    return Phrase.of("product." + id + ".description");
  }

  Phrase care() {
    return Phrase.of("product." + id + ".care");
  }
}
