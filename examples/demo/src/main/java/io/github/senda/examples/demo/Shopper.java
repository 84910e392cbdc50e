package io.github.senda.examples.demo;

import io.github.senda.examples.demo.Browser.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Someone who is simulated: looks around, perhaps puts something into the cart, seldom buys. The
 * same seed makes the same choices. Knows the shop only as a browser does.
 */
final class Shopper {
  private static final List<String> PRODUCTS =
      List.of(
          "101-olive-serving-bowl",
          "102-stoneware-mug",
          "103-speckled-dinner-plate",
          "104-water-jug",
          "201-linen-tablecloth",
          "202-linen-napkins",
          "203-striped-tea-towel",
          "204-wool-throw",
          "301-olive-wood-board",
          "302-iron-casserole",
          "303-paella-pan",
          "304-oil-cruet",
          "401-clay-table-lamp",
          "403-beeswax-candles",
          "501-esparto-basket",
          "503-wooden-crate",
          "504-esparto-tray",
          "104-water-jug",
          "302-iron-casserole",
          "102-stoneware-mug",
          "502-palm-log-basket",
          "402-rattan-pendant",
          "404-brass-lantern");
  private static final List<String> CATEGORIES =
      List.of("ceramics", "linen", "kitchen", "lighting", "baskets");
  private static final List<String> FOUND =
      List.of("jarra", "lino", "taza", "bowl", "cesta", "lamp", "olivo", "paella", "esparto");
  private static final List<String> NOT_FOUND =
      List.of("alfombra", "sofá", "cortinas", "duvet", "tetera", "knife", "vajilla completa");
  private static final String CARD = "4242 4242 4242 4242";
  private static final String DECLINED = "4000 0000 0000 0002";

  /** The shop answered what no visitor should see. */
  static final class Surprise extends RuntimeException {
    private static final long serialVersionUID = 1;

    Surprise(String message) {
      super(message);
    }
  }

  private final Browser browser;
  private final Random random;
  private String bought = "";
  private final Duration pause;
  private final String email;
  private boolean registered;

  Shopper(HttpClient client, URI shop, int number, long seed, Duration pause) {
    this.random = new Random(seed * 1_000_003 + number);
    this.pause = pause;
    this.email = "shopper-" + number + "-" + Long.toString(seed, 36) + "@example.com";
    String device =
        random.nextInt(100) < 55 ? "Mobile" : random.nextInt(100) < 10 ? "Tablet" : "Desktop";
    this.browser =
        new Browser(
            client,
            shop,
            "Mozilla/5.0 (compatible; SendaShopper/1.0; simulated) " + device,
            random.nextInt(100) < 70 ? "es-ES,es;q=0.9" : "en-IE,en;q=0.9");
  }

  /**
   * Goes through the shop once.
   *
   * @return whether something was bought
   * @throws Surprise if the shop answers what it should not
   */
  boolean visit() throws IOException, InterruptedException {
    arrive();
    if (chance(28)) {
      return false;
    }
    boolean filled = false;
    int looks = 1 + random.nextInt(5);
    for (int i = 0; i < looks; i++) {
      filled |= browse();
    }
    if (!filled) {
      closing();
      return false;
    }
    if (!cart()) {
      return false;
    }
    boolean bought = checkout();
    if (bought) {
      afterwards();
    }
    return bought;
  }

  private void arrive() throws IOException, InterruptedException {
    int way = random.nextInt(100);
    if (way < 30) {
      browser.comeFrom("https://www.google.com/");
      open(chance(60) ? "/product/" + one(PRODUCTS) : "/category/" + one(CATEGORIES));
    } else if (way < 45) {
      browser.comeFrom("https://www.google.com/");
      open("/category/" + one(CATEGORIES) + "?utm_source=google&utm_medium=cpc&utm_campaign=otono");
    } else if (way < 57) {
      browser.comeFrom("https://www.instagram.com/");
      open("/product/" + one(PRODUCTS) + "?utm_source=instagram&utm_medium=social");
    } else if (way < 69) {
      open("/?utm_source=boletin&utm_medium=email&utm_campaign=noviembre");
    } else {
      open("/");
    }
  }

