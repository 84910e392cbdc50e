package io.github.senda.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/**
 * Why a text is no filter, and where. The message is one sentence in English; {@link #sentence}
 * says it in another language, and a program goes by {@link #kind}.
 */
public final class FilterMistake extends Exception {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 60;

  /** What can be wrong. */
  public enum Kind {
    /** Where a condition is to stand there is none. */
    CONDITION_EXPECTED,
    /** Behind a condition stands neither {@code and} nor {@code or}. */
    CONNECTIVE_EXPECTED,
    /** Behind a name stands no comparison. */
    COMPARISON_EXPECTED,
    /** What is asked for has no order, so it can only be the same or another. */
    NO_ORDER,
    /** Behind a comparison stands no value. */
    VALUE_EXPECTED,
    /** Behind {@code in} stands no list in parentheses. */
    LIST_EXPECTED,
    /** A list or a function goes on in no way that it can. */
    COMMA_EXPECTED,
    /** No such function. */
    FUNCTION_UNKNOWN,
    /** A function without its parentheses. */
    PARENTHESIS_EXPECTED,
    /** A touchpoint's name is to stand here. */
    TOUCHPOINT_EXPECTED,
    /** A function has too few or too many touchpoints. */
    ARGUMENTS,
    /** No such visitors. */
    VISITOR_UNKNOWN,
    /** No such outcome. */
    OUTCOME_UNKNOWN,
    /** Neither a day nor a moment. */
    NO_MOMENT,
    /** No amount. */
    NO_AMOUNT,
    /** No number, where an attribute is compared by its size. */
    NO_NUMBER,
    /** A parenthesis is opened that nothing closes. */
    PARENTHESIS_OPEN,
    /** A quote is opened that nothing closes. */
    QUOTE_OPEN,
    /** An exclamation mark that no {@code =} follows. */
    LONE_EXCLAMATION,
    /** Longer than a filter may be. */
    TOO_LONG,
    /** More nested than a filter may be. */
    TOO_DEEP
  }

  private final Kind kind;
  private final int column;
  private final String found;
  private final String of;
  private final List<String> near;

  FilterMistake(Kind kind, int column, String found, String of, List<String> near) {
    super(null, null, false, false);
    this.kind = Objects.requireNonNull(kind, "kind == null");
    this.column = column;
    this.found = oneLine(found);
    this.of = oneLine(of);
    this.near = List.copyOf(near);
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** Where, in characters from 1. */
  public int column() {
    return column;
  }

  /** What stands there, shortened; empty where the text ends. */
  public String found() {
    return found;
  }

  /** The name or the function that it is about; empty where it is about none. */
  public String of() {
    return of;
  }

  /** Names that there are and that were perhaps meant. */
  public List<String> near() {
    return near;
  }

  @Override
  public String getMessage() {
    return sentence(Locale.ENGLISH);
  }

  /** What is wrong, where, and what to do, in a language: Spanish, else English. */
  public String sentence(Locale locale) {
    Properties words = words(locale.getLanguage().equals("es") ? "es" : "en");
    String what = words.getProperty(kind.name().toLowerCase(Locale.ROOT), kind.name());
    String meant =
        near.isEmpty() ? "" : words.getProperty("near").replace("{names}", String.join(", ", near));
    String there =
        found.isEmpty()
            ? words.getProperty("end")
            : words.getProperty("quoted").replace("{}", found);
    return words
        .getProperty("place")
        .replace("{column}", String.valueOf(column))
        .replace("{what}", what)
        .replace("{near}", meant)
        .replace(
            "{most}",
            String.valueOf(kind == Kind.TOO_DEEP ? FilterReader.DEEPEST : JourneyFilter.LONGEST))
        .replace("{of}", of)
        .replace("{found}", there);
  }

  private static Properties words(String language) {
    Properties words = new Properties();
    String file = "filter_" + language + ".properties";
    try (InputStream bytes = FilterMistake.class.getResourceAsStream(file);
        Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    return words;
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return text.codePointCount(0, text.length()) > SHOWN
        ? line.append("...").toString()
        : line.toString();
  }
}
