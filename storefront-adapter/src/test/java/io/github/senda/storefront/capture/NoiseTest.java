package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {

  private static Optional<Noise.Cause> cause(
      String method, String path, Map<String, String> headers) {
    return Noise.cause(method, path, name -> Optional.ofNullable(headers.get(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/css/site.css",
        "/add-to-cart.min.JS",
        "/favicon.ico",
        "/img/logo",
        "/wp-content/uploads/a.bin",
        "/x/lost.png;jsessionid=1",
        "/robots.txt",
        "/webjars/jquery/3/jquery"
      })
  void isStaticFile_knowsWhatPagesAreMadeOf(String path) {
    assertTrue(Noise.isStaticFile(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/cart",
        "/product/3.5-inch",
        "/index.php",
        "/page.html",
        "/View.do",
        "/media/",
        "/images-of-spain"
      })
  void isStaticFile_leavesPages(String path) {
    assertFalse(Noise.isStaticFile(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "curl/8.5.0",
        "facebookexternalhit/1.1",
        "ELB-HealthChecker/2.0",
        "python-requests/2.32"
      })
  void isCrawler_knowsPrograms(String userAgent) {
    assertTrue(Noise.isCrawler(userAgent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Linux; Android 13; CUBOT X30) AppleWebKit/537.36 Chrome/120 Mobile",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Safari/604.1"
      })
  void isCrawler_leavesPeople(String userAgent) {
    assertFalse(Noise.isCrawler(userAgent));
  }

  @Test
  void cause_tellsWhy() {
    assertEquals(Optional.of(Noise.Cause.METHOD), cause("HEAD", "/", Map.of()));
    assertEquals(
        Optional.of(Noise.Cause.PREFETCH), cause("GET", "/", Map.of("Sec-Purpose", "prefetch")));
    assertEquals(
        Optional.of(Noise.Cause.FRAGMENT), cause("GET", "/x", Map.of("Sec-Fetch-Dest", "image")));
    assertEquals(Optional.of(Noise.Cause.STATIC_FILE), cause("GET", "/css/site.css", Map.of()));
    assertEquals(
        Optional.of(Noise.Cause.CRAWLER), cause("GET", "/", Map.of("User-Agent", "curl/8.5.0")));
    assertEquals(Optional.of(Noise.Cause.HEALTH_CHECK), cause("GET", "/actuator/info", Map.of()));
    assertEquals(Optional.empty(), cause("GET", "/", Map.of("Sec-Fetch-Dest", "document")));
  }
}
