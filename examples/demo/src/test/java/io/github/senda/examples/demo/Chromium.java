package io.github.senda.examples.demo;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The system's own browser, which asks nobody but the shop. */
final class Chromium {

  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private Chromium() {}

  /**
   * Where there is none, leaves the tests out with one line, or fails where {@code
   * SENDA_DEMAND_READERS} asks for them.
   *
   * @param what what is looked at, for that line
   */
  static void demand(String what) {
    if (!Files.isExecutable(BROWSER) || !Files.isExecutable(DRIVER)) {
      String left = "Left out: " + what + ", for want of " + BROWSER + " or " + DRIVER;
      if (Boolean.parseBoolean(System.getenv("SENDA_DEMAND_READERS"))) {
        fail(left);
      }
      System.out.println(left);
      Assumptions.abort(left);
    }
  }

  /**
   * Opens it; its caller ends it.
   *
   * @param profile an empty folder
   * @param more arguments beside the usual ones
   */
  static ChromeDriver open(Path profile, String... more) {
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
    options.addArguments(more);
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
    return new ChromeDriver(
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(), options);
  }
}
