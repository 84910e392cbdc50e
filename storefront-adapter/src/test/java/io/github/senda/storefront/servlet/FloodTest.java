package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.senda.touch.VisitorId;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** What no shop would live through if something were kept of every address. */
class FloodTest {

  private static final long SEED = 20_261_122;
  private static final int REQUESTS = 1_000_000;
  private static final long MOST_GROWTH = 4 << 20;

  private final LongAdder touches = new LongAdder();
  private final Random random = new Random(SEED);
  private final FilterChain shop = (request, response) -> {};
  private CaptureFilter filter;
  private Capture capture;

  /** A request and a response of few methods: a mock would keep every call. */
  private void send() throws Exception {
    Map<String, Object> attributes = new HashMap<>();
    Map<String, String> headers = new HashMap<>();
    headers.put("User-Agent", "Mozilla/5.0 (X11; rv:" + random.nextInt() + ".0) Firefox/140.0");
    headers.put("Accept", "text/html");
    headers.put("Accept-Language", "es");
    headers.put("Referer", "https://shop.example/" + random.nextLong());
    boolean form = random.nextInt(4) == 0;
    String path = path();
    Cookie[] cookies =
        random.nextBoolean()
            ? new Cookie[] {
              new Cookie(
                  VisitorCookie.of("/shop").name(),
                  new VisitorId(random.nextLong(), random.nextLong()).toString())
            }
            : null;
    HttpServletRequest request =
        stub(
            HttpServletRequest.class,
            (method, arguments) ->
                switch (method) {
                  case "getDispatcherType" -> DispatcherType.REQUEST;
                  case "getMethod" -> form ? "POST" : "GET";
                  case "getRequestURI" -> "/shop" + path;
                  case "getContextPath" -> "/shop";
                  case "getServletPath" -> path;
                  case "getQueryString" -> "p" + random.nextInt() + "=1&q=" + random.nextLong();
                  case "getServerName" -> "shop.example";
                  case "getRemoteAddr" ->
                      "203.0." + random.nextInt(256) + "." + random.nextInt(256);
                  case "getHeader" -> headers.get(arguments[0]);
                  case "getCookies" -> cookies;
                  case "getContentType" -> form ? "application/x-www-form-urlencoded" : null;
                  case "getContentLengthLong" -> 100L;
                  case "getParameterNames" ->
                      Collections.enumeration(List.of("f" + random.nextLong(), "name"));
                  case "getAttribute" -> attributes.get(arguments[0]);
                  case "getAttributeNames" -> Collections.enumeration(attributes.keySet());
                  case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                  case "isSecure", "isAsyncStarted", "isUserInRole" -> false;
                  default -> null;
                });
    HttpServletResponse response =
        stub(
            HttpServletResponse.class,
            (method, arguments) ->
                switch (method) {
                  case "getStatus" -> form ? 302 : 200;
                  case "getHeader" ->
                      form && arguments[0].equals("Location") ? "/shop" + path() : null;
                  case "isCommitted" -> false;
                  default -> null;
                });
    filter.doFilter(request, response, shop);
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      path.append('/');
      for (int j = 3 + random.nextInt(20); j > 0; j--) {
        path.append("abcdefghijklmnopqrstuvwxyz-ABC019.".charAt(random.nextInt(34)));
      }
    }
    return path.toString();
  }

  private interface Answer {
    Object to(String method, Object[] arguments);
  }

  private static <T> T stub(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method.getName(), arguments)));
  }

  @Test
  void filter_keepsNothingOfAMillionRandomAddresses() throws Exception {
    ServletContext context = mock();
    when(context.getInitParameterNames()).thenReturn(Collections.emptyEnumeration());
    when(context.getContextPath()).thenReturn("/shop");
    when(context.getVirtualServerName()).thenReturn("localhost");
    capture =
        new Capture(
            touch -> {
              touches.increment();
              return true;
            },
            Settings.of(context, Map.of(), Map.of("user.home", "/home/shop")),
            "/shop",
            Clock.systemUTC());
    filter = new CaptureFilter(capture);
    // What may be kept is full by then.
    for (int i = 0; i < REQUESTS / 10; i++) {
      send();
    }
    long before = heap();
    for (int i = REQUESTS / 10; i < REQUESTS; i++) {
      send();
    }
    long growth = heap() - before;
    assertTrue(growth < MOST_GROWTH, growth + " bytes more; seed " + SEED);
    assertTrue(touches.sum() > REQUESTS / 2, touches + " touches; seed " + SEED);
    assertEquals(0, capture.counts().of(Counts.Cause.FAILED));
  }

  private static long heap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least =
          Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }
    return least;
  }
}
