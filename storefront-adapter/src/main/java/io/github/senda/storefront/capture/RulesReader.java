package io.github.senda.storefront.capture;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.senda.touch.Touchpoint;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a file of rules field by field and tells every mistake with its line and place. */
final class RulesReader {

  private static final int MAX_RULES = 500;
  private static final int MAX_PHRASE = 120;

  private final JsonReader json;
  private final String file;
  private final Map<String, List<String>> words;
  private final List<Rule> rules = new ArrayList<>();

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
          default -> throw wrong("\"" + field + "\" is none of about, words, rules");
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
                    + "\" is none of name, touchpoint, method, status, thrown, fetched, data, pages, template,"
                    + " path, notPath, parameters, notParameters, forward, redirect, notRedirect");
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
        phrases.getOrDefault("notRedirect", List.of()));
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
