package io.github.senda.journey;

import io.github.senda.journey.FilterMistake.Kind;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Money;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a filter's text: a rule a method, by recursive descent. For one thread. */
final class FilterReader {

  static final int DEEPEST = 50;

  /** A word, a text in quotes, or one of the signs; at the end a sign with no text. */
  private record Token(Form form, String text, int at) {
    enum Form {
      WORD,
      QUOTED,
      SIGN
    }

    boolean isSign(String sign) {
      return form == Form.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
      return form == Form.WORD && text.equalsIgnoreCase(word);
    }

    boolean isName() {
      return form != Form.SIGN;
    }
  }

  private final String text;
  private int next;
  private Token token;
  private int depth;

  private FilterReader(String text) throws FilterMistake {
    this.text = text;
    this.token = scan();
  }

  /** The condition that a text says; empty where it says none. */
  static Optional<Condition> read(String text) throws FilterMistake {
    if (text.length() > JourneyFilter.LONGEST) {
      throw new FilterMistake(
          Kind.TOO_LONG, text.codePointCount(0, JourneyFilter.LONGEST) + 1, "", "", List.of());
    }
    FilterReader reader = new FilterReader(text);
    if (reader.isAtEnd()) {
      return Optional.empty();
    }
    Condition condition = reader.any();
    if (!reader.isAtEnd()) {
      throw reader.mistake(Kind.CONNECTIVE_EXPECTED, "");
    }
    return Optional.of(condition);
  }

  private boolean isAtEnd() {
    return token.isSign("");
  }

