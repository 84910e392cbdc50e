package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.Sessionizer;
import io.github.senda.store.TouchWriter;
import io.github.senda.storefront.voice.ShopVoice;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

/** Who is known again, in which mode, and what a browser is given to keep. */
class ConsentTest {

  private static final String SESSION = VisitorCookie.of("").name();
  private static final String LASTING = VisitorCookie.lasting("").name();
  private static final Map<String, Object> NOTHING = Map.of();

  private final ShopServer.Hand clock = new ShopServer.Hand();
  private final List<Touch> touches = new ArrayList<>();
  private final List<VisitorId> withdrawn = new ArrayList<>();
  private final Map<String, String> jar = new TreeMap<>();
  private final List<String> set = new ArrayList<>();
  private HttpServletRequest last;
  private CaptureFilter filter = filter();
  private Capture capture;

  private CaptureFilter filter(String... settings) {
    Map<String, String> properties = new TreeMap<>(Map.of("user.home", "/nowhere"));
    for (int i = 0; i < settings.length; i += 2) {
      properties.put(settings[i], settings[i + 1]);
    }
    ServletContext context = Mockito.mock();
    Mockito.when(context.getInitParameterNames()).thenReturn(Collections.emptyEnumeration());
    Mockito.when(context.getContextPath()).thenReturn("");
    Settings read = Settings.of(context, Map.of(), properties);
    assertEquals(List.of(), read.complaints());
    capture = new Capture(touches::add, read, "", clock, withdrawn::add);
    return new CaptureFilter(capture);
  }

  private Touch visit(String path) throws Exception {
    return visit(path, "none", Map.of(), false, NOTHING);
  }

  /** A page is asked for with what the browser keeps, and it keeps what it is given. */
  private Touch visit(
      String path,
      String site,
      Map<String, String> headers,
      boolean committed,
      Map<String, Object> said)
      throws Exception {
    int before = touches.size();
    HttpServletRequest request = Mockito.mock();
    last = request;
    Map<String, Object> attributes = new HashMap<>();
    Mockito.doAnswer(call -> attributes.put(call.getArgument(0), call.getArgument(1)))
        .when(request)
        .setAttribute(Mockito.anyString(), Mockito.any());
    Mockito.when(request.getAttribute(Mockito.anyString()))
        .thenAnswer(call -> attributes.get(call.<String>getArgument(0)));
    Mockito.when(request.getAttributeNames())
        .thenAnswer(call -> Collections.enumeration(new ArrayList<>(attributes.keySet())));
    Mockito.when(request.getDispatcherType()).thenReturn(DispatcherType.REQUEST);
    Mockito.when(request.getMethod()).thenReturn("GET");
    Mockito.when(request.getContextPath()).thenReturn("");
    int mark = path.indexOf('?');
    Mockito.when(request.getRequestURI()).thenReturn(mark < 0 ? path : path.substring(0, mark));
    Mockito.when(request.getQueryString()).thenReturn(mark < 0 ? null : path.substring(mark + 1));
    Mockito.when(request.getRemoteAddr()).thenReturn("203.0.113.9");
    Mockito.when(request.getHeader("Accept")).thenReturn("text/html");
    Mockito.when(request.getHeader("User-Agent")).thenReturn("Mozilla/5.0 Firefox/140.0");
    Mockito.when(request.getHeader("Sec-Fetch-Mode")).thenReturn("navigate");
    Mockito.when(request.getHeader("Sec-Fetch-Site")).thenReturn(site);
    headers.forEach((name, value) -> Mockito.when(request.getHeader(name)).thenReturn(value));
    Mockito.when(request.isSecure()).thenReturn(true);
    Mockito.when(request.getCookies())
        .thenReturn(
            jar.entrySet().stream()
                .map(kept -> new Cookie(kept.getKey(), kept.getValue()))
                .toArray(Cookie[]::new));
    HttpServletResponse response = Mockito.mock();
    Mockito.when(response.getStatus()).thenReturn(200);
    set.clear();
    Mockito.doAnswer(call -> set.add(call.getArgument(1)))
        .when(response)
        .addHeader(Mockito.eq("Set-Cookie"), Mockito.anyString());
    FilterChain chain =
        (asked, answered) -> {
          said.forEach(attributes::put);
          Mockito.when(response.isCommitted()).thenReturn(committed);
        };
    filter.doFilter(request, response, chain);
    for (String header : set) {
      String[] pair = header.split(";", 2)[0].split("=", 2);
      if (header.contains("Max-Age=0")) {
        jar.remove(pair[0]);
      } else {
        jar.put(pair[0], pair[1]);
      }
    }
    return touches.size() == before ? null : touches.get(touches.size() - 1);
  }

