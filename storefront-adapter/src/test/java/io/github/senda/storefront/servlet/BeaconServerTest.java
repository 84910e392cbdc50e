package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.storefront.panel.NotCounted;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touch;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The beacon's endpoint in a real shop, as browsers and others meet it. */
class BeaconServerTest {

  private static final String TOUCHES = "/senda-beacon/touches";
  static final String RAGE = "{\"touches\":[{\"is\":\"rage\",\"path\":\"/cart\",\"age\":2000}]}";
  private static final String BROWSER = "Mozilla/5.0 (iPhone) Version/18.1 Mobile Safari/604.1";

  @TempDir Path folder;

  /** What a browser sends for a page of the shop. */
  static Map<String, String> headers(String cookie, String... more) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("User-Agent", BROWSER);
    headers.put("Sec-Fetch-Site", "same-origin");
    headers.put("Sec-Fetch-Mode", "no-cors");
    headers.put("Sec-Fetch-Dest", "empty");
    headers.put("Cookie", cookie);
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    headers.values().removeIf(String::isEmpty);
    return headers;
  }

  static HttpResponse<String> tell(ShopServer shop, String body, Map<String, String> headers)
      throws Exception {
    HttpResponse<String> answer = shop.send("POST", TOUCHES, headers, body, "text/plain");
    assertEquals(204, answer.statusCode(), body);
    assertEquals("", answer.body());
    assertEquals(List.of(), answer.headers().allValues("set-cookie"));
    return answer;
  }

  static String cookie(ShopServer shop) throws Exception {
    Visitor visitor = new Visitor(shop, "", true);
    String set =
        visitor.arrive("/pages/plain.html").headers().firstValue("set-cookie").orElseThrow();
    return set.split(";", 2)[0];
  }

  static List<Touch> told(ShopServer shop) {
    return shop.touches.stream().filter(touch -> touch.sign().method().equals("BEACON")).toList();
  }

  private static Map<String, Long> counts(ShopServer shop) {
    return shop.beacon.orElseThrow().counts();
  }

  @Test
  void whatIsTold_isATouchOfTheVisitorWhosePageItIs() throws Exception {
    try (ShopServer shop = new ShopServer(folder)) {
      String cookie = cookie(shop);
      Instant now = shop.clock.instant();

      tell(
          shop,
          "{\"touches\":[{\"is\":\"said\",\"path\":\"/product/77\",\"age\":2000,"
              + "\"event\":\"view_item\",\"value\":9.5,\"currency\":\"EUR\"}]}",
          headers(cookie));

      Touch touch = told(shop).get(0);
      assertEquals("BEACON /product/{id} 0 ?:said=view_item", touch.sign().text());
      assertEquals(shop.touches.get(0).visitor(), touch.visitor());
      assertEquals(now.minusSeconds(2), touch.time());
      assertEquals(Optional.of(new Money(95_000, "EUR")), touch.facts().value());
      assertEquals(Map.of("touches", 1L), counts(shop));
    }
  }

  @Test
  void time_isNeverInTheFutureNorBeforeHalfAnHour() throws Exception {
    try (ShopServer shop = new ShopServer(folder)) {
      String cookie = cookie(shop);
      Instant now = shop.clock.instant();

      tell(shop, RAGE.replace("2000", "999999999"), headers(cookie));
      tell(shop, RAGE.replace("2000", "-60000"), headers(cookie));

      assertEquals(1, told(shop).size());
      assertEquals(now.minus(Duration.ofMinutes(30)), told(shop).get(0).time());
      assertEquals(Map.of("touches", 1L, "wrong_value", 1L), counts(shop));
    }
  }

  @Test
  void otherSites_areNotHeard() throws Exception {
    try (ShopServer shop = new ShopServer(folder)) {
      String cookie = cookie(shop);

      tell(shop, RAGE, headers(cookie, "Sec-Fetch-Site", "cross-site"));
      tell(shop, RAGE, headers(cookie, "Sec-Fetch-Site", "same-site"));
      tell(shop, RAGE, headers(cookie, "Sec-Fetch-Site", "none"));
      tell(shop, RAGE, headers(cookie, "Sec-Fetch-Site", "", "Origin", "https://evil.example"));
      tell(shop, RAGE, headers(cookie, "Sec-Fetch-Site", "", "Origin", "null"));
      tell(shop, RAGE, headers(cookie, "Sec-Fetch-Site", ""));
      assertEquals(Map.of("cross_site", 6L), counts(shop));

      tell(shop, RAGE, headers(cookie, "Sec-Fetch-Site", "", "Origin", shop.origin()));
      assertEquals(1, told(shop).size());
    }
  }

  @Test
  void whoIsNotCounted_isNotHeard() throws Exception {
    try (ShopServer shop =
        new ShopServer(
            folder,
            "senda.staff.addresses",
            "192.0.2.0/24",
            "senda.trusted-proxies",
            "127.0.0.1")) {
      String cookie = cookie(shop);
      String own = NotCounted.of("").name() + "=1";

      tell(shop, RAGE, headers(cookie, "DNT", "1"));
      tell(shop, RAGE, headers(cookie, "Sec-GPC", "1"));
      tell(shop, RAGE, headers(cookie + "; " + own));
      tell(shop, RAGE, headers(cookie, "X-Forwarded-For", "192.0.2.7"));
      tell(shop, RAGE, headers(cookie, "User-Agent", "Googlebot/2.1"));
      tell(shop, RAGE, headers(""));
      tell(shop, RAGE, headers(cookie.replaceAll("=.*", "=forged")));

      assertEquals(List.of(), told(shop));
      assertEquals(2, shop.capture.counts().of(Counts.Cause.OPTED_OUT));
      assertEquals(1, shop.capture.counts().of(Counts.Cause.NOT_COUNTED));
      assertEquals(1, shop.capture.counts().of(Counts.Cause.STAFF));
      assertEquals(2, shop.capture.counts().of(Counts.Cause.UNKNOWN_VISITOR));
    }
  }

  @Test
  void whoRefusesCookies_isKnownByTheAddressAsEverywhere() throws Exception {
    try (ShopServer shop = new ShopServer(folder, "senda.trusted-proxies", "127.0.0.1")) {
      Visitor visitor = new Visitor(shop, "198.51.100.7", false);
      visitor.arrive("/cart");
      visitor.click("/search");

      tell(
          shop,
          RAGE,
          headers("", "X-Forwarded-For", "198.51.100.7", "Referer", shop.origin() + "/search"));

      assertEquals(shop.touches.get(0).visitor(), told(shop).get(0).visitor());
    }
  }

  @Test
  void tooMuch_isCountedAndAnsweredAsEver() throws Exception {
    try (ShopServer shop = new ShopServer(folder)) {
      String cookie = cookie(shop);

      tell(shop, "{\"touches\":[]}" + " ".repeat(9_000), headers(cookie));
      tell(shop, "x", headers(cookie));
      tell(shop, RAGE.replace("/cart", "cart"), headers(cookie));
      for (int i = 0; i < 50; i++) {
        tell(shop, RAGE, headers(cookie));
      }

      Map<String, Long> counts = counts(shop);
      assertEquals(27, told(shop).size(), counts::toString);
      assertEquals(
          Map.of(
              "touches", 27L, "too_large", 1L, "not_json", 1L, "wrong_value", 1L, "too_often", 23L),
          counts);
    }
  }

  @Test
  void files_areServedOnceAndThenOnlyConfirmed() throws Exception {
    try (ShopServer shop = new ShopServer(folder)) {
      HttpResponse<String> script =
          shop.send("GET", "/senda-beacon/senda.js;jsessionid=1", headers("a=b"));
      String tag = script.headers().firstValue("etag").orElseThrow();
      HttpResponse<String> again =
          shop.send("GET", "/senda-beacon/senda.js", headers("a=b", "If-None-Match", tag));
      HttpResponse<String> packed =
          shop.send("GET", "/senda-beacon/senda.js", headers("a=b", "Accept-Encoding", "gzip"));

      assertEquals(200, script.statusCode());
      assertTrue(script.body().contains("sendBeacon"));
      assertTrue(
          script.headers().firstValue("cache-control").orElse("").endsWith("must-revalidate"));
      assertEquals("nosniff", script.headers().firstValue("x-content-type-options").orElse(""));
      assertEquals(List.of(), script.headers().allValues("set-cookie"));
      assertEquals(304, again.statusCode());
      assertEquals("", again.body());
      assertEquals("gzip", packed.headers().firstValue("content-encoding").orElse(""));
      assertNotEquals(tag, packed.headers().firstValue("etag").orElse(""));
      assertEquals(404, shop.send("GET", "/senda-beacon/other.js", headers("a=b")).statusCode());
      assertEquals(404, shop.send("GET", TOUCHES, headers("a=b")).statusCode());
      assertEquals(List.of(), shop.touches);
    }
  }

  @Test
  void path_isASettingAndOffIsTheShopsOwn() throws Exception {
    try (ShopServer shop = new ShopServer(folder, "senda.beacon.path", "/b")) {
      assertEquals(200, shop.send("GET", "/b/senda.js", headers("")).statusCode());
    }
    try (ShopServer shop = new ShopServer(folder, "senda.beacon.enabled", "false")) {
      assertTrue(shop.beacon.isEmpty());
      assertTrue(
          !shop.send("GET", "/senda-beacon/senda.js", headers("")).body().contains("sendBeacon"));
    }
  }

  private static List<String> answered(ShopServer shop, String body, Map<String, String> headers)
      throws Exception {
    HttpResponse<String> answer =
        shop.send("POST", "/senda-beacon/consent", headers, body, "text/plain");
    assertEquals(204, answer.statusCode(), body);
    return answer.headers().allValues("set-cookie");
  }

  @Test
  void consent_isWhatAPageTellsOfItsVisitorAlone() throws Exception {
    String known = VisitorCookie.lasting("").name();
    try (ShopServer shop = new ShopServer(folder, "senda.consent", "ask")) {
      String cookie = cookie(shop);

      assertEquals(List.of(), answered(shop, "maybe", headers(cookie)));
      assertEquals(List.of(), answered(shop, "false", headers(cookie)));
      assertEquals(List.of(), answered(shop, "true", headers("a=b")));
      assertEquals(
          List.of(),
          answered(
              shop,
              "true",
              headers(cookie, "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example")));
      List<String> agreed = answered(shop, "true", headers(cookie));
      assertEquals(1, agreed.size());
      assertTrue(agreed.get(0).startsWith(known + "=" + cookie.split("=", 2)[1] + ";"));
      assertTrue(agreed.get(0).contains("; Max-Age=34128000; HttpOnly; SameSite=Lax"));
      String both = cookie + "; " + agreed.get(0).split(";", 2)[0];
      assertEquals(List.of(), answered(shop, "true", headers(both)), "it is not renewed");

      List<String> refused = answered(shop, "false", headers(both));
      assertEquals(2, refused.size());
      assertTrue(refused.get(0).startsWith(known + "=; Path=/; Max-Age=0"), refused::toString);
      assertTrue(!refused.get(1).contains(cookie), "another from now on");
      assertEquals(Map.of("cross_site", 1L, "wrong_value", 1L), counts(shop));
    }
    for (String[] settings :
        new String[][] {
          {}, {"senda.consent", "ask", "senda.consent.cookie", "agreed"}, {"senda.consent", "off"}
        }) {
      try (ShopServer shop = new ShopServer(folder, settings)) {
        assertEquals(
            404,
            shop.send("POST", "/senda-beacon/consent", headers("a=b"), "true", "text/plain")
                .statusCode());
        assertTrue(!script(shop).contains("sendaConsent"));
      }
    }
    try (ShopServer shop =
        new ShopServer(folder, "senda.consent", "ask", "senda.consent.tool", "osano")) {
      assertTrue(script(shop).contains("TOOL = 'osano'"), script(shop));
    }
  }

  private static String script(ShopServer shop) throws Exception {
    return shop.send("GET", "/senda-beacon/senda.js", headers("a=b")).body();
  }

  @Test
  void question_isNotPutAgainToWhoAgreed_whateverTheBrowsersSession() throws Exception {
    try (ShopServer shop =
        new ShopServer(folder, "senda.consent", "ask", "senda.question", "csat")) {
      String session = cookie(shop);
      String both =
          session + "; " + answered(shop, "true", headers(session)).get(0).split(";", 2)[0];
      Map<String, String> page = headers(both, "Sec-Fetch-Mode", "navigate", "Accept", "text/html");
      shop.send("GET", "/order/77/confirmation", page);

      HttpResponse<String> asked = shop.send("GET", "/senda-beacon/question", headers(both));
      assertEquals("csat", asked.body());
      String set = asked.headers().firstValue("set-cookie").orElseThrow();
      assertTrue(
          set.startsWith("senda_asked=1; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"), set);

      String again = both + "; senda_asked=1";
      shop.send("GET", "/order/78/confirmation", page);
      assertEquals(204, shop.send("GET", "/senda-beacon/question", headers(again)).statusCode());
      assertTrue(
          answered(shop, "false", headers(again)).stream()
              .anyMatch(taken -> taken.startsWith("senda_asked=; Path=/; Max-Age=0")));
    }
  }

  @Test
  void question_isPutOnceAfterAPurchaseAndItsAnswerIsTakenOnce() throws Exception {
    try (ShopServer shop = new ShopServer(folder, "senda.question", "csat")) {
      Visitor visitor = new Visitor(shop, "", true);
      visitor.arrive("/cart");
      String cookie = VisitorCookie.of("").name() + "=" + shop.touches.get(0).visitor();
      String answer =
          "{\"touches\":[{\"is\":\"answer\",\"path\":\"/a\",\"age\":0,\"question\":\"csat\",\"score\":4}]}";

      assertEquals(204, shop.send("GET", "/senda-beacon/question", headers(cookie)).statusCode());
      tell(shop, answer, headers(cookie));
      visitor.click("/order/77/confirmation");
      HttpResponse<String> asked = shop.send("GET", "/senda-beacon/question", headers(cookie));
      tell(shop, answer, headers(cookie));
      tell(shop, answer, headers(cookie));

      assertEquals("csat", asked.body());
      assertEquals("private, no-store", asked.headers().firstValue("cache-control").orElse(""));
      assertEquals(204, shop.send("GET", "/senda-beacon/question", headers(cookie)).statusCode());
      assertEquals(
          List.of("BEACON /a 0 ?:answer=csat:4"),
          told(shop).stream().map(touch -> touch.sign().text()).toList());
      assertEquals(2, counts(shop).get("not_asked"));
    }
  }
}
