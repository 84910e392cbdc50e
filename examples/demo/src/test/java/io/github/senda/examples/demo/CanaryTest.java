package io.github.senda.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.HeapDump;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * What somebody types into Casa Tomillo in a real browser is nowhere in Senda: in no table, file,
 * log, export or page, and in no object of Senda's in the memory of the shop's process. A word that
 * is told to Senda on purpose is found in each of these places by the same search.
 */
@Tag("browser")
class CanaryTest {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
  private static final String TOKEN = "a-token-of-enough-characters";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Told to Senda as an attribute, so that a search that finds nothing is one that can find. */
  private static final String TOLD = "Toldxqzwkj";

  private static final List<String> MARKERS =
      Stream.of(CanaryWalk.WORD, "canary.zwkj", CanaryWalk.CARD, CanaryWalk.GROUPED)
          .flatMap(marker -> Stream.of(marker, marker.replace(' ', '+'), escaped(marker)))
          .distinct()
          .toList();

  private static final List<String> PAGES =
      List.of(
          "",
          "leaks",
          "signs",
          "signs/rules.json",
          "touches",
          "privacy",
          "counting",
          "api/map",
          "api/aside",
          "api/paths",
          "api/choices",
          "api/map.svg",
          "api/leaks",
          "api/signs",
          "api/privacy",
          "api/messages",
          "api/touches/names");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process shop;
  private String address;

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
      escaped.append('%').append(Integer.toHexString(letter));
    }
    return escaped.toString();
  }

  @BeforeEach
  void demandBrowser() {
    Chromium.demand("the canary");
  }

  private void open(String mode) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    address = "http://localhost:" + port + "/";
    Path log = folder.resolve("log.txt");
    List<String> command =
        List.of(
            JAVA.resolve("java").toString(),
            "-Xmx256m",
            "-Dport=" + port,
            "-Dfolder=" + folder.resolve("senda"),
            "-Dsenda.consent=" + mode,
            "-Dsenda.panel.token=" + TOKEN,
            mode.equals("ask") ? "-Dsenda.consent.cookie=agreed=^yes$" : "-Dnone=",
            "-cp",
            System.getProperty("java.class.path"),
            Demo.class.getName(),
            TARGET.toString(),
            folder.toString());
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().keySet().removeIf(name -> name.startsWith("SENDA_"));
    shop = process.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.readString(log).contains("Ctrl-C")) {
      assertTrue(shop.isAlive() && Instant.now().isBefore(end), Files.readString(log));
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  @AfterEach
  void close() throws Exception {
    if (shop == null) {
      return;
    }
    shop.destroy();
    if (!shop.waitFor(60, TimeUnit.SECONDS)) {
      shop.destroyForcibly().waitFor();
    }
  }

  private ChromeDriver browser() {
    return Chromium.open(
        folder.resolve("profile"),
        "--window-size=1200,1600",
        "--lang=es",
        "--user-agent=Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 " + CanaryWalk.WORD);
  }

  // ---- where it is looked for ----

  /** What stands around a marker; empty if it is not there. */
  private static String around(byte[] content, String marker) {
    // Without its zeros, UTF-16 in either order reads as ASCII does; no marker has a zero.
    String plain = new String(content, StandardCharsets.ISO_8859_1).replace("\0", "");
    int at = plain.toLowerCase(Locale.ROOT).indexOf(marker.toLowerCase(Locale.ROOT));
    return at < 0
        ? ""
        : plain.substring(
            Math.max(0, at - 40), Math.min(plain.length(), at + marker.length() + 40));
  }

  private static void clean(Map<String, byte[]> places) {
    Set<String> found = new TreeSet<>();
    places.forEach(
        (place, content) -> {
          for (String marker : MARKERS) {
            String around = around(content, marker);
            if (!around.isEmpty()) {
              found.add(marker + " is in " + place + ": " + around);
            }
          }
        });
    assertEquals(Set.of(), found);
  }

  private static boolean isTold(Map<String, byte[]> places) {
    return places.values().stream().anyMatch(content -> !around(content, TOLD).isEmpty());
  }

  private byte[] panel(String method, String path, String body) throws Exception {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(address + "senda/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(
        200,
        answer.statusCode(),
        () -> path + ": " + new String(answer.body(), StandardCharsets.UTF_8));
    return answer.body();
  }

  private Map<String, byte[]> pages() throws Exception {
    Map<String, byte[]> pages = new TreeMap<>();
    for (String page : PAGES) {
      pages.put("the panel's " + page, panel("GET", page, ""));
    }
    for (String format : Tables.formats(Tables.jar(TARGET))) {
      byte[] file = panel("GET", "export?format=" + format, "");
      pages.put("the export as " + format, file);
      unpacked("the export as " + format, file, pages);
    }
    return pages;
  }

  private static void unpacked(String where, byte[] zip, Map<String, byte[]> places)
      throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        places.put(where + ", " + entry.getName(), in.readAllBytes());
      }
    }
  }

  private Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder.resolve("senda"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  private HeapDump dump() throws Exception {
    Path file = folder.resolve("heap.hprof");
    String unused =
        run(
            List.of(
                JAVA.resolve("jcmd").toString(),
                Long.toString(shop.pid()),
                "GC.heap_dump",
                file.toString()));
    List<String> texts = new ArrayList<>(MARKERS);
    texts.add(TOLD);
    return HeapDump.read(file, texts);
  }

  /** What the visitor is shown, and by which number Senda knows them, if at all. */
  private Optional<String> visitorsPage(ChromeDriver browser) {
    Map<String, byte[]> shown = new TreeMap<>();
    browser.get(address + "senda-privacy");
    String page = browser.getPageSource();
    shown.put("the visitors' page", page.getBytes(StandardCharsets.UTF_8));
    Matcher number = Pattern.compile("\\b[0-9a-f]{32}\\b").matcher(page);
    Optional<String> known = number.find() ? Optional.of(number.group()) : Optional.empty();
    if (known.isPresent()) {
      Object given =
          browser.executeAsyncScript(
              "fetch('/senda-privacy/data.json').then(a => a.text()).then(arguments[0])");
      assertTrue(given.toString().contains("/checkout"), given::toString);
      shown.put("what a visitor is given", given.toString().getBytes(StandardCharsets.UTF_8));
    }
    clean(shown);
    return known;
  }

  /** So that what is found nowhere is not nowhere because nothing is there. */
  private void awaitTouches() throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    String signs = "";
    while (!signs.contains("/devoluciones/gracias") || !signs.contains("/sobre-nosotros")) {
      assertTrue(Instant.now().isBefore(end), signs);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      signs = new String(panel("GET", "api/signs", ""), StandardCharsets.UTF_8);
    }
  }

  private void tell() throws Exception {
    String touch =
        """
        [{"touchpoint": "fair", "time": "%s", "key": "1", "attributes": {"note": "%s"}}]
        """
            .formatted(Instant.now(), TOLD);
    byte[] unused = panel("POST", "api/touches", touch);
  }

  @ParameterizedTest
  @CsvSource({"anonymous, 1", "ask, 2", "off, 0"})
  void whatIsTypedInABrowser_isNowhereInSenda(String mode, int cookies) throws Exception {
    open(mode);
    Optional<String> number;
    ChromeDriver browser = browser();
    try {
      new CanaryWalk(browser, address).walk();
      assertEquals(
          cookies,
          browser.manage().getCookies().stream()
              .filter(cookie -> cookie.getName().startsWith("senda_"))
              .count());
      tell();
      if (!mode.equals("off")) {
        awaitTouches();
      }
      number = visitorsPage(browser);
    } finally {
      browser.quit();
    }
    assertEquals(mode.equals("ask"), number.isPresent());
    if (number.isPresent()) {
      String given =
          run(
              List.of(
                  JAVA.resolve("java").toString(),
                  "-jar",
                  Tables.jar(TARGET).toString(),
                  "visitor",
                  "access",
                  address + "senda/",
                  "--token",
                  TOKEN,
                  "--visitor",
                  number.get()));
      assertTrue(given.contains("/checkout"), given);
      clean(Map.of("senda visitor access", given.getBytes(StandardCharsets.UTF_8)));
    }

    clean(pages());
    Map<String, byte[]> backup = new TreeMap<>();
    unpacked("the backup", panel("POST", "api/backup", "{}"), backup);
    clean(backup);
    assertTrue(isTold(backup), "the search misses in the backup what was told");

    HeapDump dump = dump();
    Set<String> told = new TreeSet<>();
    Set<String> typed = new TreeSet<>();
    for (String held : dump.heldBySenda()) {
      (held.endsWith(TOLD.toLowerCase(Locale.ROOT)) ? told : typed).add(held);
    }
    assertEquals(Set.of(), typed);
    assertFalse(told.isEmpty(), "the search misses in memory what was told");
    assertTrue(dump.holders() > 20, () -> "the shop itself holds but " + dump.holders());

    close();
    clean(files());
    assertTrue(isTold(files()), "the search misses in the files what was told");
    clean(Map.of("the log", Files.readAllBytes(folder.resolve("log.txt"))));
    Map<String, byte[]> tables = Tables.of(Tables.jar(TARGET), folder.resolve("senda"));
    clean(tables);
    assertTrue(isTold(tables), "the search misses in the tables what was told");
    String signs = new String(tables.get("SIGN"), StandardCharsets.UTF_8);
    assertEquals(!mode.equals("off"), signs.contains("BEACON /checkout"), signs);
  }
}
