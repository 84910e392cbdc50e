package io.github.senda.storefront.servlet;

import io.github.senda.storefront.beacon.Beacon;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees every request first and last, and changes none: it wraps nothing, reads no body, and lets
 * pass what the shop throws. A forward, an include, an error page and an async request are one
 * request, and one request is one touch. What goes wrong in here is counted, said once for each
 * kind, and never reaches the shop. Safe for any thread.
 */
public final class CaptureFilter implements Filter {

  private static final Logger LOG = System.getLogger(CaptureFilter.class.getName());
  private static final String SEEN = CaptureFilter.class.getName() + ".seen";
  private static final int MOST_KINDS = 50;

  private final Optional<Capture> installed;
  private final Optional<Beacon> beacon;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  CaptureFilter(Capture capture) {
    this(capture, Optional.empty());
  }

  CaptureFilter(Capture capture, Optional<Beacon> beacon) {
    this.installed = Optional.of(capture);
    this.beacon = beacon;
  }

  /**
   * For a {@code web.xml} that names the filter beside all that finds Senda by itself: this one
   * lets everything pass, and the one that Senda registered captures.
   */
  public CaptureFilter() {
    this.installed = Optional.empty();
    this.beacon = Optional.empty();
  }

  @Override
  public void init(FilterConfig config) {
    if (installed.isEmpty() && Senda.of(config.getServletContext()).isEmpty()) {
      LOG.log(
          Level.WARNING,
          "Senda captures nothing: web.xml names its filter only. Name the listener {0} instead.",
          SendaListener.class.getName());
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (installed.isEmpty()
        || !(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    if (beacon.isPresent()
        && http.getDispatcherType() == DispatcherType.REQUEST
        && beacon.get().takes(http)) {
      beacon.get().answer(http, answer);
      return;
    }
    Capture capture = installed.get();
    Step step = step(capture, http, answer);
    if (step == null) {
      chain.doFilter(request, response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (Throwable thrown) {
      if (!step.error()) {
        threw(capture, step.seen(), thrown, answer);
      }
      throw thrown;
    } finally {
      leave(capture, step, http, answer);
    }
  }

  /** A dispatch after which there is something to look at: the request's own, or its error page. */
  private record Step(Seen seen, boolean error) {}

  /**
   * What is noted before the chain; null where nothing is to be done after it. Here and below each
   * hook catches by itself and hands over no lambda: where memory has run out, making one throws.
   */
  private Step step(Capture capture, HttpServletRequest request, HttpServletResponse response) {
    try {
      DispatcherType dispatch = request.getDispatcherType();
      Seen before = request.getAttribute(SEEN) instanceof Seen known ? known : null;
      if (dispatch == DispatcherType.REQUEST && before == null) {
        Seen seen = capture.arrive(request, response).orElse(null);
        if (seen != null) {
          Step step = new Step(seen, false);
          request.setAttribute(SEEN, seen);
          return step;
        }
      } else if (dispatch == DispatcherType.ERROR && before != null) {
        before.showsError();
        return new Step(before, true);
      } else if (dispatch == DispatcherType.FORWARD && before != null) {
        String info = request.getPathInfo();
        before.forwarded(info == null ? request.getServletPath() : request.getServletPath() + info);
        // What has wrapped the request on the way may know a sign-in that the host does not.
        capture.lookForStaff(before, request);
      }
    } catch (Throwable failure) {
      failed(capture, failure);
    }
    return null;
  }

  /** A visitor who has gone makes a host throw too; that is no failure of the page. */
  private void threw(Capture capture, Seen seen, Throwable thrown, HttpServletResponse response) {
    try {
      if (!(thrown instanceof IOException) || !response.isCommitted()) {
        seen.threw();
      }
    } catch (Throwable failure) {
      failed(capture, failure);
    }
  }

  private void leave(
      Capture capture, Step step, HttpServletRequest request, HttpServletResponse response) {
    try {
      Seen seen = step.seen();
      if (step.error()) {
        seen.ended(response.getStatus());
        capture.listen(seen, request);
        capture.tell(seen);
      } else if (request.isAsyncStarted()) {
        seen.startedAsync();
        capture.route(seen, request);
        request.getAsyncContext().addListener(new Ending(capture, seen, request, response));
      } else {
        capture.finish(seen, request, response);
        if (!seen.awaitsError()) {
          capture.tell(seen);
        }
      }
    } catch (Throwable failure) {
      failed(capture, failure);
    }
  }

  /** The request is over: what waited for an error page that did not come is told now. */
  void destroyed(ServletRequest request) {
    if (installed.isEmpty()) {
      return;
    }
    try {
      if (request.getAttribute(SEEN) instanceof Seen seen && !seen.underWay()) {
        installed.get().tell(seen);
      }
    } catch (Throwable failure) {
      failed(installed.get(), failure);
    }
  }

  /**
   * Tells what a framework inside the shop knows of the request that it handles and no host does:
   * who is signed in, and which errors its model holds. Never throws.
   *
   * @param request the request as the framework has it, with whatever was wrapped around it
   * @param model what is handed to the view
   */
  public static void inside(HttpServletRequest request, Map<String, ?> model) {
    CaptureFilter filter = of(request);
    if (filter == null) {
      return;
    }
    Capture capture = filter.installed.get();
    try {
      if (request.getAttribute(SEEN) instanceof Seen seen) {
        capture.lookInside(seen, request, model);
      }
    } catch (Throwable failure) {
      filter.failed(capture, failure);
    }
  }

  /** Tells that a sign-in or a form was refused. Never throws. */
  public static void refused(HttpServletRequest request) {
    CaptureFilter filter = of(request);
    if (filter == null) {
      return;
    }
    try {
      if (request.getAttribute(SEEN) instanceof Seen seen) {
        seen.wasRefused();
      }
    } catch (Throwable failure) {
      filter.failed(filter.installed.get(), failure);
    }
  }

  /** Tells that the shop said something where no request was at hand. Never throws. */
  public static void unheard(ServletContext context) {
    CaptureFilter filter = of(context);
    if (filter == null) {
      return;
    }
    try {
      filter.installed.get().unheard();
    } catch (Throwable failure) {
      filter.failed(filter.installed.get(), failure);
    }
  }

  /** Null where Senda does not capture in the shop of a request. */
  private static CaptureFilter of(HttpServletRequest request) {
    try {
      return of(request.getServletContext());
    } catch (Throwable failure) {
      return null;
    }
  }

  private static CaptureFilter of(ServletContext context) {
    return context == null ? null : Senda.of(context).flatMap(Senda::filter).orElse(null);
  }

  private void failed(Capture capture, Throwable failure) {
    try {
      capture.counts().add(Counts.Cause.FAILED);
      StackTraceElement[] frames = failure.getStackTrace();
      String kind = failure.getClass().getName() + (frames.length == 0 ? "" : " " + frames[0]);
      if (said.size() < MOST_KINDS && said.add(kind)) {
        LOG.log(
            Level.WARNING,
            "A request was not captured, the shop is not concerned. This is said once.",
            failure);
      }
    } catch (Throwable worse) {
      // Not even telling works, as when there is no memory left: the shop goes on.
      return;
    }
  }

  /** Waits for the end of a request that goes on after the chain. */
  private final class Ending implements AsyncListener {
    private final Capture capture;
    private final Seen seen;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    Ending(Capture capture, Seen seen, HttpServletRequest request, HttpServletResponse response) {
      this.capture = capture;
      this.seen = seen;
      this.request = request;
      this.response = response;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      try {
        capture.finish(seen, request, response);
        capture.tell(seen);
      } catch (Throwable failure) {
        failed(capture, failure);
      }
    }

    @Override
    public void onError(AsyncEvent event) {
      seen.threw();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // It completes or fails afterwards, and that is what counts.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      try {
        // A second start forgets the listeners of the first.
        event.getAsyncContext().addListener(this);
      } catch (Throwable failure) {
        failed(capture, failure);
      }
    }
  }
}
