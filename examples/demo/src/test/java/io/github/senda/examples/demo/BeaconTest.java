package io.github.senda.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** What the shop's pages tell of a checkout that is left, in a real browser. */
@Tag("browser")
class BeaconTest {

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  @TempDir Path folder;

  private static void await(ChromeDriver browser, String what, String condition) {
    Instant end = Instant.now().plusSeconds(20);
    while (!Boolean.TRUE.equals(browser.executeScript("return " + condition))) {
      if (Instant.now().isAfter(end)) {
        fail("waited in vain for " + what + " at " + browser.getCurrentUrl());
      }
    }
  }

  private static void type(ChromeDriver browser, String field, String text) {
    await(
        browser, field, "!!document.getElementsByName('" + field + "')[0] && !!window.sendaBeacon");
    browser.findElement(By.name(field)).sendKeys(text);
  }

  @Test
  void leftCheckout_isToldWithTheLastFieldAndNothingThatWasTyped() throws Exception {
    Chromium.demand("the shop in a browser");
    Demo.quieten();
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path kept = folder.resolve("kept");
    List<String> console;
    try (DemoServer server =
        DemoServer.start(new Settings(port, kept, 0, Optional.empty(), ""), TARGET)) {
      console = leaveACheckout(server.address());
    }

    String signs = signs(kept);
    assertTrue(
        signs.matches(
            "(?s).*BEACON /checkout 0 \\?:field=cardNumber&:fields=4&:left&:order=2&:visible=[013][,\\]].*"),
        signs);
    assertTrue(
        signs.matches(
            "(?s).*BEACON /login 0 \\?:field=guestEmail&:fields=1&:left&:order=1&:sent&:visible.*"),
        signs);
    assertFalse(signs.toLowerCase(Locale.ROOT).contains("canary"), signs);
    assertEquals(List.of(), console);
  }

  private List<String> leaveACheckout(String shop) {
    ChromeDriver browser = Chromium.open(folder.resolve("profile"), "--lang=en");
    try {
      browser.get(shop + "search?q=jug&lang=en");
      browser.findElement(By.cssSelector("a[href*='/product/104']")).click();
      await(browser, "the product", "!!document.querySelector('form.buy')");
      browser.findElement(By.cssSelector("form.buy button")).click();
      await(browser, "the filled cart", "location.pathname.startsWith('/cart')");
      browser.get(shop + "checkout");
      type(browser, "guestEmail", "canary@example.com" + Keys.ENTER);
      type(browser, "fullName", "Canary");
      type(browser, "street", "Canary 3");
      type(browser, "city", "Canary");
      type(browser, "postcode", "18010" + Keys.ENTER);
      await(browser, "the ways of shipping", "!!document.getElementsByName('shippingMethod')[0]");
      browser.findElement(By.cssSelector("main form button.button")).click();
      type(browser, "cardName", "Canary");
      type(browser, "cardNumber", "4111 canary");
      browser.get(shop + "cart");
      await(browser, "the cart", "!!window.sendaBeacon && document.readyState === 'complete'");
      return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
          .map(LogEntry::getMessage)
          .toList();
    } finally {
      browser.quit();
    }
  }

  /** Read by the shop's own jar: its database is under another name than a test's would be. */
  private static String signs(Path kept) throws Exception {
    try (Stream<Path> jars = Files.list(TARGET.resolve("shop/WEB-INF/lib"))) {
      URL jar = jars.findFirst().orElseThrow().toUri().toURL();
      try (URLClassLoader loader =
          new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader())) {
        Class<?> sessionizer = loader.loadClass("io.github.senda.journey.Sessionizer");
        Class<?> type = loader.loadClass("io.github.senda.store.JourneyStore");
        Object usual = sessionizer.getField("STANDARD").get(null);
        try (AutoCloseable store =
            (AutoCloseable)
                type.getMethod("open", Path.class, sessionizer, Clock.class)
                    .invoke(null, kept, usual, Clock.systemUTC())) {
          Object log = type.getMethod("read").invoke(store);
          return log.getClass().getMethod("signs").invoke(log).toString();
        }
      }
    }
  }
}
