package io.github.senda.diagram;

import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Programs of others that read our files. Where one is missing, its test is left out and one line
 * says so; where the environment says SENDA_DEMAND_READERS=true, it fails.
 */
public final class Readers implements AutoCloseable {

  /** What the readers draw is kept here, to be looked at. */
  public static final Path PICTURES = Path.of("target", "pictures");

  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path PAGE = Path.of("target", "readers", "readers.html");
  private static final Path SCRIPT = PAGE.resolveSibling("readers.js");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Dimension WINDOW = new Dimension(2000, 1300);

  private final ChromeDriver browser;

  private Readers(ChromeDriver browser) {
    this.browser = browser;
  }

  /** Opens the page with the readers in a browser of its own; the caller closes it. */
  public static Readers open(Path profile) {
    require("a browser", BROWSER, DRIVER);
    require("programs that .ci/readers fetches", SCRIPT);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    ChromeDriver browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
    browser.manage().timeouts().scriptTimeout(PATIENCE);
    browser.manage().window().setSize(WINDOW);
    browser.get(PAGE.toAbsolutePath().toUri().toString());
    return new Readers(browser);
  }

  /** Leaves a test out if something it needs is not on this machine, or fails where demanded. */
  public static void require(String what, Path... files) {
    for (Path file : files) {
      if (!Files.exists(file)) {
        String left = "Left out: reading diagrams with " + what + ", for want of " + file;
        if (Boolean.parseBoolean(System.getenv("SENDA_DEMAND_READERS"))) {
          fail(left);
        }
        System.out.println(left);
        Assumptions.abort(left);
      }
    }
  }

  /** What a reader of the page found in a file; fails with its own words if it finds fault. */
  public JsonObject read(String format, String file) {
    Object answer =
        browser.executeAsyncScript(
            "window.read(arguments[0], arguments[1], arguments[2])", format, file);
    JsonObject told = JsonParser.parseString((String) answer).getAsJsonObject();
    if (told.has("error")) {
      fail(format + ": " + told.get("error").getAsString());
    }
    return told.getAsJsonObject("found");
  }

  /** How many cards and lines a reader finds in a file; fails with its words if it finds fault. */
  public JsonObject check(String format, String file, String which) {
    Object answer =
        browser.executeAsyncScript(
            "window.check(arguments[0], arguments[1], arguments[2])", format, file);
    JsonObject told = JsonParser.parseString((String) answer).getAsJsonObject();
    if (told.has("error")) {
      fail(which + ", " + format + ": " + told.get("error").getAsString());
    }
    return told.getAsJsonObject("found");
  }

  /** Shows a picture by itself. */
  public void look(String svg) {
    browser.executeScript(
        "document.body.innerHTML = arguments[0]; document.querySelector('svg').style.width = ''",
        svg.substring(svg.indexOf("<svg")));
  }

  /** All that the page shows, however large it is. */
  public byte[] picture() {
    long[] size = new long[2];
    for (int i = 0; i < size.length; i++) {
      String side = i == 0 ? "scrollWidth" : "scrollHeight";
      size[i] = (Long) browser.executeScript("return document.documentElement." + side);
    }
    // The window is higher than the page that it shows.
    browser.manage().window().setSize(new Dimension((int) size[0] + 60, (int) size[1] + 260));
    byte[] picture = browser.getScreenshotAs(OutputType.BYTES);
    browser.manage().window().setSize(WINDOW);
    return picture;
  }

  /** Keeps what the page shows as {@code name.png}. */
  public void keepPicture(String name) throws IOException {
    Files.createDirectories(PICTURES);
    Files.write(PICTURES.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }

  /** Runs a program to its end and fails if it complains; what it says goes to a file. */
  public static String run(Path folder, String... command) {
    try {
      Path said = Files.createTempFile(folder, "said", ".txt");
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        fail(command[0] + " takes longer than " + PATIENCE);
      }
      String words = Files.readString(said);
      if (process.exitValue() != 0) {
        fail(String.join(" ", command) + " ended with " + process.exitValue() + ": " + words);
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    browser.quit();
  }
}
