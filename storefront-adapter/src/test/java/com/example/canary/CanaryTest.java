package com.example.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.HeapDump;
import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a visitor types is nowhere in Senda: markers go into every field, query, header, cookie and
 * address, and are looked for in the store's files, the log, the panel's answers and exports, and
 * the objects of Senda in the memory of the shop's process.
 */
class CanaryTest {

  private static final String TOKEN = "a-token-of-enough-characters";

  /** A word that no rule knows: it may stand in an address's path, and nowhere else. */
  private static final String WORD = "CanaryQxZwKj";

  private static final String MAIL = "canary.zwkj@example.com";
  private static final String CARD = "4111111111111111";
  private static final List<String> MARKERS =
      List.of(WORD, MAIL, CARD, "canary.zwkj", "canary.zwkj%40example.com", "4111 1111 1111 1111");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process shop;
  private int port;
  private final Map<String, String> cookies = new TreeMap<>();

  private void open(String mode, String... planted) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-Dsenda.folder=" + folder.resolve("senda"),
            "-Dsenda.consent=" + mode,
            "-Dsenda.panel.token=" + TOKEN,
            mode.equals("ask") ? "-Dsenda.consent.cookie=agreed=^yes$" : "-Dnone=",
            "-cp",
            System.getProperty("java.class.path"),
            CanaryShop.class.getName(),
            Files.createDirectories(folder.resolve("tomcat")).toString()));
    command.addAll(List.of(planted));
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().keySet().removeIf(name -> name.startsWith("SENDA_"));
    process.redirectError(folder.resolve("log.txt").toFile());
    shop = process.start();
    BufferedReader said = shop.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    while (line != null && !line.startsWith("port ")) {
      line = said.readLine();
    }
    assertTrue(line != null, () -> "the shop did not start, see " + folder);
    port = Integer.parseInt(line.substring("port ".length()));
  }

  private void close() throws Exception {
    shop.getOutputStream().close();
    if (!shop.waitFor(60, TimeUnit.SECONDS)) {
      shop.destroyForcibly();
    }
  }

  private HttpResponse<byte[]> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private void visit(String method, String path, String body) throws Exception {
    HttpResponse<byte[]> answer =
        send(
            method,
            path,
            body,
            "Accept",
            "text/html",
            "Accept-Language",
            "es," + WORD,
            "User-Agent",
            "Mozilla/5.0 Firefox/140.0 " + WORD,
            "Referer",
            "http://127.0.0.1:" + port + "/search?q=" + WORD + "&mail=" + MAIL,
            "Sec-Fetch-Mode",
            "navigate",
            "Sec-Fetch-Site",
            "same-origin",
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Cookie",
            cookies.entrySet().stream()
                .map(kept -> kept.getKey() + "=" + kept.getValue())
                .collect(Collectors.joining("; ", "agreed=yes; shop=" + WORD + "; ", "")));
    for (String cookie : answer.headers().allValues("set-cookie")) {
      if (cookie.startsWith("senda_")) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
      }
    }
  }

  private void walk(String mode) throws Exception {
    String mail = URLEncoder.encode(MAIL, StandardCharsets.UTF_8);
    for (String page :
        List.of(
            "/",
            "/search",
            "/product/1",
            "/cart",
            "/checkout/payment",
            "/account",
            "/login",
            "/none")) {
      visit("GET", page + "?q=" + WORD + "&mail=" + mail + "&card=" + CARD + "&" + mail + "=1", "");
      visit("GET", page + "?utm_campaign=" + mail + "&gclid=" + WORD + "&action=" + CARD, "");
      visit("GET", page + "?step=" + WORD + "&view=" + WORD + "&s=" + mail + "+" + CARD, "");
      visit("GET", page + "/" + mail + "/" + CARD + ";jsessionid=" + WORD, "");
      visit("GET", page + "/" + URLEncoder.encode(mail, StandardCharsets.UTF_8), "");
    }
    for (String form :
        List.of(
            "/login", "/cart/add", "/checkout/payment", "/pay", "/payment/return", "/echo/form")) {
      visit(
          "POST",
          form + "?return=" + WORD + "&action=" + WORD,
          "step="
              + WORD
              + "&name="
              + WORD
              + "&product="
              + WORD
              + "&email="
              + mail
              + "&card="
              + CARD
              + "&"
              + mail
              + "=x");
    }
    assertEquals(
        mode.equals("off") ? 0 : mode.equals("ask") ? 2 : 1, cookies.size(), cookies::toString);
    cookies.clear();
    visit("POST", "/payment/return?order=" + WORD, "card=" + CARD);
  }

  /** So that what is found nowhere is not nowhere because nothing is there. */
  private void awaitTouches(String mode) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    String signs = "";
    while (!signs.contains("/checkout/payment") && !mode.equals("off")) {
      assertTrue(System.nanoTime() < end, signs);
      signs = new String(panel("GET", "/api/signs"), StandardCharsets.UTF_8);
    }
  }

  private byte[] panel(String method, String path) throws Exception {
    HttpResponse<byte[]> answer =
        send(
            method,
            "/senda" + path,
            method.equals("POST") ? "{}" : "",
            "Authorization",
            "Bearer " + TOKEN,
            "Content-Type",
            "application/json");
    assertEquals(200, answer.statusCode(), path);
    return answer.body();
  }

  private HeapDump dump() throws Exception {
    Path file = folder.resolve("heap.hprof");
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(shop.pid()),
                "GC.heap_dump",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, command.waitFor(), said);
    return HeapDump.read(file, MARKERS);
  }

  private static void assertClean(String where, byte[] content) {
    String plain = new String(content, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    String wide = plain.replace("\0", "");
    for (String marker : MARKERS) {
      String text = marker.toLowerCase(Locale.ROOT);
      assertFalse(plain.contains(text) || wide.contains(text), () -> marker + " is in " + where);
    }
  }

  private static void assertCleanZip(String where, byte[] zip) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      while (in.getNextEntry() != null) {
        assertClean(where, in.readAllBytes());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"anonymous", "ask", "off"})
  void whatAVisitorTypes_isNowhereInSenda(String mode) throws Exception {
    open(mode);
    try {
      walk(mode);
      awaitTouches(mode);
      for (String path :
          List.of(
              "/",
              "/signs",
              "/privacy",
              "/api/map",
              "/api/aside",
              "/api/paths",
              "/api/choices",
              "/api/signs",
              "/api/privacy",
              "/api/map.svg",
              "/export?format=lucid",
              "/export?format=drawio",
              "/signs/rules.json")) {
        assertClean(path, panel("GET", path));
      }
      assertCleanZip("the backup", panel("POST", "/api/backup"));
      HeapDump dump = dump();
      assertTrue(dump.holders() > 0, "the markers are not even in the server's own buffers");
      assertEquals(Set.of(), dump.heldBySenda());
    } finally {
      close();
    }
    assertClean("the log", Files.readAllBytes(folder.resolve("log.txt")));
    assertCleanFiles();
    seal(mode);
    assertCleanFiles();
  }

  private void assertCleanFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("senda"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertClean(file.toString(), Files.readAllBytes(file));
      }
    }
  }

  /** Two hours later, when all visits have ended: packed, and read out of the blocks again. */
  private void seal(String mode) throws Exception {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
    try (JourneyStore store =
        JourneyStore.open(folder.resolve("senda"), Sessionizer.STANDARD, later)) {
      assertEquals(!mode.equals("off"), store.seal() > 0);
      JourneyLog log = store.read();
      StringBuilder all = new StringBuilder();
      for (JourneyBlock block : log.blocks()) {
        assertFalse(block.open(), "a visit is not sealed");
        for (JourneyBlock.Cursor cursor = block.cursor(); cursor.next(); ) {
          all.append(log.attributes().get(cursor.attributes())).append('\n');
          for (int i = 0; i < cursor.length(); i++) {
            all.append(log.signs().get(cursor.signs()[i])).append(' ').append(cursor.value(i));
            all.append('\n');
          }
        }
      }
      assertTrue(mode.equals("off") || all.indexOf("GET /checkout/payment") >= 0, all::toString);
      assertClean("the sealed journeys", all.toString().getBytes(StandardCharsets.UTF_8));
      assertEquals(List.of(), store.searches());
    }
  }

  @Test
  void whatIsPlantedInSenda_isFound() throws Exception {
    open("anonymous", WORD.toLowerCase(Locale.ROOT));
    try {
      Set<String> held = dump().heldBySenda();
      assertTrue(held.stream().anyMatch(one -> one.contains("Touchpoint")), held::toString);
    } finally {
      close();
    }
  }
}
