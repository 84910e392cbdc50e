package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.senda.storefront.browser.Chromium;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The beacon's script in a real browser, on pages that allow nothing but their own origin. */
@Tag("browser")
class BeaconBrowserTest {

  @TempDir private static Path profile;
  private static Chromium page;
  private static ChromeDriver browser;

  @TempDir Path folder;
  private ShopServer shop;

  @BeforeAll
  static void open() throws IOException {
    page = Chromium.open("the beacon", profile);
    browser = page.driver();
  }

  @AfterAll
  static void quit() {
    if (page != null) {
      page.close();
    }
  }

  @BeforeEach
  void empty() {
    page.forget();
  }

  @AfterEach
  void stop() throws Exception {
    browser.get("about:blank");
    if (shop != null) {
      shop.close();
    }
  }

  private void serve(String... settings) throws Exception {
    shop = new ShopServer(folder, settings);
  }

  private void open(String path) {
    browser.get(shop.origin() + path);
    await("the beacon on " + path, () -> script("return !!window.sendaBeacon"));
  }

  private static Object script(String text) {
    return browser.executeScript(text);
  }

  private static boolean is(String text) {
    return Boolean.TRUE.equals(script(text));
  }

  private interface Condition {
    Object holds();
  }

  private static void await(String what, Condition condition) {
    page.until(what, () -> Boolean.TRUE.equals(condition.holds()));
  }

  private List<Touch> touches() {
    return shop.touches.stream().filter(touch -> touch.sign().method().equals("BEACON")).toList();
  }

  private List<String> told() {
    return touches().stream().map(touch -> touch.sign().text()).toList();
  }

  private void awaitTold(String sign) {
    try {
      await(sign, () -> script("return true") != null && told().contains(sign));
    } catch (AssertionError e) {
      fail(sign + " is not among " + told() + " " + shop.beacon.map(one -> one.counts()), e);
    }
  }

  private static WebElement at(String id) {
    return browser.findElement(By.id(id));
  }

  private static List<String> console() {
    return page.console().stream().filter(message -> !message.contains("favicon")).toList();
  }

  private void assertNothingIsGivenAway() {
    assertFalse(told().toString().contains("CANARY"), () -> told().toString());
    assertFalse(
        shop.beacon.orElseThrow().counts().keySet().stream()
            .anyMatch(cause -> !cause.equals("touches")),
        () -> shop.beacon.orElseThrow().counts().toString());
  }

  @Test
  void leaving_tellsTheTimeAndTheLastFieldByNameAndOrder() throws Exception {
    serve();
    open("/pages/form.html");
    browser.findElement(By.name("fullName")).sendKeys("CANARY-4111 1111 1111 1111");
    browser.findElement(By.name("card[number]")).sendKeys("CANARY-4111 1111 1111 1111");
    browser.findElement(By.name("what Ana says")).sendKeys("CANARY");
    await("a second to pass", () -> script("return performance.now() > 1700"));
    page.click("#away");

    awaitTold("BEACON /pages/form.html 0 ?:field=card[number]&:fields=4&:left&:order=2&:visible=1");
    assertEquals(1, told().size(), () -> told().toString());
    assertNothingIsGivenAway();
    assertEquals(List.of(), console());
  }

