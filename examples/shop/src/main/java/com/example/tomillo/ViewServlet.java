package com.example.tomillo;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes the views under {@code /WEB-INF/views/}, which are reached by forwards and by error pages
 * only. A view is filled from the request's attributes; what every page needs is added here.
 */
public final class ViewServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final String FOLDER = "/WEB-INF/views/";

  private final transient Map<String, Template> templates = new ConcurrentHashMap<>();

  /** What head and foot of every page show. */
  private record Frame(
      Language language,
      String code,
      String otherLanguage,
      List<Category> categories,
      int items,
      Optional<Account> account,
      String query,
      Phrase title) {}

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String view = request.getPathInfo().substring(1);
    Template template = template(view);
    Language language = Language.of(request);
    Texts texts = Texts.of(language);
    Frame frame = frame(request, view, language);
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Content-Language", language.code());
    response.setHeader("Cache-Control", "private, no-store");
    Template.Page page =
        new Template.Page() {
          @Override
          public Object named(String name) {
            return name.equals("frame") ? frame : request.getAttribute(name);
          }

          @Override
          public Texts texts() {
            return texts;
          }

          @Override
          public String link(String path) {
            return response.encodeURL(request.getContextPath() + path);
          }
        };
    // A page that fails half-way must leave the answer untouched for the error page.
    StringBuilder html = new StringBuilder(16_384);
    template.write(page, html);
    response.getWriter().append(html);
  }

  private static Frame frame(HttpServletRequest request, String view, Language language) {
    Optional<Shopping> shopping = Shopping.peek(request);
    String name = view.substring(0, view.lastIndexOf('.'));
    return new Frame(
        language,
        language.code(),
        otherLanguage(request, language),
        Category.all(),
        shopping.map(Shopping::items).orElse(0),
        shopping.flatMap(Shopping::account),
        Optional.ofNullable(request.getParameter("q")).orElse(""),
        request.getAttribute("title") instanceof Phrase title ? title : Phrase.of("title." + name));
  }

  /**
   * The address of this page in the other language; of the front page where there is no page to
   * come back to.
   */
  private static String otherLanguage(HttpServletRequest request, Language language) {
    String path = "/";
    String query = "";
    boolean failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) != null;
    if (!failed && request.getAttribute(RequestDispatcher.FORWARD_SERVLET_PATH) != null) {
      path =
          forwarded(request, RequestDispatcher.FORWARD_SERVLET_PATH)
              + forwarded(request, RequestDispatcher.FORWARD_PATH_INFO);
      query = forwarded(request, RequestDispatcher.FORWARD_QUERY_STRING);
    }
    if (request.getMethod().equals("POST")) {
      // What answers a form is not always a page of its own.
      path = path.replaceFirst("^/cart/.*", "/cart").replaceFirst("/review$", "/reviews");
      query = "";
    }
    List<String> kept = new ArrayList<>();
    for (String parameter : query.split("&", -1)) {
      if (!parameter.isEmpty() && !parameter.startsWith("lang=")) {
        kept.add(parameter);
      }
    }
    kept.add("lang=" + (language == Language.ES ? Language.EN : Language.ES).code());
    return path + "?" + String.join("&", kept);
  }

  private static String forwarded(HttpServletRequest request, String what) {
    return request.getAttribute(what) instanceof String value ? value : "";
  }

  private Template template(String view) {
    Template known = templates.get(view);
    if (known == null) {
      known = Template.parse(source(view), partial -> template(partial + ".html"));
      templates.put(view, known);
    }
    return known;
  }

  private String source(String view) {
    try (InputStream in = getServletContext().getResourceAsStream(FOLDER + view)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no view " + view);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
