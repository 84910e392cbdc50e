package io.github.senda.examples.candil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.HeapDump;
import io.github.senda.examples.candil.Visitor.Answer;
import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a visitor types into Candil is nowhere in its Senda: markers go into every field and query,
 * and are looked for in the panel's answers and exports, the objects of Senda in memory, the log,
 * and the store's files, before and after the visits are sealed.
 */
class CanaryIT {

  private static final String TOKEN = "una-llave-de-veras-larga";
  private static final String WORD = "CanarioQxZwKj";

  /**
   * Stands where the shop's routing has a variable: in memory it may, for as long as that lasts.
   */
  private static final String ROUTED = "CanarioVyWqHt";

  private static final String MAIL = "canario.zwkj@example.com";
  private static final String SENT_MAIL = "canario.zwkj%40example.com";
  private static final String CARD = "4111111111111111";
  private static final List<String> MARKERS = List.of(WORD, MAIL, SENT_MAIL, CARD);

  @TempDir Path folder;

  private static void walk(Visitor visitor) throws IOException {
    Answer first = visitor.get("/");
    assertEquals(200, first.status(), first::text);
    for (String page :
        List.of(
            "/buscar?q=" + WORD,
            "/buscar?q=" + SENT_MAIL + "+" + CARD,
            "/coleccion/en-grano?tueste=" + WORD + "&orden=" + WORD,
            "/coleccion/" + ROUTED,
            "/producto/" + ROUTED,
            "/producto/" + SENT_MAIL,
            "/producto/cafetera-moka?step=" + WORD + "&action=" + WORD + "&view=" + CARD,
            "/entrega?cp=" + WORD,
            "/tostando?utm_source=" + CARD + "&utm_campaign=" + SENT_MAIL + "&gclid=" + WORD,
            "/carrito;jsessionid=" + WORD,
            "/pedido/" + SENT_MAIL,
            "/acceso?error=" + WORD,
            "/catas?q=" + WORD)) {
      visitor.get(page);
    }
    visitor.get("/registro");
    visitor.post("/registro", "nombre", WORD, "correo", WORD, "clave", CARD);
    visitor.post("/registro", "nombre", WORD, "correo", SENT_MAIL, "clave", WORD + "-larga");
    visitor.follow();
    visitor.post("/acceso", "correo", WORD, "clave", CARD);
    visitor.follow();
    visitor.post("/boletin", "correo", SENT_MAIL);
    visitor.get("/producto/cafetera-moka");
    visitor.fetch("POST", "/api/carrito/lineas", "{\"producto\":\"cafetera-moka\",\"cantidad\":1}");
    visitor.fetch("PUT", "/api/carrito/lineas/" + ROUTED, "{\"producto\":\"" + WORD + "\"}");
    visitor.get("/compra/datos");
    visitor.follow();
    visitor.post("/acceso", "correo", SENT_MAIL, "clave", WORD + "-larga");
    visitor.follow();
    visitor.post("/compra/datos", "nombre", WORD, "calle", WORD, "cp", CARD, "ciudad", MAIL);
    visitor.post("/compra/datos", "nombre", WORD, "calle", WORD, "cp", "23400", "ciudad", WORD);
    visitor.follow();
    visitor.post("/compra/envio", "entrega", WORD);
    visitor.post("/compra/envio", "entrega", "domicilio");
    visitor.follow();
    visitor.post(
        "/compra/pago", "titular", WORD, "numeroTarjeta", WORD, "caducidad", WORD, "cvv", WORD);
    Answer paid =
        visitor.post(
            "/compra/pago",
            "titular",
            WORD,
            "numeroTarjeta",
            CARD,
            "caducidad",
            "12%2F39",
            "cvv",
            "123");
    assertEquals(302, paid.status(), paid::text);
    visitor.follow();
  }

  private static String panel(Visitor merchant, String path) throws IOException {
    Answer answer = merchant.get("/senda" + path);
    assertEquals(200, answer.status(), () -> path + " answered " + answer.text());
    return answer.text();
  }