  private static Optional<String> consent(Touch touch) {
    return Optional.ofNullable(touch.attributes().values().get("consent"));
  }

  @Test
  void anonymous_givesACookieThatEndsWithTheBrowser() throws Exception {
    visit("/");

    assertEquals(1, set.size());
    assertTrue(set.get(0).startsWith(SESSION + "="), set::toString);
    assertFalse(set.get(0).contains("Max-Age"), set::toString);
    assertTrue(set.get(0).endsWith("; HttpOnly; SameSite=Lax; Secure"), set::toString);
  }

  @Test
  void anonymous_takesNoAgreementAndNoCustomer() throws Exception {
    visit("/");
    Touch touch =
        visit("/", "none", Map.of(), false, Map.of("senda.consent", true, "senda.customer", "C7"));

    assertEquals(Optional.empty(), consent(touch));
    assertEquals(Optional.empty(), touch.facts().customer());
    assertFalse(jar.containsKey(LASTING));
  }

  @Test
  void off_readsAndWritesNothingAndCounts() throws Exception {
    filter = filter("senda.consent", "off");
    jar.put(SESSION, "0".repeat(32));

    assertEquals(null, visit("/"));
    assertEquals(List.of(), set);
    assertEquals(1, capture.counts().of(Counts.Cause.CONSENT_OFF));
    Mockito.verify(last, Mockito.never()).getCookies();
    Mockito.verify(last, Mockito.never()).getRemoteAddr();
  }

  @ParameterizedTest
  @CsvSource({"DNT", "Sec-GPC"})
  void askedNotTo_readsAndWritesNothingAndCounts(String header) throws Exception {
    filter = filter("senda.consent", "ask");
    jar.put(LASTING, "0".repeat(32));

    assertEquals(null, visit("/", "none", Map.of(header, "1"), false, NOTHING));
    assertEquals(List.of(), set);
    assertEquals(1, capture.counts().of(Counts.Cause.OPTED_OUT));
    Mockito.verify(last, Mockito.never()).getCookies();
    Mockito.verify(last, Mockito.never()).getRemoteAddr();
    Mockito.verify(last, Mockito.never()).getHeaders(Mockito.anyString());
  }

  @Test
  void ask_isAnonymousUntilTheVisitorAgrees() throws Exception {
    filter = filter("senda.consent", "ask");
    Touch before = visit("/");
    Touch yes = visit("/agree", "same-origin", Map.of(), false, Map.of("senda.consent", "true"));

    assertEquals(Optional.empty(), consent(before));
    assertEquals(Optional.of("given"), consent(yes));
    assertEquals(before.visitor(), yes.visitor());
    assertTrue(set.get(0).startsWith(LASTING + "=" + yes.visitor()), set::toString);
    assertTrue(set.get(0).contains("; Max-Age=34128000; HttpOnly; SameSite=Lax; Secure"));
  }

  @Test
  void search_isHeardOfWhoAgreedAlone() throws Exception {
    filter = filter("senda.consent", "ask");
    visit("/");
    Touch before = visit("/search?q=taza");
    visit("/agree", "same-origin", Map.of(), false, Map.of("senda.consent", true));
    Touch after = visit("/search?page=2&q=Taza+roja+ana%2540example.com");
    Touch other = visit("/product/7?ref=taza");
    Touch typing =
        visit("/search?q=ta", "same-origin", Map.of("Sec-Fetch-Mode", "cors"), false, NOTHING);

    assertEquals(Optional.empty(), before.facts().searched());
    assertEquals(Optional.of("taza roja"), after.facts().searched());
    assertEquals(Optional.empty(), other.facts().searched());
    assertEquals(Optional.empty(), typing.facts().searched());
  }

  @Test
  void tool_thatKeepsTheAnswerInTheBrowser_isToldByAPage() {
    filter = filter("senda.consent", "ask", "senda.consent.tool", "Osano");
    assertEquals(Optional.of("osano"), capture.consentTool());
    filter = filter("senda.consent", "ask", "senda.consent.tool", "usercentrics");
    assertEquals(Optional.of("usercentrics"), capture.consentTool());
    filter = filter("senda.consent", "ask");
    assertEquals(Optional.of(""), capture.consentTool(), "any of the shop's scripts may");
    filter = filter("senda.consent", "ask", "senda.consent.cookie", "agreed");
    assertEquals(Optional.empty(), capture.consentTool(), "a cookie tells, and nobody else");
    filter = filter();
    assertEquals(Optional.empty(), capture.consentTool());
  }

