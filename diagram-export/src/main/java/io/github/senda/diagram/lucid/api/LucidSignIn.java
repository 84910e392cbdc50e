package io.github.senda.diagram.lucid.api;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sign-in with Lucid by OAuth 2 (RFC 6749) with a proof key (PKCE, RFC 7636), for an
 * application that is registered at Lucid. Safe for any thread.
 */
public final class LucidSignIn {

  /** To make documents, to read them back, and to stay signed in. */
  private static final String SCOPES = "lucidchart.document.content offline_access";

  private static final long USUAL_SECONDS = 3_600;
  private static final int OK = 200;

  private final LucidClient client;
  private final String application;
  private final Optional<LucidSecret> secret;
  private final Clock clock;

  private LucidSignIn(
      LucidClient client, String application, Optional<LucidSecret> secret, Clock clock) {
    this.client = client;
    this.application = application;
    this.secret = secret;
    this.clock = clock;
  }

  /**
   * The sign-in for an application.
   *
   * @param application its client id
   * @param secret its client secret, where it has one
   */
  public static LucidSignIn of(
      LucidClient client, String application, Optional<LucidSecret> secret, Clock clock) {
    return new LucidSignIn(client, application, secret, clock);
  }

  /**
   * A sign-in that has begun.
   *
   * @param address where the person goes to let the application in
   * @param state what comes back with them, random and for once
   * @param verifier what proves afterwards that it was begun here
   * @param redirect where they come back to
   */
  public record Begun(URI address, String state, LucidSecret verifier, URI redirect) {}

  /** Begins a sign-in. */
  public Begun begin(URI redirect, SecureRandom random) {
    String state = random(random);
    String verifier = random(random);
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", application);
    query.put("redirect_uri", redirect.toString());
    query.put("scope", SCOPES);
    query.put("state", state);
    query.put("code_challenge", challenge(verifier));
    query.put("code_challenge_method", "S256");
    StringBuilder address = new StringBuilder(client.addresses().authorize().toString());
    char before = '?';
    for (Map.Entry<String, String> one : query.entrySet()) {
      address.append(before).append(one.getKey()).append('=');
      address.append(URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8).replace("+", "%20"));
      before = '&';
    }
    return new Begun(URI.create(address.toString()), state, LucidSecret.of(verifier), redirect);
  }

  /**
   * Ends a sign-in.
   *
   * @param code what the person came back with
   * @throws LucidMistake if Lucid gives no tokens for it
   */
  public LucidTokens end(Begun begun, LucidSecret code) throws LucidMistake {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("grant_type", "authorization_code");
    body.put("code", code.reveal());
    body.put("redirect_uri", begun.redirect().toString());
    body.put("code_verifier", begun.verifier().reveal());
    return tokens(body, Optional.empty());
  }

  /**
   * New tokens in place of those that expire.
   *
   * @param refresh what an earlier sign-in gave for this
   * @throws LucidMistake if Lucid gives none
   */
  public LucidTokens refreshed(LucidSecret refresh) throws LucidMistake {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("grant_type", "refresh_token");
    body.put("refresh_token", refresh.reveal());
    return tokens(body, Optional.of(refresh));
  }

  private LucidTokens tokens(Map<String, String> fields, Optional<LucidSecret> before)
      throws LucidMistake {
    StringWriter body = new StringWriter();
    try (JsonWriter json = new JsonWriter(body)) {
      json.setHtmlSafe(false);
      json.beginObject();
      for (Map.Entry<String, String> field : fields.entrySet()) {
        json.name(field.getKey()).value(field.getValue());
      }
      json.name("client_id").value(application);
      if (secret.isPresent()) {
        json.name("client_secret").value(secret.get().reveal());
      }
      json.endObject();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Instant asked = clock.instant();
    Wire.Reply reply = client.token(body.toString());
    // What is refused here may repeat what was sent, so nothing of it is told on.
    if (reply.status() == 429 || reply.status() >= 500) {
      throw LucidMistake.ofStatus(
          reply.status() == 429 ? LucidMistake.Kind.BUSY : LucidMistake.Kind.SIGN_IN,
          reply.status(),
          Map.of());
    }
    if (reply.status() != OK) {
      throw LucidMistake.of(LucidMistake.Kind.SIGN_IN);
    }
    return read(reply, asked, before);
  }

  /** When they expire stands there in milliseconds since 1970, or in seconds from now on. */
  private static LucidTokens read(Wire.Reply reply, Instant asked, Optional<LucidSecret> before)
      throws LucidMistake {
    Map<String, String> values = new TreeMap<>();
    try (JsonReader json = new JsonReader(new StringReader(reply.body()))) {
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        if (json.peek() == JsonToken.STRING || json.peek() == JsonToken.NUMBER) {
          values.put(name, json.nextString());
        } else {
          json.skipValue();
        }
      }
      json.endObject();
      Instant expires =
          values.containsKey("expires")
              ? Instant.ofEpochMilli(Long.parseLong(values.get("expires")))
              : asked.plusSeconds(
                  Long.parseLong(values.getOrDefault("expires_in", Long.toString(USUAL_SECONDS))));
      return new LucidTokens(
          LucidSecret.of(values.getOrDefault("access_token", "")),
          Optional.ofNullable(values.get("refresh_token")).map(LucidSecret::of).or(() -> before),
          expires);
    } catch (IOException | RuntimeException e) {
      // Its message could hold what it failed on.
      throw LucidMistake.of(LucidMistake.Kind.SIGN_IN);
    }
  }

  private static String random(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