  @Test
  void body_isWhatTheManualPrints() throws Exception {
    serve();
    String source =
        "const real = Navigator.prototype.sendBeacon;"
            + "Navigator.prototype.sendBeacon = function (url, blob) {"
            + "  blob.text().then(text => { window.body = text; });"
            + "  return real.call(this, url, blob); }";
    Object id =
        browser
            .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", source))
            .get("identifier");
    open("/pages/form.html");
    browser.findElement(By.name("card[number]")).sendKeys("CANARY");
    script("window.dispatchEvent(new PageTransitionEvent('pagehide'))");
    await("the body", () -> script("return !!window.body"));
    String body = script("return window.body").toString();
    browser.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));

    String manual = Files.readString(Path.of("README.md"));
    String printed =
        body.replaceAll("\"visible\":[0-9]+", "\"visible\":42")
            .replaceAll("\"age\":[0-9]+", "\"age\":0")
            .replace("/pages/form.html", "/checkout")
            .replace("card[number]", "cardNumber");
    assertTrue(manual.contains("    " + printed + "\n"), printed);
  }

  @Test
  void sentForm_isToldAsSent() throws Exception {
    serve();
    open("/pages/form.html");
    browser.findElement(By.name("coupon")).sendKeys("CANARY", Keys.ENTER);

    await("it to be told", () -> told().size() == 1);
    assertTrue(
        told().get(0).contains(":field=coupon&:fields=4&:left&:order=4&:sent"),
        () -> told().toString());
    assertNothingIsGivenAway();
  }

  @Test
  void hiddenTwice_isToldTwiceOnlyIfThereIsMoreToTell() throws Exception {
    serve();
    open("/pages/plain.html");
    String hide =
        "Object.defineProperty(document, 'visibilityState', {value: arguments[0],"
            + " configurable: true}); document.dispatchEvent(new Event('visibilitychange'))";
    for (String state : List.of("hidden", "visible", "hidden", "visible", "hidden")) {
      browser.executeScript(hide, state);
    }
    browser.get(shop.origin() + "/cart");

    awaitTold("BEACON /pages/plain.html 0 ?:left&:visible=0");
    assertTrue(told().size() <= 2, () -> told().toString());
  }

  @Test
  void errors_areToldByKindAndWhoseScriptItWas() throws Exception {
    serve();
    open("/pages/form.html");
    page.click("#throws");
    page.click("#rejects");
    page.click("#away");

    awaitTold("BEACON /pages/form.html 0 ?:error=TypeError&:script=own");
    awaitTold("BEACON /pages/form.html 0 ?:error=RangeError&:script=own");
    assertNothingIsGivenAway();
    open("/pages/missing.html");
    page.click("#more");
    await("the picture to fail", () -> console().stream().anyMatch(one -> one.contains("nowhere")));
    browser.get(shop.origin() + "/cart");
    awaitTold("BEACON /pages/missing.html 0 ?:error=resource&:script=own");
    assertNothingIsGivenAway();
  }

  @Test
  void rage_isThreeClicksAtOnceInOnePlace() throws Exception {
    serve();
    open("/pages/form.html");
    WebElement dead = at("dead");
    for (int i = 0; i < 4; i++) {
      dead.click();
    }
    page.click("#away");

    awaitTold("BEACON /pages/form.html 0 ?:rage");
    assertEquals(1, told().stream().filter(one -> one.endsWith(":rage")).count());
  }

  @Test
  void pageThatComesBackWhole_isTold() throws Exception {
    serve();
    open("/pages/plain.html");
    open("/pages/form.html");
    browser.navigate().back();
    await("the page before", () -> script("return !!document.getElementById('plain')"));
    boolean kept =
        Boolean.TRUE.equals(
            script(
                "return performance.getEntriesByType('navigation')[0].notRestoredReasons === null"
                    + " && performance.getEntriesByType('navigation')[0].type !== 'back_forward'"));
    if (!kept) {
      // This browser keeps no pages under its driver: what it would say when it does.
      script("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))");
    }
    browser.get(shop.origin() + "/cart");

    awaitTold("BEACON /pages/plain.html 0 ?:restored");
    System.out.println("Back/forward cache: " + (kept ? "real" : "said"));
  }

  @Test
  void routes_areToldAtOnceByPathAlone() throws Exception {
    serve();
    open("/pages/spa/start");
    page.click("#query");
    page.click("#product");
    awaitTold("BEACON /pages/spa/product/{id} 0 ?:route");
    page.click("#checkout");
    awaitTold("BEACON /pages/spa/checkout 0 ?:route");
    browser.navigate().back();
    awaitTold("BEACON /pages/spa/start 0 ?:route");

    assertEquals(3, told().stream().filter(one -> one.endsWith(":route")).count());
    assertTrue(told().contains("BEACON /pages/spa/start 0 ?:left&:visible=0"), () -> told() + "");
    assertTrue(is("return window.result === undefined"));
    assertEquals(
        "pushState 2", script("return history.pushState.name + ' ' + history.pushState.length"));
    assertNothingIsGivenAway();
    assertEquals(List.of(), console());
  }

  @Test
  void whatAPagePublishes_isToldAsTheBrowsersWord() throws Exception {
    serve();
    open("/pages/said.html");
    page.click("#add");
    browser.get(shop.origin() + "/pages/microdata.html");
    await(
        "the beacon",
        () -> script("return !!window.sendaBeacon && document.readyState === 'complete'"));
    browser.get(shop.origin() + "/cart");

    awaitTold("BEACON /pages/microdata.html 0 ?:said=view_item");
    Map<String, Optional<Money>> values =
        touches().stream()
            .filter(touch -> touch.sign().text().contains(":said="))
            .collect(
                Collectors.toMap(touch -> touch.sign().text(), touch -> touch.facts().value()));
    assertEquals(
        Map.of(
            "BEACON /pages/said.html 0 ?:said=view_item_list",
            Optional.of(new Money(125_000, "EUR")),
            "BEACON /pages/said.html 0 ?:said=view_item",
            Optional.of(new Money(199_500, "EUR")),
            "BEACON /pages/said.html 0 ?:said=add_to_cart",
            Optional.of(new Money(70_000, "USD")),
            "BEACON /pages/microdata.html 0 ?:said=view_item",
            Optional.of(new Money(339_000, "EUR"))),
        values);
    assertNothingIsGivenAway();
    assertEquals(List.of(), console());
  }

  private void buy(String language) {
    browser.get(shop.origin() + "/cart");
    browser.get(shop.origin() + "/pages/order/77/confirmation?lang=" + language);
    await(
        "the question",
        () ->
            script(
                "const dialog = document.querySelector('dialog[open]');"
                    + " return !!dialog && dialog.getAnimations().length === 0"));
  }

  private static String focused(String attribute) {
    return browser.switchTo().activeElement().getAttribute(attribute);
  }

  @Test
  void question_isAnsweredByKeyboardInSpanishAndNeverPutAgain() throws Exception {
    serve("senda.question", "csat");
    buy("es");
    page.picture("question-es");
    assertEquals("¿Qué tal ha ido tu compra?", at("senda-question-text").getText());
    assertEquals("dialog", browser.findElement(By.tagName("dialog")).getAriaRole());
    assertEquals(
        "¿Qué tal ha ido tu compra?",
        browser.findElement(By.tagName("dialog")).getAccessibleName());
    for (int i = 0; i < 12 && !"1 de 5, Muy mal".equals(focused("aria-label")); i++) {
      browser.switchTo().activeElement().sendKeys(Keys.TAB);
    }
    browser.switchTo().activeElement().sendKeys(Keys.ARROW_RIGHT);
    browser.switchTo().activeElement().sendKeys(Keys.ARROW_RIGHT);
    browser.switchTo().activeElement().sendKeys(Keys.ARROW_RIGHT);
    assertEquals("4 de 5", focused("aria-label"));
    browser.switchTo().activeElement().sendKeys(Keys.ENTER);

    awaitTold("BEACON /pages/order/{id}/confirmation 0 ?:answer=csat:4");
    assertEquals("Gracias.", at("senda-question-text").getText());
    assertEquals("Cerrar", browser.switchTo().activeElement().getText());
    browser.switchTo().activeElement().sendKeys(Keys.ENTER);
    assertTrue(is("return !document.querySelector('dialog')"));
    browser.navigate().refresh();
    await("the page again", () -> script("return document.readyState === 'complete'"));
    browser.get(shop.origin() + "/pages/order/77/confirmation?lang=es");
    await("the page again", () -> script("return !!window.sendaBeacon"));
    assertTrue(is("return !document.querySelector('dialog')"));
    assertEquals(List.of(), console());
    assertNothingIsGivenAway();
  }

  @Test
  void question_isDismissedByEscapeAndGivesTheFocusBack() throws Exception {
    serve("senda.question", "nps");
    page.size(390, 700);
    try {
      buy("en");
      page.picture("question-en-phone");
      assertEquals("How likely are you to recommend us?", at("senda-question-text").getText());
      assertEquals(11, browser.findElements(By.cssSelector(".senda-answers button")).size());
      assertTrue(is("return document.documentElement.scrollWidth <= window.innerWidth"));
      browser.switchTo().activeElement().sendKeys(Keys.ESCAPE);

      await("it to be gone", () -> script("return !document.querySelector('dialog')"));
      assertEquals("BODY", script("return document.activeElement.tagName"));
      assertFalse(told().toString().contains(":answer"), () -> told().toString());
    } finally {
      page.size(1280, 800);
    }
  }

  @Test
  void whoAsksNotToBeMeasured_hasNoBeacon() throws Exception {
    serve("senda.question", "csat");
    for (String asks :
        List.of(
            "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true})",
            "Object.defineProperty(Navigator.prototype, 'doNotTrack', {get: () => '1'})")) {
      Object id =
          browser
              .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", asks))
              .get("identifier");
      browser.get(shop.origin() + "/pages/form.html");
      browser.findElement(By.name("fullName")).sendKeys("CANARY");
      assertTrue(is("return window.sendaBeacon === undefined"), asks);
      assertTrue(is("return sessionStorage.length === 0"));
      page.click("#away");
      await("the next page", () -> script("return !!document.getElementById('plain')"));
      browser.executeCdpCommand(
          "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
      assertEquals(List.of(), told(), asks);
    }
    assertEquals(Map.of(), shop.beacon.orElseThrow().counts());
  }

  /** The tools as far as they are asked: one that calls back, one that publishes its state. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "osano|const heard = {}; window.Osano = {cm: {addEventListener: (type, act) =>"
            + " { heard[type] = act; if (type === 'osano-cm-initialized') act(undefined); }}};"
            + " window.answer = yes => heard['osano-cm-consent-saved']("
            + "{ANALYTICS: yes ? 'ACCEPT' : 'DENY'})",
        "usercentrics|window.dataLayer = [{event: 'consent_status', type: 'IMPLICIT',"
            + " Senda: true}]; window.answer = yes => { dataLayer.push({event: 'consent_status',"
            + " type: 'EXPLICIT', Senda: yes}); dispatchEvent(new Event('UC_UI_CMP_EVENT')); }",
        "|window.answer = yes => sendaConsent(yes)",
      })
  void answerToATool_isToldOnceAndTakenBack(String tool, String stub) throws Exception {
    if (tool == null) {
      serve("senda.consent", "ask");
    } else {
      serve("senda.consent", "ask", "senda.consent.tool", tool);
    }
    String known = VisitorCookie.lasting("").name();
    Object id =
        browser
            .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", stub))
            .get("identifier");
    try {
      open("/pages/plain.html");
      assertTrue(is("return sessionStorage.length === 0"), "nobody has answered yet");
      assertEquals(null, browser.manage().getCookieNamed(known));

      browser.executeScript("answer(true)");
      await("the cookie", () -> browser.manage().getCookieNamed(known) != null);
      open("/pages/plain.html");
      await("the visit", () -> shop.touches.stream().anyMatch(t -> t.attributes().consented()));

      browser.executeScript("answer(false)");
      await("no cookie", () -> browser.manage().getCookieNamed(known) == null);
      assertEquals(List.of(), console());
    } finally {
      browser.executeCdpCommand(
          "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
    }
  }

  @Test
  void shop_worksWhereTheBeaconIsNotOrIsBroken() throws Exception {
    serve("senda.beacon.enabled", "false");
    for (String path : List.of("/pages/form.html", "/pages/broken.html")) {
      browser.get(shop.origin() + path);
      browser.findElement(By.name("coupon")).sendKeys("stay", Keys.ENTER);
      await("the shop's own script", () -> at("done").getText().equals("kept"));
      browser.findElement(By.name("coupon")).sendKeys("x", Keys.ENTER);
      await("the next page", () -> script("return !!document.getElementById('plain')"));
    }
    assertEquals(List.of(), told());
  }

  @Test
  void withoutSendBeacon_itIsToldAllTheSame() throws Exception {
    serve();
    for (String missing :
        List.of(
            "Navigator.prototype.sendBeacon = undefined",
            "Navigator.prototype.sendBeacon = () => false",
            "Navigator.prototype.sendBeacon = undefined; window.fetch = undefined")) {
      int before = told().size();
      Object id =
          browser
              .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", missing))
              .get("identifier");
      open("/pages/spa/start");
      page.click("#product");
      await(missing, () -> told().size() >= before + 2);
      browser.executeCdpCommand(
          "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
    }
    assertNothingIsGivenAway();
  }
}
