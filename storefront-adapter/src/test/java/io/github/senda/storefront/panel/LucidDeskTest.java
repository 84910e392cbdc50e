package io.github.senda.storefront.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.senda.diagram.lucid.api.LucidSecret;
import io.github.senda.storefront.lucid.LucidCourier;
import io.github.senda.storefront.lucid.LucidServer;
import io.github.senda.storefront.lucid.LucidSettings;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk over HTTP: who may push, and what a merchant is told. */
class LucidDeskTest {

  private static final String TOKEN = "the-token-of-casa-lola";
  private static final String[] AS_PROGRAM = {
    "Authorization", "Bearer " + TOKEN, "Content-Type", "application/json"
  };
  private static final List<String> ACTS = List.of("key", "forget", "connect", "push", "stop");
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private LucidServer lucid;
  private PanelServer server;

  @BeforeEach
  void begin() throws Exception {
    lucid = new LucidServer();
  }

  private void serve(LucidSettings settings) throws Exception {
    server =
        new PanelServer(
            folder,
            "",
            new MemorySource(clock).journeys(7, "page_view", "view_item", "add_to_cart"),
            PanelAccess.of(Optional.of(TOKEN), Optional.empty(), Optional.empty(), clock),
            Optional.of(
                LucidCourier.of(settings, folder.resolve("store"), lucid.addresses(), clock)));
  }

  private static LucidSettings withKey() {
    return new LucidSettings(
        Optional.of(LucidSecret.of("set-CANARY")),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.of(42),
        Optional.empty());
  }

