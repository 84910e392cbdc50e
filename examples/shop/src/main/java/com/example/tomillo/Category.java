package com.example.tomillo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A department of the shop. */
enum Category {
  CERAMICS,
  LINEN,
  KITCHEN,
  LIGHTING,
  BASKETS;

  private static final List<Category> ALL = List.of(values());

  static List<Category> all() {
    return ALL;
  }

  static Optional<Category> parse(String slug) {
    return ALL.stream().filter(category -> category.slug().equals(slug)).findFirst();
  }

  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  String path() {
    return "/category/" + slug();
  }

  Phrase label() {
    return Phrase.of("category." + slug());
  }

  Phrase about() {
    return Phrase.of("category." + slug() + ".about");
  }

  /** The article whose picture stands for the department. */
  String picture() {
    return switch (this) {
      case CERAMICS -> "104";
      case LINEN -> "201";
      case KITCHEN -> "302";
      case LIGHTING -> "401";
      case BASKETS -> "501";
    };
  }
}
