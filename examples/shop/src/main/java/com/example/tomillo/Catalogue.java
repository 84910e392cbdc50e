package com.example.tomillo;

import static com.example.tomillo.Category.BASKETS;
import static com.example.tomillo.Category.CERAMICS;
import static com.example.tomillo.Category.KITCHEN;
import static com.example.tomillo.Category.LIGHTING;
import static com.example.tomillo.Category.LINEN;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the shop sells. Immutable. */
final class Catalogue {
  private static final List<Product> PRODUCTS =
      List.of(
          product(101, "olive-serving-bowl", CERAMICS, 3400),
          product(102, "stoneware-mug", CERAMICS, 1450),
          product(103, "speckled-dinner-plate", CERAMICS, 1800),
          product(104, "water-jug", CERAMICS, 2900),
          product(201, "linen-tablecloth", LINEN, 6400),
          product(202, "linen-napkins", LINEN, 2800),
          product(203, "striped-tea-towel", LINEN, 1200),
          product(204, "wool-throw", LINEN, 7900),
          product(301, "olive-wood-board", KITCHEN, 3200),
          product(302, "iron-casserole", KITCHEN, 8900),
          product(303, "paella-pan", KITCHEN, 4200),
          product(304, "oil-cruet", KITCHEN, 1950),
          product(401, "clay-table-lamp", LIGHTING, 9500),
          product(402, "rattan-pendant", LIGHTING, 12_000),
          product(403, "beeswax-candles", LIGHTING, 1600),
          product(404, "brass-lantern", LIGHTING, 4800),
          product(501, "esparto-basket", BASKETS, 2600),
          product(502, "palm-log-basket", BASKETS, 5800),
          product(503, "wooden-crate", BASKETS, 3700),
          product(504, "esparto-tray", BASKETS, 2200));
  private static final List<Integer> FEATURED = List.of(104, 302, 201, 401, 501, 101, 204, 303);

  private static Product product(int id, String slug, Category category, long cents) {
    return new Product(id, slug, category, Money.of(cents));
  }

  List<Product> all() {
    return PRODUCTS;
  }

  List<Product> featured() {
    return FEATURED.stream().flatMap(id -> product(id).stream()).toList();
  }

  Optional<Product> product(int id) {
    return PRODUCTS.stream().filter(product -> product.id() == id).findFirst();
  }

  /**
   * The articles of a department: as arranged, or by price with {@code price} or {@code
   * price-desc}.
   */
  List<Product> in(Category category, String order) {
    return sorted(
        PRODUCTS.stream().filter(product -> product.category() == category).toList(), order);
  }

  /** Four articles to look at next: those of the same department, then what people like. */
  List<Product> similar(Product to) {
    return Stream.concat(
            PRODUCTS.stream().filter(product -> product.category() == to.category()),
            featured().stream())
        .filter(product -> product.id() != to.id())
        .distinct()
        .limit(4)
        .toList();
  }

  /**
   * Articles with every one of the words in name, brief or department, in any language, accents or
   * not.
   */
  List<Product> search(String words, String order) {
    String wanted = plain(words).strip();
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<String> each = List.of(wanted.split("\\s+"));
    return sorted(
        PRODUCTS.stream()
            .filter(product -> each.stream().allMatch(word -> text(product).contains(word)))
            .toList(),
        order);
  }

  private static List<Product> sorted(List<Product> products, String order) {
    Comparator<Product> byPrice = Comparator.comparingLong(product -> product.price().cents());
    return switch (order) {
      case "price" -> products.stream().sorted(byPrice).toList();
      case "price-desc" -> products.stream().sorted(byPrice.reversed()).toList();
      default -> products;
    };
  }

  private static String text(Product product) {
    StringBuilder text = new StringBuilder();
    for (Language language : Language.values()) {
      Texts texts = Texts.of(language);
      for (Phrase phrase : List.of(product.name(), product.brief(), product.category().label())) {
        text.append(texts.show(phrase)).append(' ');
      }
    }
    return plain(text.toString());
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }
}
