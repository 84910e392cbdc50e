package io.github.senda.storefront.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds in every container: the jar lies in {@code WEB-INF/lib} of a shop that knows nothing
 * of it, with no code and no configuration. One scripted session is driven by real HTTP before the
 * tests; then the host is stopped and its store is read.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostContract {

  private static final Path JAR = Path.of(System.getProperty("plugin.jar"));
  private static final String WITH = "/con";
  private static final String WITHOUT = "/sin";

  /** The folder of the host's jars, and its launcher. */
  abstract String host();

  abstract Class<?> launcher();

  private final List<String> different = new ArrayList<>();
  private final List<String> pagesWithoutCookie = new ArrayList<>();
  private HttpResponse<String> firstPage;
  private HttpResponse<String> staticFile;
  private HttpResponse<String> optedOut;
  private HttpResponse<String> libraries;
  private List<String> said;
  private List<List<String>> touchpoints;
  private List<List<Sign>> signs;

  @BeforeAll
  void driveTheSession(@TempDir Path base) throws Exception {
    Path shopLibraries = JAR.getParent().resolve("hosts/shop");
    List<Path> own;
    try (Stream<Path> files = Files.list(shopLibraries)) {
      own = files.sorted().toList();
    }
    List<Path> withJar = new ArrayList<>(own);
    withJar.add(JAR);
    Path guest = HostProcess.war(base.resolve("wars/con.war"), true, withJar);
    Path alone = HostProcess.war(base.resolve("wars/sin.war"), true, own);
    List<String> shops = List.of(WITH, guest.toString(), WITHOUT, alone.toString());
    try (HostProcess process = HostProcess.start(host(), launcher(), base, shops)) {
      try {
        visit("http://127.0.0.1:" + process.port());
      } catch (Exception | AssertionError e) {
        throw new AssertionError("the host said:\n" + process.said(), e);
      }
      said = process.stop();
    }
    read(base);
  }

  private void visit(String here) throws Exception {
    compare(here);
    buy(new Shopper(here + WITH, "buyer"), here);
    wander(new Shopper(here + WITH, "wanderer"));
    Shopper quiet = new Shopper(here + WITH, "quiet", "DNT", "1");
    optedOut = quiet.get("/product/404404");
    assertEquals(
        200, new Shopper(here + WITH, "quieter", "Sec-GPC", "1").get("/cart").statusCode());
    libraries = new Shopper(here + WITH, "librarian").get("/own/libraries");
  }

  private void compare(String here) throws Exception {
    Shopper with = new Shopper(here + WITH, "with");
    Shopper without = new Shopper(here + WITHOUT, "without");
    firstPage = with.get("/product/1");
    same("/product/1", firstPage, without.get("/product/1"));
    staticFile = new Shopper(here + WITH, "static").get("/assets/site.css");
    for (String path :
        List.of(
            "/",
            "/category/mugs",
            "/cart",
            "/async",
            "/boom",
            "/blow",
            "/missing",
            "/assets/site.css",
            "/product/%C3%B1?utm_source=x&q=a%20b")) {
      same(path, with.get(path), without.get(path));
    }
    String form = "name=Jos%C3%A9+Mar%C3%ADa&card=4111111111111111";
    same("/echo/form", with.post("/echo/form", form), without.post("/echo/form", form));
    same("/echo/body", with.post("/echo/body", form), without.post("/echo/body", form));
    same("/login", with.post("/login", "password=wrong"), without.post("/login", "password=wrong"));
    for (Shopper shopper : List.of(new Shopper(here + WITH, "a"), new Shopper(here + WITH, "b"))) {
      HttpResponse<String> page = shopper.get("/category/mugs");
      if (page.headers().allValues("set-cookie").size() != 1) {
        pagesWithoutCookie.add(page.headers().toString());
      }
    }
  }

  private void same(String path, HttpResponse<String> with, HttpResponse<String> without) {
    String one = Shopper.visible(with).replace(WITH, WITHOUT);
    String other = Shopper.visible(without);
    if (!one.equals(other)) {
      different.add(path + "\n" + one + "\n--- but without Senda\n" + other);
    }
  }

  /** From the front page to an order, paid at a bank that sends the visitor back by a form. */
  private static void buy(Shopper buyer, String here) throws Exception {
    buyer.get("/");
    buyer.get("/category/mugs");
    buyer.get("/product/1234");
    buyer.post("/cart/add", "product=1234&quantity=1");
    buyer.get("/cart?added=1234");
    buyer.get("/login");
    buyer.post("/login", "email=a%40b.example&password=wrong");
    buyer.post("/login", "email=a%40b.example&password=right");
    buyer.get("/account");
    buyer.get("/checkout/address");
    buyer.post("/checkout/address", "street=x&city=y&postcode=z");
    buyer.get("/checkout/payment");
    // The bank's form comes without the cookie that SameSite keeps back.
    new Shopper(
            here + WITH, "buyer", "Sec-Fetch-Site", "cross-site", "Origin", "https://bank.example")
        .post("/payment/return", "reference=77");
    buyer.get("/order/77/confirmation");
    buyer.get("/order/77/confirmation");
  }

  private static void wander(Shopper wanderer) throws Exception {
    wanderer.get("/category/wander");
    wanderer.get("/async");
    wanderer.get("/boom");
    wanderer.get("/blow");
    wanderer.get("/missing");
    wanderer.post("/echo/form", "name=x");
    wanderer.get("/assets/site.css");
    wanderer.get("/product/2");
  }

  private void read(Path base) throws Exception {
    Path store;
    try (Stream<Path> files = Files.walk(base)) {
      store =
          files
              .filter(file -> file.toString().endsWith(".mv.db"))
              .map(Path::getParent)
              .findFirst()
              .orElseThrow(() -> new AssertionError("no store below " + base));
    }
    assertTrue(store.toString().contains(".senda"), store.toString());
    try (JourneyStore opened = JourneyStore.open(store, Sessionizer.STANDARD, Clock.systemUTC())) {
      JourneyLog log = opened.read();
      touchpoints = journeys(log, Rules.builtIn().meaning(log.signs()));
      signs =
          journeys(log, Meaning.named(log.signs())).stream()
              .map(journey -> journey.stream().map(Sign::parse).toList())
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

  @AfterAll
  void forget() {
    different.clear();
  }

  private List<Sign> wandering() {
    return signs.stream()
        .filter(journey -> journey.get(0).path().equals("/category/{slug}"))
        .filter(journey -> journey.size() > 2)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody wandered in " + signs));
  }

  @Test
  void shop_answersTheSameWithAndWithoutSenda() {
    assertEquals(List.of(), different);
  }

  @Test
  void cookie_isSetOnceOnPageNavigationsOnly() {
    List<String> cookies = firstPage.headers().allValues("set-cookie");

    assertEquals(1, cookies.size(), cookies.toString());
    assertTrue(
        cookies.get(0).matches("senda_[0-9a-f]{8}=[0-9a-f]{32}; Path=/con; HttpOnly; SameSite=Lax"),
        cookies.get(0));
    assertEquals(List.of(), pagesWithoutCookie);
    assertEquals(List.of(), staticFile.headers().allValues("set-cookie"));
  }

  @Test
  void optOut_leavesNothing() {
    assertEquals(List.of(), optedOut.headers().allValues("set-cookie"));
    assertTrue(
        signs.stream().flatMap(List::stream).noneMatch(sign -> sign.path().contains("404404")));
    assertEquals(
        0, signs.stream().filter(journey -> journey.get(0).path().equals("/cart")).count());
  }

  @Test
  void journey_isWholeFromTheFirstPageToTheOrder() {
    List<String> bought =
        touchpoints.stream()
            .filter(journey -> journey.contains("purchase"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("nobody bought in " + touchpoints));

    assertEquals(
        List.of(
            "page_view",
            "view_item_list",
            "view_item",
            "add_to_cart",
            "view_cart",
            "page_view",
            "login_failed",
            "login",
            "account",
            "begin_checkout",
            "add_shipping_info",
            "checkout_step",
            "purchase"),
        bought);
    assertEquals(1, touchpoints.stream().filter(journey -> journey.contains("purchase")).count());
  }

  @Test
  void request_isOneTouchThroughForwardsIncludesErrorsAndAsync() {
    assertEquals(
        List.of(
            "/category/{slug}",
            "/async",
            "/boom",
            "/blow",
            "/missing",
            "/echo/form",
            "/product/{id}"),
        wandering().stream().map(Sign::path).toList());
  }

  @Test
  void sign_keepsTheLastForwardAndTheNamesOfTheForm() {
    List<Sign> wandering = wandering();

    assertEquals("/view/layout", wandering.get(0).forward().orElse("none"));
    assertEquals(List.of("name"), wandering.get(5).parameters());
    assertTrue(wandering.get(2).thrown());
    assertTrue(wandering.get(3).thrown());
    assertEquals(4, wandering.get(4).statusClass());
  }

  @Test
  void store_holdsNoValueOfAnyForm() {
    String all = signs.toString();

    for (String value : List.of("wrong", "right", "4111", "Jos", "b.example")) {
      assertFalse(all.contains(value), value);
    }
  }

  @Test
  void shop_keepsItsOwnLibraries() {
    assertTrue(libraries.body().contains("2.2.224"), libraries.body());
    assertTrue(libraries.body().contains("org.h2.jdbc.JdbcConnection"), libraries.body());
    assertTrue(libraries.body().contains("\"NOWHERE\" not found"), libraries.body());
    assertTrue(libraries.body().contains("gson-2.8.9"), libraries.body());
  }

  @Test
  void stop_leavesNoThreadBehind() {
    assertEquals(List.of(), said.stream().filter(line -> line.startsWith("THREAD ")).toList());
  }

  @Test
  void start_saysWhereTheStoreIsAndThatThePanelIsClosed() {
    assertTrue(
        said.stream()
            .anyMatch(line -> line.contains("Senda captures") && line.contains("panel is closed")),
        String.join("\n", said));
  }
}