  private static LucidSettings withApplication() {
    return new LucidSettings(
        Optional.empty(),
        Optional.of("our-app"),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    lucid.close();
  }

  private HttpResponse<String> act(String act, String body) throws Exception {
    return server.post("/api/lucid/" + act + "?lang=es", body, AS_PROGRAM);
  }

  private JsonObject state() throws Exception {
    HttpResponse<String> response = server.get("/api/lucid?lang=es", AS_PROGRAM);
    assertEquals(200, response.statusCode(), response.body());
    assertFalse(response.body().contains("CANARY"), response.body());
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  /** The last push, once it has ended. */
  private JsonObject ended() throws Exception {
    for (long end = System.nanoTime() + PATIENCE_NANOS; System.nanoTime() < end; ) {
      JsonObject push = state().getAsJsonObject("push");
      if (!push.get("phase").getAsString().equals("running")) {
        return push;
      }
    }
    throw new AssertionError("still running: " + state());
  }

  @Test
  void desk_isThereOnlyForWhoeverMayLook() throws Exception {
    serve(withKey());

    assertEquals(401, server.get("/api/lucid").statusCode());
    for (String act : ACTS) {
      assertEquals(
          401,
          server.post("/api/lucid/" + act, "{}", "Content-Type", "application/json").statusCode(),
          act);
      assertEquals(405, server.get("/api/lucid/" + act, AS_PROGRAM).statusCode(), act);
      assertEquals(
          403,
          server
              .post(
                  "/api/lucid/" + act,
                  "{}",
                  "Cookie",
                  server.signIn(TOKEN),
                  "Origin",
                  "http://evil.example",
                  "Content-Type",
                  "application/json")
              .statusCode(),
          act);
    }
    assertEquals(List.of(), lucid.asked());
  }

  @Test
  void key_isTakenForItsOwnerAloneAndNeverShownAgain() throws Exception {
    serve(LucidSettings.NONE);
    assertEquals("none", state().get("means").getAsString());

    HttpResponse<String> taken = act("key", "{\"key\":\" given-CANARY \"}");

    assertEquals(200, taken.statusCode(), taken.body());
    assertFalse(taken.body().contains("CANARY"), taken.body());
    assertEquals("given", state().get("means").getAsString());
    Path file = folder.resolve("store/lucid.secret");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    act("push", "{\"title\":\"Casa Lola\"}");
    assertEquals("done", ended().get("phase").getAsString());
    assertEquals("Bearer given-CANARY", lucid.asked().get(0).authorization());
    act("forget", "{}");
    assertEquals("none", state().get("means").getAsString());
    assertFalse(Files.exists(file));
  }

  @Test
  void key_thatIsNoneIsNotRepeated() throws Exception {
    serve(LucidSettings.NONE);

    HttpResponse<String> refused = act("key", "{\"key\":\"two CANARY words\"}");

    assertEquals(422, refused.statusCode());
    assertFalse(refused.body().contains("CANARY"), refused.body());
  }

  @Test
  void push_bringsWhatIsSeenToLucidAndGivesTheLink() throws Exception {
    serve(withKey());
    assertEquals("42", state().get("folder").getAsString());

    HttpResponse<String> begun =
        act("push", "{\"title\":\"Casa Lola \u00b7 oto\u00f1o\",\"folder\":\"42\"}");

    assertEquals(202, begun.statusCode(), begun.body());
    JsonObject push = ended();
    assertEquals("done", push.get("phase").getAsString(), push.toString());
    JsonObject made = push.getAsJsonArray("documents").get(0).getAsJsonObject();
    assertEquals(LucidServer.LINK, made.get("link").getAsString());
    // The one that is played has an empty document.
    assertFalse(push.get("whole").getAsBoolean());
    assertTrue(push.get("shapes").getAsInt() > 5, push.toString());
    LucidServer.Asked sent = lucid.asked().get(0);
    assertEquals("POST /v1/documents", sent.target());
    JsonObject body = JsonParser.parseString(sent.body()).getAsJsonObject();
    assertEquals("Casa Lola \u00b7 oto\u00f1o", body.get("title").getAsString());
    assertEquals(42, body.get("parent").getAsInt());
    assertTrue(sent.body().contains("view_item"), "the drawing's touchpoints");
  }

  private JsonArray pagesSent(String query) throws Exception {
    int before = lucid.asked().size();
    HttpResponse<String> begun =
        server.post("/api/lucid/push?lang=es" + query, "{\"title\":\"t\"}", AS_PROGRAM);
    assertEquals(202, begun.statusCode(), begun.body());
    assertEquals("done", ended().get("phase").getAsString());
    return JsonParser.parseString(lucid.asked().get(before).body())
        .getAsJsonObject()
        .getAsJsonObject("content")
        .getAsJsonArray("pages");
  }

  @Test
  void push_bringsWhatIsComparedAsPagesOfOneDocument() throws Exception {
    serve(withKey());

    JsonArray pages = pagesSent("&filter=passes(view_item)&compare=rest");

    assertEquals(2, pages.size());
    List<String> titles = new ArrayList<>();
    pages.forEach(page -> titles.add(page.getAsJsonObject().get("title").getAsString()));
    assertTrue(titles.get(0).endsWith("passes(view_item)"), titles.toString());
    assertFalse(titles.get(0).equals(titles.get(1)), titles.toString());
  }

  @Test
  void push_bringsAllOverSeveralPagesWhereThatIsAsked() throws Exception {
    serve(withKey());

    JsonArray pages = pagesSent("&share=100&pages=stages");

    // The journeys met two stages.
    assertTrue(pages.size() >= 3, pages.size() + " pages");
    assertEquals(1, pagesSent("&share=100&pages=everything").size());
  }

  @Test
  void push_asOtherFormatsGoesThroughLucidsImport() throws Exception {
    serve(withKey());
    lucid.answers(
        "/v1/documents/import", 201, "{\"documentId\":\"" + LucidServer.ID + "\",\"title\":\"t\"}");

    for (String form : List.of("drawio", "visio")) {
      act("push", "{\"title\":\"t\",\"form\":\"" + form + "\"}");
      assertEquals("done", ended().get("phase").getAsString(), form);
    }

    assertEquals(2, lucid.asked().size());
    assertTrue(lucid.asked().get(0).body().contains("vnd.lucid.drawio"));
    assertTrue(lucid.asked().get(1).body().contains("vnd.lucid.visio"));
  }

  @Test
  void failure_isToldInTheMerchantsLanguageAndTheFileStays() throws Exception {
    serve(withKey());
    lucid.answers("/v1/documents", 403, "{\"message\":\"missing set-CANARY grant\"}");

    act("push", "{\"title\":\"t\"}");

    JsonObject push = ended();
    assertEquals("failed", push.get("phase").getAsString());
    String error = push.get("error").getAsString();
    assertTrue(error.startsWith("Lucid no deja crear documentos ah\u00ed"), error);
    assertTrue(error.contains("Lucid dice: missing *** grant"), error);
    assertEquals(200, server.get("/export?format=lucid", AS_PROGRAM).statusCode());
  }

  @Test
  void pushWithoutATitleAKeyOrABody_isRefused() throws Exception {
    serve(LucidSettings.NONE);

    assertEquals(422, act("push", "{\"title\":\" \"}").statusCode());
    assertEquals(422, act("push", "{\"title\":\"t\",\"folder\":\"mine\"}").statusCode());
    assertEquals(422, act("push", "[1]").statusCode());
    assertEquals(422, act("push", "{\"title\":\"" + "x".repeat(40_000) + "\"}").statusCode());
    act("push", "{\"title\":\"t\"}");
    assertTrue(
        ended().get("error").getAsString().startsWith("Todav\u00eda no hay clave"),
        state().toString());
    assertEquals(List.of(), lucid.asked());
  }

  @Test
  void second_waitsUntilTheFirstIsStopped() throws Exception {
    serve(withKey());
    lucid.isSilent();
    assertEquals(202, act("push", "{\"title\":\"t\"}").statusCode());

    assertEquals(409, act("push", "{\"title\":\"t\"}").statusCode());
    awaitAsked();
    act("stop", "{}");

    assertEquals("failed", ended().get("phase").getAsString());
    assertEquals(1, lucid.asked().size());
  }

  private void awaitAsked() {
    for (long end = System.nanoTime() + PATIENCE_NANOS;
        lucid.asked().isEmpty() && System.nanoTime() < end; ) {
      Thread.onSpinWait();
    }
  }

  @Test
  void end_ofThePanelEndsThePushAndItsThread() throws Exception {
    serve(withKey());
    lucid.isSilent();
    act("push", "{\"title\":\"t\"}");
    awaitAsked();
    assertTrue(isPushing());

    server.close();
    server = null;

    assertFalse(isPushing());
  }

  private static boolean isPushing() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("senda-lucid"));
  }

