package io.github.senda.storefront.panel;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import io.github.senda.journey.JourneyLog;
import io.github.senda.metric.SearchedFor;
import io.github.senda.touch.VisitorId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a merchant sees what is settled about visitors' privacy, answers who asks for what is kept
 * of them or wants it erased, and sees who looked at the panel. Of whom it was asked is noted
 * nowhere. Safe for any thread.
 */
final class PrivacyDesk {

  private static final int LONGEST_BODY = 4_096;
  private static final int LONGEST_ID = 100;
  private static final int MOST_LOOKS = 200;
  private static final int MOST_ASKED = 200;
  private static final Duration ONE_LOOK = Duration.ofMinutes(30);

  /** What can be asked for by POST, each below {@code /api/privacy/}. */
  private enum Act {
    ACCESS,
    ERASE
  }

  /** Somebody looked at a part of the panel. */
  private record Look(Instant time, String role, String part) {}

  private final PrivacyFacts facts;
  private final VisitorRecords records;
  private final PanelSource source;
  private final Clock clock;
  private final List<Messages> languages;
  private final Deque<Look> looks = new ArrayDeque<>();

  private PrivacyDesk(
      PrivacyFacts facts, VisitorRecords records, PanelSource source, List<Messages> languages) {
    this.facts = facts;
    this.records = records;
    this.source = source;
    this.clock = source.clock();
    this.languages = languages;
  }

  /**
   * The desk of a source; empty where nobody is measured, as in a log file.
   *
   * @param languages the texts of every language, for the privacy policy
   */
  static Optional<PrivacyDesk> of(PanelSource source, List<Messages> languages) {
    return source
        .privacy()
        .flatMap(
            facts ->
                source
                    .records()
                    .map(records -> new PrivacyDesk(facts, records, source, languages)));
  }

  void routes(Routes routes, Door door) {
    routes.get("/api/privacy", call -> look(call.response()));
    for (Act act : Act.values()) {
      routes.post(
          "/api/privacy/" + act.name().toLowerCase(Locale.ROOT),
          call -> {
            routes.noted(call, "person");
            act(act, door.role(call), call.request(), call.response(), call.words());
          });
    }
  }

  /** Notes that somebody looks, once for each half an hour; the last of them, until a restart. */
  void noted(String role, String part) {
    Instant now = clock.instant();
    synchronized (looks) {
      boolean known =
          looks.stream()
              .anyMatch(
                  look ->
                      look.role().equals(role)
                          && look.part().equals(part)
                          && look.time().plus(ONE_LOOK).isAfter(now));
      if (!known) {
        looks.addFirst(new Look(now, role, part));
      }
      if (looks.size() > MOST_LOOKS) {
        looks.removeLast();
      }
    }
  }

  /** All that is settled, and who asked for what. */
  private void look(HttpServletResponse response) throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject();
    json.name("mode").value(facts.mode());
    json.name("page").value(facts.page());
    json.name("months").value(facts.months());
    json.name("linked_months").value(facts.linkedMonths());
    json.name("opted_out").value(optedOut());
    json.name("policy").beginObject();
    for (Messages words : languages) {
      json.name(words.locale().getLanguage()).value(policy(words));
    }
    json.endObject();
    json.name("asked").beginArray();
    try {
      for (VisitorRecords.Asked asked : records.audit().stream().limit(MOST_ASKED).toList()) {
        json.beginObject();
        json.name("time").value(asked.time().toString());
        json.name("kind").value(asked.kind());
        json.name("journeys").value(asked.journeys());
        json.name("role").value(asked.role());
        json.endObject();
      }
      json.endArray();
    } catch (IOException e) {
      Answers.notDone(response, e);
      return;
    }
    writeSearches(json);
    json.name("looks").beginArray();
    synchronized (looks) {
      for (Look look : looks) {
        json.beginObject();
        json.name("time").value(look.time().toString());
        json.name("role").value(look.role());
        json.name("part").value(look.part());
        json.endObject();
      }
    }
    json.endArray().endObject();
    Answers.json(response, text.toString());
  }

  private void writeSearches(JsonWriter json) throws IOException {
    JourneyLog log = source.log();
    json.name("searches").beginArray();
    for (SearchedFor one :
        SearchedFor.of(log, source.meaning(log), source.searches(), SearchedFor.FEWEST)) {
      json.beginObject();
      json.name("words").value(one.words());
      json.name("journeys").value(one.fruitless().whole());
      json.name("fruitless").value(one.fruitless().part());
      json.endObject();
    }
    json.endArray();
  }

  /** How many requests were left out since the shop's start, as was asked for. */
  private long optedOut() {
    return source.status().counts().getOrDefault("left_out.opted_out", 0L);
  }

  private String policy(Messages words) {
    String time =
        words
            .text(facts.mode().equals("off") ? "privacy.policy.none" : "privacy.policy.time")
            .replace("{months}", Integer.toString(facts.months()));
    String linked =
        facts.mode().equals("ask")
            ? words.text("privacy.policy.linked", "months", Integer.toString(facts.linkedMonths()))
                + "\n\n"
            : "";
    return words.text("visitor.what." + facts.mode())
        + "\n\n"
        + words.text("visitor.kept." + facts.mode())
        + "\n\n"
        + words.text("visitor.never")
        + "\n\n"
        + time
        + "\n\n"
        + linked
        + words.text("privacy.policy.rights", "page", facts.page());
  }

  /** Answers or erases; what cannot be done is one sentence, and changes nothing. */
  private void act(
      Act act,
      String role,
      HttpServletRequest request,
      HttpServletResponse response,
      Messages words)
      throws IOException {
    Optional<VisitorRecords.Person> person;
    try {
      person = person(request);
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      person = Optional.empty();
    }
    if (person.isEmpty()) {
      Answers.error(response, 422, words.text("privacy.error.person"));
      return;
    }
    try {
      if (act == Act.ACCESS) {
        Answers.json(response, records.access(person.get(), role));
      } else {
        int journeys = records.erase(person.get(), role);
        Answers.json(response, "{\"journeys\":" + journeys + "}");
      }
    } catch (IOException e) {
      Answers.notDone(response, e);
    }
  }

  private static Optional<VisitorRecords.Person> person(HttpServletRequest request)
      throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (bytes.length > LONGEST_BODY) {
      throw new MalformedJsonException("too long");
    }
    String by = "";
    String id = "";
    JsonReader json = new JsonReader(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    json.setStrictness(Strictness.STRICT);
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "by" -> by = json.nextString();
        case "id" -> id = json.nextString().strip();
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (by.equals("customer") && !id.isEmpty() && id.length() <= LONGEST_ID) {
      return Optional.of(VisitorRecords.Person.customer(id));
    }
    return by.equals("visitor")
        ? VisitorId.parse(id).map(VisitorRecords.Person::of)
        : Optional.empty();
  }
}