  @Test
  void ask_knowsWhoAgreedAgainAndRenewsNothing() throws Exception {
    filter = filter("senda.consent", "ask");
    visit("/");
    Touch yes = visit("/agree", "same-origin", Map.of(), false, Map.of("senda.consent", true));
    jar.remove(SESSION);
    clock.forward(Duration.ofDays(100));
    Touch again =
        visit("/", "none", Map.of(), false, Map.of("senda.consent", true, "senda.customer", "C7"));

    assertEquals(yes.visitor(), again.visitor());
    assertEquals(Optional.of("given"), consent(again));
    assertEquals(Optional.of("C7"), again.facts().customer());
    assertEquals(List.of(), set);
  }

  @Test
  void ask_setsTheCookieWithTheNextPageWhereTheAnswerWasOnItsWay() throws Exception {
    filter = filter("senda.consent", "ask");
    visit("/");
    visit("/agree", "same-origin", Map.of(), true, Map.of("senda.consent", true));
    assertFalse(jar.containsKey(LASTING));

    Touch next = visit("/cart", "same-origin", Map.of(), false, NOTHING);
    assertTrue(jar.containsKey(LASTING));
    assertEquals(Optional.of("given"), consent(next));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void withdrawal_deletesTheCookieErasesThePastAndGoesOnAsAnother(boolean committed)
      throws Exception {
    filter = filter("senda.consent", "ask");
    visit("/");
    Touch yes = visit("/agree", "same-origin", Map.of(), false, Map.of("senda.consent", true));
    Touch no =
        visit(
            "/withdraw",
            "same-origin",
            Map.of(),
            committed,
            Map.of("senda.consent", false, "senda.customer", "C7"));
    Touch next = visit("/cart", "same-origin", Map.of(), false, NOTHING);

    assertEquals(List.of(yes.visitor()), withdrawn);
    assertFalse(jar.containsKey(LASTING));
    assertNotEquals(yes.visitor(), no.visitor());
    assertEquals(no.visitor(), next.visitor());
    assertEquals(no.visitor().toString(), jar.get(SESSION));
    assertEquals(Optional.empty(), consent(no));
    assertEquals(Optional.empty(), no.facts().customer());
    assertEquals(Optional.empty(), consent(next));
  }

  @Test
  void withdrawal_ofWhoNeverAgreedErasesNothing() throws Exception {
    filter = filter("senda.consent", "ask");
    Touch first = visit("/");
    Touch no = visit("/", "same-origin", Map.of(), false, Map.of("senda.consent", false));

    assertEquals(first.visitor(), no.visitor());
    assertEquals(List.of(), withdrawn);
  }

  @Test
  void cookieOfTheShop_isTheAgreement() throws Exception {
    filter = filter("senda.consent", "ask", "senda.consent.cookie", "agreed=^(yes|all)$");
    Touch first = visit("/");
    jar.put("agreed", "yes");
    Touch yes = visit("/", "same-origin", Map.of(), false, NOTHING);
    jar.put("agreed", "no");
    Touch no = visit("/", "cross-site", Map.of(), false, NOTHING);

    assertEquals(Optional.of("given"), consent(yes));
    assertEquals(first.visitor(), yes.visitor());
    assertEquals(List.of(yes.visitor()), withdrawn);
    assertEquals(Optional.empty(), consent(no));
    assertNotEquals(yes.visitor(), no.visitor());
  }

  @Test
  void cookieThatIsMissing_isNoOnlyWhereItWouldHaveBeenSent() throws Exception {
    filter = filter("senda.consent", "ask", "senda.consent.cookie", "agreed");
    visit("/");
    jar.put("agreed", "1");
    visit("/", "same-origin", Map.of(), false, NOTHING);
    jar.remove("agreed");

    assertEquals(Optional.empty(), consent(visit("/", "cross-site", Map.of(), false, NOTHING)));
    assertEquals(List.of(), withdrawn);
    assertTrue(jar.containsKey(LASTING));

    visit("/", "same-origin", Map.of(), false, NOTHING);
    assertEquals(1, withdrawn.size());
    assertFalse(jar.containsKey(LASTING));
  }

  private static ConsentAnswer answer(String tool, String... cookies) {
    Cookie[] sent = new Cookie[cookies.length / 2];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = Mockito.mock(Cookie.class);
      Mockito.when(sent[i].getName()).thenReturn(cookies[i * 2]);
      Mockito.when(sent[i].getValue()).thenReturn(cookies[i * 2 + 1]);
    }
    return ConsentCookie.ofTool(tool, new ArrayList<>()).orElseThrow().read(sent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "cookiebot|CookieConsent|%7Bstamp:%27x%27%2Cnecessary:true%2Cpreferences:false%2Cstatistics:true%2Cmarketing:false%2Cmethod:%27explicit%27%7D|GIVEN",
        "cookiebot|CookieConsent|{stamp:'x',necessary:true,statistics:false,marketing:true}|REFUSED",
        "cookiebot|CookieConsent|{stamp:'x',necessary:true,statistics:true,method:'implied'}|REFUSED",
        "cookiebot|CookieConsent|-1|REFUSED",
        "cookieyes|cookieyes-consent|consentid:x,consent:yes,action:yes,necessary:yes,analytics:yes,advertisement:no|GIVEN",
        "cookieyes|cookieyes-consent|consentid:x,consent:no,action:yes,necessary:yes,analytics:no|REFUSED",
        "cookieyes|cookieyes-consent|consentid:x,consent:,action:,necessary:yes,analytics:yes|REFUSED",
        "complianz|cmplz_statistics|allow|GIVEN",
        "complianz|cmplz_statistics|deny|REFUSED",
        "klaro|klaro|%7B%22senda%22%3Atrue%2C%22ads%22%3Afalse%7D|GIVEN",
        "klaro|klaro|{\"senda\":false}|REFUSED",
        "tarteaucitron|tarteaucitron|!gtag=false!senda=true|GIVEN",
        "tarteaucitron|tarteaucitron|!gtag=true!senda=wait|REFUSED",
        "cookiebot|Other|{statistics:true}|UNSAID",
        "complianz|cmplz_statistics|%zz|REFUSED"
      })
  void tool_isReadByItsCookie(String tool, String name, String value, ConsentAnswer expected) {
    assertEquals(expected, answer(tool, name, value));
  }

