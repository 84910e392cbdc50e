package io.github.senda.storefront.panel;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporters;
import io.github.senda.diagram.lucid.api.LucidFit;
import io.github.senda.diagram.lucid.api.LucidMistake;
import io.github.senda.diagram.lucid.api.LucidSecret;
import io.github.senda.diagram.lucid.api.LucidUpload;
import io.github.senda.diagram.lucid.api.PushReport;
import io.github.senda.storefront.lucid.LucidCourier;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Where a merchant gives a key for Lucid, or signs in there, and has drawings brought to it. What
 * is given never comes back; what goes wrong is one sentence. Safe for any thread.
 */
final class LucidDesk {

  private static final String STATE = "/api/lucid";

  /** Where Lucid sends whoever has signed in there back to. */
  private static final String RETURN = "/lucid-return";

  private static final int LONGEST_BODY = 32_768;
  private static final int LONGEST_RETURNED = 8_192;
  private static final int UNPROCESSABLE = 422;
  private static final int MISTAKEN = 502;

  private interface Work {
    void on(Call call, Map<String, String> fields) throws IOException;
  }

  private final Views views;
  private final DiagramExporters exporters;
  private final LucidCourier courier;

  LucidDesk(Views views, DiagramExporters exporters, LucidCourier courier) {
    this.views = views;
    this.exporters = exporters;
    this.courier = courier;
  }

  void routes(Routes routes, Door door) {
    routes
        .get(STATE, this::look)
        .open(RETURN, call -> door.notice(call, HttpServletResponse.SC_OK, returned(call)))
        .post(STATE + "/key", call -> with(call, this::key))
        .post(STATE + "/forget", call -> with(call, this::forget))
        .post(STATE + "/connect", call -> with(call, this::connect))
        .post(STATE + "/stop", call -> with(call, this::stop))
        .post(
            STATE + "/push",
            call -> {
              routes.noted(call, "export");
              with(call, this::push);
            });
  }

