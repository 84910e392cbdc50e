package io.github.senda.storefront.capture;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.senda.storefront.capture.RulesMistake.Kind;
import io.github.senda.storefront.channel.ChannelRule;
import io.github.senda.storefront.channel.ChannelRulesReader;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** Reads a file of rules field by field and tells every mistake with its line and place. */
final class RulesReader {

  private static final int MAX_RULES = 500;
  private static final int MAX_PHRASE = 120;
  private static final int MAX_PATTERNS = 200;
  private static final int MAX_PATTERN = 256;
  private static final int MAX_SIGN = 6_000;

  /** Counted repeats in one another multiply, and so would the memory that a pattern takes. */
  private static final int MAX_REPEATS = 1_000;

  private static final java.util.regex.Pattern REPEAT =
      java.util.regex.Pattern.compile("\\{([0-9]{1,4})(?:,([0-9]{0,4}))?}");

  private final JsonReader json;
  private final String file;
  private final Map<String, List<String>> words;
  private final List<Rule> rules = new ArrayList<>();
  private final List<ChannelRule> channels = new ArrayList<>();
  private int patterns;

  /**
   * @param words the words that a file may name with {@code $}; a file's own are added to a copy
   */
  RulesReader(Reader reader, String file, Map<String, List<String>> words) {
    this.json = new JsonReader(reader);
    this.json.setStrictness(Strictness.LENIENT);
    this.file = file;
    this.words = new HashMap<>(words);
  }

  /** The words that the file and what it was given know, once it is read. */
  Map<String, List<String>> words() {
    return words;
  }

  /** The file's rules of channels, once it is read. */
  List<ChannelRule> channels() {
    return channels;
  }

  /**
   * @throws RulesMistake with one sentence that names the file, the line and the place
   */
  List<Rule> read() {
    try {
      expect(JsonToken.BEGIN_OBJECT, Kind.NO_OBJECT);
      json.beginObject();
      while (json.hasNext()) {
        String field = json.nextName();
        switch (field) {
          case "about" -> text();
          case "words" -> readWords();
          case "rules" -> readRules();
          case "channels" ->
              channels.addAll(
                  new ChannelRulesReader(json, (mistake, values) -> wrong(Kind.of(mistake), values))
                      .read());
          default -> throw wrong(Kind.UNKNOWN_FIELD, field, "about, words, rules, channels");
        }
      }
      json.endObject();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw wrong(Kind.AFTER_THE_END);
      }
      return rules;
    } catch (EOFException e) {
      throw caused(new RulesMistake(Kind.NOT_CLOSED, file), e);
    } catch (MalformedJsonException | IllegalStateException e) {
      throw caused(wrong(Kind.NO_JSON), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readWords() throws IOException {
    expect(JsonToken.BEGIN_OBJECT, Kind.NO_WORDS);
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      List<String> all = new ArrayList<>(words.getOrDefault(name, List.of()));
      for (String phrase : texts()) {
        all.addAll(alternatives(phrase));
      }
      words.put(name, all);
    }
    json.endObject();
  }

  private void readRules() throws IOException {
    expect(JsonToken.BEGIN_ARRAY, Kind.NO_LIST);
    json.beginArray();
    while (json.hasNext()) {
      if (rules.size() == MAX_RULES) {
        throw wrong(Kind.TOO_MANY_RULES, MAX_RULES);
      }
      rules.add(readRule());
    }
    json.endArray();
  }

  private Rule readRule() throws IOException {
    expect(JsonToken.BEGIN_OBJECT, Kind.NO_RULE);
    int line = line();
    String path = json.getPath();
    String name = "";
    Optional<Optional<Touchpoint>> touchpoint = Optional.empty();
    Set<String> methods = Set.of();
    Set<Integer> statuses = Set.of(2, 3);
    Optional<Boolean> thrown = Optional.of(false);
    Optional<Boolean> fetched = Optional.empty();
    Optional<Boolean> data = Optional.empty();
    Optional<Boolean> pages = Optional.empty();
    Optional<List<String>> template = Optional.empty();
    Optional<Pattern> pattern = Optional.empty();
    Set<Sign> signs = Set.of();
    boolean unnamed = false;
    OptionalDouble confidence = OptionalDouble.empty();
    Map<String, List<Phrases>> phrases = new HashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String field = json.nextName();
      switch (field) {
        case "name" -> name = text();
        case "touchpoint" -> touchpoint = Optional.of(touchpoint());
        case "method" -> methods = methods();
        case "status" -> statuses = statuses();
        case "thrown" -> thrown = either();
        case "fetched" -> fetched = either();
        case "data" -> data = either();
        case "pages" -> pages = either();
        case "template" -> template = Optional.of(template());
        case "matches" -> pattern = Optional.of(pattern());
        case "sign" -> signs = signs();
        case "unnamed" -> unnamed = flag();
        case "confidence" -> confidence = OptionalDouble.of(confidence());
        case "path",
            "notPath",
            "parameters",
            "notParameters",
            "forward",
            "redirect",
            "notRedirect" ->
            phrases.put(field, phrases());
        default ->
            throw wrong(
                Kind.UNKNOWN_FIELD,
                field,
                "name, touchpoint, method, status, thrown, fetched, data, pages,"
                    + " template, path, notPath, parameters, notParameters, forward, redirect,"
                    + " notRedirect, matches, sign, unnamed, confidence");
      }
    }
    json.endObject();
    if (touchpoint.isEmpty()) {
      throw new RulesMistake(Kind.NO_TOUCHPOINT, file, line, path, List.of());
    }
    return new Rule(
        name.isEmpty() ? file + ", line " + line + ", " + path : name,
        touchpoint.get(),
        methods,
        statuses,
        thrown,
        fetched,
        data,
        pages,
        template,
        phrases.getOrDefault("path", List.of()),
        phrases.getOrDefault("notPath", List.of()),
        phrases.getOrDefault("parameters", List.of()),
        phrases.getOrDefault("notParameters", List.of()),
        phrases.getOrDefault("forward", List.of()),
        phrases.getOrDefault("redirect", List.of()),
        phrases.getOrDefault("notRedirect", List.of()),
        pattern,
        signs,
        unnamed,
        confidence);
  }