  @Test
  void onetrust_countsOnceTheVisitorHasAnswered() {
    String groups =
        "isGpcEnabled=0&version=1&groups=C0001%3A1%2CC0002%3A1%2CC0004%3A0&AwaitingReconsent=false";

    assertEquals(ConsentAnswer.UNSAID, answer("onetrust", "OptanonConsent", groups));
    assertEquals(
        ConsentAnswer.GIVEN,
        answer("onetrust", "OptanonConsent", groups, "OptanonAlertBoxClosed", "2026-01-01"));
    assertEquals(
        ConsentAnswer.REFUSED,
        answer(
            "onetrust",
            "OptanonConsent",
            groups.replace("C0002%3A1", "C0002%3A0"),
            "OptanonAlertBoxClosed",
            "2026-01-01"));
  }

  @Test
  void framework_isReadByItsPurposes() {
    byte[] bits = new byte[40];
    bits[0] = 2 << 2;
    bits[19] = (byte) 0x81;
    String both = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    bits[19] = (byte) 0x80;
    String one = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);

    assertEquals(ConsentAnswer.GIVEN, answer("tcf", "euconsent-v2", both + ".YAAA"));
    assertEquals(ConsentAnswer.REFUSED, answer("didomi", "euconsent-v2", one));
    assertEquals(ConsentAnswer.UNSAID, answer("tcf", "euconsent-v2", "CPX"));
    assertEquals(ConsentAnswer.UNSAID, answer("tcf", "euconsent-v2", "*".repeat(60)));
    assertEquals(ConsentAnswer.UNSAID, answer("tcf", "euconsent-v2", "A".repeat(9_000)));
  }

  @Test
  void salt_isGoneAfterTwoDaysThoughNobodyComes(@TempDir Path folder) throws Exception {
    visit("/");
    assertEquals(1, capture.salts());
    try (TouchWriter writer =
        TouchWriter.open(folder, new Sessionizer(Duration.ofMinutes(30)), clock)) {
      writer.beside(capture::age);
      clock.forward(Duration.ofDays(1));
      assertTrue(comesTrue(() -> capture.salts() == 2));
      clock.forward(Duration.ofDays(2));
      assertTrue(comesTrue(() -> capture.salts() == 1));
    }
  }

  private static boolean comesTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return condition.getAsBoolean();
  }

  @Test
  void voice_tellsAgreementAndCustomer() {
    assertEquals(
        Map.of("senda.consent", true, "senda.customer", "C7"),
        ShopVoice.empty().consent(true).customer("C7").words());
  }
}
