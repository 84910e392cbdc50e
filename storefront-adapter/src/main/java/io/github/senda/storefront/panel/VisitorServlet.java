package io.github.senda.storefront.panel;

import io.github.senda.map.Labels;
import io.github.senda.touch.VisitorId;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The page on which a visitor of the shop reads what is measured, says not to be counted, and has
 * what is known from visit to visit shown or erased: without a sign-in, a script, a session of the
 * shop or anything from another host. What it tells and erases is that of the browser that asks,
 * known by its own cookie alone. To be mapped to a path of its own, as {@code /senda-privacy/*}.
 * Safe for any thread.
 */
public final class VisitorServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_FORM = 4096;
  private static final String STYLE = "/page.css";
  private static final String OWN = "/data.json";
  private static final String ROLE = "visitor";

  private final transient VisitorChoices choices;
  private final transient Optional<VisitorRecords> records;
  private final transient PageTemplate page = new PageTemplate(PanelServlet.text("visitor.html"));
  private final transient PageTemplate known =
      new PageTemplate(PanelServlet.text("visitor-known.html"));

  /**
   * Whoever makes numbers up can ask for as many as they like: the store is asked for one a time.
   */
  private final transient Semaphore looking = new Semaphore(1);

  private final transient byte[] style = PanelServlet.bytes("visitor.css");
  private final transient Map<String, Messages> messages = new HashMap<>();

  /**
   * @param records what is kept of one person; empty where nothing can be looked up
   */
  public VisitorServlet(VisitorChoices choices, Optional<VisitorRecords> records) {
    this.choices = Objects.requireNonNull(choices, "choices == null");
    this.records = records;
    Labels.LANGUAGES.forEach(locale -> messages.put(locale.getLanguage(), Messages.of(locale)));
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Answers.headers(response);
    response.setHeader("X-Robots-Tag", "noindex, nofollow");
    response.setHeader("Vary", "Cookie, Accept-Language");
    String below = Optional.ofNullable(request.getPathInfo()).orElse("");
    boolean post = request.getMethod().equals("POST");
    if (!post && !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      Answers.notAllowed(response, "GET, HEAD, POST");
    } else if (below.isEmpty() && post) {
      act(request, response);
    } else if (below.isEmpty()) {
      page(request, response);
    } else if (below.equals(STYLE) && !post) {
      response.setContentType("text/css");
      response.setCharacterEncoding("UTF-8");
      Answers.write(response, style);
    } else if (below.equals(OWN) && !post) {
      own(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private Messages words(HttpServletRequest request) {
    return messages.get(PanelQuery.locale(request).getLanguage());
  }

  private static NotCounted notCounted(HttpServletRequest request) {
    return NotCounted.of(request.getContextPath());
  }

  private void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Messages words = words(request);
    boolean counted = !notCounted(request).isAmong(request.getCookies());
    boolean asked =
        "1".equals(request.getHeader("DNT")) || "1".equals(request.getHeader("Sec-GPC"));
    Optional<VisitorId> visitor = choices.known(request);
    Map<String, String> values = new HashMap<>();
    values.put("lang", words.locale().getLanguage());
    values.put("action", action(request, words));
    values.put("style", request.getContextPath() + request.getServletPath() + STYLE);
    values.put("what", words.text("visitor.what." + choices.mode()));
    values.put("kept", words.text("visitor.kept." + choices.mode()));
    values.put(
        "state",
        words.text(asked ? "visitor.asked" : counted ? "visitor.counted" : "visitor.not_counted"));
    values.put("act", counted ? "stop" : "start");
    values.put("button", words.text(counted ? "visitor.stop" : "visitor.start"));
    String html = page.fill(words, values);
    String more = "";
    if (visitor.isPresent() && records.isPresent()) {
      values.put("number", visitor.get().toString());
      values.put("own", request.getContextPath() + request.getServletPath() + OWN);
      more = known.fill(words, values);
    }
    Answers.html(response, HttpServletResponse.SC_OK, html.replace("<!--known-->", more));
  }

  private static String action(HttpServletRequest request, Messages words) {
    return request.getContextPath()
        + request.getServletPath()
        + "?lang="
        + words.locale().getLanguage();
  }

  /** Back to the page afterwards, which shows what the browser has made of it. */
  private void act(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Messages words = words(request);
    if (!PanelAccess.isSameOrigin(request)) {
      Answers.error(response, HttpServletResponse.SC_FORBIDDEN, words.text("error.origin"));
      return;
    }
    String act =
        request.getContentLength() <= LONGEST_FORM
            ? PanelQuery.parameter(request, "act").orElse("")
            : "";
    NotCounted cookie = notCounted(request);
    switch (act) {
      case "stop" -> {
        choices.leave(request, response);
        response.addHeader("Set-Cookie", cookie.optOut(request.isSecure()));
      }
      case "start" -> response.addHeader("Set-Cookie", cookie.header(false, request.isSecure()));
      case "erase" -> choices.leave(request, response);
      default -> {
        Answers.error(response, HttpServletResponse.SC_BAD_REQUEST, words.text("error.body"));
        return;
      }
    }
    Answers.redirect(response, action(request, words));
  }

  /** What is kept of whoever asks, by the cookie that only their browser has. */
  private void own(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<VisitorId> visitor = choices.known(request);
    String site = Optional.ofNullable(request.getHeader("Sec-Fetch-Site")).orElse("none");
    if (visitor.isEmpty() || records.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (!site.equals("same-origin") && !site.equals("none")) {
      Answers.error(
          response, HttpServletResponse.SC_FORBIDDEN, words(request).text("error.origin"));
    } else if (!looking.tryAcquire()) {
      response.setHeader("Retry-After", "30");
      Answers.error(
          response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, words(request).text("error.busy"));
    } else {
      try {
        String json = records.get().access(VisitorRecords.Person.of(visitor.get()), ROLE);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"senda-visitor.json\"");
        Answers.write(response, json.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        Answers.notDone(response, e);
      } finally {
        looking.release();
      }
    }
  }
}
