package io.github.senda.storefront.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Sign;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds in every container: the jar lies in {@code WEB-INF/lib} of shops that know nothing of
 * it, with no code and no configuration. Scripted sessions are driven by real HTTP before the
 * tests, in a host with little memory; then it is stopped and its stores are read.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostContract {

  private static final String WITH = "/con";
  private static final String WITHOUT = "/sin";
  private static final String EVERY_WAY = "/dos";
  private static final String TOMILLO = "/tin";
  private static final String TOMILLO_ALONE = "/ton";
  private static final int BLOCK = 64 * 1024;
  private static final int BLOCKS = 200 * 1024 * 1024 / BLOCK;

  abstract Host host();

  private final List<String> different = new ArrayList<>();
  private final Set<String> compared = new TreeSet<>();
  private final List<String> formsNotSent = new ArrayList<>();
  private final List<String> eventStreams = new ArrayList<>();
  private final List<String> largeForms = new ArrayList<>();
  private final List<String> cookiesOfTwoShops = new ArrayList<>();
  private final List<HttpClient.Version> versions = new ArrayList<>();
  private HttpResponse<String> optedOut;
  private HttpResponse<String> libraries;
  private HttpResponse<String> ownPanel;
  private HttpResponse<String> othersPanel;
  private List<String> said;
  private Recorded shop;
  private Recorded everyWay;
  private Recorded tomillo;

  @BeforeAll
  void driveTheSessions(@TempDir Path base) throws Exception {
    List<Path> own = Wars.shopLibraries();
    List<Path> withJar = Wars.and(own, Wars.JAR);
    Path wars = base.resolve("wars");
    List<String> shops =
        List.of(
            WITH,
            Wars.awkward(wars.resolve("con.war"), Wars.Install.BY_ITSELF, withJar).toString(),
            WITHOUT,
            Wars.awkward(wars.resolve("sin.war"), Wars.Install.BY_ITSELF, own).toString(),
            EVERY_WAY,
            Wars.awkward(wars.resolve("dos.war"), Wars.Install.EVERY_WAY, withJar).toString(),
            TOMILLO,
            Wars.tomillo(wars.resolve("tin"), List.of(Wars.JAR)).toString(),
            TOMILLO_ALONE,
            Wars.tomillo(wars.resolve("ton"), List.of()).toString());
    try (HostProcess process = HostProcess.start(host(), base, shops)) {
      try {
        visit(process.port());
      } catch (Exception | AssertionError e) {
        throw new AssertionError("the host said:\n" + process.said(), e);
      }
      said = process.stop();
    }
    shop = Recorded.in(base, WITH);
    everyWay = Recorded.in(base, EVERY_WAY);
    tomillo = Recorded.in(base, TOMILLO);
  }

  private void visit(int port) throws Exception {
    String here = "http://127.0.0.1:" + port;
    compare(port);
    for (String place : List.of(WITH, EVERY_WAY)) {
      AwkwardVisits.buy(
          new Shopper(here + place, "buyer"), Shopper.atTheBank(here + place, "buyer"));
      AwkwardVisits.wander(new Shopper(here + place, "wanderer"));
    }
    Shopper modern = new Shopper(HttpClient.Version.HTTP_2, here + WITH, "modern");
    versions.add(AwkwardVisits.buy(modern, Shopper.atTheBank(here + WITH, "modern")).version());
    visitTwoShops(here);
    optedOut = new Shopper(here + WITH, "quiet", "DNT", "1").get("/product/404404");
    assertEquals(
        200, new Shopper(here + WITH, "quieter", "Sec-GPC", "1").get("/cart").statusCode());
    libraries = new Shopper(here + WITH, "librarian").get("/own/libraries");
    watch(port, "/odd/events");
    watch(port, "/odd/events/async");
    sendLargeForms(port);
  }

  private void compare(int port) throws IOException {
    Twins awkward = new Twins(port, WITH, WITHOUT, "twins");
    AwkwardVisits.compare(awkward);
    Twins buyer = new Twins(port, TOMILLO, TOMILLO_ALONE, "buyer");
    TomilloVisits.buy(buyer);
    Twins guest = new Twins(port, TOMILLO, TOMILLO_ALONE, "guest");
    TomilloVisits.payAtTheBank(guest, new Twins(port, TOMILLO, TOMILLO_ALONE, "bank"));
    Twins tourist = new Twins(port, TOMILLO, TOMILLO_ALONE, "tourist");
    TomilloVisits.tour(tourist);
    for (Twins twins : List.of(awkward, buyer, guest, tourist)) {
      different.addAll(twins.different());
    }
    formsNotSent.addAll(tourist.formsNotSent());
    for (Twins twins : List.of(buyer, guest, tourist)) {
      twins.asked().forEach(asked -> compared.add(asked.replaceAll("^POST |[?].*", "")));
    }
  }

  private void visitTwoShops(String here) throws Exception {
    Shopper one = new Shopper(here + WITH, "both");
    Shopper other = one.in(here + EVERY_WAY);
    for (int i = 0; i < 3; i++) {
      for (Shopper shopper : List.of(one, other)) {
        HttpResponse<String> page =
            shopper.get("/category/both?" + (shopper == one ? "inOne=1" : "inOther=1"));
        cookiesOfTwoShops.addAll(page.headers().allValues("set-cookie"));
      }
    }
    String token = "Bearer " + Wars.PANEL_TOKEN;
    ownPanel = one.get("/senda/api/map", "Authorization", token);
    othersPanel = other.get("/senda/api/map", "Authorization", token);
  }

  /** A stream whose second event is sent only when the first has been read. */
  private void watch(int port, String path) throws IOException {
    String head = "Host: shop.example\r\nUser-Agent: Mozilla/5.0 watcher\r\n" + Twins.PAGE;
    try (Wire wire = Wire.to(port)) {
      wire.send("GET " + WITH + path + " HTTP/1.1\r\n" + head + "Connection: close\r\n\r\n");
      String first = wire.until("data: first\n\n");
      Wire.exchange(
          port, "GET " + WITH + "/odd/events/go HTTP/1.1\r\n" + head + "Connection: close\r\n\r\n");
      eventStreams.add(first.contains("data: first") + " " + wire.rest().contains("data: second"));
    }
  }

  /** Forms of 200 MB, for a host that has 64: whoever reads them into memory ends it. */
  private void sendLargeForms(int port) throws IOException {
    byte[] block = "name=0123456789&".repeat(BLOCK / 16).getBytes(StandardCharsets.US_ASCII);
    String head =
        " HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: Mozilla/5.0 sender\r\nConnection: close\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n"
            + Twins.PAGE;
    String length = "Content-Length: " + (long) BLOCK * BLOCKS + "\r\n\r\n";
    for (String place : List.of(WITH, WITHOUT)) {
      try (Wire wire = Wire.to(port)) {
        wire.send("POST " + place + "/odd/count" + head + length);
        wire.send(block, BLOCKS);
        largeForms.add(Twins.withoutDate(wire.rest()));
      }
    }
    byte[] chunk =
        (Integer.toHexString(BLOCK)
                + "\r\n"
                + new String(block, StandardCharsets.US_ASCII)
                + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    for (String place : List.of(WITH, WITHOUT)) {
      try (Wire wire = Wire.to(port)) {
        wire.send("POST " + place + "/odd/count" + head + "Transfer-Encoding: chunked\r\n\r\n");
        wire.send(chunk, BLOCKS);
        wire.send("0\r\n\r\n");
        largeForms.add(Twins.withoutDate(wire.rest()));
      }
    }
  }

  @Test
  void shop_answersByteForByteTheSameWithAndWithoutSenda() {
    assertEquals("", String.join("\n\n", different));
    assertEquals(List.of(), formsNotSent, "forms of Casa Tomillo that no test sends");
  }

  @Test
  void comparison_leavesNoPlaceOfCasaTomilloOut() throws Exception {
    List<String> places = Wars.placesOfTomillo();

    assertTrue(places.size() > 15, places.toString());
    for (String place : places) {
      String below = place.replace("*", "");
      assertTrue(
          compared.stream().anyMatch(asked -> (asked + "/").startsWith(below)),
          () -> "nobody asked for " + place + " but for " + compared);
    }
  }

  @Test
  void journey_isTheTrueOneInAShopOfAPageAStep() {
    assertEquals(
        List.of(AwkwardVisits.BOUGHT, AwkwardVisits.BOUGHT), shop.journeysWith("purchase"));
  }

  @Test
  void journey_isTheTrueOneInAShopWhoseCheckoutIsOneAddress() {
    assertEquals(
        List.of(TomilloVisits.BOUGHT),
        tomillo.journeysWith("purchase").stream()
            .filter(journey -> journey.contains("error_page"))
            .toList());
  }

  @Test
  void purchase_countsOnceWhateverIsReloadedOrRefusedBefore() {
    for (List<String> journey : tomillo.journeysWith("purchase")) {
      assertEquals(
          1, journey.stream().filter("purchase"::equals).count(), () -> journey.toString());
    }
    assertEquals(2, tomillo.journeysWith("purchase").size());
  }

  @Test
  void http2_isRecordedAsHttp1() {
    assertEquals(List.of(HttpClient.Version.HTTP_2), versions);
  }

  @Test
  void everyWayOfInstallingAtOnce_isOneSenda() {
    assertEquals(List.of(AwkwardVisits.BOUGHT), everyWay.journeysWith("purchase"));
    assertEquals(AwkwardVisits.WANDERED, everyWay.outcomesOfTheJourneyFrom("/category/{slug}"));
  }

  @Test
  void request_isOneTouchThroughForwardsIncludesErrorsAndAsync() {
    assertEquals(AwkwardVisits.WANDERED, shop.outcomesOfTheJourneyFrom("/category/{slug}"));
  }

  @Test
  void sign_keepsTheLastForwardAndTheNamesOfTheForm() {
    List<Sign> wandering = shop.journeyFrom("/category/{slug}");

    assertEquals("/view/layout", wandering.get(0).forward().orElse("none"));
    assertTrue(
        wandering.stream()
            .anyMatch(
                sign -> sign.path().equals("/echo/form") && sign.parameters().contains("name")));
  }

  @Test
  void twoShopsInOneHost_doNotMix() {
    assertEquals(2, cookiesOfTwoShops.size(), cookiesOfTwoShops.toString());
    assertTrue(cookiesOfTwoShops.get(0).contains("; Path=" + WITH + ";"));
    assertTrue(cookiesOfTwoShops.get(1).contains("; Path=" + EVERY_WAY + ";"));
    assertFalse(
        cookiesOfTwoShops.get(0).split("=", 2)[0].equals(cookiesOfTwoShops.get(1).split("=", 2)[0]),
        cookiesOfTwoShops.toString());
    assertEquals(3, shop.count(sign -> sign.parameters().contains("inOne")));
    assertEquals(0, shop.count(sign -> sign.parameters().contains("inOther")));
    assertEquals(3, everyWay.count(sign -> sign.parameters().contains("inOther")));
    assertEquals(0, everyWay.count(sign -> sign.parameters().contains("inOne")));
    assertEquals(200, ownPanel.statusCode());
    assertFalse(othersPanel.body().contains("inOne") || othersPanel.statusCode() == 200);
  }

  @Test
  void eventStream_arrivesAtOnceAndIsNoTouch() {
    assertEquals(List.of("true true", "true true"), eventStreams);
    assertEquals(
        0,
        shop.count(sign -> sign.path().startsWith("/odd/events") && !sign.path().endsWith("/go")));
  }

  @Test
  void formLargerThanMemory_passesThroughUnread() {
    assertEquals(4, largeForms.size());
    assertTrue(largeForms.get(0).contains((long) BLOCK * BLOCKS + " bytes, "), largeForms.get(0));
    assertEquals(largeForms.get(1), largeForms.get(0));
    assertEquals(largeForms.get(3), largeForms.get(2));
    assertEquals(
        List.of(), said.stream().filter(line -> line.contains("OutOfMemoryError")).toList());
  }

  @Test
  void optOut_leavesNothing() {
    assertEquals(List.of(), optedOut.headers().allValues("set-cookie"));
    assertEquals(0, shop.count(sign -> sign.path().contains("404404")));
    assertEquals(0, shop.journeys().stream().filter(j -> j.get(0).path().equals("/cart")).count());
  }

  @Test
  void store_holdsNoValueOfAnyForm() {
    String all = shop.journeys().toString() + tomillo.journeys();

    for (String value :
        List.of("wrong", "right", "4111", "4242", "Jos", "b.example", "Elvira", "tomillo-2026")) {
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
    Pattern start = Pattern.compile(".*Senda captures in Casa Tomillo .*panel is closed.*");

    assertTrue(
        said.stream().anyMatch(line -> start.matcher(line).matches()), String.join("\n", said));
  }

  @Test
  void senda_saysNothingWorseThanThat() {
    assertEquals(
        List.of(),
        said.stream().filter(line -> line.contains("was not captured")).toList(),
        () -> String.join("\n", said));
  }
}