  /** One look at something; true if it went into the cart. */
  private boolean browse() throws IOException, InterruptedException {
    int way = random.nextInt(100);
    if (way < 20) {
      open("/category/" + one(CATEGORIES) + (chance(25) ? "?sort=price" : ""));
    } else if (way < 36) {
      open("/search?q=" + one(FOUND));
    } else if (way < 43) {
      open("/search?q=" + one(NOT_FOUND).replace(" ", "+").replace("á", "%C3%A1"));
      return false;
    } else if (way < 48) {
      open(chance(60) ? "/envios-y-devoluciones" : "/sobre-nosotros");
      return false;
    } else if (way < 50) {
      open("/product/999-retired");
      return false;
    }
    String product = one(PRODUCTS);
    Page page = open("/product/" + product);
    if (page.status() == 500) {
      return false;
    }
    if (chance(18)) {
      open("/product/" + product + "/reviews");
    }
    boolean available = page.body().contains("action=\"/cart/add\"");
    if (!available && chance(30)) {
      open("/contacto");
    }
    if (!available || !chance(26)) {
      return false;
    }
    submit(
        "/cart/add",
        Map.of("product", product.substring(0, 3), "quantity", chance(80) ? "1" : "2"));
    if (chance(40)) {
      browser.fetch("/cart/mini");
    }
    return true;
  }

  /** Looks through the cart; true if it is on to the checkout. */
  private boolean cart() throws IOException, InterruptedException {
    open("/cart");
    if (chance(20)) {
      submit("/cart/coupon", Map.of("coupon", chance(60) ? "BLACKFRIDAY" : "TOMILLO10"));
    }
    if (chance(18)) {
      browse();
      open("/cart");
    }
    if (chance(8)) {
      Page page = open("/cart");
      String product = page.value("product").orElseThrow(() -> new Surprise("The cart is empty"));
      submit("/cart/remove", Map.of("product", product));
      if (page.body().split("/cart/remove", -1).length <= 2) {
        return false;
      }
    }
    return chance(70);
  }

  private boolean checkout() throws IOException, InterruptedException {
    open("/checkout");
    if (!identify()) {
      return false;
    }
    if (chance(12)) {
      return false;
    }
    if (chance(14)) {
      submit("/checkout", address("1801"));
    }
    if (chance(3)) {
      browser.loseSession();
      submit("/checkout", address("18010"));
      return false;
    }
    submit("/checkout", address("18010"));
    if (chance(17)) {
      return false;
    }
    submit(
        "/checkout",
        Map.of("shippingMethod", one(List.of("standard", "standard", "express", "pickup"))));
    if (chance(9)) {
      return false;
    }
    boolean bank = chance(28);
    Page review;
    if (bank) {
      review = submit("/checkout", Map.of("payByBank", "1"));
    } else {
      if (chance(16)) {
        submit("/checkout", card(DECLINED));
        if (chance(45)) {
          return false;
        }
      }
      review = submit("/checkout", card(CARD));
    }
    if (chance(5)) {
      return false;
    }
    String attempt =
        review.value("confirm").orElseThrow(() -> new Surprise("There is no button to confirm"));
    Page answer = submit("/checkout", Map.of("confirm", attempt));
    // An article may turn out to be gone at this very moment; then it is the cart again.
    if (bank && answer.address().getPath().startsWith("/bank")) {
      answer = payAtBank(answer);
    }
    String path = answer.address().getPath();
    bought = path.replaceFirst("^.*/order/([^/]+)/confirmation$", "$1");
    return path.endsWith("/confirmation");
  }

