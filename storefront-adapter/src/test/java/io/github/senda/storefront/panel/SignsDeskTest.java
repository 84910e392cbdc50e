package io.github.senda.storefront.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.senda.storefront.capture.RuleBook;
import io.github.senda.storefront.capture.Rules;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk over HTTP: who may say what pages are, and what becomes of what is said. */
class SignsDeskTest {

  private static final String TOKEN = "the-token-of-casa-lola";
  private static final String[] AS_PROGRAM = {
    "Authorization", "Bearer " + TOKEN, "Content-Type", "application/json"
  };
  private static final List<String> ACTS =
      List.of("answer", "forget", "undo", "try", "preview", "import");

  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private RuleBook book;
  private PanelServer server;

  private void serve(MemorySource source) throws Exception {
    server =
        new PanelServer(
            folder,
            "",
            source,
            PanelAccess.of(Optional.of(TOKEN), Optional.empty(), Optional.empty(), clock));
  }

  private MemorySource shop() {
    book = RuleBook.open(folder.resolve("store"), Rules.builtIn());
    return new MemorySource(clock)
        .journeys(7, "GET / 2", "GET /botiga 2", "GET /product/{id} 2")
        .rules(book);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpResponse<String> act(String act, String body) throws Exception {
    return server.post("/api/signs/" + act, body, AS_PROGRAM);
  }

  private static JsonObject json(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  private static JsonObject page(JsonObject signs, String path) {
    for (JsonElement page : signs.getAsJsonArray("pages")) {
      if (page.getAsJsonObject().get("path").getAsString().equals(path)) {
        return page.getAsJsonObject();
      }
    }
    throw new AssertionError(path + " is not in " + signs);
  }

  @Test
  void desk_isThereOnlyForWhoeverMayLook() throws Exception {
    serve(shop());

    assertEquals(200, server.get("/signs").statusCode());
    assertTrue(server.get("/signs").body().contains("id=\"token\""));
    assertEquals(401, server.get("/api/signs").statusCode());
    assertEquals(401, server.get("/signs/rules.json").statusCode());
    for (String act : ACTS) {
      assertEquals(
          401,
          server.post("/api/signs/" + act, "{}", "Content-Type", "application/json").statusCode(),
          act);
      assertEquals(405, server.get("/api/signs/" + act, AS_PROGRAM).statusCode(), act);
    }
    assertEquals(404, server.post("/api/signs/other", "{}", AS_PROGRAM).statusCode());
    assertEquals(405, server.post("/api/signs", "{}", AS_PROGRAM).statusCode());
  }

  @Test
  void write_ofAnotherSiteIsRefused() throws Exception {
    serve(shop());
    String cookie = server.signIn(TOKEN);
    String said = "{\"key\":\"GET /botiga\",\"touchpoint\":\"search\"}";
    for (String[] sender :
        new String[][] {
          {"Cookie", cookie, "Content-Type", "application/json"},
          {"Cookie", cookie, "Content-Type", "application/json", "Origin", "http://evil.example"},
          {"Cookie", cookie, "Content-Type", "application/json", "Sec-Fetch-Site", "cross-site"}
        }) {
      assertEquals(403, server.post("/api/signs/answer", said, sender).statusCode());
    }
    assertEquals(
        415,
        server
            .post(
                "/api/signs/answer",
                said,
                "Cookie",
                cookie,
                "Content-Type",
                "text/plain",
                "Origin",
                server.origin())
            .statusCode());
    assertEquals(0, book.changes());
    assertEquals(
        200,
        server
            .post(
                "/api/signs/answer",
                said,
                "Cookie",
                cookie,
                "Content-Type",
                "application/json",
                "Origin",
                server.origin())
            .statusCode());
    assertEquals(1, book.changes());
  }

  @Test
  void answer_isSeenInTheMapAtOnce() throws Exception {
    MemorySource source = shop();
    // A source whose reading takes long is not read again for a while, but for what a person said.
    source.whenRead(() -> clock.forward(Duration.ofSeconds(30)));
    serve(source);
    assertFalse(server.get("/api/map?share=100", AS_PROGRAM).body().contains("magic"));
    JsonObject before = json(server.get("/api/signs?lang=en", AS_PROGRAM));
    assertEquals("to_confirm", page(before, "/botiga").get("standing").getAsString());
    assertEquals(1, before.get("toConfirm").getAsInt());
    JsonObject guess = page(before, "/botiga").getAsJsonObject("guess");
    assertEquals("Product list", guess.get("label").getAsString());
    assertTrue(guess.get("why").getAsString().contains("“botiga”"), guess.toString());

    JsonObject after = json(act("answer", "{\"key\":\"GET /botiga\",\"touchpoint\":\"magic\"}"));
    assertEquals("confirmed", page(after, "/botiga").get("standing").getAsString());
    assertEquals(0, after.get("toConfirm").getAsInt());
    assertTrue(after.get("canUndo").getAsBoolean());
    assertTrue(server.get("/api/map?share=100", AS_PROGRAM).body().contains("magic"));

    assertEquals(1, json(act("undo", "{}")).get("toConfirm").getAsInt());
    assertFalse(server.get("/api/map?share=100", AS_PROGRAM).body().contains("magic"));
  }

  @Test
  void answer_thatItIsNoStepLeavesThePageOut() throws Exception {
    serve(shop());
    JsonObject after = json(act("answer", "{\"key\":\"GET /botiga\",\"touchpoint\":null}"));

    assertTrue(page(after, "/botiga").get("touchpoint").isJsonNull());
    JsonObject map = json(server.get("/api/map?share=100", AS_PROGRAM));
    assertEquals(14, map.get("touches").getAsLong());
    assertTrue(server.get("/", AS_PROGRAM).body().contains("id=\"to-signs\""));
    assertEquals(
        "to_confirm",
        page(json(act("forget", "{\"key\":\"GET /botiga\"}")), "/botiga")
            .get("standing")
            .getAsString());
  }

  @Test
  void nonsense_isRefusedWithASentenceAndChangesNothing() throws Exception {
    serve(shop());
    for (String body : List.of("", "[]", "{", "{\"key\":{}}", "{}{", "{'key':'x'}", "null")) {
      HttpResponse<String> response = act("answer", body);
      assertTrue(List.of(400, 422).contains(response.statusCode()), body + response.statusCode());
      assertTrue(response.body().startsWith("{\"error\":"), response.body());
    }
    assertEquals(422, act("answer", "{\"key\":\"GET /never\"}").statusCode());
    assertEquals(422, act("answer", "{\"key\":\"GET /botiga\",\"touchpoint\":\" \"}").statusCode());
    assertEquals(422, act("import", "{\"file\":\"[]\"}").statusCode());
    assertEquals(422, act("try", "{\"method\":\"GET\",\"address\":\"cart\"}").statusCode());
    assertEquals(400, act("import", "{\"file\":\"" + "a".repeat(3_000_001) + "\"}").statusCode());
    assertEquals(0, book.changes());
    assertFalse(Files.exists(folder.resolve("store")));
  }

  @Test
  void file_goesOutAsItCameIn() throws Exception {
    serve(shop());
    String file = "{ // ours\\n\\\"rules\\\": []}";
    String broken = "{\"file\":\"{\\n[\"}";
    String spanish = json(act("preview?lang=es", broken)).get("error").getAsString();
    assertTrue(spanish.startsWith("rules.json, línea 2, $"), spanish);
    String english = json(act("preview?lang=en", broken)).get("error").getAsString();
    assertTrue(english.startsWith("rules.json, line 2, $"), english);
    assertTrue(
        server.post("/api/signs/import?lang=es", broken, AS_PROGRAM).body().contains("línea 2"));
    assertEquals(0, json(act("preview", "{\"file\":\"" + file + "\"}")).get("pages").getAsInt());
    act("import", "{\"file\":\"" + file + "\"}");
    HttpResponse<String> exported = server.get("/signs/rules.json", AS_PROGRAM);

    assertEquals("{ // ours\n\"rules\": []}", exported.body());
    assertTrue(
        exported.headers().firstValue("Content-Disposition").orElse("").contains("attachment"));
  }

  @Test
  void file_thatCannotBeWrittenIsToldAndTheShopGoesOn() throws Exception {
    MemorySource source = shop();
    Files.createDirectories(folder.resolve("store/rules.json.part/in the way"));
    serve(source);
    HttpResponse<String> response =
        act("answer", "{\"key\":\"GET /botiga\",\"touchpoint\":\"search\"}");

    assertEquals(500, response.statusCode());
    assertTrue(response.body().contains("cannot be written"), response.body());
    assertEquals(
        "to_confirm",
        page(json(server.get("/api/signs", AS_PROGRAM)), "/botiga").get("standing").getAsString());
  }

  @Test
  void logFile_hasNoDesk() throws Exception {
    serve(new MemorySource(clock).journeys(3, "a", "b").file());

    assertEquals(404, server.get("/signs", AS_PROGRAM).statusCode());
    assertEquals(404, server.get("/api/signs", AS_PROGRAM).statusCode());
    assertEquals(404, act("answer", "{}").statusCode());
    assertFalse(server.get("/", AS_PROGRAM).body().contains("id=\"to-signs\""));
  }
}
