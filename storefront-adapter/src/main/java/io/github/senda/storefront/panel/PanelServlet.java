package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.DiagramExporters;
import io.github.senda.map.Labels;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The merchant's panel over HTTP, to be mapped to a path of its own, as {@code /senda/*}. Only
 * paths that are known, spelled exactly so, are answered; where nobody may look, none is. It reads
 * and changes nothing of the shop and opens no session in it. Safe for any thread.
 */
public final class PanelServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(PanelServlet.class.getName());

  /** What anyone may read once the panel is open: the sign-in page needs it. */
  private static final Map<String, String> FILES =
      Stream.of(
              "/panel.css",
              "/panel.js",
              "/picture.js",
              "/words.js",
              "/lists.js",
              "/nodes.js",
              "/signs.js",
              "/privacy.js",
              "/leaks.js",
              "/periods.js",
              "/touches.js",
              "/icon.svg")
          .collect(Collectors.toMap(file -> file, PanelServlet::typeOf));

  private static String typeOf(String file) {
    return switch (file.substring(file.lastIndexOf('.'))) {
      case ".css" -> "text/css";
      case ".js" -> "text/javascript";
      case ".svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException(file);
    };
  }

  private static final Set<String> GETS =
      Set.of(
          "/",
          "/leaks",
          "/signs",
          "/signs/rules.json",
          "/touches",
          "/api/touches/names",
          "/privacy",
          "/api/privacy",
          "/api/messages",
          "/api/map",
          "/api/map.svg",
          "/api/leaks",
          "/api/signs",
          "/export");

  private static final Set<String> JSON = Set.of("application/json");
  private static final String ACTS = "/api/signs/";
  private static final String PRIVACY_ACTS = "/api/privacy/";

  private static final String COUNTING = "/counting";
  private static final int LONGEST_FORM = 4096;

  private final transient PanelSource source;
  private final transient PanelAccess access;
  private final transient Door door;
  private final transient Snapshots snapshots;
  private final transient Optional<SignsDesk> desk;
  private final transient Optional<TouchesDesk> touches;
  private final transient Optional<PrivacyDesk> privacyDesk;
  private final transient Pictures pictures = new Pictures();
  private final transient DiagramExporters exporters = DiagramExporters.find();
  private final transient SecureRandom random = new SecureRandom();
  private final transient Map<String, byte[]> files = new HashMap<>();
  private final transient Map<String, Messages> messages = new HashMap<>();
  private final transient PageTemplate panelPage = new PageTemplate(text("panel.html"));
  private final transient PageTemplate leaksPage = new PageTemplate(text("leaks.html"));
  private final transient PageTemplate signsPage = new PageTemplate(text("signs.html"));
  private final transient PageTemplate touchesPage = new PageTemplate(text("touches.html"));
  private final transient PageTemplate privacyPage = new PageTemplate(text("privacy.html"));
  private final transient PageTemplate countingPage = new PageTemplate(text("counting.html"));

  /** A panel over a source, for those whom the access lets in. */
  public PanelServlet(PanelSource source, PanelAccess access) {
    this.source = Objects.requireNonNull(source, "source == null");
    this.access = Objects.requireNonNull(access, "access == null");
    this.door = new Door(access, text("sign-in.html"), text("notice.html"));
    this.snapshots = new Snapshots(source);
    this.desk = source.rules().map(book -> new SignsDesk(source, book));
    this.touches = source.telling().map(TouchesDesk::new);
    this.privacyDesk =
        source
            .privacy()
            .flatMap(
                facts -> source.records().map(records -> new PrivacyDesk(facts, records, source)));
    FILES.keySet().forEach(path -> files.put(path, bytes(path.substring(1))));
    Labels.LANGUAGES.forEach(locale -> messages.put(locale.getLanguage(), Messages.of(locale)));
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
    try {
      Optional<String> path = path(request);
      if (path.isEmpty()) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
      } else {
        switch (request.getMethod()) {
          case "GET", "HEAD" -> get(path.get(), request, response);
          case "POST" -> post(path.get(), request, response);
          default -> Answers.notAllowed(response, "GET, HEAD, POST");
        }
      }
    } catch (RuntimeException e) {
      failed(request, response, e);
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

  private void get(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (FILES.containsKey(path)) {
      response.setContentType(FILES.get(path));
      response.setCharacterEncoding("UTF-8");
      Answers.write(response, files.get(path));
      return;
    }
    switch (path) {
      case "" -> Answers.redirect(response, Door.root(request) + PanelQuery.keep(request));
      case "/" -> {
        noted(request, "map");
        door.page(panelPage, request, response, words(request));
      }
      case COUNTING -> countingPage(request, response);
      case "/leaks" -> {
        noted(request, "leaks");
        door.page(leaksPage, request, response, words(request));
      }
      case "/api/leaks" -> ifAllowed(request, response, () -> leaks(request, response));
      case "/signs" ->
          atDesk(
              response,
              at -> {
                noted(request, "signs");
                door.page(signsPage, request, response, words(request));
              });
      case "/touches" -> {
        if (touches.isPresent()) {
          noted(request, "touches");
          door.page(touchesPage, request, response, words(request));
        } else {
          response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
      }
      case "/signs/rules.json" ->
          atDesk(response, at -> ifAllowed(request, response, () -> at.export(response)));
      case "/api/signs" ->
          atDesk(
              response,
              at -> ifAllowed(request, response, () -> at.look(response, words(request))));
      case "/api/touches/names" ->
          ifAllowed(request, response, () -> TouchesDesk.names(response, words(request)));
      case "/privacy" ->
          atPrivacy(
              response,
              at -> {
                noted(request, "privacy");
                door.page(privacyPage, request, response, words(request));
              });
      case "/api/privacy" ->
          atPrivacy(
              response,
              at ->
                  ifAllowed(
                      request, response, () -> at.look(response, optedOut(), messages.values())));
      case "/api/messages" -> ifAllowed(request, response, () -> messages(request, response));
      case "/api/map" -> ifAllowed(request, response, () -> map(request, response));
      case "/api/map.svg" -> ifAllowed(request, response, () -> svg(request, response));
      case "/export" -> ifAllowed(request, response, () -> export(request, response));
      case "/api/backup", "/sign-in", "/sign-out" -> Answers.notAllowed(response, "POST");
      default -> {
        if ((act(path).isPresent() && desk.isPresent())
            || (TouchesDesk.Act.of(path).isPresent() && touches.isPresent())
            || (privacyAct(path).isPresent() && privacyDesk.isPresent())) {
          Answers.notAllowed(response, "POST");
        } else {
          response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
      }
    }
  }

  private void post(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (path) {
      case "/sign-in" -> door.signIn(request, response, words(request));
      case COUNTING -> ifAllowed(request, response, () -> counting(request, response));
      case "/sign-out" ->
          ifOurs(
              request,
              response,
              () -> {
                access.signOut(request, response);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
              });
      case "/api/backup" ->
          ifAllowed(
              request, response, () -> ifOurs(request, response, () -> backup(request, response)));
      default -> {
        Optional<SignsDesk.Act> act = act(path);
        Optional<TouchesDesk.Act> telling = TouchesDesk.Act.of(path);
        if (act.isPresent() && desk.isPresent()) {
          ifAllowed(
              request,
              response,
              () ->
                  ifOurs(
                      request,
                      response,
                      () -> desk.get().act(act.get(), request, response, words(request))));
        } else if (telling.isPresent() && touches.isPresent()) {
          ifAllowed(
              request,
              response,
              () ->
                  ifOurs(
                      request,
                      response,
                      telling.get().types(),
                      () -> touches.get().act(telling.get(), request, response, words(request))));
        } else if (privacyAct(path).isPresent() && privacyDesk.isPresent()) {
          ifAllowed(
              request,
              response,
              () ->
                  ifOurs(
                      request,
                      response,
                      () -> {
                        noted(request, "person");
                        privacyDesk
                            .get()
                            .act(
                                privacyAct(path).orElseThrow(),
                                access.roleOf(request),
                                request,
                                response,
                                words(request));
                      }));
        } else if (FILES.containsKey(path) || GETS.contains(path)) {
          Answers.notAllowed(response, "GET, HEAD");
        } else {
          response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
      }
    }
  }

  private static Optional<SignsDesk.Act> act(String path) {
    return Stream.of(SignsDesk.Act.values())
        .filter(act -> path.equals(ACTS + act.name().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static Optional<PrivacyDesk.Act> privacyAct(String path) {
    return Stream.of(PrivacyDesk.Act.values())
        .filter(act -> path.equals(PRIVACY_ACTS + act.name().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private interface AtPrivacy {
    void give(PrivacyDesk desk) throws IOException;
  }

  /** Where the journeys come from a log file, nobody is measured. */
  private void atPrivacy(HttpServletResponse response, AtPrivacy answer) throws IOException {
    if (privacyDesk.isPresent()) {
      answer.give(privacyDesk.get());
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** Notes who looks at a part, if they are let in. */
  private void noted(HttpServletRequest request, String part) {
    if (privacyDesk.isPresent() && access.verdict(request) == PanelAccess.Verdict.ALLOWED) {
      privacyDesk.get().noted(access.roleOf(request), part);
    }
  }

  private long optedOut() {
    return source.status().counts().getOrDefault("left_out.opted_out", 0L);
  }

  private interface AtDesk {
    void give(SignsDesk desk) throws IOException;
  }

  /** Where the journeys come from a log file, there is no desk at which to say what pages are. */
  private void atDesk(HttpServletResponse response, AtDesk answer) throws IOException {
    if (desk.isPresent()) {
      answer.give(desk.get());
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private interface Answer {
    void give() throws IOException;
  }

  /** For requests of programs: who may not look gets one sentence as JSON. */
  private void ifAllowed(HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws IOException {
    Messages words = words(request);
    switch (access.verdict(request)) {
      case ALLOWED -> answer.give();
      case SIGN_IN ->
          Answers.error(response, HttpServletResponse.SC_UNAUTHORIZED, words.text("error.sign_in"));
      case FORBIDDEN ->
          Answers.error(response, HttpServletResponse.SC_FORBIDDEN, door.forbidden(words));
      case WAIT ->
          Answers.error(response, door.tooMany(request, response), door.waiting(request, words));
    }
  }

  private void ifOurs(HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws IOException {
    ifOurs(request, response, JSON, answer);
  }

  /**
   * For what changes something: only from our own page, or with the token in a header; and only as
   * a type that no form of another site can send.
   */
  private void ifOurs(
      HttpServletRequest request, HttpServletResponse response, Set<String> types, Answer answer)
      throws IOException {
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    Messages words = words(request);
    if (!access.isByHeader(request) && !PanelAccess.isSameOrigin(request)) {
      Answers.error(response, HttpServletResponse.SC_FORBIDDEN, words.text("error.origin"));
    } else if (!types.contains(plain)) {
      Answers.error(
          response,
          HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
          words.text("error.json", "types", String.join(", ", new TreeSet<>(types))));
    } else {
      answer.give();
    }
  }

  /** Whether this browser is counted, for whoever may look at the panel. */
  private void countingPage(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (access.verdict(request) != PanelAccess.Verdict.ALLOWED) {
      Answers.redirect(response, Door.root(request) + PanelQuery.keep(request));
      return;
    }
    Messages words = words(request);
    boolean notCounted = NotCounted.of(request.getContextPath()).isAmong(request.getCookies());
    Answers.html(
        response,
        HttpServletResponse.SC_OK,
        countingPage.fill(
            words,
            Map.of(
                "lang", words.locale().getLanguage(),
                "state", words.text(notCounted ? "counting.not_counted" : "counting.counted"),
                "wish", notCounted ? "yes" : "no",
                "button", words.text(notCounted ? "counting.start" : "counting.stop"))));
  }

  /** Back to the page afterwards, which shows what the browser has made of the cookie. */
  private void counting(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!PanelAccess.isSameOrigin(request)) {
      Answers.error(
          response, HttpServletResponse.SC_FORBIDDEN, words(request).text("error.origin"));
      return;
    }
    boolean notCounted =
        request.getContentLength() <= LONGEST_FORM
            && PanelQuery.parameter(request, "counted").filter("no"::equals).isPresent();
    response.addHeader(
        "Set-Cookie",
        NotCounted.of(request.getContextPath()).header(notCounted, request.isSecure()));
    Answers.redirect(
        response, Door.root(request) + COUNTING.substring(1) + PanelQuery.keep(request));
  }

  private Messages words(HttpServletRequest request) {
    return messages.get(PanelQuery.locale(request).getLanguage());
  }

  private void messages(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject();
    for (Map.Entry<String, String> message : words(request).texts().entrySet()) {
      json.name(message.getKey()).value(message.getValue());
    }
    json.endObject();
    Answers.json(response, text.toString());
  }

  private void map(HttpServletRequest request, HttpServletResponse response) throws IOException {
    LocalDate today = today();
    PanelQuery query = PanelQuery.of(request, today, source.zone());
    Snapshot snapshot = snapshots.of(query.period());
    PanelStatus status = source.status();
    String drawing = drawing(snapshot, query);
    String tag = "\"" + drawing + "." + Integer.toHexString(status.hashCode()) + "." + today + "\"";
    response.setHeader("ETag", tag);
    if (tag.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    Answers.json(
        response,
        MapJson.of(
            snapshot,
            query,
            status,
            new MapJson.Surroundings(
                source.clock().instant(),
                today,
                drawing,
                pictures.of(snapshot, query, status.name()),
                source.hasBackup(),
                desk.isPresent(),
                touches.isPresent())));
  }

  private void leaks(HttpServletRequest request, HttpServletResponse response) throws IOException {
    PanelQuery query = query(request);
    Snapshot snapshot = snapshots.of(query.period());
    Answers.json(response, LeaksPage.of(snapshot, query, source, today(), desk.isPresent()));
  }

  private static String drawing(Snapshot snapshot, PanelQuery query) {
    return Long.toHexString(snapshot.version()) + "." + Integer.toHexString(query.hashCode());
  }

  private void svg(HttpServletRequest request, HttpServletResponse response) throws IOException {
    diagram(exporters.of("svg").orElseThrow(), query(request), response);
  }

  private void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
    noted(request, "export");
    String format = PanelQuery.parameter(request, "format").orElse("");
    Optional<DiagramExporter> exporter = exporters.of(format);
    if (exporter.isEmpty()) {
      Answers.error(
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          words(request).text("error.format", "formats", String.join(", ", exporters.names())));
      return;
    }
    PanelQuery query = query(request);
    String days = query.period().map(period -> period.first() + "_" + period.last()).orElse("all");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"senda-" + days + "." + exporter.get().fileExtension() + "\"");
    diagram(exporter.get(), query, response);
  }

  /** Written as a whole before the first byte leaves, so that what fails can still be said. */
  private void diagram(DiagramExporter exporter, PanelQuery query, HttpServletResponse response)
      throws IOException {
    Picture picture = pictures.of(snapshots.of(query.period()), query, source.status().name());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      exporter.write(picture.diagram(), file);
    } catch (IOException e) {
      Answers.notDone(response, e);
      return;
    }
    response.setContentType(exporter.mediaType());
    Answers.write(response, file.toByteArray());
  }

  private PanelQuery query(HttpServletRequest request) {
    return PanelQuery.of(request, today(), source.zone());
  }

  /** The day that the page counts back from: in a log file, the last day it tells of. */
  private LocalDate today() {
    PanelStatus status = source.status();
    Optional<Instant> last =
        status.live() ? Optional.empty() : status.lastTouch().or(snapshots::lastStart);
    return last.orElseGet(source.clock()::instant).atZone(source.zone()).toLocalDate();
  }

  private void backup(HttpServletRequest request, HttpServletResponse response) throws IOException {
    noted(request, "backup");
    Messages words = words(request);
    if (!source.hasBackup()) {
      Answers.error(response, HttpServletResponse.SC_CONFLICT, words.text("error.no_backup"));
      return;
    }
    response.setContentType("application/zip");
    response.setHeader("Content-Disposition", "attachment; filename=\"senda-backup.zip\"");
    try {
      source.backup(response.getOutputStream());
    } catch (IOException e) {
      Answers.notDone(response, e);
    }
  }

  private void failed(HttpServletRequest request, HttpServletResponse response, Exception exception)
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
        words(request).text("error.failed", "request", requestId));
  }
}