  private Optional<Touchpoint> touchpoint() throws IOException {
    if (json.peek() == JsonToken.NULL) {
      json.nextNull();
      return Optional.empty();
    }
    String name = text();
    if (name.isBlank() || name.length() > MAX_PHRASE) {
      throw wrong(Kind.TOUCHPOINT_LENGTH, MAX_PHRASE);
    }
    return Optional.of(Touchpoint.of(name));
  }

  private Set<String> methods() throws IOException {
    Set<String> methods = new TreeSet<>();
    for (String method : texts()) {
      if (!method.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) {
        throw wrong(Kind.NO_METHOD, method);
      }
      methods.add(method.toUpperCase(Locale.ROOT));
    }
    return methods;
  }

  private Set<Integer> statuses() throws IOException {
    Set<Integer> statuses = new TreeSet<>();
    boolean list = json.peek() == JsonToken.BEGIN_ARRAY;
    if (list) {
      json.beginArray();
    }
    do {
      expect(JsonToken.NUMBER, Kind.NO_STATUS);
      String digit = json.nextString();
      if (!digit.matches("[1-5]")) {
        throw wrong(Kind.STATUS_DIGIT, digit);
      }
      statuses.add(digit.charAt(0) - '0');
    } while (list && json.hasNext());
    if (list) {
      json.endArray();
    }
    return statuses;
  }

  private Optional<Boolean> either() throws IOException {
    if (json.peek() == JsonToken.NULL) {
      json.nextNull();
      return Optional.empty();
    }
    expect(JsonToken.BOOLEAN, Kind.NO_FLAG_OR_NULL);
    return Optional.of(json.nextBoolean());
  }