  /** So that what is found nowhere is not nowhere because nothing is there. */
  private static void awaitTheOrder(Visitor merchant, String mode) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!mode.equals("off") && !panel(merchant, "/api/signs").contains("/compra/pago")) {
      assertTrue(System.nanoTime() < end, "the order did not come");
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static void assertClean(String where, String content) {
    String plain = content.toLowerCase(Locale.ROOT);
    String wide = plain.replace("\0", "");
    for (String marker : Stream.concat(MARKERS.stream(), Stream.of(ROUTED)).toList()) {
      String text = marker.toLowerCase(Locale.ROOT);
      assertFalse(plain.contains(text) || wide.contains(text), () -> marker + " is in " + where);
    }
  }

  private void assertCleanFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(".senda"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertClean(
            file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
  }

  private HeapDump dump(long pid) throws Exception {
    Path file = folder.resolve("heap.hprof");
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.heap_dump",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, command.waitFor(), said);
    return HeapDump.read(file, MARKERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"anonymous", "ask", "off"})
  void whatAVisitorTypes_isNowhereInSenda(String mode) throws Exception {
    try (ShopProcess shop =
        ShopProcess.start(
            Path.of(System.getProperty("java.home")),
            ExecutableJar.with(ExecutableJar.Server.TOMCAT, folder),
            folder,
            List.of(
                "senda.panel.token=" + TOKEN,
                "senda.consent=" + mode,
                mode.equals("ask") ? "senda.consent.cookie=agreed=^yes$" : "none=none"))) {
      Visitor visitor = new Visitor(shop.port());
      visitor.keep("agreed", "yes");
      walk(visitor);
      assertEquals(
          mode.equals("off") ? 0 : mode.equals("ask") ? 2 : 1,
          visitor.cookies().stream().filter(name -> name.startsWith("senda_")).count());
      Visitor merchant = new Visitor(shop.port());
      merchant.get("/senda/");
      merchant.post("/senda/sign-in", "token", TOKEN);
      awaitTheOrder(merchant, mode);
      for (String path :
          List.of(
              "/",
              "/signs",
              "/privacy",
              "/leaks",
              "/api/map",
              "/api/signs",
              "/api/privacy",
              "/api/leaks",
              "/api/map.svg",
              "/export?format=lucid",
              "/export?format=drawio",
              "/signs/rules.json")) {
        assertClean(path, panel(merchant, path));
      }
      HeapDump dump = dump(shop.pid());
      assertTrue(dump.holders() > 0, "the markers are not even in the shop's own memory");
      assertEquals(Set.of(), dump.heldBySenda());
      shop.close();
      assertClean("the log", shop.said());
    }
    assertCleanFiles();
    seal(mode);
    assertCleanFiles();
  }

  /** Two hours later, when all visits have ended: packed, and read out of the blocks again. */
  private void seal(String mode) throws Exception {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
    try (JourneyStore store =
        JourneyStore.open(folder.resolve(".senda/candil"), Sessionizer.STANDARD, later)) {
      assertEquals(!mode.equals("off"), store.seal() > 0);
      JourneyLog log = store.read();
      StringBuilder all = new StringBuilder();
      for (JourneyBlock block : log.blocks()) {
        assertFalse(block.open(), "a visit is not sealed");
        for (JourneyBlock.Cursor cursor = block.cursor(); cursor.next(); ) {
          all.append(log.attributes().get(cursor.attributes())).append('\n');
          for (int i = 0; i < cursor.length(); i++) {
            all.append(log.signs().get(cursor.signs()[i])).append('\n');
          }
        }
      }
      assertTrue(mode.equals("off") || all.indexOf("POST /compra/pago") >= 0, all::toString);
      assertClean("the sealed journeys", all.toString());
      assertEquals(List.of(), store.searches());
    }
  }
}
