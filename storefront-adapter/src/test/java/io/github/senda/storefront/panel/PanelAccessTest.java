package io.github.senda.storefront.panel;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelAccessTest {

  private static final String TOKEN = "the-token-of-casa-lola";
  private static final String ONCE = "only-once-0123456789";

  private static final List<String> KNOWN =
      List.of(
          "",
          "/",
          "/panel.css",
          "/panel.js",
          "/picture.js",
          "/words.js",
          "/lists.js",
          "/nodes.js",
          "/icon.svg",
          "/api/messages",
          "/api/map",
          "/api/map.svg",
          "/export?format=svg");

  private static final List<String> ODD =
      List.of(
          "/nothing",
          "/panel.html",
          "/sign-in.html",
          "/messages_es.properties",
          "/PanelServlet.class",
          "/;jsessionid=1",
          "/;/api/map",
          "/api/map;x=1",
          "/api;x=1/map",
          "//api/map",
          "/api//map",
          "/api/map/",
          "/./api/map",
          "/api/./map",
          "/x/../api/map",
          "/api/%6dap",
          "/api%2fmap",
          "/api/%2e%2e/api/map",
          "/..;/senda/api/map",
          "/%2e%2e/senda/api/map",
          "/API/MAP",
          "/Api/map",
          "/api/map%00",
          "/api/map%20",
          "/api/map.json",
          "/api/",
          "/api",
          "/export/",
          "/WEB-INF/web.xml",
          "/panel.css/../api/map");

  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private final MemorySource source =
      new MemorySource(clock).journeys(3, "page_view", "view_item", "purchase");
  private PanelServer server;

  private void serve(PanelAccess access) throws Exception {
    server = new PanelServer(folder, "/shop", source, access);
  }

  private PanelAccess token() {
    return PanelAccess.of(Optional.of(TOKEN), Optional.empty(), Optional.empty(), clock);
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void closed_answersNothingAtAll() throws Exception {
    serve(PanelAccess.of(Optional.empty(), Optional.empty(), Optional.empty(), clock));
    for (String path : KNOWN) {
      for (String method : List.of("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE")) {
        HttpResponse<String> response = server.send(method, path, "");
        // The container itself refuses TRACE before anybody is asked.
        int expected = method.equals("TRACE") ? response.statusCode() : 404;
        assertEquals(expected, response.statusCode(), method + " " + path);
        assertNotEquals(200, response.statusCode(), method + " " + path);
      }
    }
    for (String path : ODD) {
      assertNothing(server.get(path), path);
    }
  }

  @Test
  void blankSettings_leaveItClosed() throws Exception {
    serve(PanelAccess.of(Optional.of(" "), Optional.of(""), Optional.of(""), clock));
    assertEquals(404, server.get("/").statusCode());
  }

  @Test
  void shortToken_isRefusedWithARemedy() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> PanelAccess.of(Optional.of("secret"), Optional.empty(), Optional.empty(), clock));
    assertTrue(refused.getMessage().contains("at least 16"), refused.getMessage());
    assertFalse(refused.getMessage().contains("secret "), refused.getMessage());
  }

  @Test
  void oddPaths_areNotAnswered_evenToWhoIsSignedIn() throws Exception {
    serve(token());
    String cookie = server.signIn(TOKEN);
    for (String path : ODD) {
      assertNothing(server.get(path), path);
      assertNothing(server.get(path, "Cookie", cookie), path + " signed in");
    }
  }

  private static void assertNothing(HttpResponse<String> response, String path) {
    assertTrue(
        response.statusCode() == 404 || response.statusCode() == 400,
        path + " gives " + response.statusCode());
    assertFalse(response.body().contains("touchpoints"), path);
  }

  @Test
  void withoutSession_theFiguresAreNotTold() throws Exception {
    serve(token());
    for (String path : List.of("/api/map", "/api/map.svg", "/api/messages", "/export?format=svg")) {
      HttpResponse<String> response = server.get(path);
      assertEquals(401, response.statusCode(), path);
      assertTrue(response.body().startsWith("{\"error\":"), response.body());
    }
    HttpResponse<String> page = server.get("/");
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("type=\"password\""));
    assertFalse(page.body().contains("panel.js"));
  }

  @Test
  void signIn_opensByACookieOfItsOwn() throws Exception {
    serve(token());
    HttpResponse<String> response =
        server.post(
            "/sign-in?lang=es&x=1",
            "token=" + TOKEN,
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Origin",
            server.origin());
    assertEquals(303, response.statusCode());
    assertEquals("/shop/senda/?lang=es", response.headers().firstValue("Location").orElse(""));
    String cookie = response.headers().firstValue("Set-Cookie").orElse("");
    assertTrue(
        cookie.matches(
            "senda_panel_[0-9a-f]{8}=[0-9a-f]{32}; Path=/shop/senda; HttpOnly; SameSite=Strict"),
        cookie);
    assertEquals(200, server.get("/api/map", "Cookie", PanelServer.cookie(response)).statusCode());
    assertFalse(
        server
            .get("/", "Cookie", PanelServer.cookie(response))
            .headers()
            .map()
            .toString()
            .contains("JSESSIONID"));
  }

  @Test
  void forgedOrOldCookie_isNothing() throws Exception {
    serve(token());
    String cookie = server.signIn(TOKEN);
    String name = cookie.split("=", 2)[0];
    assertEquals(401, server.get("/api/map", "Cookie", name + "=" + "0".repeat(32)).statusCode());
    clock.forward(Duration.ofHours(2).plusSeconds(1));
    assertEquals(401, server.get("/api/map", "Cookie", cookie).statusCode());
  }

  @Test
  void session_endsAtTheLatestAfterTwelveHours() throws Exception {
    serve(token());
    String cookie = server.signIn(TOKEN);
    for (int hour = 0; hour < 12; hour++) {
      assertEquals(200, server.get("/api/map", "Cookie", cookie).statusCode(), hour + " h");
      clock.forward(Duration.ofHours(1));
    }
    clock.forward(Duration.ofSeconds(1));
    assertEquals(401, server.get("/api/map", "Cookie", cookie).statusCode());
  }

  @Test
  void signOut_endsTheSession() throws Exception {
    serve(token());
    String cookie = server.signIn(TOKEN);
    HttpResponse<String> response =
        server.post(
            "/sign-out",
            "{}",
            "Cookie",
            cookie,
            "Content-Type",
            "application/json",
            "Origin",
            server.origin());
    assertEquals(204, response.statusCode());
    assertEquals(401, server.get("/api/map", "Cookie", cookie).statusCode());
  }

  @Test
  void wrongTokens_areSlowedDownAndThenForgiven() throws Exception {
    serve(token());
    for (int i = 0; i < 5; i++) {
      assertEquals("none=", server.signIn("wrong-token-wrong-token"), "attempt " + i);
    }
    HttpResponse<String> waiting = server.get("/api/map", "Authorization", "Bearer " + TOKEN);
    assertEquals(429, waiting.statusCode());
    assertTrue(waiting.headers().firstValue("Retry-After").isPresent());
    assertEquals("none=", server.signIn(TOKEN));
    clock.forward(Duration.ofSeconds(2));
    assertNotEquals("none=", server.signIn(TOKEN));
  }

  @Test
  void attempts_doubleTheWaitAndStayBounded() {
    Attempts attempts = new Attempts(clock);
    for (int i = 0; i < 40; i++) {
      attempts.failed("10.0.0.1");
    }
    assertEquals(Duration.ofMinutes(5), attempts.wait("10.0.0.1"));
    assertEquals(Duration.ZERO, attempts.wait("10.0.0.2"));
    for (int i = 0; i < 5000; i++) {
      attempts.failed("10.1." + i);
    }
    assertEquals(1000, attempts.size());
  }

  @Test
  void sessions_stayBounded() {
    Sessions sessions = new Sessions(clock);
    String first = sessions.begin();
    for (int i = 0; i < 5000; i++) {
      sessions.begin();
    }
    assertEquals(200, sessions.size());
    assertFalse(sessions.isOpen(first));
  }

  @Test
  void onceToken_worksOnceAndSaysSoAfter() throws Exception {
    serve(PanelAccess.of(Optional.empty(), Optional.empty(), Optional.of(ONCE), clock));
    assertEquals(
        405, server.send("OPTIONS", "/?once=" + ONCE, "").statusCode(), "looking uses nothing up");
    server.send("HEAD", "/?once=" + ONCE, "");
    HttpResponse<String> first = server.get("/?once=" + ONCE + "&lang=en");
    HttpResponse<String> second = server.get("/?once=" + ONCE + "&lang=en");
    assertAll(
        () -> assertEquals(303, first.statusCode()),
        () ->
            assertEquals("/shop/senda/?lang=en", first.headers().firstValue("Location").orElse("")),
        () ->
            assertEquals(
                200, server.get("/api/map", "Cookie", PanelServer.cookie(first)).statusCode()),
        () ->
            assertEquals(
                303,
                server.get("/?once=" + ONCE, "Cookie", PanelServer.cookie(first)).statusCode(),
                "who is in already is let in"),
        () -> assertEquals(403, second.statusCode()),
        () -> assertTrue(second.body().contains("This address was used already")),
        () -> assertTrue(second.body().contains("Start the shop again")),
        () -> assertTrue(second.headers().firstValue("Set-Cookie").isEmpty()));
  }

  @Test
  void onceToken_thatIsWrong_isNotWhatOpensThePanel() throws Exception {
    serve(PanelAccess.of(Optional.empty(), Optional.empty(), Optional.of(ONCE), clock));
    HttpResponse<String> wrong = server.get("/?once=something-else-altogether&lang=en");
    assertEquals(403, wrong.statusCode());
    assertTrue(wrong.body().contains("This address does not work"));
    assertTrue(wrong.headers().firstValue("Set-Cookie").isEmpty());
    assertTrue(server.get("/?lang=en").body().contains("The panel is closed"));
  }

  @Test
  void role_opensByTheShopsOwnSignIn() throws Exception {
    serve(PanelAccess.of(Optional.empty(), Optional.of("merchant"), Optional.empty(), clock));
    HttpResponse<String> stranger = server.get("/?lang=en");
    HttpResponse<String> other = server.get("/?lang=es", "X-Role", "customer");
    assertAll(
        () -> assertEquals(403, stranger.statusCode()),
        () -> assertEquals(403, other.statusCode()),
        () -> assertTrue(other.body().contains("«merchant»"), other.body()),
        () -> assertEquals(403, server.get("/api/map").statusCode()),
        () -> assertEquals(200, server.get("/api/map", "X-Role", "merchant").statusCode()),
        () -> assertTrue(server.get("/", "X-Role", "merchant").body().contains("panel.js")));
  }

  @Test
  void tokenAndRole_eitherOpens() throws Exception {
    serve(PanelAccess.of(Optional.of(TOKEN), Optional.of("merchant"), Optional.empty(), clock));
    assertEquals(200, server.get("/api/map", "X-Role", "merchant").statusCode());
    assertEquals(200, server.get("/api/map", "Cookie", server.signIn(TOKEN)).statusCode());
    assertTrue(server.get("/").body().contains("type=\"password\""));
  }

  @Test
  void bearer_opensTheInterfaceForPrograms() throws Exception {
    serve(token());
    assertEquals(200, server.get("/api/map", "Authorization", "Bearer " + TOKEN).statusCode());
    assertEquals(200, server.get("/api/map", "Authorization", "bearer  " + TOKEN).statusCode());
    assertEquals(
        401, server.get("/api/map", "Authorization", "Bearer " + TOKEN + "x").statusCode());
    assertEquals(401, server.get("/api/map", "Authorization", "Basic " + TOKEN).statusCode());
    assertEquals(401, server.get("/api/map?token=" + TOKEN).statusCode());
  }

  private record Attempt(int expected, List<String> headers) {}

  private static Attempt attempt(int expected, String... headers) {
    return new Attempt(expected, List.of(headers));
  }

  @Test
  void changes_areTakenFromOurOwnPagesOnly() throws Exception {
    serve(token());
    String cookie = server.signIn(TOKEN);
    String json = "application/json";
    List<Attempt> attempts =
        List.of(
            attempt(200, "Content-Type", json, "Origin", server.origin()),
            attempt(200, "Content-Type", json, "Sec-Fetch-Site", "same-origin"),
            attempt(403, "Content-Type", json),
            attempt(403, "Content-Type", json, "Origin", "null"),
            attempt(403, "Content-Type", json, "Origin", "http://127.0.0.1"),
            attempt(403, "Content-Type", json, "Origin", "https://evil.example"),
            attempt(403, "Content-Type", json, "Origin", server.origin() + ".evil.example"),
            attempt(403, "Content-Type", json, "Sec-Fetch-Site", "same-site"),
            attempt(
                403,
                "Content-Type",
                json,
                "Sec-Fetch-Site",
                "cross-site",
                "Origin",
                server.origin()),
            attempt(415, "Content-Type", "text/plain", "Origin", server.origin()),
            attempt(
                415,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Origin",
                server.origin()),
            attempt(415, "Origin", server.origin()));
    for (Attempt attempt : attempts) {
      List<String> headers = new ArrayList<>(attempt.headers());
      headers.addAll(List.of("Cookie", cookie));
      assertEquals(
          attempt.expected(),
          server.post("/api/backup", "{}", headers.toArray(String[]::new)).statusCode(),
          attempt.toString());
    }
    assertEquals(405, server.get("/api/backup", "Cookie", cookie).statusCode());
    assertEquals(405, server.get("/sign-out", "Cookie", cookie).statusCode());
    assertEquals(405, server.send("DELETE", "/api/map", "", "Cookie", cookie).statusCode());
    assertEquals(405, server.post("/api/map", "{}", "Cookie", cookie).statusCode());
    assertEquals(
        401,
        server
            .post("/api/backup", "{}", "Content-Type", json, "Origin", server.origin())
            .statusCode());
    assertEquals(
        200,
        server
            .post("/api/backup", "{}", "Content-Type", json, "Authorization", "Bearer " + TOKEN)
            .statusCode());
  }

  @Test
  void signIn_fromAnotherSite_isRefused() throws Exception {
    serve(token());
    HttpResponse<String> response =
        server.post(
            "/sign-in",
            "token=" + TOKEN,
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Origin",
            "https://evil.example");
    assertEquals(403, response.statusCode());
    assertTrue(response.headers().firstValue("Set-Cookie").isEmpty());
  }

  @Test
  void everyAnswer_isKeptFromCachesFramesAndGuessing() throws Exception {
    serve(token());
    String cookie = server.signIn(TOKEN);
    for (String path : KNOWN) {
      HttpResponse<String> response = server.get(path, "Cookie", cookie);
      assertAll(
          path,
          () -> assertEquals("no-store", header(response, "Cache-Control")),
          () -> assertEquals("nosniff", header(response, "X-Content-Type-Options")),
          () -> assertEquals("no-referrer", header(response, "Referrer-Policy")),
          () ->
              assertTrue(
                  header(response, "Content-Security-Policy").contains("default-src 'none'")),
          () ->
              assertTrue(
                  header(response, "Content-Security-Policy").contains("frame-ancestors 'none'")),
          () -> assertFalse(header(response, "Content-Security-Policy").contains("unsafe")));
    }
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void clockOfTheSystem_isNotNeededToStayClosed() {
    assertFalse(
        PanelAccess.of(Optional.empty(), Optional.empty(), Optional.empty(), Clock.systemUTC())
            .isOpen());
  }
}
