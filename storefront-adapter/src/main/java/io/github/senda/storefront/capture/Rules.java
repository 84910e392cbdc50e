package io.github.senda.storefront.capture;

import io.github.senda.journey.Meaning;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What signs mean: an ordered list of rules, of which the first that fits decides, and then what
 * only the sequence of a visit tells. The built-in rules know the usual words of shops' URLs in
 * English and Spanish; a merchant's own come before them. The file is described in RULES.md.
 * Immutable; safe for any thread.
 */
public final class Rules {

  private static final Meaning.Sequence NOTHING =
      (touchpoints, signs, orders, micros, length) -> {};

  /** What decided where no rule did. */
  private static final String UNNAMED = "no rule names it";

  private final List<Rule> rules;

  private Rules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** The rules that come with Senda. */
  public static Rules builtIn() {
    return BuiltIn.RULES;
  }

  /**
   * A merchant's own rules, followed by the built-in ones.
   *
   * @param json the file of rules; not closed
   * @param nameForErrors how an error calls the file
   * @throws IllegalArgumentException with one sentence that names file, line and place, if it is no
   *     file of rules
   * @throws UncheckedIOException if it cannot be read
   */
  public static Rules parse(Reader json, String nameForErrors) {
    return builtIn().after(json, nameForErrors);
  }

  /** These rules with those of a file before them, read as {@link #parse} does. */
  public Rules after(Reader json, String nameForErrors) {
    return after(read(json, nameForErrors));
  }

  /** These rules with others before them. */
  Rules after(List<Rule> first) {
    List<Rule> all = new ArrayList<>(first);
    all.addAll(rules);
    return new Rules(all);
  }

  /**
   * Reads a merchant's file of rules for its mistakes alone, as {@link #parse} does.
   *
   * @return how many rules it has
   */
  public static int check(Reader json, String nameForErrors) {
    return read(json, nameForErrors).size();
  }

  /** The rules of a merchant's file alone. */
  static List<Rule> read(Reader json, String nameForErrors) {
    return new RulesReader(json, nameForErrors, BuiltIn.WORDS).read();
  }

  /** The built-in words of a name, as {@code cart}; none if there is no such name. */
  static List<String> words(String name) {
    return BuiltIn.WORDS.getOrDefault(name, List.of());
  }

  /**
   * The meaning of a store's dictionary: what the rules say of each sign, else what {@code
   * otherwise} says.
   *
   * @param signTexts the dictionary, each entry as {@link Sign#text} wrote it; one that is no sign
   *     is noise
   * @param otherwise what a sign means that no rule names; empty: noise
   */
  public Meaning meaning(List<String> signTexts, Function<Sign, Optional<Touchpoint>> otherwise) {
    List<Optional<Sign>> signs = signTexts.stream().map(Rules::sign).toList();
    List<Optional<Touchpoint>> candidates =
        signs.stream().map(sign -> sign.flatMap(known -> touchpoint(known, otherwise))).toList();
    List<Touchpoint> numbers = Meaning.of(candidates, VisitReader.GIVES, NOTHING).touchpoints();
    return Meaning.of(candidates, VisitReader.GIVES, VisitReader.of(signs, candidates, numbers));
  }

  /** The meaning of a shop's dictionary: a page that no rule names is a page. */
  public Meaning meaning(List<String> signTexts) {
    return meaning(signTexts, Rules::page);
  }

  /** What the rules say of one sign, as {@link #meaning(List)} takes it, and why. */
  public Verdict verdict(Sign sign) {
    return rule(sign)
        .map(Rule::verdict)
        .orElseGet(() -> new Verdict(page(sign), UNNAMED, Verdict.FALLBACK, true));
  }

  private Optional<Touchpoint> touchpoint(
      Sign sign, Function<Sign, Optional<Touchpoint>> otherwise) {
    Optional<Rule> rule = rule(sign);
    return rule.isPresent() ? rule.get().touchpoint() : otherwise.apply(sign);
  }

  /**
   * The first rule that fits, for whoever asks why. One for what is unnamed stands back until no
   * other recognises anything.
   */
  Optional<Rule> rule(Sign sign) {
    Rule.Reading reading = Rule.Reading.of(sign);
    Optional<Rule> first = first(reading, false);
    return first.isPresent() && !first.get().isFallback()
        ? first
        : first(reading, true).or(() -> first);
  }

  private Optional<Rule> first(Rule.Reading reading, boolean unnamed) {
    for (Rule rule : rules) {
      if (rule.unnamed() == unnamed && rule.matches(reading)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private static Optional<Sign> sign(String text) {
    try {
      return Optional.of(Sign.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Touchpoint> page(Sign sign) {
    boolean shown = sign.statusClass() == 2 || sign.statusClass() == 0;
    return shown && sign.method().equals("GET") && !sign.has(Exchange.FETCHED)
        ? Optional.of(Touchpoints.PAGE_VIEW)
        : Optional.empty();
  }

  /** Read once, when first asked for. */
  private static final class BuiltIn {
    static final Map<String, List<String>> WORDS;
    static final Rules RULES;

    static {
      try (InputStream file = Rules.class.getResourceAsStream("rules.json")) {
        if (file == null) {
          throw new IllegalStateException("rules.json is missing from this jar");
        }
        RulesReader reader =
            new RulesReader(
                new InputStreamReader(file, StandardCharsets.UTF_8), "rules.json", Map.of());
        RULES = new Rules(reader.read());
        WORDS = Map.copyOf(reader.words());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
