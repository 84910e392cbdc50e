package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PartsTest {

  private static final List<String> SEGMENTS =
      List.of(
          "product",
          "cart",
          "checkout",
          "olive-bowl",
          "101-olive-bowl",
          "1384",
          "Cart.action",
          "ana@example.com",
          "ana%40example.com",
          "%C3%A1rbol",
          "cart;jsessionid=5A6F",
          "..",
          "",
          "A1B2C3",
          "0f8fad5b-d9cb-469f-a165-70867728950e",
          "categoría",
          "page.html",
          "x".repeat(70),
          "{id}",
          "deadbeefcafe",
          "buscar+todo",
          "a_b_2",
          "step~2");
  private static final List<String> NAMES =
      List.of(
          "q",
          "page",
          "action",
          "step",
          "utm_source",
          "items[3]",
          "items%5B3%5D",
          "cardNumber",
          "line12",
          "abcdefabcdef",
          "correo@x",
          "%zz",
          "JSESSIONID",
          "dispatch[checkout.add]",
          "",
          "nombre-de-él",
          "wc-ajax",
          "sid");
  private static final List<String> VALUES =
      List.of("", "1", "add", "view.cart", "ana%40example.com", "un+dos", "x".repeat(50), "=", "%");
  private static final List<String> TYPES =
      List.of("text/html;charset=UTF-8", "application/JSON", "Application/xhtml+xml", "TEXT/plain");

  private static String one(Random random, List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      path.append('/').append(one(random, SEGMENTS));
    }
    return path.toString();
  }

  private static String query(Random random) {
    List<String> pairs = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      pairs.add(one(random, NAMES) + (random.nextBoolean() ? "=" + one(random, VALUES) : ""));
    }
    return String.join("&", pairs);
  }

  private static String location(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "https://bank.example:8443" + path(random);
      case 1 -> "//shop.example" + path(random) + "#top";
      case 2 -> "http://SHOP.example:80";
      case 3 -> one(random, SEGMENTS) + "?" + query(random);
      case 4 -> "/shop" + path(random) + "?" + query(random) + "#" + query(random);
      default -> path(random);
    };
  }

  private static Exchange exchange(Random random) {
    return new Exchange(
        random.nextBoolean() ? "GET" : "post",
        "shop.example:8080",
        random.nextBoolean() ? "/shop" : "",
        (random.nextBoolean() ? "/shop" : "") + path(random),
        query(random),
        random.nextBoolean() ? List.of("name", "city") : List.of(),
        random.nextInt(5) == 0,
        Optional.empty(),
        new Exchange.Answer(
            random.nextInt(700),
            random.nextInt(9) == 0,
            random.nextBoolean() ? Optional.of(path(random)) : Optional.empty(),
            random.nextBoolean() ? Optional.of(location(random)) : Optional.empty(),
            random.nextBoolean() ? Optional.of(one(random, TYPES)) : Optional.empty(),
            random.nextInt(9) == 0,
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void sign_isTheSameWhetherPartsAreRememberedOrNot() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Parts remembered = Parts.remembered();
      for (int i = 0; i < 5_000; i++) {
        Exchange exchange = exchange(random);
        Sign sign = exchange.sign(Parts.anew());
        assertEquals(sign, exchange.sign(remembered), () -> exchange + ", as it comes first");
        assertEquals(sign, exchange.sign(remembered), () -> exchange + ", as it comes again");
        assertEquals(exchange.id(Parts.anew()), exchange.id(remembered), exchange::toString);
      }
    }
  }

  @Test
  void names_areSortedAndNoneTwiceAndAsManyAsASignHas() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<String> names = new ArrayList<>();
      for (int i = random.nextInt(100); i > 0; i--) {
        names.add("n" + random.nextInt(60));
      }
      List<String> expected =
          new TreeSet<>(names).stream().limit(ParameterNames.MAX_NAMES).toList();
      assertEquals(expected, ParameterNames.bounded(names), "seed " + seed);
    }
    assertTrue(ParameterNames.bounded(List.of()).isEmpty());
  }
}
