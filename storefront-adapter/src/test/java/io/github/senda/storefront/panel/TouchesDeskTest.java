package io.github.senda.storefront.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.senda.storefront.capture.RuleBook;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.storefront.intake.Telling;
import io.github.senda.storefront.intake.ToldStore;
import io.github.senda.storefront.intake.ToldTouch;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk over HTTP: who may tell touches, and what is answered. */
class TouchesDeskTest {

  private static final String TOKEN = "the-token-of-casa-lola";
  private static final String BEARER = "Bearer " + TOKEN;
  private static final String TELL = "/api/touches";
  private static final String TABLE = "/api/touches/table";
  private static final String PREVIEW = "/api/touches/preview";
  private static final String ONE =
      "{\"touchpoint\":\"refund\",\"time\":\"2026-10-01T10:00:00Z\",\"key\":\"R-1\"}";

  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private final Set<String> kept = new HashSet<>();
  private boolean failing;
  private PanelServer server;

  private void serve(MemorySource source) throws Exception {
    server =
        new PanelServer(
            folder,
            "",
            source,
            PanelAccess.of(Optional.of(TOKEN), Optional.empty(), Optional.empty(), clock));
  }

  private void serve() throws Exception {
    serve(
        new MemorySource(clock)
            .rules(RuleBook.open(folder.resolve("store"), Rules.builtIn()))
            .telling(Telling.into(this::take, clock, ZoneOffset.UTC, Period.ofMonths(25))));
  }

  private ToldStore.Taking take(List<ToldTouch> touches) throws IOException {
    if (failing) {
      throw new IOException("the disk of /secret/place is full");
    }
    int taken = 0;
    for (ToldTouch touch : touches) {
      taken += kept.add(touch.source() + " " + touch.key()) ? 1 : 0;
    }
    return new ToldStore.Taking(taken, 0, List.of());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpResponse<String> tell(String path, String type, String body) throws Exception {
    return server.post(path, body, "Authorization", BEARER, "Content-Type", type);
  }

  private static JsonObject object(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  @Test
  void program_tellsOnceHoweverOften() throws Exception {
    serve();
    JsonObject first = object(tell(TELL, "application/json", "[" + ONE + "]"));
    assertEquals(1, first.get("taken").getAsInt());
    JsonObject again = object(tell(TELL + "?lang=en", "application/x-ndjson", ONE + "\n{}\n"));
    assertEquals(0, again.get("taken").getAsInt());
    assertEquals(1, again.get("known").getAsInt());
    JsonObject bad = again.getAsJsonArray("bad").get(0).getAsJsonObject();
    assertEquals(1, bad.get("index").getAsInt());
    assertEquals("touchpoint", bad.get("field").getAsString());
    assertTrue(bad.get("error").getAsString().contains("refund or phone_call"));
  }

  @Test
  void merchant_seesTheFirstRowsAndBringsTheTable() throws Exception {
    serve();
    String table =
        "contacto;fecha;importe;otra\nReembolso;01/10/2026;12,50 €;x\nfoo!;01/10/2026;;\n";
    JsonObject preview = object(tell(PREVIEW + "?lang=es", "text/csv", table));
    assertEquals("touchpoint", meaning(preview, 0));
    assertTrue(
        preview.getAsJsonArray("columns").get(3).getAsJsonObject().get("meaning").isJsonNull());
    assertEquals(
        "Reembolso",
        preview.getAsJsonArray("rows").get(0).getAsJsonObject().get("label").getAsString());
    assertTrue(kept.isEmpty(), "a preview takes nothing");
    JsonObject report = object(tell(TABLE + "?lang=es", "text/csv; charset=utf-8", table));
    assertEquals(1, report.get("taken").getAsInt());
    JsonObject bad = report.getAsJsonArray("bad").get(0).getAsJsonObject();
    assertEquals(3, bad.get("line").getAsInt());
    assertEquals("contacto", bad.get("field").getAsString());
    assertEquals(0, object(tell(TABLE, "text/csv", table)).get("taken").getAsInt());
  }

  private static String meaning(JsonObject preview, int column) {
    return preview
        .getAsJsonArray("columns")
        .get(column)
        .getAsJsonObject()
        .get("meaning")
        .getAsString();
  }

  @Test
  void whoHasNoToken_tellsNothing() throws Exception {
    serve();
    for (String path : List.of(TELL, TABLE, PREVIEW)) {
      String type = path.equals(TELL) ? "application/json" : "text/csv";
      assertEquals(401, server.post(path, ONE, "Content-Type", type).statusCode(), path);
      for (String token :
          List.of("Bearer wrong-wrong-wrong-wrong", "Basic " + TOKEN, "Bearer", TOKEN)) {
        HttpResponse<String> answer =
            server.post(path, ONE, "Authorization", token, "Content-Type", type);
        assertTrue(answer.statusCode() == 401 || answer.statusCode() == 429, path + " " + token);
      }
    }
    assertTrue(kept.isEmpty());
  }

  @Test
  void tokenInTheAddress_isNone() throws Exception {
    serve();
    HttpResponse<String> answer =
        server.post(TELL + "?token=" + TOKEN, "[" + ONE + "]", "Content-Type", "application/json");
    assertEquals(401, answer.statusCode());
  }

  @Test
  void wrongTypeSizeOrText_isOneSentence() throws Exception {
    serve();
    for (String type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/csv",
            "application/jsonx")) {
      assertRefused(415, tell(TELL, type, "[" + ONE + "]"));
    }
    assertRefused(415, tell(TABLE, "application/json", "a;b"));
    assertRefused(415, tell(TABLE, "text/plain", "a;b"));
    assertRefused(413, tell(TELL, "application/json", "[" + " ".repeat(1 << 20) + "]"));
    assertRefused(400, tell(TELL, "application/json", "[" + ONE));
    assertRefused(400, tell(TELL, "application/json", "[" + "[".repeat(200_000)));
    assertRefused(400, tell(TELL, "application/json", "[" + "1,".repeat(20_000) + "1]"));
    assertRefused(422, tell(TABLE, "text/csv", "no table"));
    assertTrue(kept.isEmpty());
    JsonObject nothing = object(tell(TELL, "application/json", "[]"));
    assertEquals(0, nothing.get("taken").getAsInt());
  }

  private static void assertRefused(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    String error =
        JsonParser.parseString(answer.body()).getAsJsonObject().get("error").getAsString();
    assertTrue(error.length() > 10, error);
    assertFalse(error.contains("Exception"), error);
  }

  @Test
  void storeThatTakesNothing_isSaidWithoutItsPlace() throws Exception {
    serve();
    failing = true;
    HttpResponse<String> answer = tell(TELL, "application/json", "[" + ONE + "]");
    assertRefused(503, answer);
    assertFalse(answer.body().contains("secret"));
    failing = false;
    assertEquals(
        1, object(tell(TELL, "application/json", "[" + ONE + "]")).get("taken").getAsInt());
  }

  @Test
  void otherMethods_areNotAllowed() throws Exception {
    serve();
    for (String path : List.of(TELL, TABLE, PREVIEW)) {
      assertEquals(405, server.get(path, "Authorization", BEARER).statusCode(), path);
    }
    assertEquals(405, tell("/touches", "application/json", "{}").statusCode());
  }

  @Test
  void logFile_takesNothing() throws Exception {
    serve(new MemorySource(clock));
    assertEquals(404, tell(TELL, "application/json", "[" + ONE + "]").statusCode());
    assertEquals(404, server.get("/touches", "Authorization", BEARER).statusCode());
  }
}
