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
        "python-requests/2.32",
        "SomethingNew/1.0 (+https://search.example)",
        "Mozilla/5.0 (compatible; newbot/0.1)",
        "BLEXBot/1.0",
        "Y!J-BRW/1.0 crawler",
        "Wget/1.21.4"
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
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 9; KFTRWI) AppleWebKit/537.36 Silk/126.4.1 like Chrome/126",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148 Instagram 357.0.0.30",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Mobile/15E148 [FBAN/FBIOS;FBAV/488.0.0.74.102]",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/21F90 [Pinterest/iOS]",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148 [LinkedInApp]/9.29",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Mobile DuckDuckGo/7 Safari/605.1.15",
        "Mozilla/5.0 (Linux; U; Android 13; es-es) Version/4.0 XiaoMi/MiuiBrowser/14.15.0-gn",
        "Opera/9.80 (Android; Opera Mini/86.0.2254/191.310; U; es) Presto/2.12.423 Version/12.16",
        "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; .NET CLR 2.0.50727)",
        "Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) SamsungBrowser/2.2 Chrome/63.0 TV Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.49.2600 WeChat/arm64 Language/es"
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
    assertEquals(
        Optional.of(Noise.Cause.HEALTH_CHECK),
        cause("GET", "/", Map.of("User-Agent", "Mozilla/5.0 (compatible; UptimeRobot/2.0)")));
    assertEquals(
        Optional.of(Noise.Cause.LINK_PREVIEW),
        cause("GET", "/", Map.of("User-Agent", "TelegramBot (like TwitterBot)")));
    assertEquals(Optional.empty(), cause("GET", "/", Map.of("Sec-Fetch-Dest", "document")));
  }
}
