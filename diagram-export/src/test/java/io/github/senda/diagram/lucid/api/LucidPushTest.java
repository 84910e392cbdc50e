package io.github.senda.diagram.lucid.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.Drawings;
import io.github.senda.diagram.drawio.DrawioExporter;
import io.github.senda.diagram.lucid.LucidExporter;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LucidPushTest {

  private static final Locale SPANISH = Locale.forLanguageTag("es");
  private static final String TITLE = "Tu tienda \u00b7 noviembre";

  private final PlayedLucid lucid = new PlayedLucid();

  @AfterEach
  void end() {
    lucid.close();
  }

  // ---- what is sent ----

  @Test
  void document_isSentAsJsonWithItsContent() throws Exception {
    lucid.answers(201, PlayedLucid.described());
    lucid.answers(200, PlayedLucid.contents(0));

    lucid.push(PlayedLucid.document());

    RecordedRequest request = lucid.asked();
    assertEquals("POST /v1/documents HTTP/1.1", request.getRequestLine());
    assertEquals("Bearer key-CANARY-1b5e", request.getHeaders().get("Authorization"));
    assertEquals("1", request.getHeaders().get("Lucid-Api-Version"));
    assertEquals("application/json", request.getHeaders().get("Content-Type"));
    String body = request.getBody().utf8();
    String head =
        "{\"title\":\"" + TITLE + "\",\"product\":\"lucidchart\",\"parent\":123,\"content\":";
    assertEquals(head + new String(PlayedLucid.shop(), StandardCharsets.UTF_8).strip() + "}", body);
    JsonObject content = JsonParser.parseString(body).getAsJsonObject().getAsJsonObject("content");
    assertEquals(1, content.get("version").getAsInt());
  }

  @Test
  void file_isSentAsAFormToTheByte() throws Exception {
    byte[] file = LucidExporter.file(PlayedLucid.shop());
    lucid.answers(201, PlayedLucid.described());
    lucid.answers(200, PlayedLucid.contents(0));

    lucid.push(PlayedLucid.upload(LucidUpload.Form.FILE, file));

    RecordedRequest request = lucid.asked();
    assertEquals("POST /v1/documents/create HTTP/1.1", request.getRequestLine());
    Matcher type =
        Pattern.compile("multipart/form-data; boundary=(senda-[0-9a-f]{32})")
            .matcher(request.getHeaders().get("Content-Type"));
    assertTrue(type.matches(), request.getHeaders().get("Content-Type"));
    String line = "--" + type.group(1);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    String media = "x-application/vnd.lucid.standardImport";
    expected.writeBytes(part(line, "type", media));
    expected.writeBytes(part(line, "product", "lucidchart"));
    expected.writeBytes(part(line, "title", TITLE));
    expected.writeBytes(part(line, "parent", "123"));
    expected.writeBytes(
        (line
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"senda.lucid\""
                + "\r\nContent-Type: "
                + media
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    expected.writeBytes(file);
    expected.writeBytes(("\r\n" + line + "--\r\n").getBytes(StandardCharsets.UTF_8));
    assertArrayEquals(expected.toByteArray(), request.getBody().toByteArray());
    assertEquals(Long.toString(expected.size()), request.getHeaders().get("Content-Length"));
  }

  private static byte[] part(String line, String name, String value) {
    return (line
            + "\r\nContent-Disposition: form-data; name=\""
            + name
            + "\"\r\n\r\n"
            + value
            + "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"DRAWIO, x-application/vnd.lucid.drawio", "VISIO, x-application/vnd.lucid.visio"})
  void otherFormats_goThroughLucidsOwnImport(LucidUpload.Form form, String media) throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    new DrawioExporter().write(Drawings.of(Drawings.shop()), file);
    lucid.answers(201, PlayedLucid.described());

    PushReport report =
        lucid.push(LucidUpload.of(form, TITLE, OptionalLong.empty(), file.toByteArray()));

    RecordedRequest request = lucid.asked();
    assertEquals("POST /v1/documents/import HTTP/1.1", request.getRequestLine());
    String body = request.getBody().string(StandardCharsets.ISO_8859_1);
    assertTrue(body.contains("name=\"type\"\r\n\r\n" + media + "\r\n"));
    assertTrue(body.contains("Content-Type: " + media + "\r\n"));
    assertFalse(body.contains("name=\"parent\""));
    assertEquals(Optional.empty(), report.comparison());
    assertEquals(1, lucid.server.getRequestCount());
  }

  // ---- what comes of it ----

  @Test
  void push_isReadBackAndCompared() throws Exception {
    lucid.answers(201, PlayedLucid.described());
    lucid.answers(200, PlayedLucid.contents(0));

    PushReport report = lucid.push(PlayedLucid.document());

    lucid.asked();
    assertEquals(
        "GET /v1/documents/" + PlayedLucid.ID + "/contents HTTP/1.1",
        lucid.asked().getRequestLine());
    assertEquals(
        Optional.of(URI.create("https://lucid.app/lucidchart/" + PlayedLucid.ID + "/edit")),
        report.document().link());
    PushReport.Comparison comparison = report.comparison().orElseThrow();
    assertTrue(comparison.isWhole(), comparison.toString());
    assertTrue(comparison.linesSent() > 10 && comparison.keysSent() > 10, comparison.toString());
    assertFalse(report.foundLater());
    assertEquals(
        List.of(
            LucidProgress.Step.PREPARING,
            LucidProgress.Step.CONNECTING,
            LucidProgress.Step.SENDING,
            LucidProgress.Step.WAITING,
            LucidProgress.Step.READING_BACK),
        lucid.steps);
  }

  @Test
  void push_saysWhatIsMissingInLucid() throws Exception {
    lucid.answers(201, PlayedLucid.described());
    lucid.answers(200, PlayedLucid.contents(3));

    PushReport.Comparison comparison =
        lucid.push(PlayedLucid.document()).comparison().orElseThrow();

    assertFalse(comparison.isWhole());
    assertEquals(3, comparison.linesSent() - comparison.linesThere());
  }

  @Test
  void push_thatCannotBeReadBackIsStillDone() throws Exception {
    lucid.answers(201, PlayedLucid.described());
    lucid.answers(403, "");

    PushReport report = lucid.push(PlayedLucid.document());

    assertEquals(PlayedLucid.ID, report.document().id());
    assertEquals(LucidMistake.Kind.FORBIDDEN, report.notRead().orElseThrow().kind());
  }

  @ParameterizedTest
  @CsvSource({
    "https://lucid.app.example.com/lucidchart/1/edit",
    "http://lucid.app/lucidchart/1/edit",
    "https://lucid.app@example.com/1",
    "https://lucid.app:444/1",
    "javascript:alert(1)",
    "//lucid.app/1"
  })
  void link_leadsNowhereButToLucid(String address) throws Exception {
    lucid.answers(201, PlayedLucid.described("t", address, PlayedLucid.NOW));
    lucid.answers(200, PlayedLucid.contents(0));

    assertEquals(Optional.empty(), lucid.push(PlayedLucid.document()).document().link());
  }

  @Test
  void refusedJson_isSentAsAFile() throws Exception {
    lucid.answers(415, "");
    lucid.answers(201, PlayedLucid.described());
    lucid.answers(200, PlayedLucid.contents(0));

    PushReport report = lucid.push(PlayedLucid.document());

    assertTrue(report.comparison().orElseThrow().isWhole());
    assertEquals("/v1/documents", lucid.asked().getTarget());
    assertEquals("/v1/documents/create", lucid.asked().getTarget());
  }

  // ---- what is refused ----

  @ParameterizedTest
  @CsvSource({
    "400, INVALID",
    "401, KEY",
    "403, FORBIDDEN",
    "404, MISSING",
    "413, REFUSED_SIZE",
    "429, BUSY",
    "302, STRANGE",
    "409, STRANGE"
  })
  void refusal_isToldInTheMerchantsLanguageAndNotRepeated(int status, LucidMistake.Kind kind) {
    lucid.answers(
        status,
        "{\"message\":\"no, not key-CANARY-1b5e\\u001b[31m {title}\\n\"}",
        "Retry-After",
        "30");

    LucidMistake mistake = lucid.refused();

    assertEquals(kind, mistake.kind());
    assertEquals(1, lucid.server.getRequestCount());
    for (String said : List.of(mistake.getMessage(), mistake.in(SPANISH))) {
      assertTrue(said.contains(Integer.toString(status)), said);
      assertFalse(said.contains("CANARY"), said);
      assertTrue(said.chars().noneMatch(Character::isISOControl), said);
    }
    if (kind != LucidMistake.Kind.STRANGE) {
      assertTrue(mistake.in(SPANISH).contains("Lucid dice: no, not *** [31m {title}"), kind.name());
    }
    if (kind == LucidMistake.Kind.BUSY) {
      assertTrue(mistake.in(SPANISH).contains("Espera 30 s"), mistake.in(SPANISH));
    }
  }

  @Test
  void refusedFile_isToldAsItsType() throws Exception {
    lucid.answers(415, "<html>nothing that helps</html>");

    LucidMistake mistake =
        assertThrows(
            LucidMistake.class,
            () ->
                lucid.push(
                    PlayedLucid.upload(
                        LucidUpload.Form.FILE, LucidExporter.file(PlayedLucid.shop()))));

    assertEquals(LucidMistake.Kind.TYPE, mistake.kind());
    assertFalse(mistake.getMessage().contains("html"), mistake.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void mistakes_areSaidInBothLanguages(LucidMistake.Kind kind) {
    LucidMistake mistake = LucidMistake.of(kind, "what", "x");

    assertFalse(mistake.getMessage().isBlank());
    assertFalse(mistake.in(SPANISH).isBlank());
    assertFalse(mistake.getMessage().contains("null") || mistake.in(SPANISH).contains("null"));
    assertFalse(mistake.in(SPANISH).contains("{") || mistake.in(SPANISH).contains("  "));
    if (kind != LucidMistake.Kind.INPUT) {
      assertFalse(mistake.in(SPANISH).equals(mistake.getMessage()));
    }
  }

  // ---- no clear answer ----

  private void assertNotSentTwice() throws InterruptedException {
    int creating = 0;
    for (int i = lucid.server.getRequestCount(); i > 0; i--) {
      String target = lucid.asked().getTarget();
      creating += target.startsWith("/v1/documents/search") ? 0 : 1;
    }
    assertEquals(1, creating);
  }

  @Test
  void silence_isLookedIntoAndTheDocumentFound() throws Exception {
    lucid.isSilent();
    lucid.answers(200, "[" + PlayedLucid.described() + "]");
    lucid.answers(200, PlayedLucid.contents(0));

    PushReport report = lucid.push(PlayedLucid.document());

    assertTrue(report.foundLater());
    assertTrue(report.comparison().orElseThrow().isWhole());
    lucid.asked();
    RecordedRequest search = lucid.asked();
    assertEquals("POST /v1/documents/search HTTP/1.1", search.getRequestLine());
    assertEquals(
        "{\"product\":[\"lucidchart\"],\"keywords\":\"" + TITLE + "\"}", search.getBody().utf8());
    assertTrue(lucid.steps.contains(LucidProgress.Step.LOOKING));
  }

  @Test
  void silence_isToldWhenNoDocumentCameOfIt() throws Exception {
    lucid.isSilent();
    // One of the same title that is older, and one of another.
    lucid.answers(
        200,
        "["
            + PlayedLucid.described(TITLE, "", PlayedLucid.NOW.minusSeconds(3_600))
            + ","
            + PlayedLucid.described("Tu tienda", "", PlayedLucid.NOW)
            + "]");
    lucid.answers(200, "[]");

    LucidMistake mistake = lucid.refused();

    assertEquals(LucidMistake.Kind.TIMED_OUT, mistake.kind());
    assertTrue(mistake.in(SPANISH).contains("\u00ab" + TITLE + "\u00bb"), mistake.in(SPANISH));
    assertNotSentTwice();
  }

  @Test
  void silence_afterWhichNobodyCanSayIsToldSo() throws Exception {
    lucid.isSilent();
    lucid.answers(500, "");
    lucid.hangsUp();

    assertEquals(LucidMistake.Kind.UNKNOWN, lucid.refused().kind());
    assertNotSentTwice();
  }

  @Test
  void cutOff_isLookedInto() throws Exception {
    lucid.hangsUp();
    lucid.answers(200, "[]");
    lucid.answers(200, "[]");

    assertEquals(LucidMistake.Kind.CUT_OFF, lucid.refused().kind());
    assertNotSentTwice();
  }

  @Test
  void answerThatBreaksOff_isLookedInto() throws Exception {
    lucid.hangsUpIn(PlayedLucid.described().repeat(50));
    lucid.answers(200, "[" + PlayedLucid.described() + "]");
    lucid.answers(200, PlayedLucid.contents(0));

    assertTrue(lucid.push(PlayedLucid.document()).foundLater());
  }

  @Test
  void faultOfLucids_isLookedInto() throws Exception {
    lucid.answers(500, "{\"error\":\"oops\"}");
    lucid.answers(200, "[]");
    lucid.answers(200, "[]");

    LucidMistake mistake = lucid.refused();

    assertEquals(LucidMistake.Kind.THEIRS, mistake.kind());
    assertTrue(mistake.getMessage().endsWith("Lucid says: oops"), mistake.getMessage());
    assertNotSentTwice();
  }

  @Test
  void answerThatIsNoneOfLucids_isLookedInto() throws Exception {
    lucid.answers(200, "<html>Sign in to the guest network</html>");
    lucid.answers(200, "<html>Sign in to the guest network</html>");
    lucid.answers(200, "<html>Sign in to the guest network</html>");

    assertEquals(LucidMistake.Kind.UNKNOWN, lucid.refused().kind());
  }

  @Test
  void documentOfAnEarlierPush_isNotTakenForALaterOne() throws Exception {
    LucidPush push = lucid.push();
    lucid.answers(201, PlayedLucid.described());
    lucid.answers(200, PlayedLucid.contents(0));
    push.push(PlayedLucid.document(), PlayedLucid.KEY, lucid::note);
    lucid.isSilent();
    lucid.answers(200, "[" + PlayedLucid.described() + "]");
    lucid.answers(200, "[" + PlayedLucid.described() + "]");

    LucidMistake mistake =
        assertThrows(
            LucidMistake.class,
            () -> push.push(PlayedLucid.document(), PlayedLucid.KEY, lucid::note));

    assertEquals(LucidMistake.Kind.TIMED_OUT, mistake.kind());
  }

  // ---- the way there ----

  @Test
  void nobodyThere_isToldSo() throws Exception {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    LucidClient client = lucid.client(LucidAddresses.playedAt(nobody), Optional.empty());

    LucidMistake mistake =
        assertThrows(
            LucidMistake.class,
            () -> client.create(PlayedLucid.document(), PlayedLucid.KEY, lucid::note));

    assertEquals(LucidMistake.Kind.UNREACHABLE, mistake.kind());
    assertFalse(mistake.isUncertain());
  }

  private static HandshakeCertificates certificates(HeldCertificate held) {
    return new HandshakeCertificates.Builder().heldCertificate(held).build();
  }

  @Test
  void wrongCertificate_isToldBeforeAnythingIsSent() throws Exception {
    HeldCertificate own =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    lucid.server.useHttps(certificates(own).sslSocketFactory());
    lucid.answers(201, PlayedLucid.described());
    URI secure = URI.create("https://localhost:" + lucid.server.getPort());
    LucidClient client = lucid.client(LucidAddresses.playedAt(secure), Optional.empty());

    LucidMistake mistake =
        assertThrows(
            LucidMistake.class,
            () -> client.create(PlayedLucid.document(), PlayedLucid.KEY, lucid::note));

    assertEquals(LucidMistake.Kind.CERTIFICATE, mistake.kind());
    assertFalse(mistake.isUncertain());
    assertEquals(0, lucid.server.getRequestCount());
  }

  @Test
  void certificateOfAnotherName_isToldBeforeAnythingIsSent() throws Exception {
    HeldCertificate other =
        new HeldCertificate.Builder().addSubjectAlternativeName("lucid.example").build();
    lucid.server.useHttps(certificates(other).sslSocketFactory());
    lucid.answers(201, PlayedLucid.described());
    URI secure = URI.create("https://localhost:" + lucid.server.getPort());
    LucidClient client =
        lucid.client(LucidAddresses.playedAt(secure), Optional.of(trusting(other)));

    assertEquals(
        LucidMistake.Kind.CERTIFICATE,
        assertThrows(
                LucidMistake.class,
                () -> client.create(PlayedLucid.document(), PlayedLucid.KEY, lucid::note))
            .kind());
    assertEquals(0, lucid.server.getRequestCount());
  }

  private static Wire.Trust trusting(HeldCertificate held) {
    HandshakeCertificates trusted =
        new HandshakeCertificates.Builder().addTrustedCertificate(held.certificate()).build();
    return new Wire.Trust(trusted.sslSocketFactory(), trusted.trustManager());
  }

  private LucidClient behind(MockWebServer proxy, Optional<Wire.Trust> trust) {
    return LucidClient.of(
        LucidAddresses.playedAt(URI.create("https://localhost:" + lucid.server.getPort())),
        Patience.USUAL,
        Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getPort())),
        trust);
  }

  @Test
  void proxy_letsThroughWhatItCannotRead() throws Exception {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    lucid.server.useHttps(certificates(held).sslSocketFactory());
    lucid.server.enqueue(new MockResponse.Builder().inTunnel().build());
    lucid.answers(201, PlayedLucid.described());

    try (LucidClient client = behind(lucid.server, Optional.of(trusting(held)))) {
      PushedDocument document = client.create(PlayedLucid.document(), PlayedLucid.KEY, lucid::note);

      assertEquals(PlayedLucid.ID, document.id());
    }
    RecordedRequest connect = lucid.asked();
    assertEquals("CONNECT", connect.getMethod());
    assertEquals(null, connect.getHeaders().get("Authorization"));
    assertEquals("POST", lucid.asked().getMethod());
  }

  @ParameterizedTest
  @CsvSource({"407", "403", "503"})
  void proxyThatRefuses_isToldByItsAddress(int status) throws Exception {
    lucid.answers(status, "");

    try (LucidClient client = behind(lucid.server, Optional.empty())) {
      LucidMistake mistake =
          assertThrows(
              LucidMistake.class,
              () -> client.create(PlayedLucid.document(), PlayedLucid.KEY, lucid::note));

      assertEquals(LucidMistake.Kind.PROXY, mistake.kind());
      assertTrue(
          mistake.in(SPANISH).contains("localhost:" + lucid.server.getPort()), mistake.in(SPANISH));
      assertFalse(mistake.isUncertain());
    }
  }

  // ---- before anything is sent ----

  @Test
  void tooLargeADrawing_isDrawnWithFewerTransitions() throws Exception {
    int[] asked = {0};
    LucidFit fit =
        LucidFit.simplified(
            80,
            share -> {
              asked[0]++;
              return List.of(Drawings.withLines(Drawings.of(Drawings.shop()), 30 + share * 60));
            });

    assertTrue(fit.isSimplified());
    assertTrue(fit.share() > 5 && fit.share() < 80, "share " + fit.share());
    assertEquals(1, fit.documents().size());
    int bytes = fit.documents().get(0).length;
    assertTrue(bytes <= LucidExporter.MOST_BYTES);
    assertTrue(bytes > 1_800_000, bytes + " bytes");
    assertTrue(asked[0] < 12, asked[0] + " drawings");
  }

  @Test
  void drawingThatFits_isLeftAsItIs() throws Exception {
    LucidFit fit = LucidFit.simplified(80, share -> List.of(Drawings.of(Drawings.shop())));

    assertFalse(fit.isSimplified());
    assertArrayEquals(PlayedLucid.shop(), fit.documents().get(0));
  }

  @Test
  void pagesTooLargeForOneDocument_goOverSeveralOfTheSameName() throws Exception {
    Diagram large = Drawings.withLines(Drawings.of(Drawings.shop()), 1_500);
    LucidFit fit = LucidFit.whole(80, share -> List.of(large, large, large));

    assertFalse(fit.isSimplified());
    List<LucidUpload> uploads = fit.uploads("x".repeat(400), OptionalLong.of(7));
    int pages = 0;
    for (LucidUpload upload : uploads) {
      pages += LucidLimits.check(upload).orElseThrow().pages();
    }
    assertEquals(3, pages);
    int of = uploads.size();
    assertTrue(of > 1 && of <= 3, of + " documents");
    assertEquals("x".repeat(294) + " (" + of + "/" + of + ")", uploads.get(of - 1).title());
    assertEquals(OptionalLong.of(7), uploads.get(1).folder());
  }

  @Test
  void pageTooLargeForADocument_isDrawnWithFewerTransitions() throws Exception {
    LucidFit fit =
        LucidFit.whole(
            80,
            share -> {
              Diagram shop = Drawings.of(Drawings.shop());
              return List.of(shop, Drawings.withLines(shop, 30 + share * 60));
            });

    assertTrue(fit.isSimplified());
    assertTrue(fit.share() > 5 && fit.share() < 80, "share " + fit.share());
  }

  @Test
  void tooLargeADocument_isNotSent() throws Exception {
    byte[] large = new byte[LucidExporter.MOST_BYTES + 1];

    LucidMistake mistake =
        assertThrows(
            LucidMistake.class,
            () -> lucid.push(PlayedLucid.upload(LucidUpload.Form.DOCUMENT, large)));

    assertEquals(LucidMistake.Kind.TOO_LARGE, mistake.kind());
    assertEquals(0, lucid.server.getRequestCount());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing",
        "{}",
        "{\"version\":1,\"pages\":[]}",
        "{\"pages\":[{\"id\":\"p\",\"shapes\":[{\"id\":\"p\"}]}]}",
        "{\"pages\":[{\"id\":\"a b\"}]}",
        "{\"pages\":[{\"id\":\"0123456789012345678901234567890123456\"}]}"
      })
  void documentThatLucidWouldRefuse_isNotSent(String document) throws Exception {
    LucidUpload upload =
        PlayedLucid.upload(LucidUpload.Form.DOCUMENT, document.getBytes(StandardCharsets.UTF_8));

    assertEquals(
        LucidMistake.Kind.INPUT, assertThrows(LucidMistake.class, () -> lucid.push(upload)).kind());
    assertEquals(0, lucid.server.getRequestCount());
  }

  @Test
  void fileThatIsNoPackage_isNotSent() throws Exception {
    LucidUpload upload = PlayedLucid.upload(LucidUpload.Form.FILE, PlayedLucid.shop());

    assertEquals(
        LucidMistake.Kind.INPUT, assertThrows(LucidMistake.class, () -> lucid.push(upload)).kind());
  }

  @Test
  void title_isOneLineOfAtMost300Characters() throws Exception {
    LucidUpload upload =
        LucidUpload.of(
            LucidUpload.Form.DOCUMENT,
            "  a\nb\u0000" + "x".repeat(400),
            OptionalLong.empty(),
            new byte[0]);

    assertTrue(upload.title().startsWith("a b x"), upload.title());
    assertEquals(300, upload.title().length());
    assertThrows(
        LucidMistake.class,
        () -> LucidUpload.of(LucidUpload.Form.FILE, " \t", OptionalLong.empty(), new byte[0]));
  }

  // ---- stopping, threads, secrets ----

  @Test
  void stopping_breaksOffAndAsksNothingMore() throws Exception {
    lucid.isSilent();
    LucidClient client = LucidClient.of(LucidAddresses.playedAt(lucid.origin()), Optional.empty());
    LucidPush push = LucidPush.of(client, Clock.systemUTC());

    LucidMistake mistake =
        assertThrows(
            LucidMistake.class,
            () ->
                push.push(
                    PlayedLucid.document(),
                    PlayedLucid.KEY,
                    (step, done, of) -> {
                      if (step == LucidProgress.Step.WAITING) {
                        client.close();
                      }
                    }));

    assertEquals(LucidMistake.Kind.STOPPED, mistake.kind());
    assertTrue(mistake.getMessage().contains(TITLE), mistake.getMessage());
    // It may have been broken off before the server counted it.
    assertTrue(lucid.server.getRequestCount() <= 1);
  }

  @Test
  void push_leavesNoThreadOfItsOwn() throws Exception {
    lucid.answers(201, PlayedLucid.described());
    lucid.answers(200, PlayedLucid.contents(0));

    lucid.push(PlayedLucid.document());

    Set<String> threads =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> !name.startsWith("MockWebServer"))
            .filter(name -> name.contains("OkHttp") || name.contains("Okio"))
            .collect(Collectors.toSet());
    assertEquals(Set.of(), threads);
  }

  @Test
  void secret_isInNoTextOfOurs() throws Exception {
    LucidSecret secret = LucidSecret.of("CANARY");
    List<String> said = new ArrayList<>(List.of(secret.toString()));
    for (String wrong : List.of("CANARY CANARY", "CANARY\u00e9", "CANARY".repeat(2_000), " ")) {
      said.add(
          assertThrows(IllegalArgumentException.class, () -> LucidSecret.of(wrong)).getMessage());
    }
    said.add(new LucidTokens(secret, Optional.of(secret), PlayedLucid.NOW).toString());

    assertEquals(List.of(), said.stream().filter(text -> text.contains("CANARY")).toList());
  }

  @Test
  void addresses_areLucidsOrThisMachines() {
    for (String other :
        List.of(
            "https://api.lucid.co.example.com",
            "http://api.lucid.co",
            "https://169.254.169.254",
            "file:///etc/passwd",
            "https://10.0.0.1")) {
      assertThrows(
          IllegalArgumentException.class, () -> LucidAddresses.playedAt(URI.create(other)), other);
    }
  }
}