  // ---- signing in ----

  private String connect() throws Exception {
    HttpResponse<String> begun =
        server.post(
            "/api/lucid/connect",
            "{\"redirect\":\"" + server.address() + "/lucid-return\"}",
            "Authorization",
            "Bearer " + TOKEN,
            "Content-Type",
            "application/json",
            "Origin",
            server.origin());
    assertEquals(200, begun.statusCode(), begun.body());
    String address =
        JsonParser.parseString(begun.body()).getAsJsonObject().get("address").getAsString();
    assertTrue(address.startsWith(lucid.addresses().authorize().toString()), address);
    Matcher state = Pattern.compile("[?&]state=([A-Za-z0-9_-]{43})&").matcher(address);
    assertTrue(state.find(), address);
    return state.group(1);
  }

  @Test
  void signIn_opensTheAccountOnceForWhoeverBeganIt() throws Exception {
    serve(withApplication());
    lucid.answers(
        "/oauth2/token",
        200,
        "{\"access_token\":\"a-CANARY\",\"refresh_token\":\"r-CANARY\",\"expires_in\":3600}");
    String state = connect();

    HttpResponse<String> wrong = server.get("/lucid-return?state=x&code=c&lang=es");
    HttpResponse<String> right = server.get("/lucid-return?state=" + state + "&code=c&lang=es");
    HttpResponse<String> again = server.get("/lucid-return?state=" + state + "&code=c&lang=es");

    assertTrue(wrong.body().contains("no ha funcionado"), wrong.body());
    assertTrue(right.body().contains("Conectado con Lucid"), right.body());
    assertTrue(again.body().contains("no ha funcionado"), again.body());
    assertEquals("signed_in", state().get("means").getAsString());
    assertEquals(1, lucid.asked().size());
    act("push", "{\"title\":\"t\"}");
    ended();
    assertEquals("Bearer a-CANARY", lucid.asked().get(1).authorization());
  }

  @Test
  void signIn_isRenewedBeforeItEnds() throws Exception {
    serve(withApplication());
    lucid.answers(
        "/oauth2/token",
        200,
        "{\"access_token\":\"a1\",\"refresh_token\":\"r1\",\"expires_in\":60}");
    server.get("/lucid-return?state=" + connect() + "&code=c");
    lucid.answers(
        "/oauth2/token",
        200,
        "{\"access_token\":\"a2\",\"refresh_token\":\"r2\",\"expires_in\":3600}");

    act("push", "{\"title\":\"t\"}");
    ended();

    assertTrue(lucid.asked().get(1).body().contains("\"refresh_token\":\"r1\""));
    assertEquals("Bearer a2", lucid.asked().get(2).authorization());
    assertTrue(Files.readString(folder.resolve("store/lucid.secret")).contains("r2"));
  }

  @Test
  void signIn_leadsBackToThisPanelOnly() throws Exception {
    serve(withApplication());

    for (URI elsewhere :
        List.of(
            URI.create("https://evil.example/senda/lucid-return"),
            URI.create(server.address() + "/other"),
            URI.create("javascript:alert(1)"))) {
      assertEquals(
          422,
          server
              .post(
                  "/api/lucid/connect",
                  "{\"redirect\":\"" + elsewhere + "\"}",
                  "Authorization",
                  "Bearer " + TOKEN,
                  "Content-Type",
                  "application/json",
                  "Origin",
                  server.origin())
              .statusCode(),
          elsewhere.toString());
    }
  }

  @Test
  void signIn_isNotThereWithoutAnApplication() throws Exception {
    serve(withKey());

    assertFalse(state().get("connect").getAsBoolean());
    assertEquals(422, act("connect", "{\"redirect\":\"x\"}").statusCode());
    assertTrue(server.get("/lucid-return?state=&code=&lang=en").body().contains("did not work"));
  }
}
