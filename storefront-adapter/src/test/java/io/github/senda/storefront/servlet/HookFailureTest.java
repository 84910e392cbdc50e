package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every call that leaves our frames fails in turn: what is asked of request, response, clock and
 * recorder is counted once, and then each of those calls throws, with each kind of Throwable. The
 * shop's page has to be the same each time.
 */
class HookFailureTest {

  /** Kept, since a logger that nobody keeps forgets that it is to be silent. */
  private static final Logger LOG = Logger.getLogger(CaptureFilter.class.getName());

  private static final List<Supplier<Throwable>> FAILURES =
      List.of(
          () -> new IllegalStateException("injected"),
          () -> new OutOfMemoryError("injected"),
          () -> new StackOverflowError("injected"),
          () -> new NoClassDefFoundError("injected"));

  /** How a request comes to the shop, and how it ends. */
  enum Scene {
    PAGE_OF_A_NEWCOMER("GET", false),
    PAGE_OF_A_KNOWN_VISITOR("GET", true),
    FORM("POST", true),
    FORM_FROM_A_BANK("POST", false),
    PAGE_THAT_THROWS("GET", true),
    PAGE_WITHOUT_STACK("GET", true),
    FORWARD_AND_ERROR_PAGE("GET", true),
    ASYNC("GET", true);

    private final String method;
    private final boolean known;

    Scene(String method, boolean known) {
      this.method = method;
      this.known = known;
    }

    Optional<Throwable> thrown() {
      return switch (this) {
        case PAGE_THAT_THROWS -> Optional.of(new ServletException("the shop's own"));
        case PAGE_WITHOUT_STACK -> Optional.of(new StackOverflowError("the shop's own"));
        default -> Optional.empty();
      };
    }
  }

  /** One run of a scene: counts our calls and lets one of them fail. */
  private static final class Run {
    private final Scene scene;
    private final int failing;
    private final Supplier<Throwable> failure;
    private final Optional<Throwable> shopThrows;
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<String> page = new ArrayList<>();
    private final List<AsyncListener> listeners = new ArrayList<>();
    private DispatcherType dispatch = DispatcherType.REQUEST;
    private boolean inShop;
    private int calls;
    private String failed = "none";

    Run(Scene scene, int failing, Supplier<Throwable> failure) {
      this.scene = scene;
      this.failing = failing;
      this.failure = failure;
      this.shopThrows = scene.thrown();
    }

    /** What the shop does is not ours to break. */
    private void called(String what) throws Throwable {
      if (!inShop && calls++ == failing) {
        failed = what;
        throw failure.get();
      }
    }

