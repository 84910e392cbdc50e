package io.github.senda.examples.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Somebody goes through the whole of Casa Tomillo in a browser and leaves a marker wherever
 * something can be left: in every field, also those that cannot be typed into, and as the value of
 * every parameter of an address.
 */
final class CanaryWalk {

  /** A word that no rule knows. */
  static final String WORD = "CanaryQxZwKj";

  static final String MAIL = "canary.zwkj@example.com";
  static final String CARD = "4111111111111111";
  static final String GROUPED = "4111 1111 1111 1111";

  private static final String MARK = WORD + "-" + CARD;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String JUG = "product/104-water-jug";

  /**
   * All that the shop asks for in an address, and what comes with links from elsewhere. The first
   * says which page is asked for: of such a one Senda keeps a value that looks like a name of the
   * shop's own, so it gets a marker with a number in it and not the bare word.
   */
  private static final List<String> PARAMETERS =
      List.of(
          "step",
          "q",
          "sort",
          "lang",
          "next",
          "refused",
          "expired",
          "thanks",
          "confirm",
          "product",
          "quantity",
          "gclid",
          "utm_term",
          "email",
          "cardNumber",
          "token");

  private static final List<String> PAGES =
      List.of(
          "",
          "search",
          "category/ceramics",
          JUG,
          JUG + "/reviews",
          "contacto",
          "boletin",
          "envios-y-devoluciones",
          "cart",
          "checkout",
          "login",
          "register",
          "seguimiento",
          "devoluciones",
          "orders",
          "no-such-page");

  /** Gives all that a form would send the marker, as no honest page does. */
  private static final String TAMPER =
      """
      const [form, mark] = arguments;
      for (const field of form.querySelectorAll('input, select, textarea, button')) {
        if (field.tagName === 'SELECT') field.append(new Option(mark, mark, true, true));
        if (field.type === 'number') field.type = 'text';
        field.value = mark;
        if (field.type === 'radio') field.checked = true;
        if (field.tagName === 'BUTTON' && field.name) {
          const sent = document.createElement('input');
          sent.name = field.name;
          sent.value = mark;
          form.append(sent);
        }
      }
      HTMLFormElement.prototype.submit.call(form);
      """;

  private final ChromeDriver browser;
  private final String shop;

  CanaryWalk(ChromeDriver browser, String shop) {
    this.browser = browser;
    this.shop = shop;
  }

  /** Goes everywhere once and buys something. */
  void walk() {
    go("assets/mark.svg");
    browser.manage().addCookie(new Cookie("agreed", "yes"));
    browser.manage().addCookie(new Cookie("remembered", WORD));
    go("?utm_source=" + encoded(MAIL) + "&utm_medium=" + CARD + "&utm_campaign=" + encoded(MARK));
    go(JUG);
    send("quantity", Map.of());
    ask();
    for (String page : PAGES) {
      lookAround(page);
    }
    speak();
    buy();
    afterwards();
    go("sobre-nosotros");
  }

  // ---- in every field, of every page ----

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String query() {
    StringBuilder query = new StringBuilder("?");
    List<String> values = List.of(MARK, MAIL, GROUPED, encoded(MAIL), WORD);
    for (int i = 0; i < PARAMETERS.size(); i++) {
      String value = encoded(values.get(i % values.size()));
      query.append(PARAMETERS.get(i)).append('=').append(value).append('&');
    }
    for (String value : values) {
      query.append("q=").append(encoded(value)).append('&');
    }
    return query + "#" + WORD;
  }

  private void lookAround(String page) {
    go(page + query());
    fault();
    for (WebElement field : browser.findElements(By.cssSelector("input, textarea"))) {
      if (field.isDisplayed() && !"radio".equals(field.getDomProperty("type"))) {
        field.clear();
        field.sendKeys(text(String.valueOf(field.getDomProperty("type"))));
      }
    }
    int forms = browser.findElements(By.cssSelector("main form")).size();
    for (int i = 0; i < forms; i++) {
      go(page);
      List<WebElement> there = browser.findElements(By.cssSelector("main form"));
      if (i < there.size()) {
        WebElement form = there.get(i);
        leave(() -> browser.executeScript(TAMPER, form, MARK));
      }
    }
  }

  private static String text(String type) {
    return switch (type) {
      case "email" -> MAIL;
      case "number" -> CARD;
      case "tel" -> GROUPED;
      default -> MARK;
    };
  }