  private Token scan() throws FilterMistake {
    while (next < text.length() && isBlank(text.charAt(next))) {
      next++;
    }
    int at = next;
    if (at == text.length()) {
      return new Token(Token.Form.SIGN, "", at);
    }
    char first = text.charAt(at);
    if (first == '"' || first == '\'') {
      return quoted(first);
    }
    if (Words.isPlain(first)) {
      while (next < text.length() && Words.isPlain(text.charAt(next))) {
        next++;
      }
      return new Token(Token.Form.WORD, text.substring(at, next), at);
    }
    next++;
    boolean equals = next < text.length() && text.charAt(next) == '=';
    if (equals && (first == '!' || first == '<' || first == '>')) {
      next++;
    } else if (first == '!') {
      throw new FilterMistake(Kind.LONE_EXCLAMATION, column(at), "!", "", List.of());
    }
    return new Token(Token.Form.SIGN, text.substring(at, next), at);
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == '\u007f' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private Token quoted(char quote) throws FilterMistake {
    StringBuilder inside = new StringBuilder();
    int at = next++;
    while (true) {
      int end = text.indexOf(quote, next);
      if (end < 0) {
        throw new FilterMistake(Kind.QUOTE_OPEN, column(at), text.substring(at), "", List.of());
      }
      inside.append(text, next, end);
      next = end + 1;
      if (next == text.length() || text.charAt(next) != quote) {
        return new Token(Token.Form.QUOTED, inside.toString(), at);
      }
      inside.append(quote);
      next++;
    }
  }

  private Token take() throws FilterMistake {
    Token taken = token;
    token = scan();
    return taken;
  }

  private int column(int at) {
    return text.codePointCount(0, at) + 1;
  }

  private FilterMistake mistake(Kind kind, String of) {
    return mistake(kind, token, of, List.of());
  }

  private FilterMistake mistake(Kind kind, Token found, String of, List<String> names) {
    return new FilterMistake(kind, column(found.at), found.text, of, Words.near(found.text, names));
  }

  private Condition any() throws FilterMistake {
    List<Condition> parts = new ArrayList<>(List.of(all()));
    while (token.isWord("or")) {
      take();
      parts.add(all());
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
  }

  private Condition all() throws FilterMistake {
    List<Condition> parts = new ArrayList<>(List.of(one()));
    while (token.isWord("and")) {
      take();
      parts.add(one());
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
  }

  private Condition one() throws FilterMistake {
    if (++depth > DEEPEST) {
      throw mistake(Kind.TOO_DEEP, "");
    }
    try {
      if (token.isWord("not")) {
        take();
        return new Condition.Not(one());
      }
      if (token.isSign("(")) {
        Token opened = take();
        Condition inside = any();
        if (isAtEnd()) {
          throw mistake(Kind.PARENTHESIS_OPEN, opened, "", List.of());
        }
        if (!token.isSign(")")) {
          throw mistake(Kind.CONNECTIVE_EXPECTED, "");
        }
        take();
        return inside;
      }
      return named();
    } finally {
      depth--;
    }
  }

  private Condition named() throws FilterMistake {
    if (!token.isName() || token.isWord("and") || token.isWord("or") || token.isWord("in")) {
      throw mistake(Kind.CONDITION_EXPECTED, "");
    }
    Token name = take();
    boolean word = name.form == Token.Form.WORD;
    Optional<Condition.Way.Kind> way =
        Arrays.stream(Condition.Way.Kind.values())
            .filter(kind -> word && name.isWord(kind.word()))
            .findFirst();
    if (token.isSign("(")) {
      if (way.isEmpty()) {
        List<String> words =
            Arrays.stream(Condition.Way.Kind.values()).map(Condition.Way.Kind::word).toList();
        throw mistake(Kind.FUNCTION_UNKNOWN, name, name.text, words);
      }
      return way(way.get());
    }
    Optional<Comparison> comparison = comparison();
    if (comparison.isEmpty() && !token.isWord("in")) {
      throw way.isPresent()
          ? mistake(Kind.PARENTHESIS_EXPECTED, way.get().word())
          : mistake(Kind.COMPARISON_EXPECTED, name.text);
    }
    switch (word ? name.text.toLowerCase(Locale.ROOT) : "") {
      case "began" -> {
        return began(comparison);
      }
      case "value" -> {
        return worth(comparison);
      }
      case "landing" -> {
        return new Condition.Landing(
            sameness(comparison, "landing"), texts(values("landing", Kind.TOUCHPOINT_EXPECTED)));
      }
      case "visitor" -> {
        return new Condition.Visitors(
            sameness(comparison, "visitor"),
            kinds("visitor", Condition.Visitors.KINDS, Kind.VISITOR_UNKNOWN));
      }
      case "outcome" -> {
        return new Condition.Outcome(
            sameness(comparison, "outcome"),
            kinds("outcome", Condition.Outcome.KINDS, Kind.OUTCOME_UNKNOWN));
      }
      default -> {
        return attribute(name, comparison);
      }
    }
  }

  private Condition attribute(Token name, Optional<Comparison> comparison) throws FilterMistake {
    boolean marked = name.form == Token.Form.WORD && name.text.startsWith(Words.ATTRIBUTE);
    String attribute =
        Attributes.plain(marked ? name.text.substring(Words.ATTRIBUTE.length()) : name.text);
    if (attribute.isEmpty()) {
      throw mistake(Kind.CONDITION_EXPECTED, name, "", List.of());
    }
    return attribute(attribute, comparison);
  }

  private Optional<Comparison> comparison() {
    return Arrays.stream(Comparison.values())
        .filter(comparison -> token.isSign(comparison.sign()))
        .findFirst();
  }

  /** Takes {@code in}, which is equality with one of several, or one of the two that go with it. */
  private static Comparison sameness(Optional<Comparison> comparison) {
    return comparison.orElse(Comparison.EQUAL);
  }

  private Comparison sameness(Optional<Comparison> comparison, String of) throws FilterMistake {
    Comparison found = sameness(comparison);
    if (!found.isOfSameness()) {
      throw mistake(Kind.NO_ORDER, of);
    }
    return found;
  }

  /** The values behind a comparison, which is the next token, or behind {@code in}. */
  private List<Token> values(String of, Kind missing) throws FilterMistake {
    boolean several = take().isWord("in");
    if (!several) {
      return List.of(value(of, missing));
    }
    if (!token.isSign("(")) {
      throw mistake(Kind.LIST_EXPECTED, of);
    }
    List<Token> values = new ArrayList<>();
    Token opened = token;
    do {
      take();
      values.add(value(of, missing));
    } while (token.isSign(","));
    close(opened);
    return values;
  }

  private Token value(String of, Kind missing) throws FilterMistake {
    if (!token.isName() || token.text.isEmpty()) {
      throw mistake(missing, of);
    }
    return take();
  }

  private void close(Token opened) throws FilterMistake {
    if (isAtEnd()) {
      throw mistake(Kind.PARENTHESIS_OPEN, opened, "", List.of());
    }
    if (!token.isSign(")")) {
      throw mistake(Kind.COMMA_EXPECTED, "");
    }
    take();
  }

  private static List<String> texts(List<Token> tokens) {
    return tokens.stream().map(Token::text).distinct().toList();
  }

  private List<String> kinds(String of, List<String> known, Kind unknown) throws FilterMistake {
    List<String> kinds = new ArrayList<>();
    for (Token value : values(of, unknown)) {
      String kind = value.text.toLowerCase(Locale.ROOT);
      if (!known.contains(kind)) {
        throw mistake(unknown, value, of, known);
      }
      if (!kinds.contains(kind)) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private Condition attribute(String name, Optional<Comparison> comparison) throws FilterMistake {
    Comparison found = sameness(comparison);
    List<Token> values = values(name, Kind.VALUE_EXPECTED);
    if (!found.isOfSameness() && Words.number(values.get(0).text).isEmpty()) {
      throw mistake(Kind.NO_NUMBER, values.get(0), name, List.of());
    }
    List<String> kept = new ArrayList<>();
    for (Token value : values) {
      String plain = Attributes.plain(value.text);
      if (plain.isEmpty()) {
        throw mistake(Kind.VALUE_EXPECTED, value, name, List.of());
      }
      if (!kept.contains(plain)) {
        kept.add(plain);
      }
    }
    return new Condition.Attribute(name, found, kept);
  }

  private Condition began(Optional<Comparison> comparison) throws FilterMistake {
    if (comparison.isEmpty()) {
      throw mistake(Kind.COMPARISON_EXPECTED, "began");
    }
    take();
    Token when = value("began", Kind.NO_MOMENT);
    Optional<Temporal> moment = moment(when.text);
    if (moment.isEmpty()) {
      throw mistake(Kind.NO_MOMENT, when, "began", List.of());
    }
    return new Condition.Began(comparison.get(), moment.get());
  }

  private static Optional<Temporal> moment(String text) {
    // Four digits of the year, and one that makes sense: others are read by Java, and nobody else.
    if (text.length() < 10 || text.charAt(4) != '-' || "12".indexOf(text.charAt(0)) < 0) {
      return Optional.empty();
    }
    try {
      if (text.length() == 10) {
        return Optional.of(LocalDate.parse(text));
      }
      boolean offset = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > 10;
      return Optional.of(
          offset
              ? OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS)
              : LocalDateTime.parse(text).truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Condition worth(Optional<Comparison> comparison) throws FilterMistake {
    if (comparison.isEmpty()) {
      throw mistake(Kind.COMPARISON_EXPECTED, "value");
    }
    take();
    Token amount = value("value", Kind.NO_AMOUNT);
    Optional<Money> money = Money.parse(amount.text, "XXX");
    if (money.isEmpty()) {
      throw mistake(Kind.NO_AMOUNT, amount, "value", List.of());
    }
    boolean currency = token.form == Token.Form.WORD && token.text.matches("[A-Za-z]{3}");
    return new Condition.Worth(
        comparison.get(),
        money.get().tenThousandths(),
        currency && !token.isWord("and")
            ? Optional.of(take().text.toUpperCase(Locale.ROOT))
            : Optional.empty());
  }

  private Condition way(Condition.Way.Kind kind) throws FilterMistake {
    String between = kind == Condition.Way.Kind.VARIANT ? ">" : ",";
    Token opened = token;
    List<Token> names = new ArrayList<>();
    do {
      take();
      names.add(value(kind.word(), Kind.TOUCHPOINT_EXPECTED));
    } while (token.isSign(between));
    boolean count = kind.arguments() == 0 || kind.arguments() == names.size();
    if (!count || token.isSign(",") || token.isSign(">")) {
      throw new FilterMistake(
          Kind.ARGUMENTS, column(opened.at), kind.form(), kind.word(), List.of());
    }
    close(opened);
    return new Condition.Way(kind, names.stream().map(Token::text).toList());
  }
}
