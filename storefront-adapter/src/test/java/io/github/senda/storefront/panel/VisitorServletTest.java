package io.github.senda.storefront.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.senda.touch.VisitorId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorServletTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final VisitorId ANA = new VisitorId(7, 9);

  /** A browser is known by a cookie that a test sends. */
  private static final class Choices implements VisitorChoices {
    private String mode = "ask";
    private int left;

    @Override
    public String mode() {
      return mode;
    }

    @Override
    public Optional<VisitorId> known(HttpServletRequest request) {
      return Optional.ofNullable(request.getHeader("Cookie"))
          .filter(cookie -> cookie.contains("known=1"))
          .map(cookie -> ANA);
    }

    @Override
    public void leave(HttpServletRequest request, HttpServletResponse response) {
      left++;
      response.addHeader("Set-Cookie", "known=; Max-Age=0");
    }
  }

  private static final class Records implements VisitorRecords {
    private final List<Person> asked = new ArrayList<>();

    @Override
    public String access(Person person, String role) {
      asked.add(person);
      return "{\"visits\":[]}";
    }

    @Override
    public int erase(Person person, String role) {
      return 0;
    }

    @Override
    public List<Asked> audit() {
      return List.of();
    }
  }

  @TempDir Path folder;
  private final Tomcat tomcat = new Tomcat();
  private final Choices choices = new Choices();
  private final Records records = new Records();

  @BeforeEach
  void open() throws Exception {
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context shop = tomcat.addContext("/tienda", folder.toString());
    Tomcat.addServlet(shop, "page", new VisitorServlet(choices, Optional.of(records)));
    shop.addServletMappingDecoded("/senda-privacy/*", "page");
    tomcat.start();
  }

  @AfterEach
  void close() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + tomcat.getConnector().getLocalPort()
                        + "/tienda/senda-privacy"
                        + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/x-www-form-urlencoded");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> press(String act, String site) throws Exception {
    return send("POST", "?lang=es", "act=" + act, "Sec-Fetch-Site", site, "Cookie", "known=1");
  }

  @ParameterizedTest
  @CsvSource({"anonymous,es", "anonymous,en", "ask,es", "ask,en", "off,es", "off,en"})
  void page_saysWhatIsMeasuredInEveryModeAndLanguage(String mode, String language)
      throws Exception {
    choices.mode = mode;
    HttpResponse<String> page = send("GET", "?lang=" + language, "");

    Messages words = Messages.of(Locale.forLanguageTag(language));
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("<html lang=\"" + language + "\">"));
    assertTrue(page.body().contains(words.text("visitor.kept." + mode)));
    assertFalse(page.body().contains("{{"), page::body);
    assertFalse(page.body().contains("<script"));
    assertFalse(page.body().contains("http"), page::body);
  }

  @Test
  void page_isForNoSearchEngineAndOpensNoSession() throws Exception {
    HttpResponse<String> page = send("GET", "", "");

    assertEquals("noindex, nofollow", page.headers().firstValue("X-Robots-Tag").orElse(""));
    assertTrue(
        page.headers()
            .firstValue("Content-Security-Policy")
            .orElse("")
            .startsWith("default-src 'none'"));
    assertEquals(List.of(), page.headers().allValues("Set-Cookie"));
    assertEquals("no-store", page.headers().firstValue("Cache-Control").orElse(""));
  }

  @Test
  void stop_isKeptInACookieOfItsOwnAndTakesTheOthersBack() throws Exception {
    HttpResponse<String> answer = press("stop", "same-origin");

    assertEquals(303, answer.statusCode());
    assertEquals(1, choices.left);
    String name = NotCounted.of("/tienda").name();
    assertTrue(
        answer.headers().allValues("Set-Cookie").stream()
            .anyMatch(
                cookie -> cookie.startsWith(name + "=2; Path=/tienda; Max-Age=31536000; HttpOnly")),
        answer.headers()::toString);
    assertTrue(
        send("GET", "?lang=es", "", "Cookie", name + "=2").body().contains("Volver a contar"));
  }

  @Test
  void start_takesItBack() throws Exception {
    List<String> cookies = press("start", "same-origin").headers().allValues("Set-Cookie");

    assertEquals(1, cookies.size());
    assertTrue(cookies.get(0).contains("Max-Age=0"), cookies::toString);
    assertEquals(0, choices.left);
  }

  @Test
  void number_isShownToWhoAgreedOnlyAndWhatIsKeptIsTheirs() throws Exception {
    assertFalse(send("GET", "", "").body().contains(ANA.toString()));
    assertTrue(send("GET", "", "", "Cookie", "known=1").body().contains(ANA.toString()));
    assertEquals(404, send("GET", "/data.json", "").statusCode());

    JsonObject own =
        JsonParser.parseString(send("GET", "/data.json", "", "Cookie", "known=1").body())
            .getAsJsonObject();
    assertEquals(0, own.getAsJsonArray("visits").size());
    assertEquals(List.of(VisitorRecords.Person.of(ANA)), records.asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none"})
  void act_ofAnotherSiteDoesNothing(String site) throws Exception {
    HttpResponse<String> answer = press("erase", site);

    assertEquals(403, answer.statusCode());
    assertEquals(0, choices.left);
    assertEquals(List.of(), answer.headers().allValues("Set-Cookie"));
  }

  @Test
  void erase_isAboutTheBrowsersOwnCookie() throws Exception {
    assertEquals(303, press("erase", "same-origin").statusCode());
    assertEquals(1, choices.left);
    assertEquals(400, press("other", "same-origin").statusCode());
    assertEquals(405, send("DELETE", "", "").statusCode());
    assertEquals(404, send("GET", "/other", "").statusCode());
  }
}
