package io.github.senda.storefront.capture;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
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
   * @throws IllegalArgumentException with one sentence that names the file, the line and the place
   */
  List<Rule> read() {
    try {
      expect(JsonToken.BEGIN_OBJECT, "an object {...}");
      json.beginObject();
      while (json.hasNext()) {
        String field = json.nextName();
        switch (field) {
          case "about" -> text();
          case "words" -> readWords();
          case "rules" -> readRules();
          case "channels" -> channels.addAll(new ChannelRulesReader(json, this::wrong).read());
          default -> throw wrong("\"" + field + "\" is none of about, words, rules, channels");
        }
      }
      json.endObject();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw wrong("there is more after the end");
      }
      return rules;
    } catch (EOFException e) {
      throw new IllegalArgumentException(
          file + ": the file ends before its last bracket is closed", e);
    } catch (MalformedJsonException | IllegalStateException e) {
      throw new IllegalArgumentException(file + place() + ": this is not JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readWords() throws IOException {
    expect(JsonToken.BEGIN_OBJECT, "an object of lists of words");
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
    expect(JsonToken.BEGIN_ARRAY, "a list [...] of rules");
    json.beginArray();
    while (json.hasNext()) {
      if (rules.size() == MAX_RULES) {
        throw wrong("there are more than " + MAX_RULES + " rules");
      }
      rules.add(readRule());
    }
    json.endArray();
  }

  private Rule readRule() throws IOException {
    expect(JsonToken.BEGIN_OBJECT, "a rule {...}");
    String where = place();
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
                "\""
                    + field
                    + "\" is none of name, touchpoint, method, status, thrown, fetched, data, pages,"
                    + " template, path, notPath, parameters, notParameters, forward, redirect,"
                    + " notRedirect, matches, sign, unnamed, confidence");
      }
    }
    json.endObject();
    if (touchpoint.isEmpty()) {
      throw new IllegalArgumentException(
          file + where + ": the rule has no \"touchpoint\"; null there means noise");
    }
    return new Rule(
        name.isEmpty() ? file + where : name,
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
      throw wrong("a touchpoint's name has 1 to " + MAX_PHRASE + " characters");
    }
    return Optional.of(Touchpoint.of(name));
  }

  private Set<String> methods() throws IOException {
    Set<String> methods = new TreeSet<>();
    for (String method : texts()) {
      if (!method.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) {
        throw wrong("\"" + method + "\" is no HTTP method");
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
      expect(JsonToken.NUMBER, "the first digit of a status, 1 to 5");
      String digit = json.nextString();
      if (!digit.matches("[1-5]")) {
        throw wrong("a status is told by its first digit, 1 to 5, not \"" + digit + "\"");
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
    expect(JsonToken.BOOLEAN, "true, false or null");
    return Optional.of(json.nextBoolean());
  }

  /** Refused here, with its place, rather than one day by the pattern's own reader. */
  private Pattern pattern() throws IOException {
    String text = text();
    if (text.isEmpty() || text.length() > MAX_PATTERN) {
      throw wrong("a pattern has 1 to " + MAX_PATTERN + " characters");
    }
    if (++patterns > MAX_PATTERNS) {
      throw wrong("there are more than " + MAX_PATTERNS + " patterns");
    }
    long repeats = 1;
    for (Matcher repeat = REPEAT.matcher(text); repeat.find() && repeats <= MAX_REPEATS; ) {
      String most = repeat.group(2);
      boolean open = most == null || most.isEmpty();
      repeats *= Math.max(1, Integer.parseInt(open ? repeat.group(1) : most));
    }
    if (repeats > MAX_REPEATS) {
      throw wrong("the counted repeats of a pattern multiply to " + MAX_REPEATS + " at most");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw wrong("\"" + text + "\" is no pattern of RE2: " + e.getDescription());
    }
  }

  private Set<Sign> signs() throws IOException {
    Set<Sign> signs = new HashSet<>();
    for (String text : texts()) {
      if (text.length() > MAX_SIGN) {
        throw wrong("a sign has at most " + MAX_SIGN + " characters");
      }
      try {
        signs.add(Sign.parse(text));
      } catch (IllegalArgumentException e) {
        throw wrong("\"" + text + "\" is no sign, as \"GET /cart 2\" is one");
      }
    }
    return signs;
  }

  private boolean flag() throws IOException {
    expect(JsonToken.BOOLEAN, "true or false");
    return json.nextBoolean();
  }

  private double confidence() throws IOException {
    expect(JsonToken.NUMBER, "a number from 0 to 1");
    String number = json.nextString();
    if (!number.matches("0|1|[01]\\.0+|0?\\.[0-9]{1,6}")) {
      throw wrong("a confidence is a number from 0 to 1, not \"" + number + "\"");
    }
    return Double.parseDouble(number);
  }

  private List<String> template() throws IOException {
    String template = text();
    if (!template.startsWith("/")) {
      throw wrong("a template begins with \"/\", not as \"" + template + "\"");
    }
    return List.of(template.split("/", -1));
  }

  private List<Phrases> phrases() throws IOException {
    List<Phrases> all = new ArrayList<>();
    for (String text : texts()) {
      List<String> alternatives = alternatives(text);
      if (alternatives.isEmpty()) {
        throw wrong("there is no word in \"" + text + "\"");
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
          throw wrong(
              "\"$" + name + "\" names no words; there are " + new TreeSet<>(words.keySet()));
        }
        named.forEach(word -> alternatives.add(word + rest));
      } else if (phrase.isEmpty() || phrase.length() > MAX_PHRASE) {
        throw wrong("a phrase has 1 to " + MAX_PHRASE + " characters");
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
    expect(JsonToken.STRING, "a text in quotes");
    return json.nextString();
  }

  private void expect(JsonToken token, String what) throws IOException {
    JsonToken found = json.peek();
    if (found != token) {
      throw wrong("expected " + what);
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(file + place() + ": " + what);
  }

  /** Where the reader stands: {@code , line 12, $.rules[3].path}. */
  private String place() {
    String reader = json.toString();
    int line = reader.indexOf(" line ");
    int column = reader.indexOf(" column ");
    String number = line < 0 || column < line ? "?" : reader.substring(line + 6, column);
    return ", line " + number + ", " + json.getPath();
  }
}