  /** Refused here, with its place, rather than one day by the pattern's own reader. */
  private Pattern pattern() throws IOException {
    String text = text();
    if (text.isEmpty() || text.length() > MAX_PATTERN) {
      throw wrong(Kind.PATTERN_LENGTH, MAX_PATTERN);
    }
    if (++patterns > MAX_PATTERNS) {
      throw wrong(Kind.TOO_MANY_PATTERNS, MAX_PATTERNS);
    }
    long repeats = 1;
    for (Matcher repeat = REPEAT.matcher(text); repeat.find() && repeats <= MAX_REPEATS; ) {
      String most = repeat.group(2);
      boolean open = most == null || most.isEmpty();
      repeats *= Math.max(1, Integer.parseInt(open ? repeat.group(1) : most));
    }
    if (repeats > MAX_REPEATS) {
      throw wrong(Kind.TOO_MANY_REPEATS, MAX_REPEATS);
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw wrong(Kind.NO_PATTERN, text, e.getDescription());
    }
  }

  private Set<Sign> signs() throws IOException {
    Set<Sign> signs = new HashSet<>();
    for (String text : texts()) {
      if (text.length() > MAX_SIGN) {
        throw wrong(Kind.SIGN_LENGTH, MAX_SIGN);
      }
      try {
        signs.add(Sign.parse(text));
      } catch (IllegalArgumentException e) {
        throw wrong(Kind.NO_SIGN, text);
      }
    }
    return signs;
  }

  private boolean flag() throws IOException {
    expect(JsonToken.BOOLEAN, Kind.NO_FLAG);
    return json.nextBoolean();
  }

  private double confidence() throws IOException {
    expect(JsonToken.NUMBER, Kind.NO_NUMBER);
    String number = json.nextString();
    if (!number.matches("0|1|[01]\\.0+|0?\\.[0-9]{1,6}")) {
      throw wrong(Kind.CONFIDENCE, number);
    }
    return Double.parseDouble(number);
  }

  private List<String> template() throws IOException {
    String template = text();
    if (!template.startsWith("/")) {
      throw wrong(Kind.TEMPLATE, template);
    }
    return List.of(template.split("/", -1));
  }

  private List<Phrases> phrases() throws IOException {
    List<Phrases> all = new ArrayList<>();
    for (String text : texts()) {
      List<String> alternatives = alternatives(text);
      if (alternatives.isEmpty()) {
        throw wrong(Kind.NO_WORD, text);
      }
      all.add(Phrases.of(alternatives));
    }
    return all;
  }

  /**
   * {@code $cart|basket|$product / {id}}: words by their name, alone or as a phrase's beginning.
   */
  private List<String> alternatives(String text) throws IOException {
    List<String> alternatives = new ArrayList<>();
    for (String part : text.split("\\|", -1)) {
      String phrase = part.strip();
      if (phrase.startsWith("$")) {
        int end = phrase.indexOf(' ');
        String name = end < 0 ? phrase.substring(1) : phrase.substring(1, end);
        String rest = end < 0 ? "" : phrase.substring(end);
        List<String> named = words.get(name);
        if (named == null) {
          throw wrong(Kind.UNKNOWN_WORDS, name, new TreeSet<>(words.keySet()));
        }
        named.forEach(word -> alternatives.add(word + rest));
      } else if (phrase.isEmpty() || phrase.length() > MAX_PHRASE) {
        throw wrong(Kind.PHRASE_LENGTH, MAX_PHRASE);
      } else {
        alternatives.add(phrase);
      }
    }
    return alternatives;
  }

  private List<String> texts() throws IOException {
    if (json.peek() != JsonToken.BEGIN_ARRAY) {
      return List.of(text());
    }
    List<String> texts = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      texts.add(text());
    }
    json.endArray();
    return texts;
  }

  private String text() throws IOException {
    expect(JsonToken.STRING, Kind.NO_TEXT);
    return json.nextString();
  }

  private void expect(JsonToken token, Kind mistake) throws IOException {
    if (json.peek() != token) {
      throw wrong(mistake);
    }
  }

  private RulesMistake wrong(Kind kind, Object... values) {
    return new RulesMistake(
        kind, file, line(), json.getPath(), Stream.of(values).map(String::valueOf).toList());
  }

  private static RulesMistake caused(RulesMistake mistake, Exception cause) {
    mistake.initCause(cause);
    return mistake;
  }

  /** The line at which the reader stands, from 1, which only its description tells. */
  private int line() {
    String reader = json.toString();
    int line = reader.indexOf(" line ") + 6;
    int column = reader.indexOf(" column ");
    return line < 6 || column < line ? 1 : Integer.parseInt(reader.substring(line, column));
  }
}