  /** Guest, customer or new customer; false for those who leave when asked who they are. */
  private boolean identify() throws IOException, InterruptedException {
    int way = random.nextInt(100);
    if (way < 58) {
      submit("/checkout", Map.of("guestEmail", email));
    } else if (way < 74) {
      open("/register?next=/checkout");
      submit(
          "/register",
          Map.of("name", "Vera", "email", email, "password", "olivo-y-lino", "next", "/checkout"));
      registered = true;
    } else if (way < 90) {
      if (chance(35)) {
        submit("/login", login("olvidada"));
      }
      submit("/login", login("tomillo-2026"));
      registered = true;
    } else {
      return false;
    }
    return true;
  }

  private static Map<String, String> login(String password) {
    return Map.of("email", "ana@example.com", "password", password, "next", "/checkout");
  }

  private Page payAtBank(Page bank) throws IOException, InterruptedException {
    Map<String, String> form =
        fields(bank, "reference", "amount", "returnUrl", "notifyUrl", "lang", "signature");
    form.put("status", chance(86) ? "paid" : "refused");
    Page back = submit("/bank/decide", form);
    String shop = back.body().replaceAll("(?s).*action=\"([^\"]*)\".*", "$1");
    return submit(shop, fields(back, "reference", "status", "signature"));
  }

  private static Map<String, String> fields(Page page, String... names) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : names) {
      fields.put(
          name, page.value(name).orElseThrow(() -> new Surprise("The bank's page has no " + name)));
    }
    return fields;
  }

  private void afterwards() throws IOException, InterruptedException {
    if (chance(20)) {
      // The same page again, as a phone does that wakes up.
      checked(browser.reload(), "The confirmation");
    }
    if (registered && chance(40)) {
      open("/orders");
    }
    if (!registered && chance(35)) {
      open("/seguimiento");
      submit("/seguimiento", Map.of("order", bought, "email", email));
    }
    if (!registered && chance(9)) {
      open("/devoluciones");
      submit("/devoluciones", Map.of("order", bought, "email", email, "reason", "size"));
    }
    closing();
  }

  private void closing() throws IOException, InterruptedException {
    if (chance(5)) {
      submit("/boletin", Map.of("email", email));
    }
    if (chance(4)) {
      open("/contacto");
      submit(
          "/contacto",
          Map.of(
              "name", "Vera", "email", email, "subject", "product", "message", "¿Vuelve pronto?"));
    }
    if (chance(3)) {
      String product = "/product/" + PRODUCTS.get(random.nextInt(12));
      open(product + "/reviews");
      submit(
          product + "/review",
          Map.of(
              "author",
              "Vera",
              "stars",
              String.valueOf(3 + random.nextInt(3)),
              "text",
              "Tal como se ve en la foto."));
    }
  }

  private Map<String, String> address(String postcode) {
    return Map.of(
        "fullName", "Vera Simulada",
        "street", "Calle de la Prueba 1",
        "city", "Granada",
        "postcode", postcode,
        "country", "ES",
        "phone", "");
  }

  private static Map<String, String> card(String number) {
    return Map.of(
        "cardName",
        "Vera Simulada",
        "cardNumber",
        number,
        "cardExpiry",
        "12/39",
        "cardCode",
        "123");
  }

  private Page open(String address) throws IOException, InterruptedException {
    think();
    return checked(browser.get(address), address);
  }

  private Page submit(String address, Map<String, String> form)
      throws IOException, InterruptedException {
    think();
    return checked(browser.post(address, form), address);
  }

  /**
   * One article's page fails and one is gone: the shop is like that. Anything else that fails is a
   * surprise.
   */
  private static Page checked(Page page, String address) {
    boolean known = address.contains("/404-") || address.contains("/999-");
    if (page.status() >= 400 && !known) {
      throw new Surprise(address + " answered " + page.status());
    }
    return page;
  }

  private void think() throws InterruptedException {
    if (!pause.isZero()) {
      Thread.sleep(pause.toMillis() / 2 + random.nextInt((int) pause.toMillis()));
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
