package io.github.senda.diagram.lucid.api;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.senda.diagram.Drawings;
import io.github.senda.diagram.lucid.LucidExporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** Lucid as a server of this machine plays it, and what is pushed to it. */
final class PlayedLucid implements AutoCloseable {

  static final LucidSecret KEY = LucidSecret.of("key-CANARY-1b5e");
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final String ID = "110808fd-4553-4316-bccf-4f25ff59a532";

  private static final Patience SHORT =
      new Patience(
          Duration.ofSeconds(5), Duration.ofMillis(300), List.of(Duration.ZERO, Duration.ZERO));

  final MockWebServer server = new MockWebServer();
  final List<LucidProgress.Step> steps = new ArrayList<>();
  private final List<LucidClient> clients = new ArrayList<>();

  PlayedLucid() {
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI origin() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** A client that knows only this Lucid. */
  LucidClient client() {
    return client(LucidAddresses.playedAt(origin()), Optional.empty());
  }

  LucidClient client(LucidAddresses addresses, Optional<Wire.Trust> trust) {
    LucidClient client = LucidClient.of(addresses, SHORT, Optional.empty(), trust);
    clients.add(client);
    return client;
  }

  LucidPush push() {
    return LucidPush.of(client(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  PushReport push(LucidUpload upload) throws LucidMistake {
    return push().push(upload, KEY, this::note);
  }

  /** The mistake that pushing a document ends with. */
  LucidMistake refused() {
    return assertThrows(LucidMistake.class, () -> push(document()));
  }

  void note(LucidProgress.Step step, long done, long of) {
    if (steps.isEmpty() || steps.get(steps.size() - 1) != step) {
      steps.add(step);
    }
  }

  static LucidUpload document() throws LucidMistake {
    return upload(LucidUpload.Form.DOCUMENT, shop());
  }

  static LucidUpload upload(LucidUpload.Form form, byte[] bytes) throws LucidMistake {
    return LucidUpload.of(form, "Tu tienda \u00b7 noviembre", OptionalLong.of(123), bytes);
  }

  static byte[] shop() {
    try {
      return LucidExporter.document(Drawings.of(Drawings.shop()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Tally tally() {
    try {
      return Tally.of(
          new InputStreamReader(new ByteArrayInputStream(shop()), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document as Lucid describes it. */
  static String described(String title, String editUrl, Instant created) {
    return "{\"documentId\":\""
        + ID
        + "\",\"title\":\""
        + title
        + "\",\"editUrl\":\""
        + editUrl
        + "\",\"version\":1,\"pageCount\":1,\"trashed\":null,\"created\":\""
        + created
        + "\",\"customAttributes\":[{\"name\":\"documentId\"}],\"parent\":123}";
  }

  static String described() {
    return described(
        "Tu tienda \u00b7 noviembre", "https://lucid.app/lucidchart/" + ID + "/edit", NOW);
  }

  /** What {@code /contents} says of our document, with some lines less. */
  static String contents(int missingLines) {
    Tally tally = tally();
    List<String> keys = new ArrayList<>(tally.keys());
    StringBuilder text = new StringBuilder("{\"id\":\"" + ID + "\",\"pages\":[{\"id\":\"0_0\",");
    text.append("\"title\":\"p\",\"items\":{\"shapes\":[");
    for (int i = 0; i < tally.shapes(); i++) {
      text.append(i == 0 ? "" : ",").append("{\"id\":\"s").append(i).append("\",\"linkedData\":[");
      if (i < keys.size()) {
        text.append("{\"collectionId\":\"c\",\"key\":\"").append(keys.get(i)).append("\"}");
      }
      text.append("]}");
    }
    text.append("],\"lines\":[");
    for (int i = 0; i < tally.lines() - missingLines; i++) {
      text.append(i == 0 ? "" : ",").append("{\"id\":\"l").append(i).append("\"");
      int key = tally.shapes() + i;
      if (key < keys.size()) {
        text.append(",\"linkedData\":[{\"key\":\"").append(keys.get(key)).append("\"}]");
      }
      text.append("}");
    }
    return text.append("],\"groups\":[],\"layers\":[]}}]}").toString();
  }

  void answers(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  void answers(int status, String body, String header, String value) {
    server.enqueue(
        new MockResponse.Builder().code(status).addHeader(header, value).body(body).build());
  }

  /** Takes the request and never answers. */
  void isSilent() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
  }

  /** Takes the request and hangs up before it answers. */
  void hangsUp() {
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
  }

  /** Hangs up in the middle of an answer. */
  void hangsUpIn(String body) {
    server.enqueue(
        new MockResponse.Builder()
            .code(201)
            .body(body)
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
  }

  /** The next request that came in. */
  RecordedRequest asked() throws InterruptedException {
    return Optional.ofNullable(server.takeRequest(5, TimeUnit.SECONDS)).orElseThrow();
  }

  @Override
  public void close() {
    clients.forEach(LucidClient::close);
    server.close();
  }
}
