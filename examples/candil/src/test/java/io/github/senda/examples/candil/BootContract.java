package io.github.senda.examples.candil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.examples.candil.Visitor.Answer;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds of the executable jar on every server: two shops run side by side, one with Senda off;
 * the same visits are driven through both, then they are stopped and the store is read. Senda is
 * not configured but for a token and a path for its panel.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BootContract {

  private static final String TOKEN = "una-llave-de-veras-larga";
  private static final List<String> PAGES =
      List.of(
          "/",
          "/coleccion/en-grano",
          "/coleccion/para-regalar?orden=precio",
          "/coleccion/ninguna",
          "/buscar?q=%C3%BAbeda+%3Cb%3E",
          "/producto/taza-de-barro",
          "/carrito",
          "/acceso",
          "/acceso?error",
          "/registro",
          "/cuenta",
          "/compra/datos",
          "/compra/pago",
          "/pedido/7b5c03da-58d1-4db6-a609-df5839310e61",
          "/tostando",
          "/entrega",
          "/catas",
          "/nada;v=1",
          "/nada?a=%zz",
          "/senda");

  private List<Answer> with;
  private List<Answer> without;
  private List<Answer> firstPages;
  private List<Answer> panel;
  private List<Answer> beacon;
  private List<List<String>> truth;
  private List<List<String>> recorded;
  private List<String> signs;
  private String said;

  /** Which server is in the jar. */
  abstract ExecutableJar.Server server();

  /** The home of the JDK that runs it. */
  Path java() {
    return Path.of(System.getProperty("java.home"));
  }

  /** Lines of application.properties beside those of Senda. */
  List<String> properties() {
    return List.of();
  }

  @BeforeAll
  void driveTheVisits(@TempDir Path base) throws Exception {
    Path java = java();
    Path jar = ExecutableJar.with(server(), base);
    List<String> on = new ArrayList<>(properties());
    // A dozen journeys are shown each for itself: what is put together is no matter of the host.
    on.addAll(List.of("senda.panel.token=" + TOKEN, "senda.panel.path=/trastienda", "senda.k=1"));
    List<String> off = new ArrayList<>(properties());
    off.add("senda.enabled=false");
    try (ShopProcess guest = ShopProcess.start(java, jar, base.resolve("con"), on);
        ShopProcess alone = ShopProcess.start(java, jar, base.resolve("sin"), off)) {
      visit(guest, alone.port());
      guest.close();
      said = guest.said();
    }
    read(base.resolve("con/.senda/candil"));
  }

  private void visit(ShopProcess guest, int alone) throws Exception {
    try {
      Visitor buyer = new Visitor(guest.port());
      truth = List.of(Script.buy(buyer), Script.leave(new Visitor(guest.port())));
      with = new ArrayList<>(buyer.answers());
      firstPages = firstPages(guest.port());
      with.addAll(firstPages);
      panel = panel(new Visitor(guest.port()));
      beacon = beacon(new Visitor(guest.port()));
      Visitor same = new Visitor(alone);
      Script.buy(same);
      without = new ArrayList<>(same.answers());
      without.addAll(firstPages(alone));
    } catch (Exception | AssertionError e) {
      throw new AssertionError("the shop said:\n" + guest.said(), e);
    }
  }

  private static List<Answer> firstPages(int port) throws IOException {
    List<Answer> answers = new ArrayList<>();
    for (String page : PAGES) {
      answers.add(new Visitor(port).get(page));
    }
    return answers;
  }

  private static List<Answer> beacon(Visitor visitor) throws IOException {
    return List.of(
        visitor.get("/carrito"),
        visitor.get("/senda-beacon/senda.js"),
        visitor.tell(
            "/senda-beacon/touches",
            "{\"touches\":[{\"is\":\"left\",\"path\":\"/carrito\",\"age\":0,\"visible\":12}]}"));
  }

  private static List<Answer> panel(Visitor merchant) throws IOException {
    return List.of(
        merchant.get("/trastienda/api/map"),
        merchant.get("/trastienda/"),
        merchant.post("/trastienda/sign-in", "token", TOKEN),
        merchant.get("/trastienda/api/map"),
        merchant.get("/senda/"));
  }

  private void read(Path folder) throws Exception {
    assertTrue(
        Files.isDirectory(folder), () -> "no store in " + folder + "; the shop said\n" + said);
    try (JourneyStore store = JourneyStore.open(folder, Sessionizer.STANDARD, Clock.systemUTC())) {
      JourneyLog log = store.read();
      recorded = journeys(log, Rules.builtIn().meaning(log.signs()));
      signs =
          journeys(log, Meaning.named(log.signs())).stream()
              .flatMap(List::stream)
              .distinct()
              .toList();
    }
  }

  private static List<List<String>> journeys(JourneyLog log, Meaning meaning) {
    List<List<String>> journeys = new ArrayList<>();
    for (JourneyLog.Reader reader = log.reader(meaning); reader.next(); ) {
      journeys.add(reader.journey().touchpoints().stream().map(Touchpoint::name).toList());
    }
    return journeys;
  }

  private static List<String> visible(List<Answer> answers) {
    return answers.stream().map(Answer::withoutSenda).toList();
  }

  @Test
  void paths_areTheTrueOnes() {
    List<String> longest =
        recorded.stream()
            .sorted(Comparator.comparingInt((List<String> journey) -> journey.size()).reversed())
            .limit(truth.size())
            .map(journey -> String.join("\n", journey))
            .toList();

    for (int i = 0; i < truth.size(); i++) {
      String path = String.join("", truth.get(i));
      String read = longest.get(i) + "\n";
      // Said as two texts, so that whoever sees it fail sees both side by side.
      assertEquals(path, read.matches(path) ? path : read, () -> "of " + String.join("\n", signs));
    }
  }

  @Test
  void answers_areTheSameWithAndWithoutSenda() {
    List<String> theirs = visible(without);
    List<String> ours = visible(with);

    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      assertEquals(theirs.get(i), ours.get(i));
    }
    assertEquals(theirs.size(), ours.size());
    assertEquals(0, without.stream().mapToLong(Answer::cookiesOfSenda).sum());
  }

  @Test
  void beacon_isHeardBeforeTheShopsOwnGuards() {
    assertTrue(
        beacon.get(0).text().contains("<script src=\"/senda-beacon/senda.js\" defer"),
        () -> beacon.get(0).text());
    assertEquals(200, beacon.get(1).status());
    assertEquals(0, beacon.get(1).cookiesOfSenda());
    assertEquals(204, beacon.get(2).status(), () -> beacon.get(2).text());
    assertTrue(signs.contains("BEACON /carrito 0 ?:left&:visible=10"), () -> signs.toString());
  }

  @Test
  void cookie_isSetOnceOnTheFirstPageOfAVisitorAndNowhereElse() {
    assertEquals(
        List.of("GET /"),
        with.subList(0, with.size() - firstPages.size()).stream()
            .filter(answer -> answer.cookiesOfSenda() > 0)
            .map(Answer::request)
            .toList());
    for (Answer page : firstPages) {
      // A server may empty an answer before it shows what broke; the next page has the cookie then.
      long cookies = page.cookiesOfSenda();
      assertTrue(cookies == 1 || (cookies == 0 && page.status() >= 400), page::text);
    }
  }

  @Test
  void panel_opensByItsTokenThoughSpringSecurityGuardsTheShop() {
    assertEquals(List.of(401, 200, 303, 200, 404), panel.stream().map(Answer::status).toList());
    assertTrue(panel.get(3).text().contains("view_item_list"), panel.get(3).text());
  }

  @Test
  void signs_holdNoValue() {
    String all = String.join("\n", signs);

    Stream.of("lola", "eva", "taza", "424242", "larga", "23400", "claro", "precio")
        .forEach(value -> assertFalse(all.contains(value), value));
  }

  @Test
  void server_isTheOneThatIsTested() {
    assertTrue(said.toUpperCase(Locale.ROOT).contains(server() + " STARTED ON PORT"), said);
  }

  @Test
  void shop_hearsNothingFromSendaButThatItIsThere() {
    List<String> words =
        said.lines().filter(line -> line.contains("senda")).filter(this::isTrouble).toList();

    assertEquals(List.of(), words);
    assertTrue(said.contains("Senda captures in"), said);
  }

  String said() {
    return said;
  }

  private boolean isTrouble(String line) {
    return line.contains(" ERROR ") || line.contains(" WARN ");
  }
}
