package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.diagram.DiagramExporters;
import io.github.senda.journey.OutdatedLogException;
import io.github.senda.map.Labels;
import io.github.senda.storefront.lucid.LucidCourier;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The merchant's panel over HTTP, to be mapped to a path of its own, as {@code /senda/*}. Only
 * paths that are known, spelled exactly so, are answered; where nobody may look, none is. It reads
 * and changes nothing of the shop and opens no session in it. What is answered where is said by the
 * desks, each in its {@code routes}. Safe for any thread.
 */
public final class PanelServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(PanelServlet.class.getName());

  /** What anyone may read once the panel is open: the sign-in page needs it. */
  private static final List<String> FILES =
      List.of(
          "panel.css",
          "frame.js",
          "filters.js",
          "graph.js",
          "paths.js",
          "panel.js",
          "picture.js",
          "words.js",
          "lists.js",
          "nodes.js",
          "signs.js",
          "privacy.js",
          "leaks.js",
          "periods.js",
          "touches.js",
          "export.js",
          "lucid.js",
          "icon.svg");

  private final transient PanelAccess access;
  private final transient Optional<LucidCourier> lucid;
  private final transient Routes routes;
  private final transient Views views;
  private final transient SecureRandom random = new SecureRandom();
  private final transient Map<String, Messages> messages = new HashMap<>();

  /** A panel over a source, for those whom the access lets in, from which nothing is pushed. */
  public PanelServlet(PanelSource source, PanelAccess access) {
    this(source, access, Optional.empty());
  }

  /**
   * A panel over a source, for those whom the access lets in.
   *
   * @param lucid brings drawings to Lucid; closed when the servlet is destroyed
   */
  public PanelServlet(PanelSource source, PanelAccess access, Optional<LucidCourier> lucid) {
    this.lucid = lucid;
    Objects.requireNonNull(source, "source == null");
    this.access = Objects.requireNonNull(access, "access == null");
    Labels.LANGUAGES.forEach(locale -> messages.put(locale.getLanguage(), Messages.of(locale)));
    Optional<PrivacyDesk> privacy = PrivacyDesk.of(source, List.copyOf(messages.values()));
    Door door = new Door(access, (role, part) -> privacy.ifPresent(desk -> desk.noted(role, part)));
    this.routes = new Routes(door);
    this.views = new Views(source);
    DiagramExporters exporters = DiagramExporters.find();
    List<Page> pages = new ArrayList<>(List.of(Page.MAP, Page.PATHS, Page.LEAKS));
    door.routes(routes);
    new MapDesk(views, exporters.of("svg").orElseThrow()).routes(routes);
    new PathsDesk(views).routes(routes);
    new ExportDesk(views, exporters, lucid.isPresent()).routes(routes);
    lucid.ifPresent(courier -> new LucidDesk(views, exporters, courier).routes(routes, door));
    new CountingDesk(door).routes(routes);
    new BackupDesk(source).routes(routes);
    source
        .rules()
        .ifPresent(
            book -> {
              new SignsDesk(source, book).routes(routes);
              pages.add(Page.SIGNS);
            });
    source
        .telling()
        .ifPresent(
            telling -> {
              new TouchesDesk(telling).routes(routes);
              pages.add(Page.TOUCHES);
            });
    privacy.ifPresent(
        desk -> {
          desk.routes(routes, door);
          pages.add(Page.PRIVACY);
        });
    String frame = text("frame.html");
    pages.forEach(page -> routes.page(page.path(), page.part(), page.within(frame, pages)));
    routes.open("", call -> Answers.redirect(call.response(), home(call)));
    routes.get("/api/messages", PanelServlet::words);
    FILES.forEach(file -> routes.open("/" + file, fileOf(file)));
  }

  @Override
  public void destroy() {
    lucid.ifPresent(LucidCourier::close);
  }

  private static String home(Call call) {
    return Door.root(call.request()) + PanelQuery.keep(call.request());
  }

  private static Routes.Answer fileOf(String file) {
    byte[] bytes = bytes(file);
    String type =
        switch (file.substring(file.lastIndexOf('.'))) {
          case ".css" -> "text/css";
          case ".js" -> "text/javascript";
          case ".svg" -> "image/svg+xml";
          default -> throw new IllegalArgumentException(file);
        };
    return call -> {
      call.response().setContentType(type);
      call.response().setCharacterEncoding("UTF-8");
      Answers.write(call.response(), bytes);
    };
  }

  static byte[] bytes(String file) {
    try (InputStream in = PanelServlet.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  static String text(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!access.isOpen()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Answers.headers(response);
    Messages words = messages.get(PanelQuery.locale(request).getLanguage());
    try {
      Optional<String> path = path(request);
      if (path.isEmpty()) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
      } else {
        switch (request.getMethod()) {
          case "GET", "HEAD", "POST" -> answer(path.get(), new Call(request, response, words));
          default -> Answers.notAllowed(response, "GET, HEAD, POST");
        }
      }
    } catch (NotUnderstood e) {
      Answers.refuse(response, e.sentence(words.locale()), e.column());
    } catch (RuntimeException e) {
      failed(response, words, e);
    }
  }

  /** Once more where journeys went while they were read; never what changes something. */
  private void answer(String path, Call call) throws IOException {
    try {
      routes.answer(path, call);
    } catch (OutdatedLogException e) {
      views.forget();
      if (call.request().getMethod().equals("POST") || call.response().isCommitted()) {
        throw e;
      }
      call.response().resetBuffer();
      routes.answer(path, call);
    }
  }

  /**
   * The path below the panel, if the address is spelled as we spell it. The raw address is compared
   * with the decoded one, so nothing that is encoded, doubled or has parameters of its own passes.
   */
  private static Optional<String> path(HttpServletRequest request) {
    String below;
    String exact;
    try {
      below = request.getPathInfo() == null ? "" : request.getPathInfo();
      exact = request.getContextPath() + request.getServletPath() + below;
    } catch (RuntimeException e) {
      // Jetty refuses to decode an address that can be read in two ways.
      return Optional.empty();
    }
    boolean plain = exact.indexOf(';') < 0 && !exact.contains("//");
    return Optional.of(below).filter(path -> plain && exact.equals(request.getRequestURI()));
  }

  private static void words(Call call) throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject();
    for (Map.Entry<String, String> message : call.words().texts().entrySet()) {
      json.name(message.getKey()).value(message.getValue());
    }
    json.endObject();
    Answers.json(call.response(), text.toString());
  }

  private void failed(HttpServletResponse response, Messages words, Exception exception)
      throws IOException {
    byte[] id = new byte[4];
    random.nextBytes(id);
    String requestId = HexFormat.of().formatHex(id);
    LOG.log(System.Logger.Level.WARNING, "The panel failed at request " + requestId, exception);
    if (response.isCommitted()) {
      return;
    }
    response.reset();
    Answers.headers(response);
    Answers.error(
        response,
        HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
        words.text("error.failed", "request", requestId));
  }
}