  /** How things are: what opens the account, and how the last push is doing. */
  private void look(Call call) throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject();
    json.name("means").value(courier.account().means().name().toLowerCase(Locale.ROOT));
    json.name("connect").value(courier.account().canSignIn());
    if (courier.folder().isPresent()) {
      json.name("folder").value(Long.toString(courier.folder().getAsLong()));
    }
    json.name("push");
    state(json, courier.state(), call.words().locale());
    json.endObject();
    Answers.json(call.response(), text.toString());
  }

  private static void state(JsonWriter json, LucidCourier.State state, Locale locale)
      throws IOException {
    json.beginObject();
    json.name("phase").value(state.phase().name().toLowerCase(Locale.ROOT));
    json.name("number").value(state.number());
    json.name("step").value(state.step().name().toLowerCase(Locale.ROOT));
    json.name("done").value(state.done()).name("of").value(state.of());
    if (state.fit().filter(LucidFit::isSimplified).isPresent()) {
      json.name("share").value(state.fit().get().share());
    }
    if (state.mistake().isPresent()) {
      json.name("error").value(state.mistake().get().in(locale));
    }
    if (!state.reports().isEmpty()) {
      reports(json, state.reports(), locale);
    }
    json.endObject();
  }

  /** What was made, a document or several, and what of it was compared. */
  private static void reports(JsonWriter json, List<PushReport> reports, Locale locale)
      throws IOException {
    json.name("documents").beginArray();
    for (PushReport report : reports) {
      json.beginObject().name("title").value(report.document().title());
      if (report.document().link().isPresent()) {
        json.name("link").value(report.document().link().get().toString());
      }
      json.name("found_later").value(report.foundLater());
      json.endObject();
    }
    json.endArray();
    Optional<PushReport.Comparison> comparison =
        reports.stream()
            .flatMap(report -> report.comparison().stream())
            .reduce(PushReport.Comparison::plus);
    if (comparison.isPresent()) {
      json.name("whole").value(comparison.get().isWhole());
      json.name("shapes").value(comparison.get().shapesSent());
      json.name("shapes_there").value(comparison.get().shapesThere());
      json.name("lines").value(comparison.get().linesSent());
      json.name("lines_there").value(comparison.get().linesThere());
      json.name("keys_missing").value(comparison.get().keysSent() - comparison.get().keysThere());
    }
    for (PushReport report : reports) {
      if (report.notRead().isPresent()) {
        json.name("not_read").value(report.notRead().get().in(locale));
        break;
      }
    }
  }

  /** Does what is asked; what cannot be done is one sentence. */
  private static void with(Call call, Work work) throws IOException {
    HttpServletResponse response = call.response();
    Messages words = call.words();
    Optional<Map<String, String>> fields = fields(call.request());
    if (fields.isEmpty()) {
      Answers.error(response, UNPROCESSABLE, words.text("lucid.error.body"));
      return;
    }
    try {
      work.on(call, fields.get());
    } catch (LucidMistake mistake) {
      Answers.error(
          response,
          mistake.kind() == LucidMistake.Kind.INPUT ? UNPROCESSABLE : MISTAKEN,
          mistake.in(words.locale()));
    } catch (IOException e) {
      if (response.isCommitted()) {
        throw e;
      }
      Answers.error(
          response,
          HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
          words.text("lucid.error.kept", "reason", e.getClass().getSimpleName()));
    }
  }

  private void key(Call call, Map<String, String> fields) throws IOException {
    LucidSecret key;
    try {
      key = LucidSecret.of(fields.getOrDefault("key", ""));
    } catch (IllegalArgumentException e) {
      Answers.error(call.response(), UNPROCESSABLE, call.words().text("lucid.error.key"));
      return;
    }
    courier.account().take(key);
    look(call);
  }

  private void forget(Call call, Map<String, String> fields) throws IOException {
    courier.account().forget();
    look(call);
  }

  private void stop(Call call, Map<String, String> fields) throws IOException {
    courier.stop();
    look(call);
  }

  /** The browser knows where it is; a proxy may hide that from us. */
  private void connect(Call call, Map<String, String> fields) throws IOException {
    Optional<URI> address =
        back(fields.getOrDefault("redirect", ""), call.request())
            .flatMap(courier.account()::beginSignIn);
    if (address.isEmpty()) {
      Answers.error(call.response(), UNPROCESSABLE, call.words().text("lucid.error.connect"));
      return;
    }
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject().name("address").value(address.get().toString()).endObject();
    Answers.json(call.response(), text.toString());
  }

  /** Only to this panel: to the origin that the browser itself names, where there is one. */
  private static Optional<URI> back(String text, HttpServletRequest request) {
    try {
      URI address = new URI(text);
      String origin = Optional.ofNullable(request.getHeader("Origin")).orElse("");
      String path = request.getContextPath() + request.getServletPath() + RETURN;
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      return Optional.of(address).filter(one -> web && text.equals(origin + path));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * Ends a sign-in with Lucid. Whoever comes back brings no cookie of ours, as they come from
   * another site; what they bring was given only to somebody who was let in, and counts once.
   *
   * @return the notice that says what came of it
   */
  private String returned(Call call) {
    String state = call.parameter("state").orElse("");
    String code = call.parameter("code").orElse("");
    boolean looked = !call.request().getMethod().equals("GET");
    if (looked || state.length() > LONGEST_RETURNED || code.length() > LONGEST_RETURNED) {
      return "lucid_failed";
    }
    try {
      courier.account().endSignIn(state, code);
      return "lucid_done";
    } catch (LucidMistake mistake) {
      return "lucid_failed";
    }
  }

  /** What is seen now is what is pushed, however long that takes. */
  private void push(Call call, Map<String, String> fields) throws IOException {
    PanelQuery query = views.query(call);
    // Read now: whoever asks has gone when this is drawn.
    String address = ExportDesk.address(call);
    boolean stages = ExportDesk.stages(call);
    IntFunction<List<Diagram>> drawing =
        share -> views.pages(query.drawing(share), address, stages);
    String title = fields.getOrDefault("title", "");
    OptionalLong folder = folder(fields.getOrDefault("folder", "").strip());
    String form = fields.getOrDefault("form", "lucid");
    // Said now, while whoever asks is still listening.
    LucidUpload.of(LucidUpload.Form.DOCUMENT, title, folder, new byte[0]);
    LucidCourier.Packing packing =
        switch (form) {
          case "drawio" ->
              () ->
                  foreign(
                      form, LucidUpload.Form.DRAWIO, title, folder, drawing.apply(query.share()));
          case "visio" ->
              () ->
                  foreign(
                      form, LucidUpload.Form.VISIO, title, folder, drawing.apply(query.share()));
          default ->
              () -> {
                LucidFit fit =
                    stages
                        ? LucidFit.whole(query.share(), drawing)
                        : LucidFit.simplified(query.share(), drawing);
                return new LucidCourier.Packed(fit.uploads(title, folder), Optional.of(fit));
              };
        };
    if (!courier.send(packing)) {
      Answers.error(
          call.response(), HttpServletResponse.SC_CONFLICT, call.words().text("lucid.error.busy"));
      return;
    }
    call.response().setStatus(HttpServletResponse.SC_ACCEPTED);
    look(call);
  }

  private LucidCourier.Packed foreign(
      String format, LucidUpload.Form form, String title, OptionalLong folder, List<Diagram> pages)
      throws LucidMistake {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      exporters.of(format).orElseThrow().write(pages, file);
    } catch (IOException e) {
      throw LucidMistake.input(
          "This drawing cannot be written in that format.",
          "Este dibujo no se puede escribir en ese formato.");
    }
    return new LucidCourier.Packed(
        List.of(LucidUpload.of(form, title, folder, file.toByteArray())), Optional.empty());
  }

  private static OptionalLong folder(String text) throws LucidMistake {
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1);
  }

  /** The body's fields of text; empty if it is no such body. */
  private static Optional<Map<String, String>> fields(HttpServletRequest request)
      throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (bytes.length > LONGEST_BODY) {
      return Optional.empty();
    }
    Map<String, String> fields = new TreeMap<>();
    String text = new String(bytes, StandardCharsets.UTF_8);
    try (JsonReader json = new JsonReader(new StringReader(text))) {
      json.setStrictness(Strictness.STRICT);
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        if (json.peek() == JsonToken.STRING) {
          fields.put(name, json.nextString());
        } else {
          json.skipValue();
        }
      }
      json.endObject();
      return Optional.of(fields);
    } catch (IOException | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
