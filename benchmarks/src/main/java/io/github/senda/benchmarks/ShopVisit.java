package io.github.senda.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * What a visitor of the example shop asks for, request by request: pages, the files that belong to
 * them, forms and the redirects that follow, up to the checkout's last page. The same visitor
 * always asks for the same.
 */
final class ShopVisit {

  private enum Kind {
    PAGE,
    FILE,
    SCRIPT,
    FORM
  }

  private record Step(Kind kind, int status, String path, String form) {}

  private static final List<String> PRODUCTS =
      List.of(
          "101-olive-serving-bowl",
          "102-stoneware-mug",
          "104-water-jug",
          "201-linen-tablecloth",
          "203-striped-tea-towel",
          "301-olive-wood-board",
          "303-paella-pan",
          "401-clay-table-lamp",
          "403-beeswax-candles",
          "504-esparto-tray");
  private static final List<String> CATEGORIES =
      List.of("ceramics", "linen", "kitchen", "lighting", "baskets");

  /**
   * {@code #} stands for the visitor's number, {@code *} for a product, {@code +} for a category.
   */
  private static final List<Step> VISIT =
      List.of(
          new Step(Kind.PAGE, 200, "/", ""),
          new Step(Kind.FILE, 200, "/assets/shop.css", ""),
          new Step(Kind.FILE, 200, "/assets/mark.svg", ""),
          new Step(Kind.PAGE, 200, "/category/+?utm_source=letter&utm_medium=email", ""),
          new Step(Kind.PAGE, 200, "/product/*", ""),
          new Step(Kind.FILE, 200, "/assets/products/101.svg", ""),
          new Step(Kind.PAGE, 200, "/search?q=jarra%20#", ""),
          new Step(Kind.PAGE, 200, "/category/+?sort=price", ""),
          new Step(Kind.PAGE, 200, "/product/*", ""),
          new Step(Kind.FORM, 302, "/cart/add", "product=104&quantity=1"),
          new Step(Kind.PAGE, 200, "/cart", ""),
          new Step(Kind.SCRIPT, 200, "/cart/mini", ""),
          new Step(Kind.PAGE, 302, "/checkout", ""),
          new Step(Kind.PAGE, 200, "/login?next=/checkout", ""),
          new Step(Kind.FORM, 200, "/checkout", "guestEmail=visitor-#%40example.com"),
          new Step(
              Kind.FORM,
              200,
              "/checkout",
              "fullName=Vera&street=Calle+1&city=Granada&postcode=18010&country=ES&phone="),
          new Step(Kind.FORM, 200, "/checkout", "shippingMethod=standard"));

  static final int STEPS = VISIT.size();

  private ShopVisit() {}

  static int status(int step) {
    return VISIT.get(step).status();
  }

  /** A request as a browser writes it. */
  static String request(int visitor, int number, String authority, Map<String, String> cookies) {
    Step step = VISIT.get(number);
    String form = step.form().replace("#", String.valueOf(visitor));
    StringBuilder request = new StringBuilder(1_000);
    request
        .append(step.kind() == Kind.FORM ? "POST " : "GET ")
        .append(
            step.path()
                .replace("#", String.valueOf(visitor))
                .replace("*", PRODUCTS.get((visitor + number) % PRODUCTS.size()))
                .replace("+", CATEGORIES.get((visitor + number) % CATEGORIES.size())))
        .append(" HTTP/1.1\r\nHost: ")
        .append(authority)
        .append("\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101")
        .append(" Firefox/140.0\r\nAccept: ")
        .append(
            switch (step.kind()) {
              case PAGE, FORM -> "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
              case FILE -> "image/avif,image/webp,image/png,image/svg+xml,*/*;q=0.5";
              case SCRIPT -> "*/*";
            })
        .append("\r\nAccept-Language: es-ES,es;q=0.8,en;q=0.5\r\nSec-Fetch-Site: same-origin")
        .append(
            switch (step.kind()) {
              case PAGE, FORM -> "\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document";
              case FILE -> "\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image";
              case SCRIPT -> "\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty";
            })
        .append("\r\nReferer: http://")
        .append(authority)
        .append("/cart\r\n");
    if (!cookies.isEmpty()) {
      request.append("Cookie: ");
      cookies.forEach((name, value) -> request.append(name).append('=').append(value).append("; "));
      request.setLength(request.length() - 2);
      request.append("\r\n");
    }
    if (step.kind() == Kind.FORM) {
      request
          .append("Origin: http://")
          .append(authority)
          .append("\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
          .append(form.length())
          .append("\r\n");
    }
    return request.append("\r\n").append(form).toString();
  }
}
