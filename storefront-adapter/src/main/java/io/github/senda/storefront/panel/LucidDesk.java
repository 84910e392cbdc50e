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
import io.github.senda.map.Labels;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Where a merchant gives a key for Lucid, or signs in there, and has drawings brought to it. What is
 * given never comes back; what goes wrong is one sentence. Safe for any thread.
 */
final class LucidDesk {

  /** Where the state of it all is read. */
  static final String STATE = "/api/lucid";

  /** Where Lucid sends whoever has signed in there back to. */
  static final String RETURN = "/lucid-return";

  private static final int LONGEST_BODY = 32_768;
  private static final int LONGEST_RETURNED = 8_192;
  private static final int UNPROCESSABLE = 422;
  private static final int MISTAKEN = 502;

  /** What can be asked for by POST, each below {@link #STATE}. */
  enum Act {
    KEY,
    FORGET,
    CONNECT,
    PUSH,
    STOP;

    static Optional<Act> of(String path) {
      return Stream.of(values())
          .filter(act -> path.equals(STATE + "/" + act.name().toLowerCase(Locale.ROOT)))
          .findFirst();
    }
  }

  /**
   * What is looked at, at every share of it.
   *
   * @param share how much of it is looked at, in per cent
   * @param at draws a share
   */
  record Drawing(int share, IntFunction<Diagram> at) {

    /** What a query asks to see of a snapshot. */
    static Drawing of(Snapshot snapshot, PanelQuery query, String source) {
      return new Drawing(
          query.share(),
          share -> Picture.of(snapshot.shown(share), Labels.of(query.locale()), source).diagram());
    }
  }

  private final LucidCourier courier;
  private final DiagramExporters exporters;

  LucidDesk(LucidCourier courier, DiagramExporters exporters) {
    this.courier = courier;
    this.exporters = exporters;
  }

  void close() {
    courier.close();
  }

  /** How things are: what opens the account, and how the last push is doing. */
  void look(HttpServletResponse response, Messages words) throws IOException {
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
    state(json, courier.state(), words.locale());
    json.endObject();
    Answers.json(response, text.toString());
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
    if (state.report().isPresent()) {
      report(json, state.report().get(), locale);
    }
    json.endObject();
  }

  private static void report(JsonWriter json, PushReport report, Locale locale)
      throws IOException {
    json.name("title").value(report.document().title());
    if (report.document().link().isPresent()) {
      json.name("link").value(report.document().link().get().toString());
    }
    json.name("found_later").value(report.foundLater());
    if (report.comparison().isPresent()) {
      PushReport.Comparison comparison = report.comparison().get();
      json.name("whole").value(comparison.isWhole());
      json.name("shapes").value(comparison.shapesSent());
      json.name("shapes_there").value(comparison.shapesThere());
      json.name("lines").value(comparison.linesSent());
      json.name("lines_there").value(comparison.linesThere());
      json.name("keys_missing").value(comparison.keysSent() - comparison.keysThere());
    }
    if (report.notRead().isPresent()) {
      json.name("not_read").value(report.notRead().get().in(locale));
    }
  }

  /** Does what is asked, and says how things are then. */
  void act(
      Act act,
      HttpServletRequest request,
      HttpServletResponse response,
      Messages words,
      Drawing drawing)
      throws IOException {
    Optional<Map<String, String>> fields = fields(request);
    if (fields.isEmpty()) {
      Answers.error(response, UNPROCESSABLE, words.text("lucid.error.body"));
      return;
    }
    try {
      switch (act) {
        case KEY -> key(fields.get(), response, words);
        case FORGET -> {
          courier.account().forget();
          look(response, words);
        }
        case CONNECT -> connect(fields.get(), request, response, words);
        case PUSH -> push(fields.get(), response, words, drawing);
        case STOP -> {
          courier.stop();
          look(response, words);
        }
      }
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

  private void key(Map<String, String> fields, HttpServletResponse response, Messages words)
      throws IOException {
    LucidSecret key;
    try {
      key = LucidSecret.of(fields.getOrDefault("key", ""));
    } catch (IllegalArgumentException e) {
      Answers.error(response, UNPROCESSABLE, words.text("lucid.error.key"));
      return;
    }
    courier.account().take(key);
    look(response, words);
  }

  /** The browser knows where it is; a proxy may hide that from us. */
  private void connect(
      Map<String, String> fields,
      HttpServletRequest request,
      HttpServletResponse response,
      Messages words)
      throws IOException {
    Optional<URI> back = back(fields.getOrDefault("redirect", ""), request);
    Optional<URI> address = back.flatMap(courier.account()::beginSignIn);
    if (address.isEmpty()) {
      Answers.error(response, UNPROCESSABLE, words.text("lucid.error.connect"));
      return;
    }
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject().name("address").value(address.get().toString()).endObject();
    Answers.json(response, text.toString());
  }

  /** Only to this panel: to the origin that the browser itself names, where there is one. */
  private static Optional<URI> back(String text, HttpServletRequest request) {
    try {
      URI address = new URI(text);
      String origin = Optional.ofNullable(request.getHeader("Origin")).orElse("");
      String path = request.getContextPath() + request.getServletPath() + RETURN;
      boolean ours = text.equals(origin + path);
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      return Optional.of(address).filter(one -> ours && web);
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
  String returned(HttpServletRequest request) {
    String state = PanelQuery.parameter(request, "state").orElse("");
    String code = PanelQuery.parameter(request, "code").orElse("");
    if (state.length() > LONGEST_RETURNED || code.length() > LONGEST_RETURNED) {
      return "lucid_failed";
    }
    try {
      courier.account().endSignIn(state, code);
      return "lucid_done";
    } catch (LucidMistake mistake) {
      return "lucid_failed";
    }
  }

  private void push(
      Map<String, String> fields, HttpServletResponse response, Messages words, Drawing drawing)
      throws IOException {
    String title = fields.getOrDefault("title", "");
    OptionalLong folder = folder(fields.getOrDefault("folder", "").strip());
    String form = fields.getOrDefault("form", "lucid");
    // Said now, while whoever asks is still listening.
    LucidUpload.of(LucidUpload.Form.DOCUMENT, title, folder, new byte[0]);
    LucidCourier.Packing packing =
        switch (form) {
          case "drawio" -> () -> foreign(form, LucidUpload.Form.DRAWIO, title, folder, drawing);
          case "visio" -> () -> foreign(form, LucidUpload.Form.VISIO, title, folder, drawing);
          default ->
              () -> {
                LucidFit fit = LucidFit.of(drawing.share(), drawing.at());
                return new LucidCourier.Packed(
                    LucidUpload.of(LucidUpload.Form.DOCUMENT, title, folder, fit.document()),
                    Optional.of(fit));
              };
        };
    if (!courier.send(packing)) {
      Answers.error(response, HttpServletResponse.SC_CONFLICT, words.text("lucid.error.busy"));
      return;
    }
    response.setStatus(HttpServletResponse.SC_ACCEPTED);
    look(response, words);
  }

  private LucidCourier.Packed foreign(
      String format, LucidUpload.Form form, String title, OptionalLong folder, Drawing drawing)
      throws LucidMistake {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      exporters.of(format).orElseThrow().write(drawing.at().apply(drawing.share()), file);
    } catch (IOException e) {
      throw LucidMistake.input(
          "This drawing cannot be written in that format.",
          "Este dibujo no se puede escribir en ese formato.");
    }
    return new LucidCourier.Packed(
        LucidUpload.of(form, title, folder, file.toByteArray()), Optional.empty());
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
