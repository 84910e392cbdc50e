package com.example.candil;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** All products and how many of each are left. Safe for any thread. */
@Component
public class Catalogue {

  private static final Map<String, String> COLLECTIONS = new LinkedHashMap<>();

  static {
    COLLECTIONS.put("en-grano", "Café en grano");
    COLLECTIONS.put("para-preparar", "Para preparar");
    COLLECTIONS.put("para-regalar", "Para regalar");
  }

  private static final List<Product> PRODUCTS =
      List.of(
          coffee("etiopia-guji", "Etiopía Guji", "claro", 1490, "#c8643c", "Jazmín y albaricoque"),
          coffee("colombia-huila", "Colombia Huila", "medio", 1250, "#8a5a3b", "Panela, cereza"),
          coffee("brasil-cerrado", "Brasil Cerrado", "medio", 1090, "#6f7f4f", "Avellana y cacao"),
          coffee("kenia-nyeri", "Kenia Nyeri", "claro", 1650, "#a83e4c", "Grosella, pomelo"),
          coffee("candil-de-noche", "Candil de noche", "oscuro", 990, "#2f3a4a", "Chocolate negro"),
          coffee("sumatra-gayo", "Sumatra Gayo", "oscuro", 1320, "#4c5d4a", "Cedro y especias"),
          tool("cono-de-ceramica", "Cono de cerámica", 2400, "#d9c7a8", "Para una o dos tazas"),
          tool("cafetera-moka", "Cafetera moka", 3450, "#9aa3a8", "Tres tazas, acero"),
          tool("molinillo-de-mano", "Molinillo de mano", 6900, "#3f3a36", "Muelas cónicas"),
          tool("hervidor-cisne", "Hervidor de cuello", 5200, "#55666b", "Seis decilitros"),
          gift("caja-descubierta", "Caja «Descubierta»", 2950, "#b98a2f", "Tres orígenes pequeños"),
          gift("taza-de-barro", "Taza de barro", 1600, "#a2583a", "Hecha en Úbeda"));

  private final Map<String, Integer> stock = new ConcurrentHashMap<>();

  Catalogue() {
    PRODUCTS.forEach(product -> stock.put(product.slug(), 40 + product.name().length()));
  }

  private static Product coffee(
      String slug, String name, String roast, int cents, String colour, String note) {
    return new Product(slug, name, "en-grano", roast, cents, colour, note);
  }

  private static Product tool(String slug, String name, int cents, String colour, String note) {
    return new Product(slug, name, "para-preparar", "", cents, colour, note);
  }

  private static Product gift(String slug, String name, int cents, String colour, String note) {
    return new Product(slug, name, "para-regalar", "", cents, colour, note);
  }

  /** The collections, name by slug, in the order of the menu. */
  Map<String, String> collections() {
    return COLLECTIONS;
  }

  List<Product> featured() {
    return PRODUCTS.stream().filter(product -> product.cents() > 1400).limit(4).toList();
  }

  /** A collection's products, of one roast if asked for, by price, name or as they stand. */
  List<Product> list(String collection, Optional<String> roast, String order) {
    return PRODUCTS.stream()
        .filter(product -> product.collection().equals(collection))
        .filter(product -> roast.map(product.roast()::equals).orElse(true))
        .sorted(order(order))
        .toList();
  }

  private static Comparator<Product> order(String order) {
    return switch (order) {
      case "precio" -> Comparator.comparingInt(Product::cents);
      case "nombre" -> Comparator.comparing(Product::name);
      default -> Comparator.comparingInt(PRODUCTS::indexOf);
    };
  }

  List<Product> search(String words) {
    String wanted = words.strip().toLowerCase(Locale.ROOT);
    return PRODUCTS.stream()
        .filter(
            product ->
                (product.name() + " " + product.note()).toLowerCase(Locale.ROOT).contains(wanted))
        .toList();
  }

  Product product(String slug) {
    return PRODUCTS.stream()
        .filter(product -> product.slug().equals(slug))
        .findFirst()
        .orElseThrow(NotHereException::new);
  }

  int stock(Product product) {
    return stock.get(product.slug());
  }

  /** Takes what was sold off the shelf; it is filled up again before it is empty. */
  void sold(Product product, int quantity) {
    stock.merge(product.slug(), quantity, (left, taken) -> left > taken ? left - taken : 40);
  }
}
