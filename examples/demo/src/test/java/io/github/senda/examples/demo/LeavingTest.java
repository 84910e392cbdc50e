package io.github.senda.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Every way of leaving Casa Tomillo's checkout, done in a real browser, and what the panel then
 * says of it. What is found is written to {@code target/ways-of-leaving.md} as a table.
 */
@Tag("browser")
class LeavingTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /** Longer than any step of a visit here takes, on a machine that has other things to do. */
  private static final String GAP = "30s";

  private static final Duration STEP = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String JUG = "104-water-jug";
  private static final String GOOD_CARD = "4242 4242 4242 4242";
  private static final String DECLINED_CARD = "4000 0000 0000 0002";

  @TempDir private static Path folder;
  private static DemoServer server;
  private static ChromeDriver browser;

  private static final HttpClient PANEL =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /** What somebody does, and what is to be recorded of it. */
  private record Way(Runnable walk, Map<String, String> record) {}

  @BeforeAll
  static void open() throws Exception {
    Chromium.demand("the ways of leaving");
    Demo.quieten();
    Settings settings = new Settings(freePort(), folder.resolve("senda"), 0, Optional.empty(), "");
    server = DemoServer.start(settings, TARGET, Map.of("senda.gap", GAP));
    browser = Chromium.open(folder.resolve("profile"), "--lang=es");
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
    if (server != null) {
      server.close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  // ---- what a visitor does ----

  private static void go(String path) {
    browser.get(server.address() + path);
  }

  /** What is on the page, once it is there: a click may still be on its way. */
  private static WebElement find(String css) {
    Instant end = Instant.now().plus(STEP);
    while (true) {
      try {
        return browser.findElement(By.cssSelector(css));
      } catch (WebDriverException e) {
        // Not there yet, or the page is being changed for another just now.
        if (Instant.now().isAfter(end)) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  /** Types once the page's beacon is there: it hears of no field that was touched before it. */
  private static void type(String name, String value) {
    Instant end = Instant.now().plus(STEP);
    while (!Boolean.TRUE.equals(browser.executeScript("return !!window.sendaBeacon"))) {
      if (Instant.now().isAfter(end)) {
        fail("no beacon at " + browser.getCurrentUrl());
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    WebElement field = find("[name='" + name + "']");
    field.clear();
    field.sendKeys(value);
  }

  /** Sends a form and waits until its page has gone: the next one may have the same fields. */
  private static void send(String formsField) {
    WebElement page = find("html");
    find("form:has([name='" + formsField + "']) button:not([name='payByBank'])").click();
    Instant end = Instant.now().plus(STEP);
    try {
      while (Instant.now().isBefore(end)) {
        page.getTagName();
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    } catch (WebDriverException e) {
      // Usually as a stale element, and in the midst of a change as an error of the driver's.
      return;
    }
    fail("the form of " + formsField + " leads nowhere");
  }

  private static void fill(String product) {
    go("product/" + product);
    send("quantity");
  }

  private static void askForCheckout(String product) {
    fill(product);
    find("a.button.wide").click();
  }

  private static void atAddress(String product) {
    askForCheckout(product);
    type("guestEmail", "eva@example.com");
    send("guestEmail");
  }

  private static void address(String postcode) {
    type("fullName", "Eva Ruiz");
    type("street", "Calle Elvira 3");
    type("postcode", postcode);
    type("city", "Granada");
    send("fullName");
  }

  private static void atPayment(String product) {
    atAddress(product);
    address("18010");
    send("shippingMethod");
  }

  private static void card(String number) {
    type("cardName", "Eva Ruiz");
    type("cardNumber", number);
    type("cardExpiry", "12/39");
    type("cardCode", "123");
    send("cardNumber");
  }

  private static void coupon(String code) {
    type("coupon", code);
    send("coupon");
  }

  private static void buy() {
    fill(JUG);
    coupon("TOMILLO10");
    find("a.button.wide").click();
    type("guestEmail", "eva@example.com");
    send("guestEmail");
    address("18010");
    send("shippingMethod");
    card(GOOD_CARD);
    send("confirm");
    assertTrue(browser.getCurrentUrl().endsWith("/confirmation"), browser::getCurrentUrl);
  }

  /** The session's end, as the visitor's browser meets it: its id is no longer known. */
  private static void loseSession() {
    browser.manage().deleteCookieNamed("JSESSIONID");
    browser
        .manage()
        .addCookie(
            new Cookie.Builder("JSESSIONID", "0123456789ABCDEF0123456789ABCDEF")
                .domain("localhost")
                .path("/")
                .isHttpOnly(true)
                .build());
  }

  // ---- the ways ----

  private static Map<String, String> record(
      String reached, String completed, String field, String cause, String met, String after) {
    Map<String, String> record = new LinkedHashMap<>();
    record.put("reached", reached);
    record.put("completed", completed);
    record.put("field", field);
    record.put("cause", cause);
    record.put("met", met);
    record.put("after", after);
    return record;
  }

  private static Map<String, Way> ways() {
    // Every guest of this shop has to say who they are first.
    String door = "forced_login";
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put(
        "closed tab at the address",
        new Way(
            () -> {
              String first = browser.getWindowHandle();
              browser.switchTo().newWindow(WindowType.TAB);
              atAddress(JUG);
              type("fullName", "Eva");
              type("street", "Calle");
              browser.close();
              browser.switchTo().window(first);
            },
            record("begin_checkout", "", "street, 2 of 6", "unknown", door, "")));
    ways.put(
        "back button, twice",
        new Way(
            () -> {
              atAddress(JUG);
              browser.navigate().back();
              browser.navigate().back();
            },
            // The browser takes both pages out of its memory: only the beacon hears of it.
            record("begin_checkout", "", "guestEmail, 1 of 1, sent", "unknown", door, "back")));
    ways.put(
        "declined card",
        new Way(
            () -> {
              atPayment(JUG);
              card(DECLINED_CARD);
              card(DECLINED_CARD);
            },
            record(
                "add_payment_info",
                "add_shipping_info",
                "cardCode, 4 of 4, sent",
                "payment_refused",
                door + ", 2 payment_refused at add_payment_info",
                "")));
    ways.put(
        "invalid coupon",
        new Way(
            () -> {
              atAddress(JUG);
              go("cart");
              coupon("NADA");
            },
            record(
                "begin_checkout",
                "",
                "coupon, 1 of 1, sent",
                "coupon_refused",
                door + ", coupon_refused",
                "cart")));
    ways.put(
        "missing stock",
        new Way(
            () -> {
              atPayment("402");
              card(GOOD_CARD);
              send("confirm");
            },
            record(
                "add_payment_info",
                "add_payment_info",
                "cardCode, 4 of 4, sent",
                "sent_to_cart",
                door + ", sent_to_cart",
                "")));
    ways.put(
        "forced login",
        new Way(() -> askForCheckout(JUG), record("login", "", "", "forced_login", door, "login")));
    ways.put(
        "forced login, password forgotten",
        new Way(
            () -> {
              askForCheckout(JUG);
              type("email", "ana@example.com");
              type("password", "wrong");
              send("password");
            },
            record(
                "login",
                "",
                "password, 2 of 2, sent",
                "login_failed",
                door + ", login_failed",
                "login")));
    ways.put(
        "shipping cost shown late",
        new Way(
            () -> {
              atAddress(JUG);
              address("18010");
            },
            record(
                "add_shipping_info",
                "add_shipping_info",
                "city, 4 of 6, sent",
                "shipping_cost",
                door,
                "")));
    ways.put(
        "shipping cost looked up",
        new Way(
            () -> {
              atAddress(JUG);
              go("envios-y-devoluciones");
            },
            record(
                "begin_checkout",
                "",
                "guestEmail, 1 of 1, sent",
                "shipping_cost",
                door,
                "shipping")));
    ways.put(
        "server error",
        new Way(
            () -> {
              atAddress(JUG);
              address("51001");
            },
            record(
                "begin_checkout",
                "",
                "city, 4 of 6, sent",
                "server_error",
                door + ", server_error",
                "")));
    ways.put(
        "session expired",
        new Way(
            () -> {
              atAddress(JUG);
              address("18010");
              loseSession();
              send("shippingMethod");
            },
            record(
                "add_shipping_info",
                "add_shipping_info",
                "city, 4 of 6, sent",
                "session_expired",
                door + ", session_expired",
                "cart")));
    return ways;
  }

  @Test
  void checkout_isRecordedAsItWasLeft() throws Exception {
    Map<String, Way> ways = ways();
    List<String> names = new ArrayList<>(ways.keySet());
    visitor();
    buy();
    for (String name : names) {
      visitor();
      ways.get(name).walk().run();
    }
    // What the last page has to tell, it tells when it is left.
    visitor();

    JsonObject leaks = whenAllHaveGone(names.size());
    JsonArray latest = leaks.getAsJsonArray("latest");
    StringBuilder table = new StringBuilder();
    List<String> wrong = new ArrayList<>();
    heading(table);
    for (int i = 0; i < names.size(); i++) {
      JsonObject left = latest.get(names.size() - 1 - i).getAsJsonObject();
      Map<String, String> found = found(left);
      row(table, names.get(i), found, left);
      Map<String, String> expected = ways.get(names.get(i)).record();
      if (!found.equals(expected)) {
        wrong.add(names.get(i) + ": expected " + expected + ", found " + found);
      }
    }
    Files.writeString(TARGET.resolve("ways-of-leaving.md"), table);
    System.out.println(table);
    assertEquals(List.of(), wrong);

    JsonObject checkouts = leaks.getAsJsonObject("checkouts");
    assertEquals(1, checkouts.get("bought").getAsInt());
    assertEquals(names.size() + 1, checkouts.get("begun").getAsInt());
    JsonObject states = leaks.getAsJsonObject("carts").getAsJsonObject("states");
    assertEquals(1, states.get("converted").getAsInt());
    assertEquals(names.size(), states.get("open").getAsInt());
  }

  private static void visitor() {
    go("assets/mark.svg");
    browser.manage().deleteAllCookies();
  }

  // ---- what the panel says ----

  private static JsonObject leaks() {
    try {
      HttpResponse<String> answer =
          PANEL.send(
              HttpRequest.newBuilder(URI.create(server.address() + "senda/api/leaks")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer::body);
      return JsonParser.parseString(answer.body()).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject whenAllHaveGone(int expected) throws Exception {
    PANEL.send(
        HttpRequest.newBuilder(URI.create(server.panel())).build(),
        HttpResponse.BodyHandlers.discarding());
    Instant end = Instant.now().plus(PATIENCE);
    JsonObject leaks = leaks();
    while (Instant.now().isBefore(end)) {
      JsonObject checkouts = leaks.getAsJsonObject("checkouts");
      if (checkouts.get("dropped").getAsInt() >= expected
          && checkouts.get("active").getAsInt() == 0) {
        break;
      }
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      leaks = leaks();
    }
    assertEquals(
        expected, leaks.getAsJsonObject("checkouts").get("dropped").getAsInt(), leaks::toString);
    return leaks;
  }

  private static Map<String, String> found(JsonObject left) {
    TreeSet<String> after = new TreeSet<>();
    left.getAsJsonArray("after").forEach(where -> after.add(where.getAsString()));
    return record(
        left.get("reached").getAsString(),
        left.has("completed") ? left.get("completed").getAsString() : "",
        left.has("field") ? field(left.getAsJsonObject("field")) : "",
        left.get("cause").getAsString(),
        joined(left.getAsJsonArray("met"), LeavingTest::met),
        String.join(", ", after));
  }

  private static String field(JsonObject field) {
    return field.get("name").getAsString()
        + ", "
        + field.get("order").getAsInt()
        + " of "
        + field.get("fields").getAsInt()
        + (field.get("sent").getAsBoolean() ? ", sent" : "");
  }

  private static String met(JsonObject met) {
    int times = met.get("times").getAsInt();
    return (times > 1 ? times + " " : "")
        + met.get("name").getAsString()
        + (met.has("step") ? " at " + met.get("step").getAsString() : "");
  }

  private static String joined(JsonArray all, Function<JsonObject, String> word) {
    List<String> words = new ArrayList<>();
    for (JsonElement each : all) {
      words.add(word.apply(each.getAsJsonObject()));
    }
    return String.join(", ", words);
  }

  private static void heading(StringBuilder table) {
    table.append("| Way of leaving | Step reached | Last step done | Last field touched");
    table.append(" | Left after | Met on the way | Tried then | Cart, as the shop says |\n");
    table.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
  }

  private static void row(
      StringBuilder table, String name, Map<String, String> found, JsonObject left) {
    table.append("| ").append(name);
    for (String value : found.values()) {
      table.append(" | ").append(value.isEmpty() ? "–" : value);
    }
    JsonObject value = left.getAsJsonObject("value");
    table.append(" | ");
    table.append(
        value == null
            ? "–"
            : value.get("amount").getAsBigDecimal().stripTrailingZeros().toPlainString()
                + " "
                + value.get("currency").getAsString());
    table.append(" |\n");
  }
}
