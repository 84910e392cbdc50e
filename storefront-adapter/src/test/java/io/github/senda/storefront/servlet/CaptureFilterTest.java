package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.senda.storefront.capture.Noise;
import io.github.senda.touch.Touch;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class CaptureFilterTest {

  private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0";
  private static final String PUBLIC_ADDRESS = "203.0.113.7";

  /** A clock that a test moves. */
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    void forward(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final Hand clock = new Hand();
  private final List<Touch> touches = new ArrayList<>();
  private final Capture capture = new Capture(touches::add, settings(), "/shop", clock);
  private final CaptureFilter filter = new CaptureFilter(capture);

  private static Settings settings() {
    ServletContext context = mock();
    when(context.getInitParameterNames()).thenReturn(Collections.emptyEnumeration());
    when(context.getContextPath()).thenReturn("/shop");
    when(context.getVirtualServerName()).thenReturn("localhost");
    return Settings.of(context, Map.of(), Map.of("user.home", "/home/shop"));
  }

  /** A request of a browser, and what came of it. */
  private final class Ask {
    private final HttpServletRequest request = mock();
    private final HttpServletResponse response = mock();
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private FilterChain chain = (passed, answered) -> {};

    Ask(String method, String path) {
      int mark = path.indexOf('?');
      String uri = "/shop" + (mark < 0 ? path : path.substring(0, mark));
      headers.put("User-Agent", BROWSER);
      headers.put("Accept", "text/html");
      headers.put("Accept-Language", "es");
      headers.put("Host", "shop.example");
      lenient().when(request.getMethod()).thenReturn(method);
      lenient().when(request.getRequestURI()).thenReturn(uri);
      lenient()
          .when(request.getQueryString())
          .thenReturn(mark < 0 ? null : path.substring(mark + 1));
      lenient().when(request.getContextPath()).thenReturn("/shop");
      lenient().when(request.getServerName()).thenReturn("shop.example");
      lenient().when(request.getRemoteAddr()).thenReturn("127.0.0.1");
      lenient().when(request.getDispatcherType()).thenReturn(DispatcherType.REQUEST);
      lenient()
          .when(request.getHeader(anyString()))
          .thenAnswer(call -> headers.get(call.<String>getArgument(0)));
      lenient()
          .when(request.getAttribute(anyString()))
          .thenAnswer(call -> attributes.get(call.<String>getArgument(0)));
      doAnswer(call -> attributes.put(call.getArgument(0), call.getArgument(1)))
          .when(request)
          .setAttribute(anyString(), any());
      lenient()
          .when(request.getAttributeNames())
          .thenAnswer(call -> Collections.enumeration(List.copyOf(attributes.keySet())));
      lenient().when(response.getStatus()).thenReturn(200);
    }

    Ask header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    Ask cookie(String value) {
      Cookie[] cookies = {new Cookie(VisitorCookie.of("/shop").name(), value)};
      when(request.getCookies()).thenReturn(cookies);
      return this;
    }

    Ask from(String address) {
      when(request.getRemoteAddr()).thenReturn(address);
      return this;
    }

    Ask answered(int status, String location) {
      when(response.getStatus()).thenReturn(status);
      when(response.getHeader("Location")).thenReturn(location);
      return this;
    }

    Ask through(FilterChain shop) {
      chain = shop;
      return this;
    }

    /** Sends it, and gives the visitor of the cookie that came back, if one did. */
    Optional<String> send() throws IOException, ServletException {
      filter.doFilter(request, response, chain);
      filter.destroyed(request);
      ArgumentCaptor<String> cookies = ArgumentCaptor.captor();
      verify(response, org.mockito.Mockito.atMost(1)).addHeader(anyString(), cookies.capture());
      return cookies.getAllValues().stream()
          .findFirst()
          .map(cookie -> cookie.replaceAll("^[^=]*=([0-9a-f]+);.*", "$1"));
    }

    void dispatch(DispatcherType type, String servletPath, FilterChain next)
        throws IOException, ServletException {
      when(request.getDispatcherType()).thenReturn(type);
      when(request.getServletPath()).thenReturn(servletPath);
      filter.doFilter(request, response, next);
    }
  }

  private Ask get(String path) {
    return new Ask("GET", path);
  }

  private Ask post(String path) {
    return new Ask("POST", path);
  }

  @Test
  void filter_passesTheSameRequestAndResponseOn() throws Exception {
    Ask ask = get("/");
    List<Object> passed = new ArrayList<>();

    ask.through((request, response) -> passed.addAll(List.of(request, response))).send();

    assertSame(ask.request, passed.get(0));
    assertSame(ask.response, passed.get(1));
    verify(ask.request, never()).getSession();
    verify(ask.request, never()).getInputStream();
    verify(ask.request, never()).getReader();
  }

  @Test
  void filter_passesTheShopsExceptionThrough() {
    for (Throwable thrown :
        List.of(
            new ServletException("x"), new IllegalStateException("y"), new OutOfMemoryError())) {
      Ask ask = get("/boom").cookie("0".repeat(32));
      ask.through(
          (request, response) -> {
            CaptureFilterTest.<RuntimeException>raise(thrown);
          });

      assertSame(thrown, assertThrows(thrown.getClass(), ask::send));
    }
    filter.destroyed(mock(HttpServletRequest.class));
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void raise(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void filter_keepsItsOwnFailuresToItself() throws Exception {
    Ask ask = get("/");
    boolean[] reached = new boolean[1];
    doThrow(new StackOverflowError()).when(ask.request).getRequestURI();
    ask.through((request, response) -> reached[0] = true);

    filter.doFilter(ask.request, ask.response, ask.chain);

    assertTrue(reached[0]);
    assertEquals(1, capture.counts().of(Counts.Cause.FAILED));
  }

  @Test
  void request_isOneTouchThroughForwardsAndTheErrorPage() throws Exception {
    Ask ask = get("/product/7");
    ask.answered(404, null);
    ask.through(
        (request, response) ->
            ask.dispatch(
                DispatcherType.FORWARD,
                "/WEB-INF/product.jsp",
                (r, s) ->
                    ask.dispatch(DispatcherType.FORWARD, "/WEB-INF/layout.jsp", (r2, s2) -> {})));

    filter.doFilter(ask.request, ask.response, ask.chain);
    assertEquals(0, touches.size());
    ask.dispatch(DispatcherType.ERROR, "/WEB-INF/missing.jsp", (r, s) -> {});
    filter.destroyed(ask.request);

    assertEquals(1, touches.size());
    assertEquals("/WEB-INF/layout.jsp", touches.get(0).sign().forward().orElse("none"));
    assertEquals(4, touches.get(0).sign().statusClass());
  }

  @Test
  void exception_isA500WhateverTheStatusWas() throws Exception {
    Ask ask = get("/boom").through((request, response) -> raise(new ServletException("x")));

    assertThrows(ServletException.class, ask::send);
    filter.destroyed(ask.request);

    assertEquals(5, touches.get(0).sign().statusClass());
    assertTrue(touches.get(0).sign().thrown());
  }

  @Test
  void cookie_isGivenToPagesOnlyAndKnownAgain() throws Exception {
    String visitor = get("/").send().orElseThrow();

    assertEquals(Optional.empty(), get("/cart").cookie(visitor).send());
    assertEquals(Optional.empty(), get("/x").header("Sec-Fetch-Mode", "cors").send());
    assertEquals(Optional.empty(), get("/site.css").send());
    assertEquals(Optional.empty(), get("/api").header("Accept", "application/json").send());
    assertEquals(
        List.of(visitor, visitor), touches.stream().map(t -> t.visitor().toString()).toList());
    assertEquals(1, capture.counts().of(Noise.Cause.STATIC_FILE));
  }

  @Test
  void cookie_thatIsForged_isNobody() throws Exception {
    String visitor = get("/").cookie("' OR 1=1").send().orElseThrow();

    assertEquals(visitor, touches.get(0).visitor().toString());
  }

  @Test
  void optOut_isOnlyCounted() throws Exception {
    assertEquals(Optional.empty(), get("/").header("DNT", "1").send());
    Ask ask = get("/").header("Sec-GPC", "1");
    assertEquals(Optional.empty(), ask.send());

    verify(ask.request, never()).getCookies();
    assertEquals(0, touches.size());
    assertEquals(2, capture.counts().of(Counts.Cause.OPTED_OUT));
  }

  @Test
  void cookieRefused_isOneVisitorByAddress() throws Exception {
    get("/").from(PUBLIC_ADDRESS).send();
    get("/cart").from(PUBLIC_ADDRESS).send();
    post("/cart/add").from(PUBLIC_ADDRESS).send();

    assertEquals(1, touches.stream().map(Touch::visitor).distinct().count());
    assertEquals(3, touches.size());
  }

  @Test
  void cookieKept_makesTheNextOfThatAddressSomebodyElse() throws Exception {
    String first = get("/").from(PUBLIC_ADDRESS).send().orElseThrow();
    get("/cart").from(PUBLIC_ADDRESS).cookie(first).send();
    String second = get("/").from(PUBLIC_ADDRESS).send().orElseThrow();

    assertNotEquals(first, second);
  }

  @Test
  void privateAddress_tellsNobodyApart() throws Exception {
    String first = get("/").from("10.0.0.1").send().orElseThrow();
    String second = get("/").from("10.0.0.1").send().orElseThrow();

    assertNotEquals(first, second);
    assertEquals(0, capture.remembered());
  }

  @Test
  void address_isRememberedAcrossMidnightAndThenForgotten() throws Exception {
    clock.now = Instant.parse("2026-11-22T23:50:00Z");
    get("/").from(PUBLIC_ADDRESS).send();
    clock.forward(Duration.ofMinutes(20));
    get("/cart").from(PUBLIC_ADDRESS).send();
    clock.forward(Duration.ofMinutes(31));
    get("/").from(PUBLIC_ADDRESS).send();

    assertEquals(touches.get(0).visitor(), touches.get(1).visitor());
    assertNotEquals(touches.get(0).visitor(), touches.get(2).visitor());
  }

  @Test
  void formFromElsewhere_isRecordedBeforeItsVisitorsNextPage() throws Exception {
    String visitor = get("/checkout").send().orElseThrow();
    clock.forward(Duration.ofSeconds(5));
    post("/payment/return")
        .header("Sec-Fetch-Site", "cross-site")
        .answered(302, "https://shop.example/shop/order/77/thanks")
        .send();
    clock.forward(Duration.ofSeconds(1));
    assertEquals(1, touches.size());

    get("/order/77/thanks").cookie(visitor).send();

    assertEquals(
        List.of("/checkout", "/payment/return", "/order/{id}/thanks"),
        touches.stream().map(touch -> touch.sign().path()).toList());
    assertEquals(1, touches.stream().map(Touch::visitor).distinct().count());
    assertTrue(touches.get(1).time().isBefore(touches.get(2).time()));
  }

  @Test
  void formFromElsewhere_isItsVisitorsThoughTheNextPageIsSoonerThanItsEnd() throws Exception {
    String visitor = get("/checkout").send().orElseThrow();
    String other = get("/checkout").send().orElseThrow();
    Ask form = post("/payment/return").header("Sec-Fetch-Site", "cross-site");
    form.answered(302, "https://shop.example/shop/order/77/thanks");
    form.chain =
        (request, response) -> {
          clock.forward(Duration.ofSeconds(1));
          get("/order/78/thanks").cookie(other).send();
          get("/order/77/thanks").cookie(visitor).send();
          get("/order/77/thanks").cookie(visitor).send();
        };
    form.send();

    Touch last = touches.get(touches.size() - 1);
    assertEquals("/payment/return", last.sign().path());
    assertEquals(touches.get(0).visitor(), last.visitor());
    assertTrue(last.time().isBefore(touches.get(3).time()));
  }

  @Test
  void formFromElsewhere_isNobodysAfterAMinute() throws Exception {
    post("/payment/return")
        .header("Origin", "https://bank.example")
        .answered(302, "/shop/order/77/thanks")
        .send();
    clock.forward(Duration.ofSeconds(61));
    get("/order/77/thanks").cookie("0".repeat(32)).send();

    assertEquals(1, touches.size());
    assertEquals(1, capture.counts().of(Counts.Cause.UNCLAIMED));
  }

  @Test
  void callOfAServer_isNoVisitor() throws Exception {
    Ask call = post("/payment/notify");
    call.headers.clear();
    call.headers.put("Host", "shop.example");
    call.send();

    assertEquals(0, touches.size());
    assertEquals(1, capture.counts().of(Counts.Cause.SERVER_CALL));
  }

  @Test
  void form_givesNamesOnlyAndOnlyWhenSmall() throws Exception {
    Ask small = post("/checkout").cookie("0".repeat(32));
    when(small.request.getContentType()).thenReturn("application/x-www-form-urlencoded");
    when(small.request.getContentLengthLong()).thenReturn(100L);
    when(small.request.getParameterNames())
        .thenReturn(Collections.enumeration(List.of("cardNumber", "step", "_method")));
    when(small.request.getParameter("step")).thenReturn("4111 1111");
    when(small.request.getParameter("_method")).thenReturn("put");
    small.send();
    Ask large = post("/checkout").cookie("0".repeat(32));
    when(large.request.getContentType()).thenReturn("application/x-www-form-urlencoded");
    when(large.request.getContentLengthLong()).thenReturn(65_537L);
    large.send();

    assertEquals(List.of("_method=put", "cardNumber", "step"), touches.get(0).sign().parameters());
    verify(small.request, never()).getParameter("cardNumber");
    verify(large.request, never()).getParameterNames();
  }

  @Test
  void shopper_ofOurOwnExamplesIsSaidToBeOne() throws Exception {
    get("/").header("User-Agent", "SendaShopper/1 (+https://example.org) bot").send();

    assertEquals("simulated", touches.get(0).attributes().values().get("visitor"));
  }

  @Test
  void panel_isNoPartOfAnyJourney() throws Exception {
    get("/senda/").send();
    get("/senda").send();
    get("/sendas").send();

    assertEquals(List.of("/sendas"), touches.stream().map(touch -> touch.sign().path()).toList());
  }

  @Test
  void memory_isBoundedWhoeverComes() {
    AddressHashes hashes =
        new AddressHashes(clock, Duration.ofMinutes(30), new java.security.SecureRandom());
    WaitingRoom waiting = new WaitingRoom(clock, new Counts());
    Random random = new Random(20261122);
    for (int i = 0; i < 100_000; i++) {
      String address = "198.51." + random.nextInt(256) + "." + random.nextInt(256);
      hashes.remember(
          address, "agent " + i, new io.github.senda.touch.VisitorId(random.nextLong(), i));
      waiting.expect();
      waiting.enter(WaitingRoomTest.form("/" + i, "a", clock.instant()));
      waiting.claim(WaitingRoomTest.page(i, "/somewhere", "a", clock.instant()));
    }

    assertEquals(10_000, hashes.size());
    assertEquals(2_000, waiting.size());
  }
}
