package io.github.senda.storefront.browser;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.ScriptTimeoutException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The system's own browser, for tests: it waits for what a page will show, and bears that a page is
 * being left while it looks. For one thread.
 */
public final class Chromium implements AutoCloseable {

  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What the driver says of an element whose page has just gone, or was just drawn anew. */
  private static final List<String> GOING =
      List.of(
          "no such element",
          "stale element",
          "does not belong to the document",
          "not attached",
          "is not clickable",
          "element not interactable",
          "No node with given id",
          "Node with given id",
          "Cannot find context",
          "aborted by navigation",
          "no such execution context",
          "Execution context was destroyed");

  private final ChromeDriver driver;
  private final Path downloads;

  private Chromium(ChromeDriver driver, Path downloads) {
    this.driver = driver;
    this.downloads = downloads;
  }

  /**
   * Opens a browser; where there is none, the tests are left out with one line, or fail where
   * {@code SENDA_DEMAND_READERS} asks for them.
   *
   * @param what what is looked at, for that line
   * @param profile an empty folder
   */
  public static Chromium open(String what, Path profile) throws IOException {
    if (!Files.isExecutable(BROWSER) || !Files.isExecutable(DRIVER)) {
      String left = "Left out: " + what + " in a browser, for want of " + BROWSER + " or " + DRIVER;
      if (Boolean.parseBoolean(System.getenv("SENDA_DEMAND_READERS"))) {
        fail(left);
      }
      System.out.println(left);
      Assumptions.abort(left);
    }
    Path downloads = profile.resolve("downloads");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", downloads.toString()));
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
    Files.createDirectories(PICTURES);
    return new Chromium(
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options),
        downloads);
  }

  /** The driver itself, for what only it can do. */
  public ChromeDriver driver() {
    return driver;
  }

  /** Where files go that a page has downloaded. */
  public Path downloads() {
    return downloads;
  }

  /** As if it had just been opened. */
  public void forget() {
    driver.manage().deleteAllCookies();
    console();
    size(1280, 720);
  }

  /** Opens an address and waits until the page is whole. */
  public void open(String address) {
    driver.get(address);
    until("the page is whole", () -> script("return document.readyState").equals("complete"));
  }

  public String address() {
    return driver.getCurrentUrl();
  }

  public WebElement element(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  public List<WebElement> elements(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  public WebElement active() {
    return driver.switchTo().activeElement();
  }

  /** What an element says, with plain blanks. */
  public String text(String selector) {
    return element(selector).getText().replace('\u00a0', ' ').replace('\u202f', ' ');
  }

  /** Clicks on what is found, as soon as it can be clicked on. */
  public void click(String selector) {
    until(
        selector + " can be clicked on",
        () -> {
          element(selector).click();
          return true;
        });
  }

  public Object script(String text, Object... arguments) {
    return driver.executeScript(text, arguments);
  }

  /** Something that is to come true. */
  public interface Condition {
    boolean holds() throws IOException;
  }

  /** Waits until something holds; what is just being drawn or left is looked at again. */
  public void until(String what, Condition condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (WebDriverException e) {
        if (Instant.now().isAfter(end) || !isGoing(e)) {
          throw e;
        }
      } catch (IOException e) {
        throw new AssertionError(what, e);
      }
      if (Instant.now().isAfter(end)) {
        picture("failed");
        fail("waited in vain until " + what + "; the page says: " + text("body"));
      }
      pause();
    }
  }

  private static boolean isGoing(WebDriverException exception) {
    String message = String.valueOf(exception.getMessage());
    return GOING.stream().anyMatch(message::contains);
  }

  /** The browser's own clock makes the pause, so that no thread sleeps here. */
  private void pause() {
    try {
      driver.executeAsyncScript("setTimeout(arguments[arguments.length - 1], 50)");
    } catch (WebDriverException e) {
      // The page goes while its clock runs, or took it along: long enough.
      if (!isGoing(e) && !(e instanceof ScriptTimeoutException)) {
        throw e;
      }
    }
  }

  public void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Keeps what is seen, to be looked at by a person. */
  public void picture(String name) {
    try {
      Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new AssertionError("the picture " + name + " cannot be kept", e);
    }
  }

  /** What was said in the console since the last time, each with its level. */
  public List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map((LogEntry entry) -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
