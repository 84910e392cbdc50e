package com.example.awkward;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What few shops do, and each of them somewhere: all below {@code /odd}. */
public final class Oddities extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final long SHORT_MILLIS = 50;
  private static final long PATIENCE_SECONDS = 30;

  /** Opened when the second event of a stream may be sent. */
  private transient volatile CountDownLatch secondEvent = new CountDownLatch(1);

  /** The shop's own kind of exception, which has a page of its own. */
  public static final class SoldOut extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Object included = request.getAttribute("jakarta.servlet.include.path_info");
    switch (String.valueOf(included == null ? request.getPathInfo() : included)) {
      case "/async/dispatch" -> request.startAsync().dispatch("/view/layout");
      case "/async/throws" -> request.startAsync().dispatch("/odd/sold-out");
      case "/async/timeout" -> request.startAsync().setTimeout(SHORT_MILLIS);
      case "/async/excused" -> excused(request.startAsync());
      case "/async/again" -> again(request);
      case "/events" -> events(response);
      case "/events/async" -> eventsLater(request);
      case "/events/go" -> {
        secondEvent.countDown();
        secondEvent = new CountDownLatch(1);
      }
      case "/sold-out" -> throw new SoldOut();
      case "/half" -> {
        response.setContentType("text/html");
        response.getWriter().print("<p>half a page");
        response.flushBuffer();
        throw new SoldOut();
      }
      case "/refused" -> response.sendError(403, "not here");
      case "/broken-error-page" -> response.sendError(410);
      case "/forward/missing" ->
          request.getRequestDispatcher("/nowhere").forward(request, response);
      case "/forward/throws" ->
          request.getRequestDispatcher("/odd/sold-out").forward(request, response);
      case "/include" -> include(request, response);
      case "/latin" -> {
        response.setContentType("text/html;charset=ISO-8859-1");
        response.getWriter().print("<p>ñandú " + request.getParameter("name"));
      }
      case "/headers" -> {
        response.addHeader("Set-Cookie", "own=1");
        response.addHeader("Vary", "Accept");
        response.addHeader("X-Shop", "a");
        response.addHeader("X-Shop", "b");
        response.setStatus(203);
        response.getOutputStream().print("plain");
      }
      case "/nothing" -> response.setStatus(204);
      case "/unread" -> response.getWriter().print("the form was not read");
      case "/count" -> count(request, response);
      case "/session" -> session(request, response);
      case "/thread" -> response.getWriter().print(Thread.currentThread().getClass().getName());
      default -> response.sendError(404);
    }
  }

  private static void excused(AsyncContext context) {
    context.setTimeout(SHORT_MILLIS);
    context.addListener(
        new AsyncListener() {
          @Override
          public void onTimeout(AsyncEvent event) throws IOException {
            ((HttpServletResponse) context.getResponse()).setStatus(503);
            context.getResponse().getWriter().print("try later");
            context.complete();
          }

          @Override
          public void onComplete(AsyncEvent event) {}

          @Override
          public void onError(AsyncEvent event) {}

          @Override
          public void onStartAsync(AsyncEvent event) {}
        });
  }

  /** Starts again in the dispatch of its first start, and ends there. */
  private static void again(HttpServletRequest request) {
    if (request.getAttribute("again") == null) {
      request.setAttribute("again", true);
      request.startAsync().dispatch();
    } else {
      AsyncContext second = request.startAsync();
      second.start(
          () -> {
            try {
              second.getResponse().getWriter().print("<p>the second time</p>");
            } catch (IOException e) {
              throw new IllegalStateException(e);
            } finally {
              second.complete();
            }
          });
    }
  }

  private void events(HttpServletResponse response) throws IOException {
    CountDownLatch second = secondEvent;
    response.setContentType("text/event-stream;charset=UTF-8");
    PrintWriter out = response.getWriter();
    out.print("data: first\n\n");
    response.flushBuffer();
    try {
      if (second.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        out.print("data: second\n\n");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void eventsLater(HttpServletRequest request) {
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    context.start(
        () -> {
          try {
            events((HttpServletResponse) context.getResponse());
          } catch (IOException e) {
            throw new IllegalStateException(e);
          } finally {
            context.complete();
          }
        });
  }

  private static void include(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setContentType("text/html;charset=UTF-8");
    response.getWriter().print("<html>");
    request.getRequestDispatcher("/view/foot").include(request, response);
    try {
      request.getRequestDispatcher("/odd/sold-out").include(request, response);
    } catch (SoldOut e) {
      response.getWriter().print("<p>sold out</p>");
    }
    response.getWriter().print("</html>");
  }

  private static void count(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long bytes = 0;
    long sum = 0;
    try (InputStream in = request.getInputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
        for (int i = 0; i < read; i++) {
          sum = sum * 31 + buffer[i];
        }
      }
    }
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write((bytes + " bytes, " + sum).getBytes(StandardCharsets.UTF_8));
  }

  private static void session(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    response.setContentType("text/plain;charset=UTF-8");
    response
        .getWriter()
        .print(session == null ? "none" : Collections.list(session.getAttributeNames()));
  }
}