  /** A page of which an error, an event and a title say more than they should. */
  private void fault() {
    browser.executeScript(
        """
        const mark = arguments[0];
        document.title = mark;
        (window.dataLayer = window.dataLayer || []).push(
            {event: 'view_item', ecommerce: {value: 12, transaction_id: mark, items: [{item_name: mark}]}});
        setTimeout(() => { throw new TypeError(mark); });
        """,
        MARK);
  }

  // ---- as the shop means it ----

  private void go(String path) {
    browser.get(shop + path);
  }

  private WebElement find(String css) {
    Instant end = Instant.now().plus(PATIENCE);
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

  /** Does something and waits until the page has gone. */
  private void leave(Runnable act) {
    WebElement page = find("html");
    act.run();
    Instant end = Instant.now().plus(PATIENCE);
    try {
      while (Instant.now().isBefore(end)) {
        page.getTagName();
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    } catch (WebDriverException e) {
      // Usually as a stale element, and in the midst of a change as an error of the driver's.
      return;
    }
    fail("nothing comes after " + browser.getCurrentUrl());
  }

  /** Fills in the form that has a field, and sends it. */
  private void send(String field, Map<String, String> values) {
    String form = "main form:has([name='" + field + "'])";
    values.forEach(
        (name, value) -> {
          WebElement typed = find(form + " [name='" + name + "']");
          if (typed.getTagName().equals("select")) {
            browser.executeScript("arguments[0].value = arguments[1]", typed, value);
          } else {
            typed.clear();
            typed.sendKeys(value);
          }
        });
    leave(() -> find(form + " button:not([name='payByBank'])").click());
  }

  private void ask() {
    leave(
        () -> {
          find("#q").sendKeys(MARK);
          find("form.search button").click();
        });
    leave(
        () -> {
          find("#newsletter-email").sendKeys(MAIL);
          find("form.newsletter button").click();
        });
    go(JUG + "/reviews");
    browser.executeScript("arguments[0].checked = true", find("[name='stars'][value='4']"));
    send("author", Map.of("author", MARK, "text", MARK + " " + MAIL + " " + GROUPED));
    assertTrue(browser.getCurrentUrl().contains("thanks=1"), browser::getCurrentUrl);
    go("boletin");
    send("email", Map.of("email", WORD));
    send("email", Map.of("email", MAIL));
    go("contacto");
    send("message", Map.of("name", MARK, "email", MAIL, "message", MARK + " " + GROUPED));
    assertTrue(browser.getCurrentUrl().endsWith("/gracias"), browser::getCurrentUrl);
    go("cart");
    send("coupon", Map.of("coupon", MARK));
  }

  private void speak() {
    go("checkout");
    send("guestEmail", Map.of("guestEmail", WORD));
    send("guestEmail", Map.of("guestEmail", MAIL));
    find("[name='fullName']").sendKeys(MARK);
    go("login");
    send("password", Map.of("email", MAIL, "password", MARK));
    go("register?next=/checkout");
    send("password", Map.of("name", MARK, "email", WORD, "password", WORD));
    send("password", Map.of("name", MARK, "email", MAIL, "password", MARK));
    go("account" + query());
    go("orders" + query());
  }

  private void buy() {
    Map<String, String> address =
        Map.of("fullName", MARK, "street", MARK, "postcode", WORD, "city", MARK, "phone", WORD);
    go("checkout" + query());
    go("checkout");
    send("fullName", address);
    send("country", Map.of("country", "PT"));
    send("shippingMethod", Map.of());
    Map<String, String> wrong =
        Map.of("cardName", MARK, "cardNumber", MARK, "cardExpiry", WORD, "cardCode", WORD);
    send("cardNumber", wrong);
    Map<String, String> right =
        Map.of("cardName", MARK, "cardNumber", GROUPED, "cardExpiry", "12/39", "cardCode", "4111");
    send("cardNumber", right);
    go("checkout?step=address&refused=" + encoded(MAIL));
    go("checkout");
    leave(() -> find("[name='confirm']").click());
    assertTrue(browser.getCurrentUrl().endsWith("/confirmation"), browser::getCurrentUrl);
  }

  private void afterwards() {
    String order = browser.getCurrentUrl().replaceFirst("^.*/order/([^/]+)/.*$", "$1");
    go("order/" + order + query());
    go("seguimiento");
    send("order", Map.of("order", WORD, "email", MAIL));
    send("order", Map.of("order", order, "email", MAIL));
    find("main [role='status']");
    go("devoluciones");
    send("order", Map.of("order", order, "email", MAIL));
    assertTrue(browser.getCurrentUrl().endsWith("/gracias"), browser::getCurrentUrl);
  }
}
