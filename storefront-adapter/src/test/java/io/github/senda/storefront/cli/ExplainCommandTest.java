package io.github.senda.storefront.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

  @TempDir Path folder;

  private record Result(int code, String out, String err) {}

  private static Result run(String... arguments) {
    return run(new ByteArrayInputStream(new byte[0]), arguments);
  }

  private static Result run(InputStream in, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(List.of(arguments), in, out, new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static String entry(String method, String url, String form, int status, String location) {
    String body =
        form.isEmpty()
            ? ""
            : ",\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\",\"text\":\""
                + form
                + "\"}";
    return "{\"startedDateTime\":\"2026-11-20T15:19:17Z\",\"time\":1,\"request\":{\"method\":\""
        + method
        + "\",\"url\":\"https://tienda.example"
        + url
        + "\",\"headers\":[{\"name\":\"accept\",\"value\":\"text/html\"}]"
        + body
        + "},\"response\":{\"status\":"
        + status
        + ",\"headers\":[{\"name\":\"content-type\",\"value\":\"text/html\"}],"
        + "\"content\":{\"size\":3,\"text\":\"<p>\"},\"redirectURL\":\""
        + location
        + "\"}}";
  }

  private static String har(String... entries) {
    return "\ufeff{\"log\":{\"version\":\"1.2\",\"pages\":[{\"title\":\"x\"}],\"entries\":["
        + String.join(",", entries)
        + "]}}";
  }

  private static String visit() {
    return har(
        entry("GET", "/", "", 200, ""),
        entry("GET", "/producto/jarra", "", 200, ""),
        entry("POST", "/carrito/anadir", "producto=7", 302, "/carrito"),
        entry("GET", "/carrito", "", 200, ""),
        entry("GET", "/finalizar-compra", "", 200, ""),
        entry("POST", "/finalizar-compra/pago", "numeroTarjeta=x", 302, "/gracias"),
        entry("GET", "/pedido/recibido/1384", "", 200, ""),
        entry("GET", "/pedido/recibido/1384", "", 200, ""));
  }

  @Test
  void recording_isToldLineByLine() throws IOException {
    Path file = folder.resolve("visita.har");
    Files.writeString(file, visit());

    Result result = run("explain", file.toString());

    assertEquals(0, result.code(), result.err());
    List<String> steps = result.out().lines().filter(line -> line.matches(" +[0-9]+  .*")).toList();
    assertEquals(8, steps.size());
    assertTrue(steps.get(0).matches(" *0  page_view +GET .*the first page.*"), steps.get(0));
    assertTrue(steps.get(1).contains("view_item "), steps.get(1));
    assertTrue(steps.get(7).contains("-  "), steps.get(7));
    assertTrue(result.out().contains("8 requests, 6 steps of a visitor, 1 purchase."));
  }

  @Test
  void staticFilesAndSessionIds_areNotListed() throws IOException {
    Path file = folder.resolve("visita.har");
    Files.writeString(
        file,
        har(
            entry("GET", "/tienda.css", "", 200, ""),
            entry("GET", "/carrito;jsessionid=0A1B2C", "", 200, "")));

    String out = run("explain", file.toString()).out();

    assertFalse(out.contains("tienda.css"), out);
    assertFalse(out.contains("0A1B2C"), out);
    assertTrue(out.contains("   1  view_cart "), out);
    assertTrue(out.contains("2 requests, 1 step of a visitor, 0 purchases."), out);
    assertTrue(out.contains("Not listed: 1 request "), out);
  }

  @Test
  void recordingWithoutRequests_saysHowToRecord() throws IOException {
    Path file = folder.resolve("nada.har");
    Files.writeString(file, har());

    Result result = run("explain", file.toString());

    assertEquals(2, result.code());
    assertTrue(result.err().contains(file + " has no request in it: open"), result.err());
    assertEquals("[]", run("explain", file.toString(), "--json").out().strip());
  }

  @Test
  void json_isOneObjectForEachEntryInOrder() {
    Result result =
        run(
            new ByteArrayInputStream(visit().getBytes(StandardCharsets.UTF_8)),
            "explain",
            "-",
            "--json");

    JsonArray told = JsonParser.parseString(result.out()).getAsJsonArray();
    List<String> touchpoints = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      JsonObject each = told.get(i).getAsJsonObject();
      assertEquals(i, each.get("i").getAsInt());
      assertFalse(each.get("rule").getAsString().isEmpty());
      double confidence = each.get("confidence").getAsDouble();
      assertTrue(confidence >= 0 && confidence <= 1);
      touchpoints.add(
          each.get("touchpoint").isJsonNull() ? "-" : each.get("touchpoint").getAsString());
    }
    assertEquals(
        List.of(
            "page_view",
            "view_item",
            "add_to_cart",
            "view_cart",
            "begin_checkout",
            "purchase",
            "-",
            "-"),
        touchpoints);
  }

  @Test
  void mistakes_areToldInOneSentence() throws IOException {
    Path text = folder.resolve("a.har");
    Files.writeString(text, "<html>");
    Path cut = folder.resolve("b.har");
    Files.writeString(cut, visit().substring(0, 900));
    Path other = folder.resolve("c.har");
    Files.writeString(other, "{\"version\": 1}");
    Path odd = folder.resolve("d.har");
    Files.writeString(odd, "{\"log\":{\"entries\":[{\"response\":{\"status\":\"abc\"}}]}}");

    for (Path file : List.of(text, cut, other, odd, folder.resolve("none.har"))) {
      Result result = run("explain", file.toString());
      assertEquals(2, result.code(), file + ": " + result.err());
      assertEquals(1, result.err().lines().count(), result.err());
      assertTrue(result.err().contains(file.toString()), result.err());
      assertEquals("", result.out());
    }
    assertTrue(run("explain").err().contains("HAR"));
  }

  /** What a filter does not see must change no answer. */
  @Test
  void answers_hangOnNothingThatAFilterCannotSee() throws IOException {
    String bare =
        visit()
            .replaceAll("\"startedDateTime\":\"[^\"]*\",\"time\":1,", "")
            .replaceAll("\"content\":\\{[^}]*},", "")
            .replace("https://tienda.example", "https://otra.example")
            .replace("\"pages\":[{\"title\":\"x\"}],", "");
    Path whole = folder.resolve("whole.har");
    Path without = folder.resolve("without.har");
    Files.writeString(whole, visit());
    Files.writeString(without, bare);

    assertEquals(
        run("explain", whole.toString(), "--json").out(),
        run("explain", without.toString(), "--json").out());
    assertFalse(bare.contains("tienda"));
  }

  @Test
  void recordedShops_areKnownAsWellAsIsAimedFor() throws IOException {
    Path parent = Path.of("").toAbsolutePath();
    while (parent != null && !Files.isDirectory(parent.resolve("shared/data/har"))) {
      parent = parent.getParent();
    }
    if (parent == null) {
      System.out.println("left out: the recorded shops are not there (shared/data/har)");
    }
    assumeTrue(parent != null, "no recorded shops");
    int all = 0;
    int right = 0;
    int orders = 0;
    List<String> invented = new ArrayList<>();
    try (Stream<Path> files = Files.list(parent.resolve("shared/data/har")).sorted()) {
      for (Path file : files.filter(path -> path.toString().endsWith(".har")).toList()) {
        JsonArray told =
            JsonParser.parseString(run("explain", file.toString(), "--json").out())
                .getAsJsonArray();
        JsonArray truth =
            JsonParser.parseString(
                    Files.readString(Path.of(file.toString().replaceAll("har$", "truth.json"))))
                .getAsJsonObject()
                .getAsJsonArray("entries");
        assertEquals(truth.size(), told.size(), file.toString());
        for (int i = 0; i < told.size(); i++) {
          JsonElement answer = told.get(i).getAsJsonObject().get("touchpoint");
          List<JsonElement> good = new ArrayList<>();
          JsonObject wanted = truth.get(i).getAsJsonObject();
          good.add(wanted.get("touchpoint"));
          if (wanted.has("alt") && wanted.get("alt").isJsonArray()) {
            wanted.getAsJsonArray("alt").forEach(good::add);
          } else if (wanted.has("alt")) {
            good.add(wanted.get("alt"));
          }
          all++;
          right += good.contains(answer) ? 1 : 0;
          boolean purchase = !answer.isJsonNull() && answer.getAsString().equals("purchase");
          orders += purchase && wanted.get("touchpoint").equals(answer) ? 1 : 0;
          if (purchase && !good.contains(answer)) {
            invented.add(file.getFileName() + " " + i);
          }
        }
      }
    }
    assertTrue(right >= 0.93 * all, right + " of " + all);
    assertTrue(orders >= 24, orders + " orders");
    assertEquals(List.of(), invented);
  }
}
