package io.github.senda.storefront.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.senda.diagram.DiagramExporters;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PanelServletTest {

  private static final String TOKEN = "the-token-of-casa-lola";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String[] AS_PROGRAM = {"Authorization", "Bearer " + TOKEN};

  static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "'\"</title></svg><svg onload=alert(1)>",
          "]]>&lt;b&gt;&#x41;",
          "line\nbreak\ttab",
          "nul\u0000esc\u001b",
          "right-to-left \u202e gnp.exe",
          "half \ud800 surrogate",
          "=cmd|' /C calc'!A0",
          "x".repeat(1000));

  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private PanelServer server;

  private void serve(MemorySource source) throws Exception {
    server =
        new PanelServer(
            folder,
            "",
            source,
            PanelAccess.of(Optional.of(TOKEN), Optional.empty(), Optional.empty(), clock));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private JsonObject map(String query) throws Exception {
    return ask("/api/map" + query);
  }

  private JsonObject ask(String address) throws Exception {
    HttpResponse<String> response = server.get(address, AS_PROGRAM);
    assertEquals(200, response.statusCode(), response.body());
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  private MemorySource source() {
    return new MemorySource(clock);
  }

  @Test
  void map_tellsFiguresOfOneSnapshot() throws Exception {
    serve(
        source()
            .journeys(60, "page_view", "view_item", "add_to_cart")
            .journeys(40, "page_view", "view_item", "add_to_cart", "begin_checkout", "purchase")
            .openJourney("page_view"));
    JsonObject map = map("?lang=es&share=100");

    assertEquals(101, map.get("journeys").getAsLong());
    assertEquals(100, map.get("ended").getAsLong());
    assertEquals(1, map.get("active").getAsLong());
    JsonObject conversion = map.getAsJsonObject("conversion");
    assertEquals(0.4, conversion.get("value").getAsDouble());
    assertEquals("journeys", conversion.get("unit").getAsString());
    assertFalse(conversion.get("small").getAsBoolean());
    assertTrue(conversion.get("low").getAsDouble() < 0.4);
    assertEquals(60, map.getAsJsonObject("cartAbandonment").get("part").getAsLong());

    JsonArray touchpoints = map.getAsJsonArray("touchpoints");
    JsonObject leak = map.getAsJsonArray("dropOffs").get(0).getAsJsonObject();
    JsonObject where = touchpoints.get(leak.get("at").getAsInt()).getAsJsonObject();
    assertEquals("add_to_cart", where.get("name").getAsString());
    assertEquals("Añadir al carrito", where.get("label").getAsString());
    assertEquals(60, leak.get("part").getAsLong());

    List<String> steps = new ArrayList<>();
    for (JsonElement step : map.getAsJsonObject("funnel").getAsJsonArray("steps")) {
      steps.add(
          step.getAsJsonObject().get("name").getAsString()
              + " "
              + step.getAsJsonObject().get("reached").getAsLong());
    }
    assertEquals(
        List.of("view_item 100", "add_to_cart 100", "begin_checkout 40", "purchase 40"), steps);

    assertEquals(0, map.getAsJsonObject("hidden").get("transitions").getAsInt());
    JsonObject variants = ask("/api/ways?share=100");
    assertTrue(variants.get("exact").getAsBoolean());
    assertEquals(2, variants.get("distinct").getAsInt());
    assertEquals(
        40,
        variants.getAsJsonArray("purchase").get(0).getAsJsonObject().get("journeys").getAsLong());
    assertEquals(
        0.6, variants.getAsJsonArray("exit").get(0).getAsJsonObject().get("share").getAsDouble());
    List<String> way = new ArrayList<>();
    for (JsonElement place :
        variants.getAsJsonArray("exit").get(0).getAsJsonObject().getAsJsonArray("touchpoints")) {
      way.add(
          variants
              .getAsJsonArray("touchpoints")
              .get(place.getAsInt())
              .getAsJsonObject()
              .get("name")
              .getAsString());
    }
    assertEquals(List.of("page_view", "view_item", "add_to_cart"), way);
  }

  @Test
  void aside_tellsChannelsAndPutsFewJourneysTogether() throws Exception {
    serve(
        source()
            .with("channel=email", 30, "page_view", "purchase")
            .with("channel=email;device=phone", 10, "page_view")
            .with("channel=ai", 6, "page_view", "purchase")
            .with("channel=amigos", 7, "page_view")
            .journeys(50, "page_view"));
    List<String> channels = new ArrayList<>();
    JsonObject aside =
        JsonParser.parseString(server.get("/api/aside?lang=es", AS_PROGRAM).body())
            .getAsJsonObject();
    for (JsonElement element : aside.getAsJsonObject("channels").getAsJsonArray("own")) {
      JsonObject channel = element.getAsJsonObject();
      channels.add(
          (channel.has("name") ? channel.get("label").getAsString() : "-")
              + " "
              + channel.get("part")
              + "/"
              + channel.get("whole"));
    }

    assertEquals(List.of("Directo 0/50", "Correo 30/40", "- 6/13"), channels);
  }

  @Test
  void journeysThatWereErasedMeanwhile_areReadAnew() throws Exception {
    MemorySource source = source().journeys(40, "page_view", "purchase");
    serve(source);
    assertEquals(40, map("").get("journeys").getAsLong());
    source.erased();

    assertEquals(200, server.get("/api/aside", AS_PROGRAM).statusCode(), "what was not asked yet");
    source.erased();
    assertEquals(40, map("?period=all&days=3").get("journeys").getAsLong(), "another selection");
  }

  @Test
  void map_namesEveryShapeOfThePictureOnce() throws Exception {
    serve(source().journeys(5, "a", "b", "c").openJourney("a"));
    String svg = server.get("/api/map.svg", AS_PROGRAM).body();
    List<String> named = new ArrayList<>();
    for (JsonElement shape : ask("/api/shapes").getAsJsonArray("shapes")) {
      assertTrue(
          svg.contains("data-id=\"" + shape.getAsJsonObject().get("id").getAsString() + "\""));
      named.add(
          shape.getAsJsonObject().get("kind").getAsString()
              + " "
              + shape.getAsJsonObject().get("name").getAsString());
    }
    assertEquals(
        List.of("active ACTIVE", "entry ENTRY", "exit EXIT", "step a", "step b", "step c"),
        named.stream().sorted().toList());
  }

  @Test
  void hidden_tellsHowManyJourneysItTouches() throws Exception {
    serve(source().journeys(9, "a", "b", "c").journeys(1, "c", "a", "b"));
    JsonObject hidden = ask("/api/hidden?share=0").getAsJsonObject("hidden");
    assertEquals(
        map("?share=0").getAsJsonObject("hidden").get("transitions"), hidden.get("transitions"));
    assertEquals(1, hidden.get("journeys").getAsLong());
    assertEquals(0.1, hidden.get("journeysShare").getAsDouble());
  }

  @Test
  void smallNumbers_sayThatTheyAreSmall() throws Exception {
    serve(source().journeys(3, "page_view").journeys(1, "page_view", "purchase"));
    assertTrue(map("").getAsJsonObject("conversion").get("small").getAsBoolean());
  }

  @Test
  void noJourneys_areNoError() throws Exception {
    serve(source());
    JsonObject map = map("");
    assertEquals(0, map.get("journeys").getAsLong());
    assertFalse(map.getAsJsonObject("conversion").has("value"));
    assertEquals(200, server.get("/api/map.svg", AS_PROGRAM).statusCode());
  }

  @Test
  void simulatedJourneys_areCounted() throws Exception {
    serve(source().journeys(2, "page_view").simulated(3, "page_view", "search"));
    assertEquals(3, map("").get("simulated").getAsLong());
  }

  @Test
  void period_countsJourneysByTheDayTheyBeganOn() throws Exception {
    serve(
        source()
            .journeyAt(Instant.parse("2026-09-30T21:59:59Z"), "a")
            .journeyAt(Instant.parse("2026-09-30T22:00:00Z"), "b")
            .journeyAt(Instant.parse("2026-10-01T21:59:59Z"), "c"));
    JsonObject map = map("?from=2026-10-01&to=2026-10-01");
    assertEquals(2, map.get("journeys").getAsLong());
    assertEquals("2026-10-01", map.getAsJsonObject("period").get("from").getAsString());
  }

  @Test
  void badParameters_areIgnored() throws Exception {
    serve(source().journeys(2, "page_view", "search"));
    for (String query :
        List.of(
            "?from=yesterday&to=%00",
            "?from=+999999999-12-31",
            "?from=9999-12-31&to=0000-01-01",
            "?share=NaN&share=2",
            "?share=-5",
            "?share=99999999999",
            "?share=1e9",
            "?lang=xx",
            "?lang=../../etc/passwd",
            "?sel=%3Cscript%3E",
            "?unknown=1&from=")) {
      assertEquals(2, map(query).get("journeys").getAsLong(), query);
    }
    assertEquals(100, map("?share=400").get("share").getAsInt());
    assertEquals(0, map("?share=-400").get("share").getAsInt());
    assertEquals(
        "2026-10-02",
        map("?from=2026-10-05&to=2026-10-02").getAsJsonObject("period").get("from").getAsString());
  }

  @Test
  void language_isTheOneAskedForElseTheBrowsers() throws Exception {
    serve(source());
    assertEquals("es", map("?lang=es").get("lang").getAsString());
    HttpResponse<String> page =
        server.get(
            "/",
            "Authorization",
            "Bearer " + TOKEN,
            "Accept-Language",
            "fr-FR, es-MX;q=0.8, en;q=0.5");
    assertTrue(page.body().contains("<html lang=\"es\">"), page.body());
    HttpResponse<String> asked =
        server.get("/?lang=en", "Authorization", "Bearer " + TOKEN, "Accept-Language", "es");
    assertTrue(asked.body().contains("<html lang=\"en\">"));
  }

  @Test
  void sameTag_costsNothing_andAnotherTouchIsAnotherTag() throws Exception {
    MemorySource source = source().journeys(2, "page_view");
    serve(source);
    String tag = server.get("/api/map", AS_PROGRAM).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        server.get("/api/map", "Authorization", "Bearer " + TOKEN, "If-None-Match", tag);
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());

    source.journeys(1, "search");
    HttpResponse<String> changed =
        server.get("/api/map", "Authorization", "Bearer " + TOKEN, "If-None-Match", tag);
    assertEquals(200, changed.statusCode());
    assertNotEquals(tag, changed.headers().firstValue("ETag").orElseThrow());
  }

  @Test
  void logFile_isCountedBackFromItsLastDay() throws Exception {
    serve(
        source()
            .file()
            .journeyAt(Instant.parse("2019-03-01T10:00:00Z"), "a")
            .journeyAt(Instant.parse("2019-03-09T23:30:00Z"), "a"));
    assertEquals("2019-03-10", map("").get("today").getAsString());
  }

  @Test
  void status_isTold() throws Exception {
    serve(
        source()
            .journeys(1, "page_view")
            .count("accepted", 9)
            .count("dropped.queue_full", 2)
            .count("dropped.disk_full", 1)
            .notice("store_locked"));
    JsonObject status = map("").getAsJsonObject("status");
    assertEquals(3, status.get("dropped").getAsLong());
    assertEquals("store_locked", status.getAsJsonArray("notices").get(0).getAsString());
    assertEquals("2026-10-15T12:00:00Z", status.get("lastTouch").getAsString());
    assertEquals("Casa Lola", status.get("name").getAsString());
  }

  @Test
  void hostileNames_stayText() throws Exception {
    MemorySource source = source();
    for (String name : HOSTILE) {
      source.journeys(3, "page_view", name, "view_item");
    }
    serve(source);
    String json = server.get("/api/map", AS_PROGRAM).body();
    assertFalse(json.contains("<"), "markup is escaped in JSON");
    List<String> names = new ArrayList<>();
    for (JsonElement touchpoint :
        JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("touchpoints")) {
      names.add(touchpoint.getAsJsonObject().get("name").getAsString());
    }
    // Half a surrogate has no UTF-8 and arrives as a question mark; all else arrives as it is.
    HOSTILE.forEach(
        name -> assertTrue(names.contains(name.replace('\ud800', '?')), "lost: " + name));

    HttpResponse<String> svg = server.get("/api/map.svg", AS_PROGRAM);
    assertEquals("image/svg+xml", svg.headers().firstValue("Content-Type").orElse(""));
    Document document = parse(svg.body());
    assertEquals(0, document.getElementsByTagName("script").getLength());
    assertEquals(0, document.getElementsByTagName("img").getLength());
    String page = server.get("/?sel=%3Cscript%3Ealert(1)", AS_PROGRAM).body();
    assertFalse(page.contains("alert(1)"));
  }

  @Test
  void hostileNames_areAsManyShapesAsNames() throws Exception {
    MemorySource source = source();
    for (String name : HOSTILE) {
      source.journeys(3, name);
    }
    serve(source.journeys(1, "same\u0000", "same\u0001", "same"));
    assertEquals(HOSTILE.size() + 3 + 2, ask("/api/shapes").getAsJsonArray("shapes").size());
  }

  private static Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void export_givesEachFormatUnderANameByThePeriod() throws Exception {
    serve(source().journeys(3, "page_view", "view_item", "purchase"));
    record Expected(String format, String name) {}
    for (Expected expected :
        List.of(
            new Expected("drawio", "senda-2026-10-01_2026-10-28.drawio"),
            new Expected("lucid", "senda-2026-10-01_2026-10-28.lucid"),
            new Expected("svg", "senda-2026-10-01_2026-10-28.svg"))) {
      HttpResponse<String> file =
          server.get(
              "/export?from=2026-10-01&to=2026-10-28&format=" + expected.format(), AS_PROGRAM);
      assertEquals(200, file.statusCode(), expected.format());
      assertEquals(
          "attachment; filename=\"" + expected.name() + "\"",
          file.headers().firstValue("Content-Disposition").orElse(""));
      assertFalse(file.body().isEmpty());
    }
    assertTrue(
        server
            .get("/export?format=svg", AS_PROGRAM)
            .headers()
            .firstValue("Content-Disposition")
            .orElse("")
            .contains("senda-all.svg"));
    String file = server.get("/export?format=svg&lang=en", AS_PROGRAM).body();
    assertTrue(file.contains("/senda/?lang=en&amp;sel=view_item\">"), file);
    assertTrue(file.contains(" · Drawn: 2026-10-15 14:00<"), file);
    assertEquals(
        server.get("/api/map.svg?lang=en", AS_PROGRAM).body().replace("\n", ""),
        file.replace("\n", "").replaceAll("</?a\\b[^>]*>", "").replaceAll(" · Drawn: [^<]*", ""),
        "what leaves the panel is what it shows");
  }

  @Test
  void export_givesAPageToEachOfWhatIsCompared() throws Exception {
    serve(source().journeys(30, "page_view", "view_item", "purchase"));
    String days = "/export?from=2026-10-10&to=2026-10-28&compare=previous&lang=es&format=";
    String drawio = server.get(days + "drawio", AS_PROGRAM).body();
    assertEquals(2, drawio.split("<diagram ", -1).length - 1, drawio);
    assertTrue(drawio.contains("2026-10-10 – 2026-10-28"), drawio);
    assertTrue(drawio.contains("2026-09-21 – 2026-10-09"), drawio);
    String mermaid = server.get(days + "mermaid", AS_PROGRAM).body();
    assertFalse(mermaid.contains("2026-09-21"), mermaid);
  }

  @Test
  void exportDialog_isToldWhatAFileHoldsAndWhatEachFormatLacks() throws Exception {
    serve(source().journeys(9, "a", "b", "c").journeys(4, "a", "c").journeys(2, "c", "a", "b"));
    JsonObject some =
        JsonParser.parseString(server.get("/api/export?share=0&lang=es", AS_PROGRAM).body())
            .getAsJsonObject();
    JsonObject all =
        JsonParser.parseString(server.get("/api/export?share=100", AS_PROGRAM).body())
            .getAsJsonObject();
    int hidden = some.getAsJsonObject("hidden").get("transitions").getAsInt();
    assertTrue(hidden > 0, some.toString());
    assertEquals(
        all.get("lines").getAsInt() - hidden, some.get("lines").getAsInt(), "what is left out");
    assertEquals(5, all.get("shapes").getAsInt());
    List<String> formats = new ArrayList<>();
    for (JsonElement format : some.getAsJsonArray("formats")) {
      formats.add(format.getAsJsonObject().get("format").getAsString());
      assertFalse(format.getAsJsonObject().get("lacks").getAsString().isBlank());
    }
    assertEquals(DiagramExporters.find().names(), formats);
  }

  @Test
  void tabs_keepThePeriodAndNothingThatIsNotOfThePanel() throws Exception {
    serve(source());
    String page =
        server.get("/leaks?from=2026-10-01&share=7&lang=es&x=%22%3E%3Cb%3E", AS_PROGRAM).body();
    assertTrue(page.contains("href=\"./?lang=es&amp;from=2026-10-01\""), page);
    assertTrue(page.contains("href=\"leaks?lang=es&amp;from=2026-10-01\" aria-current"), page);
    assertFalse(page.contains("<b>"), page);
  }

  @Test
  void filter_takesWholeJourneysOnEveryAddress() throws Exception {
    serve(
        source()
            .with("channel=email", 30, "page_view", "view_item", "purchase")
            .with("channel=email", 12, "page_view", "view_item")
            .journeys(50, "page_view"));
    assertEquals(42, map("?channel=email").get("journeys").getAsLong());
    assertEquals(12, map("?channel=email&outcome=left").get("journeys").getAsLong());
    assertEquals(30, map("?filter=passes(purchase)").get("journeys").getAsLong());
    assertEquals(50, map("?filter=channel%20%3D%20direct").get("journeys").getAsLong());
    assertEquals(
        "channel = email and outcome = left",
        map("?outcome=left&channel=email")
            .getAsJsonObject("selection")
            .get("filter")
            .getAsString());
    assertEquals(92, map("?visitor=%22%3E&outcome=x").get("journeys").getAsLong());
    assertTrue(
        server.get("/export?format=csv&channel=email", AS_PROGRAM).body().contains("42"),
        "the file is of them alone");
    for (String path : List.of("/api/map", "/api/leaks", "/api/paths", "/export", "/api/map.svg")) {
      HttpResponse<String> wrong =
          server.get(path + "?lang=es&format=csv&filter=passes(", AS_PROGRAM);
      assertEquals(422, wrong.statusCode(), path);
      assertTrue(wrong.body().startsWith("{\"error\":\"columna 8: "), wrong.body());
      assertTrue(wrong.body().endsWith("\"column\":8}"), wrong.body());
    }
  }

  @Test
  void comparison_isWithTheDaysBeforeOrWithTheRest() throws Exception {
    serve(
        source()
            .with("channel=email", 60, "page_view", "purchase")
            .journeys(60, "page_view", "search")
            .journeyAt(Instant.parse("2026-10-14T12:00:00Z"), "page_view"));
    JsonObject before =
        JsonParser.parseString(
                server
                    .get(
                        "/api/difference?from=2026-10-15&to=2026-10-15&compare=previous",
                        AS_PROGRAM)
                    .body())
            .getAsJsonObject();
    assertEquals(120, before.get("journeys").getAsLong());
    assertEquals(1, before.get("others").getAsLong());
    assertEquals("2026-10-14", before.get("from").getAsString());
    JsonObject rest =
        JsonParser.parseString(
                server.get("/api/difference?channel=email&compare=rest", AS_PROGRAM).body())
            .getAsJsonObject();
    assertEquals(60, rest.get("journeys").getAsLong());
    assertEquals(61, rest.get("others").getAsLong());
    assertTrue(rest.getAsJsonArray("steps").get(0).getAsJsonObject().get("clear").getAsBoolean());
    assertEquals("{}", server.get("/api/difference?compare=rest", AS_PROGRAM).body());
  }

  @Test
  void credits_areOfVisitsAndSayHowManyAreLinked() throws Exception {
    serve(source().journeys(30, "page_view").with("channel=email", 20, "page_view", "purchase"));
    JsonObject aside =
        JsonParser.parseString(server.get("/api/aside", AS_PROGRAM).body()).getAsJsonObject();
    JsonObject channels = aside.getAsJsonObject("channels");
    assertEquals(0, aside.get("linked").getAsLong());
    assertEquals(2, channels.getAsJsonArray("own").size());
    assertEquals(channels.get("own"), channels.get("last"), "nobody is known");
    assertEquals(channels.get("own"), channels.get("first"), "nobody is known");
  }

  @Test
  void export_ofAnUnknownFormat_saysWhichThereAre() throws Exception {
    serve(source());
    HttpResponse<String> response = server.get("/export?lang=en&format=%22%0d%0aX:1", AS_PROGRAM);
    assertEquals(400, response.statusCode());
    assertTrue(response.body().contains("csv, dot, drawio, excalidraw, graphml"), response.body());
    assertTrue(response.headers().firstValue("Content-Disposition").isEmpty());
  }

  @Test
  void backup_isAZipFile() throws Exception {
    serve(source().journeys(1, "page_view"));
    HttpResponse<String> response = backup();
    assertEquals(200, response.statusCode());
    assertEquals("application/zip", response.headers().firstValue("Content-Type").orElse(""));
    try (ZipInputStream zip =
        new ZipInputStream(
            new ByteArrayInputStream(response.body().getBytes(StandardCharsets.ISO_8859_1)))) {
      assertTrue(response.body().startsWith("PK"));
      assertEquals("journeys", zip.getNextEntry().getName());
    }
  }

  @Test
  void backup_ofALogFile_saysThatThereIsNone() throws Exception {
    serve(source().journeys(1, "page_view").file());
    assertEquals(409, backup().statusCode());
  }

  @Test
  void backup_thatCannotBeMade_saysWhy() throws Exception {
    serve(source().journeys(1, "page_view").diskFull());
    HttpResponse<String> response = backup();
    assertEquals(500, response.statusCode());
    assertEquals(
        "{\"error\":\"The disk is full: make some room and try again.\"}", response.body());
    assertTrue(response.headers().firstValue("Content-Disposition").isEmpty());
  }

  private HttpResponse<String> backup() throws Exception {
    return server.post(
        "/api/backup",
        "{}",
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + TOKEN);
  }

  @Test
  void whatFails_isSaidInOneSentence() throws Exception {
    serve(source().journeys(1, "page_view").failing());
    HttpResponse<String> response = server.get("/api/map?lang=en", AS_PROGRAM);
    assertEquals(500, response.statusCode());
    assertTrue(
        response.body().matches("\\{\"error\":\"Something failed here\\..*Quote [0-9a-f]{8} .*\"}"),
        response.body());
    assertFalse(response.body().contains("SECRET"));
    assertEquals("no-store", response.headers().firstValue("Cache-Control").orElse(""));
  }

  @Test
  void page_isSmall() throws Exception {
    serve(source());
    int total = 0;
    for (String path :
        List.of(
            "/",
            "/panel.css",
            "/panel.js",
            "/frame.js",
            "/filters.js",
            "/graph.js",
            "/paths.js",
            "/export.js",
            "/periods.js",
            "/picture.js",
            "/words.js",
            "/lists.js",
            "/nodes.js")) {
      java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(server.get(path, AS_PROGRAM).body().getBytes(StandardCharsets.UTF_8));
      }
      total += packed.size();
    }
    assertTrue(total < 60_000, total + " bytes");
  }

  @Test
  void browser_isNotCountedWhenTheMerchantSaysSo_andCanBeAgain() throws Exception {
    serve(source());
    String session = server.signIn(TOKEN);
    String[] ours = {
      "Cookie", session, "Origin", server.origin(), "Content-Type", FORM,
    };

    assertEquals(303, server.get("/counting").statusCode(), "only for whoever is signed in");
    assertEquals(401, server.post("/counting", "counted=no", ours[2], ours[3]).statusCode());
    assertEquals(
        403, server.post("/counting", "counted=no", ours[0], ours[1], ours[4], FORM).statusCode());
    assertTrue(server.get("/counting?lang=es", ours).body().contains("No contar este navegador"));

    HttpResponse<String> off = server.post("/counting?lang=es", "counted=no", ours);
    String cookie = off.headers().firstValue("Set-Cookie").orElse("");
    assertEquals(303, off.statusCode());
    assertTrue(
        cookie.matches(
            "senda_not_counted_[0-9a-f]{8}=1; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"),
        cookie);
    String both = session + "; " + cookie.split(";", 2)[0];
    assertTrue(server.get("/counting?lang=es", "Cookie", both).body().contains("no se cuentan"));

    HttpResponse<String> on =
        server.post(
            "/counting", "counted=yes", "Cookie", both, "Origin", server.origin(), ours[4], FORM);
    assertTrue(on.headers().firstValue("Set-Cookie").orElse("").contains("Max-Age=0"));
  }
}
