package io.github.senda.diagram.lucid.api;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Lucid's REST API, as far as a push needs it. Each call is one request on the caller's thread;
 * none is ever repeated by itself. Safe for any thread; closing it breaks off what is running.
 */
public final class LucidClient implements AutoCloseable {

  private static final int MOST_ANSWERED = 1 << 20;
  private static final int MOST_READ_BACK = 32 << 20;
  private static final int LONGEST_KEYWORDS = 400;
  private static final int LONGEST_REASON = 240;
  private static final int MOST_SECONDS = 86_400;
  private static final int CREATED = 201;
  private static final int OK = 200;

  private final LucidAddresses addresses;
  private final Patience patience;
  private final Wire wire;

  private LucidClient(LucidAddresses addresses, Patience patience, Wire wire) {
    this.addresses = addresses;
    this.patience = patience;
    this.wire = wire;
  }

  /**
   * A client of Lucid.
   *
   * @param proxy the HTTP proxy through which Lucid is reached; if empty, what Java is set to
   */
  public static LucidClient of(LucidAddresses addresses, Optional<InetSocketAddress> proxy) {
    return of(addresses, Patience.USUAL, proxy, Optional.empty());
  }

  static LucidClient of(
      LucidAddresses addresses,
      Patience patience,
      Optional<InetSocketAddress> proxy,
      Optional<Wire.Trust> trust) {
    return new LucidClient(addresses, patience, new Wire(patience, proxy, trust));
  }

  LucidAddresses addresses() {
    return addresses;
  }

  Patience patience() {
    return patience;
  }

  /**
   * Has Lucid make a document.
   *
   * @throws LucidMistake if Lucid refuses, or does not answer; it then says whether a document may
   *     have been made
   */
  PushedDocument create(LucidUpload upload, LucidSecret secret, LucidProgress progress)
      throws LucidMistake {
    Request request =
        request(upload.form().path(), secret).post(UploadBody.of(upload, progress)).build();
    Wire.Reply reply = wire.send(request, MOST_ANSWERED, progress);
    if (reply.status() != CREATED && reply.status() != OK) {
      throw refusal(reply, secret);
    }
    try (JsonReader json = reader(reply)) {
      return document(json).orElseThrow(() -> new IOException("no document"));
    } catch (IOException | IllegalStateException e) {
      throw strange(reply).uncertain();
    }
  }

  /** Counts what a document at Lucid holds. */
  Tally contents(PushedDocument document, LucidSecret secret) throws LucidMistake {
    Request request = request("/v1/documents/" + document.id() + "/contents", secret).build();
    Wire.Reply reply = wire.send(request, MOST_READ_BACK, (step, done, of) -> {});
    if (reply.status() != OK) {
      throw refusal(reply, secret);
    }
    try {
      return Tally.of(new StringReader(reply.body()));
    } catch (IOException e) {
      throw strange(reply);
    }
  }

