package io.github.senda.storefront.panel;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.senda.storefront.capture.RuleBook;
import io.github.senda.storefront.capture.RulesMistake;
import io.github.senda.storefront.capture.Survey;
import io.github.senda.touch.Touchpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a merchant looks through the pages of the shop, says what they are, tries addresses out and
 * takes the rules home or brings others. Safe for any thread.
 */
final class SignsDesk {

  private static final int LONGEST_BODY = 3_000_000;
  private static final int LONGEST_NAME = 120;
  private static final int REST = 4;

  private final PanelSource source;
  private final RuleBook book;
  private Optional<Survey> survey = Optional.empty();
  private long version;
  private long changes;
  private Instant stale = Instant.MIN;

  SignsDesk(PanelSource source, RuleBook book) {
    this.source = source;
    this.book = book;
  }

  void routes(Routes routes) {
    routes.get("/api/signs", call -> look(call.response(), call.words()));
    routes.get("/signs/rules.json", call -> export(call.response()));
    for (Act act : Act.values()) {
      routes.post(
          "/api/signs/" + act.name().toLowerCase(Locale.ROOT),
          call -> act(act, call.request(), call.response(), call.words()));
    }
  }

  /** What can be asked for by POST, each below {@code /api/signs/}. */
  private enum Act {
    ANSWER,
    FORGET,
    UNDO,
    TRY,
    PREVIEW,
    IMPORT
  }

  /** All that was seen, with what Senda makes of it. */
  private void look(HttpServletResponse response, Messages words) throws IOException {
    Answers.json(response, SignsJson.of(survey(), book, words));
  }

  /** The file of rules. */
  private void export(HttpServletResponse response) throws IOException {
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"senda-rules.json\"");
    Answers.write(response, book.text().getBytes(StandardCharsets.UTF_8));
  }

  /** Does what is asked; what cannot be done is one sentence, and changes nothing. */
  private void act(
      Act act, HttpServletRequest request, HttpServletResponse response, Messages words)
      throws IOException {
    Map<String, Optional<String>> asked;
    try {
      asked = fields(request);
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      Answers.error(response, HttpServletResponse.SC_BAD_REQUEST, words.text("error.body"));
      return;
    }
    String answer;
    try {
      answer = answer(act, asked, request.getContextPath(), words);
    } catch (RulesMistake e) {
      Answers.error(response, 422, RuleNames.of(words.locale()).of(e));
      return;
    } catch (IllegalArgumentException e) {
      Answers.error(response, 422, e.getMessage());
      return;
    } catch (IOException e) {
      Answers.notDone(response, e);
      return;
    }
    Answers.json(response, answer);
  }

  private String answer(
      Act act, Map<String, Optional<String>> asked, String contextPath, Messages words)
      throws IOException {
    switch (act) {
      case TRY -> {
        return SignsJson.of(
            survey().trial(text(asked, "method"), text(asked, "address"), contextPath), words);
      }
      case PREVIEW -> {
        try {
          return SignsJson.of(survey().preview(text(asked, "file")), words);
        } catch (RulesMistake e) {
          // What is wrong with a file is what a preview is for, and no failure of asking.
          return SignsJson.mistake(RuleNames.of(words.locale()).of(e));
        }
      }
      case IMPORT -> book.replace(text(asked, "file"));
      case UNDO -> book.undo();
      case FORGET -> known(survey().takeBack(text(asked, "key")), words);
      case ANSWER -> {
        Optional<String> name = asked.getOrDefault("touchpoint", Optional.empty());
        if (name.isPresent() && (name.get().isBlank() || name.get().length() > LONGEST_NAME)) {
          throw new IllegalArgumentException(words.text("error.body"));
        }
        known(survey().answer(text(asked, "key"), name.map(Touchpoint::of)), words);
      }
    }
    return SignsJson.of(survey(), book, words);
  }

  private static void known(boolean found, Messages words) {
    if (!found) {
      throw new IllegalArgumentException(words.text("error.unknown_page"));
    }
  }

  private static String text(Map<String, Optional<String>> asked, String name) {
    return asked.getOrDefault(name, Optional.empty()).orElse("");
  }

  /** The fields of a flat JSON object, each a text or null. */
  private static Map<String, Optional<String>> fields(HttpServletRequest request)
      throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (bytes.length > LONGEST_BODY) {
      throw new MalformedJsonException("too long");
    }
    Map<String, Optional<String>> fields = new HashMap<>();
    JsonReader json = new JsonReader(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    json.setStrictness(Strictness.STRICT);
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (json.peek() == JsonToken.NULL) {
        json.nextNull();
        fields.put(name, Optional.empty());
      } else {
        fields.put(name, Optional.of(json.nextString()));
      }
    }
    json.endObject();
    return fields;
  }

  /**
   * The survey as it is now: at once after a change of the rules, else not before four times as
   * long has passed as it took.
   */
  private synchronized Survey survey() {
    long seen = source.version();
    long ruled = book.changes();
    Instant begin = source.clock().instant();
    boolean old = survey.isEmpty() || ruled != changes || (seen != version && begin.isAfter(stale));
    if (old) {
      survey = Optional.of(Survey.of(source.log(), book));
      version = seen;
      changes = ruled;
      Instant end = source.clock().instant();
      stale = end.plus(Duration.between(begin, end).multipliedBy(REST));
    }
    return survey.get();
  }
}
