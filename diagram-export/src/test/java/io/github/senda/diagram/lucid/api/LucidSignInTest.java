package io.github.senda.diagram.lucid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LucidSignInTest {

  private static final URI BACK = URI.create("https://shop.example/senda/lucid/return?x=1&y");

  private final PlayedLucid lucid = new PlayedLucid();
  private final LucidSignIn signIn =
      LucidSignIn.of(
          lucid.client(),
          "our-app",
          Optional.of(LucidSecret.of("app-CANARY")),
          Clock.fixed(PlayedLucid.NOW, ZoneOffset.UTC));

  @AfterEach
  void end() {
    lucid.close();
  }

  private static Map<String, String> query(URI address) {
    Map<String, String> query = new TreeMap<>();
    for (String one : address.getRawQuery().split("&", -1)) {
      String[] parts = one.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  @Test
  void beginning_sendsThePersonToLucidWithAProofToBeGivenLater() throws Exception {
    LucidSignIn.Begun begun = signIn.begin(BACK, new SecureRandom());

    assertTrue(begun.address().toString().startsWith(lucid.origin() + "/oauth2/authorize?"));
    Map<String, String> query = query(begun.address());
    assertEquals("code", query.get("response_type"));
    assertEquals("our-app", query.get("client_id"));
    assertEquals(BACK.toString(), query.get("redirect_uri"));
    assertEquals("lucidchart.document.content offline_access", query.get("scope"));
    assertEquals(begun.state(), query.get("state"));
    assertEquals("S256", query.get("code_challenge_method"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(begun.verifier().reveal().getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        Base64.getUrlEncoder().withoutPadding().encodeToString(digest),
        query.get("code_challenge"));
    assertTrue(begun.verifier().reveal().length() >= 43);
    assertFalse(begun.address().toString().contains(begun.verifier().reveal()));
    assertNotEquals(begun.state(), signIn.begin(BACK, new SecureRandom()).state());
  }

  @Test
  void end_exchangesTheCodeForTokens() throws Exception {
    LucidSignIn.Begun begun = signIn.begin(BACK, new SecureRandom());
    lucid.answers(
        200,
        "{\"access_token\":\"a1\",\"refresh_token\":\"r1\",\"expires\":1795348800000,"
            + "\"scopes\":[\"x\"]}");

    LucidTokens tokens = signIn.end(begun, LucidSecret.of("code-7"));

    RecordedRequest request = lucid.asked();
    assertEquals("POST /oauth2/token HTTP/1.1", request.getRequestLine());
    assertEquals("application/json", request.getHeaders().get("Content-Type"));
    assertEquals(null, request.getHeaders().get("Authorization"));
    assertEquals(
        "{\"grant_type\":\"authorization_code\",\"code\":\"code-7\",\"redirect_uri\":\""
            + BACK
            + "\",\"code_verifier\":\""
            + begun.verifier().reveal()
            + "\",\"client_id\":\"our-app\",\"client_secret\":\"app-CANARY\"}",
        request.getBody().utf8());
    assertEquals("a1", tokens.access().reveal());
    assertEquals("r1", tokens.refresh().orElseThrow().reveal());
    assertEquals(Instant.ofEpochMilli(1_795_348_800_000L), tokens.expires());
  }

  @Test
  void refresh_keepsTheOldOneWhereLucidGivesNoNewOne() throws Exception {
    lucid.answers(200, "{\"access_token\":\"a2\",\"expires_in\":600}");

    LucidTokens tokens = signIn.refreshed(LucidSecret.of("r1"));

    assertEquals(
        "{\"grant_type\":\"refresh_token\",\"refresh_token\":\"r1\",\"client_id\":\"our-app\","
            + "\"client_secret\":\"app-CANARY\"}",
        lucid.asked().getBody().utf8());
    assertEquals("a2", tokens.access().reveal());
    assertEquals("r1", tokens.refresh().orElseThrow().reveal());
    assertEquals(PlayedLucid.NOW.plusSeconds(600), tokens.expires());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{\"error\":\"invalid_grant\",\"error_description\":\"code-7 app-CANARY\"}",
        "401|app-CANARY",
        "500|app-CANARY",
        "200|{}",
        "200|{\"access_token\":\"a b\"}",
        "200|{\"access_token\":\"app-CANARY\",\"expires\":\"soon\"}",
        "200|[1]"
      })
  void refusal_isToldWithoutWhatWasSent(int status, String body) {
    LucidSignIn.Begun begun = signIn.begin(BACK, new SecureRandom());
    lucid.answers(status, body);

    LucidMistake mistake =
        assertThrows(LucidMistake.class, () -> signIn.end(begun, LucidSecret.of("code-7")));

    assertEquals(LucidMistake.Kind.SIGN_IN, mistake.kind());
    assertFalse(mistake.getMessage().contains("CANARY"), mistake.getMessage());
    assertFalse(mistake.getMessage().contains("code-7"), mistake.getMessage());
    assertEquals(1, lucid.server.getRequestCount());
  }
}
