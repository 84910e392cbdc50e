package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.map.Labels;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.BadTouch;
import io.github.senda.storefront.intake.Telling;
import io.github.senda.storefront.intake.ToldOptions;
import io.github.senda.storefront.intake.ToldPreview;
import io.github.senda.storefront.intake.ToldReport;
import io.github.senda.storefront.intake.ToldTouch;
import io.github.senda.touch.Channel;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where touches from elsewhere are told: by a merchant as a table, by a program as JSON. Safe for
 * any thread.
 */
final class TouchesDesk {

  /** How a program tells. */
  static final Set<String> JSON = Set.of("application/json", "application/x-ndjson");

  /** How a table is sent; no form of another site can send it so. */
  static final Set<String> TABLE = Set.of("text/csv");

  private static final int LONGEST_JSON = 1 << 20;
  private static final int PREVIEWED = 8;

  private static final int UNPROCESSABLE = 422;

  private final Telling telling;

  TouchesDesk(Telling telling) {
    this.telling = telling;
  }

  void routes(Routes routes) {
    routes.get("/api/touches/names", call -> names(call.response(), call.words()));
    for (Act act : Act.values()) {
      routes.post(
          act.path, act.types(), call -> act(act, call.request(), call.response(), call.words()));
    }
  }

  private interface Work {
    String answer(ToldOptions options) throws IOException;
  }

  /** What can be asked for by POST. */
  private enum Act {
    TELL("/api/touches"),
    TABLE("/api/touches/table"),
    PREVIEW("/api/touches/preview");

    private final String path;

    Act(String path) {
      this.path = path;
    }

    Set<String> types() {
      return this == TELL ? JSON : TouchesDesk.TABLE;
    }
  }

  /** Does what is asked; what cannot be done is one sentence. */
  private void act(
      Act act, HttpServletRequest request, HttpServletResponse response, Messages words)
      throws IOException {
    switch (act) {
      case TELL -> tell(request, response, words);
      case TABLE ->
          with(
              request,
              response,
              words,
              "csv",
              options -> report(telling.csv(request.getInputStream(), options), "line"));
      case PREVIEW ->
          with(
              request,
              response,
              words,
              "csv",
              options ->
                  preview(
                      telling.preview(request.getInputStream(), PREVIEWED, options),
                      words.locale()));
    }
  }

  /** The names that a table may use, each with what the panel calls it. */
  private static void names(HttpServletResponse response, Messages words) throws IOException {
    Labels labels = Labels.of(words.locale());
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject().name("names").beginArray();
    for (Touchpoint touchpoint : Touchpoints.ELSEWHERE) {
      json.beginObject().name("name").value(touchpoint.name());
      json.name("label").value(labels.of(touchpoint)).endObject();
    }
    json.endArray().endObject();
    Answers.json(response, text.toString());
  }

  private void tell(HttpServletRequest request, HttpServletResponse response, Messages words)
      throws IOException {
    byte[] body =
        request.getContentLengthLong() > LONGEST_JSON
            ? new byte[LONGEST_JSON + 1]
            : request.getInputStream().readNBytes(LONGEST_JSON + 1);
    if (body.length > LONGEST_JSON) {
      Answers.error(
          response,
          HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
          words.text("error.touches_long"));
      return;
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      Answers.error(response, HttpServletResponse.SC_BAD_REQUEST, words.text("error.touches_text"));
      return;
    }
    with(request, response, words, "api", options -> report(telling.json(text, options), "index"));
  }

  private static void with(
      HttpServletRequest request,
      HttpServletResponse response,
      Messages words,
      String source,
      Work work)
      throws IOException {
    String answer;
    try {
      answer =
          work.answer(
              new ToldOptions(
                  Optional.empty(),
                  Optional.empty(),
                  PanelQuery.parameter(request, "currency").filter(code -> !code.isBlank()),
                  source,
                  words.locale()));
    } catch (BadInput e) {
      Answers.error(
          response,
          source.equals("api") ? HttpServletResponse.SC_BAD_REQUEST : UNPROCESSABLE,
          e.getMessage());
      return;
    } catch (IOException e) {
      Answers.error(
          response,
          HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          words.text("error.touches_stopped"));
      return;
    }
    Answers.json(response, answer);
  }

  private static String report(ToldReport report, String place) throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject();
    json.name("taken").value(report.taken());
    json.name("known").value(report.known());
    json.name("unlinked").value(report.unlinked());
    json.name("refused").value(report.refused());
    json.name("bad").beginArray();
    for (BadTouch bad : report.bad()) {
      json.beginObject().name(place).value(bad.place());
      json.name("field").value(bad.field());
      json.name("error").value(bad.message()).endObject();
    }
    json.endArray().endObject();
    return text.toString();
  }

  private static String preview(ToldPreview preview, Locale locale) throws IOException {
    Labels labels = Labels.of(locale);
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject().name("columns").beginArray();
    for (int i = 0; i < preview.header().size(); i++) {
      json.beginObject().name("name").value(preview.header().get(i));
      json.name("meaning").value(preview.meanings().get(i).orElse(null)).endObject();
    }
    json.endArray().name("rows").beginArray();
    for (ToldPreview.Row row : preview.rows()) {
      json.beginObject().name("line").value(row.line());
      if (row.touch().isPresent()) {
        touch(row.touch().get(), labels, json);
      }
      if (row.bad().isPresent()) {
        json.name("field").value(row.bad().get().field());
        json.name("error").value(row.bad().get().message());
      }
      json.endObject();
    }
    json.endArray().endObject();
    return text.toString();
  }

  private static void touch(ToldTouch touch, Labels labels, JsonWriter json) throws IOException {
    json.name("label").value(labels.of(touch.touchpoint()));
    json.name("time").value(touch.time().toEpochMilli());
    json.name("customer").value(touch.customer().isPresent());
    json.name("order").value(touch.order().isPresent());
    if (touch.value().isPresent()) {
      json.name("value").value(touch.value().get().tenThousandths() / 10_000.0);
      json.name("currency").value(touch.value().get().currency());
    }
    json.name("attributes").beginArray();
    for (Map.Entry<String, String> attribute : touch.attributes().values().entrySet()) {
      json.beginObject().name("name").value(attribute.getKey());
      boolean channel =
          attribute.getKey().equals("channel") && Channel.isName(attribute.getValue());
      json.name("value")
          .value(channel ? labels.of(new Channel(attribute.getValue())) : attribute.getValue());
      json.endObject();
    }
    json.endArray();
  }
}