  /** The documents that Lucid finds by a title; some may have another one. */
  List<PushedDocument> search(String title, LucidSecret secret) throws LucidMistake {
    StringWriter asked = new StringWriter();
    try (JsonWriter json = new JsonWriter(asked)) {
      json.beginObject();
      json.name("product").beginArray().value(UploadBody.PRODUCT).endArray();
      json.name("keywords").value(title.substring(0, Math.min(title.length(), LONGEST_KEYWORDS)));
      json.endObject();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Wire.Reply reply =
        wire.send(
            request("/v1/documents/search", secret).post(utf8(asked.toString())).build(),
            MOST_ANSWERED,
            (step, done, of) -> {});
    if (reply.status() != OK) {
      throw refusal(reply, secret);
    }
    try (JsonReader json = reader(reply)) {
      List<PushedDocument> found = new ArrayList<>();
      json.beginArray();
      while (json.hasNext()) {
        document(json).ifPresent(found::add);
      }
      json.endArray();
      return found;
    } catch (IOException | IllegalStateException e) {
      throw strange(reply);
    }
  }

  /** Asks for tokens; the answer is whatever it is. */
  Wire.Reply token(String body) throws LucidMistake {
    return wire.send(
        new Request.Builder()
            .url(addresses.token().toString())
            .header("User-Agent", "Senda")
            .header("Accept", "application/json")
            .post(utf8(body))
            .build(),
        MOST_ANSWERED,
        (step, done, of) -> {});
  }

  private static RequestBody utf8(String body) {
    return RequestBody.create(
        body.getBytes(StandardCharsets.UTF_8), MediaType.get("application/json"));
  }

  private Request.Builder request(String path, LucidSecret secret) {
    return new Request.Builder()
        .url(addresses.api() + path)
        .header("Authorization", "Bearer " + secret.reveal())
        .header("Lucid-Api-Version", "1")
        .header("Accept", "application/json")
        .header("User-Agent", "Senda");
  }

  private static JsonReader reader(Wire.Reply reply) {
    return new JsonReader(new StringReader(reply.body()));
  }

  private static LucidMistake strange(Wire.Reply reply) {
    return LucidMistake.ofStatus(LucidMistake.Kind.STRANGE, reply.status(), Map.of());
  }

  /** One document as Lucid describes it; empty if it is no such thing. */
  private static Optional<PushedDocument> document(JsonReader json) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (json.peek() == JsonToken.STRING) {
        texts.put(name, json.nextString());
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    String id = texts.getOrDefault("documentId", "");
    if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
      return Optional.empty();
    }
    return Optional.of(
        new PushedDocument(
            id,
            texts.getOrDefault("title", ""),
            PushedDocument.linkOf(texts.getOrDefault("editUrl", ""))
                .or(() -> PushedDocument.linkOf(texts.getOrDefault("viewUrl", ""))),
            instant(texts.getOrDefault("created", ""))));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** What a status other than the hoped-for one means. */
  static LucidMistake refusal(Wire.Reply reply, LucidSecret secret) {
    Map<String, String> places = new TreeMap<>();
    places.put("reason", secret.hiddenIn(reason(reply)));
    LucidMistake.Kind kind =
        switch (reply.status()) {
          case 400, 422 -> LucidMistake.Kind.INVALID;
          case 401 -> LucidMistake.Kind.KEY;
          case 403 -> LucidMistake.Kind.FORBIDDEN;
          case 404 -> LucidMistake.Kind.MISSING;
          case 413 -> LucidMistake.Kind.REFUSED_SIZE;
          case 415 -> LucidMistake.Kind.TYPE;
          case 429 -> LucidMistake.Kind.BUSY;
          default -> reply.status() >= 500 ? LucidMistake.Kind.THEIRS : LucidMistake.Kind.STRANGE;
        };
    if (kind == LucidMistake.Kind.STRANGE) {
      places.remove("reason");
    }
    if (reply.retryAfter().matches("[0-9]{1,5}")
        && Integer.parseInt(reply.retryAfter()) <= MOST_SECONDS) {
      places.put("wait", reply.retryAfter() + " s");
    }
    return LucidMistake.ofStatus(kind, reply.status(), places);
  }

  /** What Lucid says of a refusal, on one short line; how it says it is written nowhere. */
  private static String reason(Wire.Reply reply) {
    String text = reply.body();
    String said = "";
    try (JsonReader json = new JsonReader(new StringReader(text))) {
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        boolean tells =
            name.equals("message") || name.equals("error") || name.equals("error_description");
        if (tells && json.peek() == JsonToken.STRING) {
          said = json.nextString();
        } else {
          json.skipValue();
        }
      }
    } catch (IOException | IllegalStateException e) {
      // A page of HTML is somebody else's, and helps nobody.
      said = text.stripLeading().startsWith("<") ? "" : said.isEmpty() ? text : said;
    }
    StringBuilder line = new StringBuilder();
    said.strip()
        .codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .limit(LONGEST_REASON)
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  /** Breaks off what is running; more can be asked afterwards. */
  public void stop() {
    wire.stop();
  }

  @Override
  public void close() {
    wire.close();
  }
}
