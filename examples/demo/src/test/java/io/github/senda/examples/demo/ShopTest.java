package io.github.senda.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.examples.demo.Browser.Page;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shop as a visitor meets it: over HTTP, in a real Tomcat. */
class ShopTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String JUG = "104";
  private static final String GOOD_CARD = "4242 4242 4242 4242";
  private static final String HOSTILE = "\"><script>alert(1)</script>'&\u202E{{t ribbon}}";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static DemoServer server;

  @BeforeAll
  static void open() throws IOException {
    Demo.quieten();
    server = DemoServer.start(settings(freePort()), TARGET);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  private static Settings settings(int port) {
    return new Settings(port, TARGET.resolve("test-data"), 0, Optional.empty(), "");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Browser visitor() {
    return new Browser(CLIENT, URI.create(server.address()), "Mozilla/5.0 (test)", "en");
  }

  private static Map<String, String> address() {
    Map<String, String> address = new HashMap<>();
    address.put("fullName", "Eva Ruiz");
    address.put("street", "Calle Elvira 3");
    address.put("city", "Granada");
    address.put("postcode", "18010");
    address.put("country", "ES");
    address.put("phone", "");
    return address;
  }

  private static Map<String, String> card(String number) {
    return Map.of(
        "cardName", "Eva Ruiz", "cardNumber", number, "cardExpiry", "12/39", "cardCode", "123");
  }

  private static Page fill(Browser visitor, String product) throws Exception {
    return visitor.post("/cart/add", Map.of("product", product, "quantity", "1"));
  }

  /** A guest with a jug in the cart, as far as the payment. */
  private static Page guestAtPayment(Browser visitor, String product) throws Exception {
    fill(visitor, product);
    visitor.post("/checkout", Map.of("guestEmail", "eva@example.com"));
    visitor.post("/checkout", address());
    return visitor.post("/checkout", Map.of("shippingMethod", "standard"));
  }

  private static Page confirm(Browser visitor, Page review) throws Exception {
    return visitor.post("/checkout", Map.of("confirm", review.value("confirm").orElseThrow()));
  }

  private static Page register(Browser visitor) throws Exception {
    return visitor.post(
        "/register",
        Map.of(
            "name", "Eva", "email", UUID.randomUUID() + "@example.com", "password", "long enough"));
  }

  private static Map<String, String> fields(Page page, String... names) {
    Map<String, String> fields = new HashMap<>();
    for (String name : names) {
      fields.put(name, page.value(name).orElseThrow());
    }
    return fields;
  }

  /** From the bank's question to its answer, still at the bank. */
  private static Page decide(Browser visitor, Page bank, String status) throws Exception {
    Map<String, String> form =
        fields(bank, "reference", "amount", "returnUrl", "notifyUrl", "lang", "signature");
    form.put("status", status);
    return visitor.post("/bank/decide", form);
  }

  private static Page leaveBank(Browser visitor, Page answer) throws Exception {
    String back = answer.body().replaceAll("(?s).*action=\"([^\"]*)\".*", "$1");
    return visitor.post(back, fields(answer, "reference", "status", "signature"));
  }

  private static HttpResponse<String> raw(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void assertSays(String words, Page page) {
    assertTrue(page.body().contains(words), () -> "\"" + words + "\" is not in:\n" + page.body());
  }

  @Test
  void guest_buysWithACard() throws Exception {
    Browser visitor = visitor();
    guestAtPayment(visitor, JUG);

    Page review = visitor.post("/checkout", card(GOOD_CARD));
    Page done = confirm(visitor, review);

    assertSays("Card ending in 4242", review);
    assertSays("€33.90", review);
    assertTrue(
        done.address().getPath().matches("/order/CT-\\d+/confirmation"), done.address()::toString);
    assertSays("Thank you!", done);
    assertSays("Your basket is empty.", visitor.get("/cart"));
  }

  @Test
  void checkoutSteps_areAllAnsweredUnderOneAddress() throws Exception {
    Browser visitor = visitor();
    fill(visitor, JUG);

    Page address = visitor.post("/checkout", Map.of("guestEmail", "eva@example.com"));
    Page shipping = visitor.post("/checkout", address());
    Page payment = visitor.post("/checkout", Map.of("shippingMethod", "express"));

    assertSays("name=\"fullName\"", address);
    assertSays("name=\"shippingMethod\"", shipping);
    assertSays("name=\"cardNumber\"", payment);
    for (Page page : new Page[] {address, shipping, payment}) {
      assertEquals(200, page.status());
      assertEquals("/checkout", page.address().getPath());
    }
  }

  @Test
  void declinedCard_isAnsweredWithTheSameFormAndAnotherCardPays() throws Exception {
    Browser visitor = visitor();
    guestAtPayment(visitor, JUG);

    Page declined = visitor.post("/checkout", card("4000 0000 0000 0002"));
    Page done = confirm(visitor, visitor.post("/checkout", card(GOOD_CARD)));

    assertEquals(200, declined.status());
    assertSays("Your bank declined the card", declined);
    assertSays("name=\"cardNumber\"", declined);
    assertFalse(declined.body().contains("4000"), "The card's number is in the page");
    assertSays("Thank you!", done);
  }

  @Test
  void bank_isAnotherSiteAndBringsTheVisitorBackWithTheSessionItLeft() throws Exception {
    Browser visitor = visitor();
    guestAtPayment(visitor, JUG);
    String session = visitor.cookie("JSESSIONID").orElseThrow();

    Page bank = confirm(visitor, visitor.post("/checkout", Map.of("payByBank", "1")));
    Page done = leaveBank(visitor, decide(visitor, bank, "paid"));

    assertEquals("127.0.0.1", bank.address().getHost());
    assertSays("Thank you!", done);
    assertEquals(session, visitor.cookie("JSESSIONID").orElseThrow());
    assertSays("Your basket is empty.", visitor.get("/cart"));
  }

  @Test
  void bankNotification_paysTheOrderOfAVisitorWhoDoesNotComeBack() throws Exception {
    Browser visitor = visitor();
    register(visitor);
    guestAtPayment(visitor, JUG);

    Page bank = confirm(visitor, visitor.post("/checkout", Map.of("payByBank", "1")));
    decide(visitor, bank, "paid");
    Page orders = visitor.get(server.address() + "orders");

    assertSays("Paid, being packed", orders);
    assertSays("Your basket is empty.", visitor.get("/cart"));
  }

  @Test
  void refusedBankPayment_leadsBackToThePaymentWithTheCartStillFull() throws Exception {
    Browser visitor = visitor();
    guestAtPayment(visitor, JUG);

    Page bank = confirm(visitor, visitor.post("/checkout", Map.of("payByBank", "1")));
    Page back = leaveBank(visitor, decide(visitor, bank, "refused"));

    assertEquals("/checkout", back.address().getPath());
    assertSays("The bank did not complete the payment", back);
    assertSays("name=\"cardNumber\"", back);
  }

  @Test
  void notification_isRefusedIfTheBankDidNotSignIt() throws Exception {
    HttpResponse<String> answer =
        raw(
            HttpRequest.newBuilder(URI.create(server.address() + "payment/notify"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "reference=CT-10401&status=paid&signature=00")));

    assertEquals(400, answer.statusCode());
    assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
  }

  @Test
  void stepsOutOfOrder_areRedirected() throws Exception {
    Browser visitor = visitor();
    Page withoutCart = visitor.post("/checkout", Map.of("shippingMethod", "standard"));
    fill(visitor, JUG);
    Page withoutName = visitor.post("/checkout", address());
    visitor.post("/checkout", Map.of("guestEmail", "eva@example.com"));
    Page withoutAddress = visitor.post("/checkout", card(GOOD_CARD));
    Page ahead = visitor.get("/checkout?step=review");

    assertEquals("/cart", withoutCart.address().getPath());
    assertEquals("/login", withoutName.address().getPath());
    assertSays("Where shall we send it?", withoutAddress);
    assertEquals("/checkout", ahead.address().toString().replace(server.address(), "/"));
    assertEquals("/login", visitor().get("/orders").address().getPath());
  }

  @Test
  void expiredSession_isSaidInTheCart() throws Exception {
    Browser visitor = visitor();
    fill(visitor, JUG);
    HttpResponse<String> answer =
        raw(
            HttpRequest.newBuilder(URI.create(server.address() + "checkout"))
                .header("Cookie", "JSESSIONID=0123456789ABCDEF0123456789ABCDEF"));

    assertTrue(answer.headers().firstValue("Location").orElseThrow().contains("/cart?expired=1"));
    assertSays("Your session has expired", visitor().get("/cart?expired=1"));
  }

  @Test
  void sessionId_changesAtLoginAndTheCartStays() throws Exception {
    Browser visitor = visitor();
    fill(visitor, JUG);
    String before = visitor.cookie("JSESSIONID").orElseThrow();

    Page wrong = visitor.post("/login", Map.of("email", "ana@example.com", "password", "wrong"));
    String still = visitor.cookie("JSESSIONID").orElseThrow();
    Page account =
        visitor.post("/login", Map.of("email", "ana@example.com", "password", "tomillo-2026"));

    assertEquals(200, wrong.status());
    assertSays("E-mail or password are not right.", wrong);
    assertEquals(before, still);
    assertSays("Hello, Ana Molina", account);
    assertNotEquals(before, visitor.cookie("JSESSIONID").orElseThrow());
    assertSays("Water jug", visitor.get("/cart"));
  }

  @Test
  void login_leadsOnlyToPlacesOfTheShop() throws Exception {
    Browser visitor = visitor();
    fill(visitor, JUG);
    Page page =
        visitor.post(
            "/login",
            Map.of(
                "email", "ana@example.com",
                "password", "tomillo-2026",
                "next", "//example.org/"));

    assertEquals("/account", page.address().getPath());
  }

  @Test
  void sameOrderSentAgain_isOneOrder() throws Exception {
    Browser visitor = visitor();
    register(visitor);
    guestAtPayment(visitor, JUG);
    Page review = visitor.post("/checkout", card(GOOD_CARD));

    Page first = confirm(visitor, review);
    Page again = confirm(visitor, review);
    Page reloaded = visitor.reload();
    Page orders = visitor.get("/orders");

    assertEquals(first.address(), again.address());
    assertEquals(first.address(), reloaded.address());
    assertEquals(2, orders.body().split("href=\"/order/CT-", -1).length, orders.body());
  }

  @Test
  void order_isShownOnlyToWhoeverPlacedIt() throws Exception {
    Browser visitor = visitor();
    guestAtPayment(visitor, JUG);
    URI order = confirm(visitor, visitor.post("/checkout", card(GOOD_CARD))).address();
    Browser other = visitor();
    register(other);

    assertEquals("/login", visitor().get(order.toString()).address().getPath());
    assertEquals(404, other.get(order.toString()).status());
  }

  @Test
  void coupon_isRefusedWithTheCartAgainOrTakesTenPercentOff() throws Exception {
    Browser visitor = visitor();
    fill(visitor, JUG);

    Page refused = visitor.post("/cart/coupon", Map.of("coupon", "VERANO"));
    Page taken = visitor.post("/cart/coupon", Map.of("coupon", "tomillo10"));

    assertEquals(200, refused.status());
    assertSays("This code is not valid", refused);
    assertSays("€26.10", taken);
  }

  @Test
  void cart_changesQuantityAndRemoves() throws Exception {
    Browser visitor = visitor();
    fill(visitor, JUG);

    Page three = visitor.post("/cart/update", Map.of("product", JUG, "quantity", "3"));
    Page none = visitor.post("/cart/remove", Map.of("product", JUG));

    assertSays("€87.00", three);
    assertSays("Your basket is empty.", none);
  }

  @Test
  void soldOutArticle_cannotBePutIntoTheCart() throws Exception {
    Browser visitor = visitor();

    Page product = visitor.get("/product/502-palm-log-basket");
    Page added = fill(visitor, "502");

    assertSays("Sold out", product);
    assertFalse(product.body().contains("action=\"/cart/add\""));
    assertSays("Palm log basket is sold out.", added);
  }

  @Test
  void articleThatIsGoneAtTheEnd_leadsBackToTheCartAndNothingIsBought() throws Exception {
    Browser visitor = visitor();
    register(visitor);
    guestAtPayment(visitor, "402");

    Page gone = confirm(visitor, visitor.post("/checkout", card(GOOD_CARD)));

    assertEquals(200, gone.status());
    assertSays("Rattan pendant has just sold out", gone);
    assertSays("You have not ordered anything yet.", visitor.get("/orders"));
  }

  @Test
  void brokenPage_apologisesAndShowsNothingOfItsInside() throws Exception {
    Page broken = visitor().get("/product/404-brass-lantern");

    assertEquals(500, broken.status());
    assertSays("Something went wrong", broken);
    assertFalse(broken.body().contains("Exception"), broken.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/category/shoes",
        "/product/999-gone",
        "/product/x",
        "/cart/nothing",
        "/WEB-INF/web.xml",
        "/WEB-INF/views/home.html",
        "/contacto/x"
      })
  void whatIsNotThere_isAPageOfTheShop(String path) throws Exception {
    Page page = visitor().get(path);

    assertEquals(404, page.status());
    assertSays("There is no such page", page);
  }

  @Test
  void hostileText_isEscapedInSearchAndReview() throws Exception {
    Browser visitor = visitor();

    Page search = visitor.get("/search?q=" + URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8));
    Page review =
        visitor.post(
            "/product/203-striped-tea-towel/review",
            Map.of("author", HOSTILE, "stars", "1", "text", HOSTILE.repeat(20)));
    Page form = visitor.post("/contacto", Map.of("email", HOSTILE, "message", HOSTILE));

    for (Page page : new Page[] {search, review, form}) {
      assertSays("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;", page);
      assertFalse(page.body().contains("<script>"), page.body());
      assertSays("{{t ribbon}}", page);
    }
    assertSays("Thank you: your review is published.", review);
  }

  @Test
  void review_withoutStarsIsAskedForAgain() throws Exception {
    Page page =
        visitor()
            .post("/product/202-linen-napkins/review", Map.of("author", "Eva", "text", "Bonitas"));

    assertEquals(200, page.status());
    assertSays("Choose one to five stars.", page);
    assertSays(">Bonitas</textarea>", page);
  }

  @Test
  void search_findsInBothLanguagesWithoutAccentsOrNothing() throws Exception {
    assertSays("Clay table lamp", visitor().get("/search?q=lampara"));
    assertSays("Water jug", visitor().get("/search?q=JARRA"));
    assertSays("Nothing found for “zapatos”", visitor().get("/search?q=zapatos"));
    assertSays("What are you looking for?", visitor().get("/search"));
  }

  @Test
  void language_isTheBrowsersUntilAnotherIsChosenAndThenKept() throws Exception {
    Browser visitor = visitor();

    Page english = visitor.get("/cart");
    Page spanish = visitor.get("/cart?lang=es");
    Page kept = visitor.get("/contacto");

    assertSays("<html lang=\"en\">", english);
    assertSays("Tu cesta está vacía.", spanish);
    assertSays("<html lang=\"es\">", kept);
  }

  @Test
  void language_isOfferedForTheVeryPage() throws Exception {
    assertSays("href=\"/search?q=jug&amp;lang=es\"", visitor().get("/search?q=jug"));
    assertSays("href=\"/product/104-water-jug?lang=es\"", visitor().get("/product/104-water-jug"));
    Browser visitor = visitor();
    fill(visitor, JUG);
    assertSays("href=\"/cart?lang=es\"", fill(visitor, "502"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"es", "en"})
  void everyPage_isThereInBothLanguages(String language) throws Exception {
    Browser visitor = visitor();
    register(visitor);
    fill(visitor, JUG);
    for (String path :
        new String[] {
          "/",
          "/category/linen?sort=price",
          "/search?q=a",
          "/product/104-water-jug",
          "/product/104-water-jug/reviews",
          "/cart",
          "/checkout",
          "/account",
          "/orders",
          "/contacto",
          "/contacto/gracias",
          "/boletin",
          "/boletin/gracias",
          "/seguimiento",
          "/devoluciones",
          "/devoluciones/gracias",
          "/envios-y-devoluciones",
          "/sobre-nosotros"
        }) {
      Page page = visitor.get(path + (path.contains("?") ? "&" : "?") + "lang=" + language);

      assertEquals(200, page.status(), path);
      assertSays("<html lang=\"" + language + "\">", page);
      assertFalse(page.body().contains("{{"), path);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://example.org, 403",
    "Origin, null, 403",
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, same-origin, 302"
  })
  void formFromAnotherSite_isRefused(String header, String value, int status) throws Exception {
    HttpResponse<String> answer =
        raw(
            HttpRequest.newBuilder(URI.create(server.address() + "cart/add"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString("product=104&quantity=1")));

    assertEquals(status, answer.statusCode());
  }

  @Test
  void visitorWithoutCookies_isKnownByTheSessionIdInTheAddress() throws Exception {
    HttpResponse<String> added =
        raw(
            HttpRequest.newBuilder(URI.create(server.address() + "cart/add"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("product=104&quantity=1")));
    String location = added.headers().firstValue("Location").orElseThrow();
    HttpResponse<String> cart =
        raw(HttpRequest.newBuilder(URI.create(server.address()).resolve(location)));

    assertTrue(location.contains("/cart;jsessionid="), location);
    assertTrue(cart.body().contains("104-water-jug;jsessionid="), cart.body());
  }

  @Test
  void pages_loadNothingFromElsewhereAndHaveNoInlineScript() throws Exception {
    HttpResponse<String> home = raw(HttpRequest.newBuilder(URI.create(server.address())));

    assertTrue(
        home.headers()
            .firstValue("Content-Security-Policy")
            .orElseThrow()
            .startsWith("default-src 'self'"));
    assertFalse(
        home.body().matches("(?s).*(<script>|<style|style=|onclick=|https?://).*"), home.body());
    assertTrue(
        home.headers().firstValue("Set-Cookie").stream().noneMatch(c -> c.contains("JSESSIONID")));
  }

  @Test
  void order_isTrackedAndSentBackByItsNumberAndAddress() throws Exception {
    Browser visitor = visitor();
    guestAtPayment(visitor, JUG);
    Page done = confirm(visitor, visitor.post("/checkout", card(GOOD_CARD)));
    String number = done.address().getPath().split("/", -1)[2];
    Map<String, String> mine = Map.of("order", number, "email", "Eva@example.com");

    Page found = visitor().post("/seguimiento", mine);
    Page strange =
        visitor().post("/seguimiento", Map.of("order", number, "email", "luis@example.com"));
    Map<String, String> back = new HashMap<>(mine);
    back.put("reason", "damaged");
    Page asked = visitor().post("/devoluciones", back);
    Page without = visitor().post("/devoluciones", mine);

    assertSays("Order " + number, found);
    assertSays("There is no order with this number", strange);
    assertFalse(strange.body().contains("role=\"status\""), strange.body());
    assertEquals("/devoluciones/gracias", asked.address().getPath());
    assertEquals("/devoluciones", without.address().getPath());
  }

  @Test
  void miniCart_isAFragment() throws Exception {
    Browser visitor = visitor();
    fill(visitor, JUG);

    Page fragment = visitor.fetch("/cart/mini");

    assertSays("Water jug", fragment);
    assertFalse(fragment.body().contains("<html"), fragment.body());
  }

  @Test
  void shoppers_goThroughWithoutASurprise() throws Exception {
    long seed = 20_261_122;

    Shoppers.Result result = Shoppers.of(server.address(), 200, seed, Duration.ZERO).run();

    assertEquals(
        new Shoppers.Result(200, result.bought(), 0, Optional.empty()), result, "seed " + seed);
    assertTrue(
        result.bought() >= 10 && result.bought() <= 40,
        () -> result.bought() + " of 200 bought, seed " + seed);
  }
}