    private <T> T broken(Class<T> type, InvocationHandler answers) {
      InvocationHandler breaking =
          (proxy, method, arguments) -> {
            called(type.getSimpleName() + "." + method.getName());
            return answers.invoke(proxy, method, arguments);
          };
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, breaking));
    }

    private Object request(Object proxy, Method method, Object[] arguments) {
      return switch (method.getName()) {
        case "getDispatcherType" -> dispatch;
        case "getMethod" -> scene.method;
        case "getRequestURI" -> "/shop/product/7";
        case "getContextPath" -> "/shop";
        case "getServletPath" -> "/view";
        case "getServerName" -> "shop.example";
        case "getRemoteAddr" -> "203.0.113.7";
        case "getQueryString" -> "q=1";
        case "getContentType" -> "application/x-www-form-urlencoded";
        case "getContentLengthLong" -> 20L;
        case "getParameterNames" -> Collections.enumeration(List.of("a", "action"));
        case "getParameter" -> "buy";
        case "getHeaders" -> Collections.emptyEnumeration();
        case "getHeader" -> header((String) arguments[0]);
        case "getCookies" ->
            scene.known
                ? new Cookie[] {new Cookie(VisitorCookie.of("/shop").name(), "0".repeat(32))}
                : null;
        case "getAttribute" -> attributes.get((String) arguments[0]);
        case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
        case "isAsyncStarted" -> scene == Scene.ASYNC;
        case "getAsyncContext" -> async();
        case "isSecure" -> false;
        default -> null;
      };
    }

    private String header(String name) {
      return switch (name) {
        case "User-Agent" -> "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0";
        case "Accept" -> "text/html";
        case "Accept-Language" -> "es";
        case "Sec-Fetch-Site" -> scene == Scene.FORM_FROM_A_BANK ? "cross-site" : "same-origin";
        default -> null;
      };
    }

    private AsyncContext async() {
      return broken(
          AsyncContext.class,
          (proxy, method, arguments) -> {
            if (method.getName().equals("addListener")) {
              listeners.add((AsyncListener) arguments[0]);
            }
            return null;
          });
    }

    private Object response(Object proxy, Method method, Object[] arguments) {
      return switch (method.getName()) {
        case "getStatus" -> scene == Scene.FORWARD_AND_ERROR_PAGE ? 404 : 200;
        case "isCommitted" -> false;
        case "addHeader" -> {
          // The one thing that we may do to an answer.
          assertEquals("Set-Cookie", arguments[0]);
          yield null;
        }
        case "getHeader", "getContentType" -> null;
        default -> throw new AssertionError("we may not call " + method.getName());
      };
    }

    private Clock clock() {
      return new Clock() {
        @Override
        public Instant instant() {
          try {
            called("Clock.instant");
          } catch (Throwable thrown) {
            Run.<RuntimeException>raise(thrown);
          }
          return Instant.parse("2026-11-22T10:00:00Z");
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
      throw (T) thrown;
    }

    /** Sends the request through the filter as a host would; what comes out is the page. */
    Run go() {
      HttpServletRequest request = broken(HttpServletRequest.class, this::request);
      HttpServletResponse response = broken(HttpServletResponse.class, this::response);
      Capture capture =
          new Capture(
              touch -> {
                try {
                  called("TouchRecorder.record");
                } catch (Throwable thrown) {
                  Run.<RuntimeException>raise(thrown);
                }
                return true;
              },
              settings(),
              "/shop",
              clock());
      CaptureFilter filter = new CaptureFilter(capture);
      try {
        filter.doFilter(
            request,
            response,
            (passed, answered) -> {
              inShop = true;
              page.add("shown " + (passed == request) + " " + (answered == response));
              if (scene == Scene.FORWARD_AND_ERROR_PAGE) {
                inShop = false;
                dispatch = DispatcherType.FORWARD;
                filter.doFilter(request, response, (p, a) -> page.add("forwarded"));
                inShop = true;
              }
              if (shopThrows.isPresent()) {
                Run.<RuntimeException>raise(shopThrows.get());
              }
              inShop = false;
            });
      } catch (Throwable thrown) {
        page.add(
            "threw " + (shopThrows.filter(own -> own == thrown).isPresent() ? "its own" : thrown));
      }
      inShop = false;
      try {
        if (scene == Scene.FORWARD_AND_ERROR_PAGE) {
          dispatch = DispatcherType.ERROR;
          filter.doFilter(request, response, (p, a) -> page.add("error page"));
        }
        inShop = true;
        AsyncEvent event = new AsyncEvent(async());
        inShop = false;
        for (AsyncListener listener : List.copyOf(listeners)) {
          listener.onStartAsync(event);
          listener.onTimeout(event);
          listener.onError(event);
          listener.onComplete(event);
        }
        filter.destroyed(request);
      } catch (Throwable thrown) {
        page.add("threw afterwards " + thrown);
      }
      return this;
    }
  }

  @BeforeAll
  static void beSilent() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOG.setLevel(null);
  }

  private static Settings settings() {
    ServletContext context =
        (ServletContext)
            Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getInitParameterNames" -> Collections.emptyEnumeration();
                      case "getContextPath" -> "/shop";
                      default -> null;
                    });
    return Settings.of(context, Map.of(), Map.of("user.home", "/home/shop"));
  }

  @ParameterizedTest
  @EnumSource
  void page_isTheSameWhicheverOfOurCallsFails(Scene scene) {
    Run whole = new Run(scene, -1, FAILURES.get(0)).go();
    assertTrue(whole.calls > 10, "only " + whole.calls + " calls were seen");

    for (int i = 0; i < whole.calls; i++) {
      for (Supplier<Throwable> failure : FAILURES) {
        Run run = new Run(scene, i, failure).go();

        assertEquals(whole.page, run.page, () -> run.failed + " failed with " + failure.get());
      }
    }
  }
}
