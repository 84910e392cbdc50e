package io.github.senda.storefront.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
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

  private final Capture capture;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  CaptureFilter(Capture capture) {
    this.capture = capture;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    DispatcherType dispatch = request.getDispatcherType();
    if (dispatch == DispatcherType.REQUEST) {
      first(http, answer, chain);
    } else if (dispatch == DispatcherType.ERROR) {
      error(http, answer, chain);
    } else {
      if (dispatch == DispatcherType.FORWARD) {
        quietly(() -> forwarded(http));
      }
      chain.doFilter(request, response);
    }
  }

  private void first(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Seen seen = arrive(request, response);
    if (seen == null) {
      chain.doFilter(request, response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (Throwable thrown) {
      // A visitor who has gone makes a host throw too; that is no failure of the page.
      if (!(thrown instanceof IOException) || !isCommitted(response)) {
        seen.threw();
      }
      throw thrown;
    } finally {
      quietly(() -> leave(seen, request, response));
    }
  }

  /** Null where the request makes no touch: it stays in here, between two lines. */
  private Seen arrive(HttpServletRequest request, HttpServletResponse response) {
    try {
      if (request.getAttribute(SEEN) != null) {
        return null;
      }
      Seen seen = capture.arrive(request, response).orElse(null);
      if (seen != null) {
        request.setAttribute(SEEN, seen);
      }
      return seen;
    } catch (Throwable failure) {
      failed(failure);
      return null;
    }
  }

  private static boolean isCommitted(HttpServletResponse response) {
    try {
      return response.isCommitted();
    } catch (RuntimeException e) {
      return false;
    }
  }

  private void leave(Seen seen, HttpServletRequest request, HttpServletResponse response) {
    if (request.isAsyncStarted()) {
      seen.startedAsync();
      capture.route(seen, request);
      request.getAsyncContext().addListener(new Ending(seen, request, response));
      return;
    }
    capture.finish(seen, request, response);
    if (!seen.awaitsError()) {
      capture.tell(seen);
    }
  }

  private void forwarded(HttpServletRequest request) {
    if (request.getAttribute(SEEN) instanceof Seen seen) {
      String info = request.getPathInfo();
      seen.forwarded(info == null ? request.getServletPath() : request.getServletPath() + info);
      // What has wrapped the request on the way may know a sign-in that the host does not.
      capture.lookForStaff(seen, request);
    }
  }

  private void error(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Seen seen = request.getAttribute(SEEN) instanceof Seen known ? known : null;
    if (seen != null) {
      seen.showsError();
    }
    try {
      chain.doFilter(request, response);
    } finally {
      if (seen != null) {
        quietly(
            () -> {
              seen.ended(response.getStatus());
              capture.listen(seen, request);
              capture.tell(seen);
            });
      }
    }
  }

  /** The request is over: what waited for an error page that did not come is told now. */
  void destroyed(ServletRequest request) {
    quietly(
        () -> {
          if (request.getAttribute(SEEN) instanceof Seen seen && !seen.underWay()) {
            capture.tell(seen);
          }
        });
  }

  /**
   * Tells what a framework inside the shop knows of the request that it handles and no host does:
   * who is signed in, and which errors its model holds. Never throws.
   *
   * @param request the request as the framework has it, with whatever was wrapped around it
   * @param model what is handed to the view
   */
  public static void inside(HttpServletRequest request, Map<String, ?> model) {
    filter(request)
        .ifPresent(
            filter ->
                filter.quietly(
                    () -> {
                      if (request.getAttribute(SEEN) instanceof Seen seen) {
                        filter.capture.lookInside(seen, request, model);
                      }
                    }));
  }

  /** Tells that a sign-in or a form was refused. Never throws. */
  public static void refused(HttpServletRequest request) {
    filter(request)
        .ifPresent(
            filter ->
                filter.quietly(
                    () -> {
                      if (request.getAttribute(SEEN) instanceof Seen seen) {
                        seen.wasRefused();
                      }
                    }));
  }

  /** Tells that the shop said something where no request was at hand. Never throws. */
  public static void unheard(ServletContext context) {
    filter(context).ifPresent(filter -> filter.quietly(filter.capture::unheard));
  }

  private static Optional<CaptureFilter> filter(HttpServletRequest request) {
    try {
      return filter(request.getServletContext());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<CaptureFilter> filter(ServletContext context) {
    return context == null ? Optional.empty() : Senda.of(context).flatMap(Senda::filter);
  }

  private void quietly(Runnable ours) {
    try {
      ours.run();
    } catch (Throwable failure) {
      failed(failure);
    }
  }

  private void failed(Throwable failure) {
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
    private final Seen seen;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    Ending(Seen seen, HttpServletRequest request, HttpServletResponse response) {
      this.seen = seen;
      this.request = request;
      this.response = response;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      quietly(
          () -> {
            capture.finish(seen, request, response);
            capture.tell(seen);
          });
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
      // A second start forgets the listeners of the first.
      quietly(() -> event.getAsyncContext().addListener(this));
    }
  }
}
