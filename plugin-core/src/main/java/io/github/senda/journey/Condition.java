package io.github.senda.journey;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a filter asks of a journey, as a tree. A value: equal where it is written the same. */
sealed interface Condition {

  /** As {@link FilterReader} reads it again. */
  String text();

  /** Whether it can be answered before the touches have their meaning. */
  default boolean isEarly() {
    return true;
  }

  /** The same with every day and hour of a zone as the moments that they are. */
  default Condition at(ZoneId zone) {
    return this;
  }

  /** Names every attribute that it asks for. */
  default void attributes(Consumer<String> names) {}

  /** Names every touchpoint that it asks for. */
  default void touchpoints(Consumer<String> names) {}

  /** All of them hold. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = flat(parts, part -> part instanceof All all ? all.parts : List.of(part));
    }

    @Override
    public String text() {
      return parts.stream()
          .map(part -> part instanceof Any ? "(" + part.text() + ")" : part.text())
          .collect(Collectors.joining(" and "));
    }

    @Override
    public boolean isEarly() {
      return parts.stream().allMatch(Condition::isEarly);
    }

    @Override
    public Condition at(ZoneId zone) {
      return new All(parts.stream().map(part -> part.at(zone)).toList());
    }

    @Override
    public void attributes(Consumer<String> names) {
      parts.forEach(part -> part.attributes(names));
    }

    @Override
    public void touchpoints(Consumer<String> names) {
      parts.forEach(part -> part.touchpoints(names));
    }
  }

  /** At least one of them holds. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = flat(parts, part -> part instanceof Any any ? any.parts : List.of(part));
    }

    @Override
    public String text() {
      return parts.stream().map(Condition::text).collect(Collectors.joining(" or "));
    }

    @Override
    public boolean isEarly() {
      return parts.stream().allMatch(Condition::isEarly);
    }

    @Override
    public Condition at(ZoneId zone) {
      return new Any(parts.stream().map(part -> part.at(zone)).toList());
    }

    @Override
    public void attributes(Consumer<String> names) {
      parts.forEach(part -> part.attributes(names));
    }

    @Override
    public void touchpoints(Consumer<String> names) {
      parts.forEach(part -> part.touchpoints(names));
    }
  }

  private static List<Condition> flat(
      List<Condition> parts, Function<Condition, List<Condition>> inside) {
    List<Condition> flat = new ArrayList<>();
    parts.forEach(part -> flat.addAll(inside.apply(part)));
    return List.copyOf(flat);
  }

  /** It does not hold. */
  record Not(Condition part) implements Condition {
    @Override
    public String text() {
      boolean several = part instanceof All || part instanceof Any;
      return several ? "not (" + part.text() + ")" : "not " + part.text();
    }

    @Override
    public boolean isEarly() {
      return part.isEarly();
    }

    @Override
    public Condition at(ZoneId zone) {
      return new Not(part.at(zone));
    }

    @Override
    public void attributes(Consumer<String> names) {
      part.attributes(names);
    }

    @Override
    public void touchpoints(Consumer<String> names) {
      part.touchpoints(names);
    }
  }

  /**
   * When it began.
   *
   * @param when a day, an hour of a zone that is given later, or an instant
   */
  record Began(Comparison comparison, Temporal when) implements Condition {
    @Override
    public String text() {
      return "began " + comparison.sign() + " " + when;
    }

    @Override
    public Condition at(ZoneId zone) {
      if (when instanceof LocalDateTime hour) {
        return new Began(comparison, hour.atZone(zone).toInstant());
      }
      if (!(when instanceof LocalDate day)) {
        return this;
      }
      Instant start = day.atStartOfDay(zone).toInstant();
      Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
      return switch (comparison) {
        case LESS, AT_LEAST -> new Began(comparison, start);
        case AT_MOST -> new Began(Comparison.LESS, end);
        case MORE -> new Began(Comparison.AT_LEAST, end);
        case EQUAL ->
            new All(
                List.of(new Began(Comparison.AT_LEAST, start), new Began(Comparison.LESS, end)));
        case OTHER ->
            new Any(
                List.of(new Began(Comparison.LESS, start), new Began(Comparison.AT_LEAST, end)));
      };
    }
  }

  /**
   * What an attribute is: one of the values, another, or a number of some size.
   *
   * @param values one, or several where it is to be one of them
   */
  record Attribute(String name, Comparison comparison, List<String> values) implements Condition {
    public Attribute {
      values = List.copyOf(values);
    }

    @Override
    public String text() {
      return Words.attribute(name) + Words.compared(comparison, values);
    }

    @Override
    public void attributes(Consumer<String> names) {
      names.accept(name);
    }

    boolean holds(Optional<String> value) {
      if (comparison.isOfSameness()) {
        return value.filter(values::contains).isPresent() == (comparison == Comparison.EQUAL);
      }
      Optional<BigDecimal> number = value.flatMap(Words::number);
      Optional<BigDecimal> bound = Words.number(values.get(0));
      return number.isPresent()
          && bound.isPresent()
          && comparison.holds(number.get().compareTo(bound.get()));
    }
  }

  /** Where it began: its first touchpoint. */
  record Landing(Comparison comparison, List<String> names) implements Condition {
    public Landing {
      names = List.copyOf(names);
    }

    @Override
    public String text() {
      return "landing" + Words.compared(comparison, names);
    }

    @Override
    public boolean isEarly() {
      return false;
    }

    @Override
    public void touchpoints(Consumer<String> accept) {
      names.forEach(accept);
    }
  }

  /** Who it was. */
  record Visitors(Comparison comparison, List<String> kinds) implements Condition {
    static final List<String> KINDS = List.of("new", "returning", "unknown", "simulated");

    public Visitors {
      kinds = List.copyOf(kinds);
    }

    @Override
    public String text() {
      return "visitor" + Words.compared(comparison, kinds);
    }
  }

  /** What became of it. */
  record Outcome(Comparison comparison, List<String> kinds) implements Condition {
    static final List<String> KINDS = List.of("purchase", "left", "active");

    public Outcome {
      kinds = List.copyOf(kinds);
    }

    @Override
    public String text() {
      return "outcome" + Words.compared(comparison, kinds);
    }

    @Override
    public boolean isEarly() {
      return false;
    }
  }

  /**
   * What its cart was worth.
   *
   * @param currency three letters; empty where it may be any
   */
  record Worth(Comparison comparison, long tenThousandths, Optional<String> currency)
      implements Condition {
    @Override
    public String text() {
      String amount = BigDecimal.valueOf(tenThousandths, 4).stripTrailingZeros().toPlainString();
      return "value " + comparison.sign() + " " + amount + currency.map(c -> " " + c).orElse("");
    }

    @Override
    public boolean isEarly() {
      return false;
    }
  }

  /** Which way it went. */
  record Way(Kind kind, List<String> names) implements Condition {

    /** How the touchpoints have to stand. */
    enum Kind {
      PASSES("passes", "(A)", 1),
      NEVER("never", "(A)", 1),
      THEN("then", "(A, B)", 2),
      DIRECTLY("directly", "(A, B)", 2),
      VARIANT("variant", "(A > B > C)", 0);

      private final String word;
      private final String form;
      private final int arguments;

      Kind(String word, String arguments, int count) {
        this.word = word;
        this.form = word + arguments;
        this.arguments = count;
      }

      String word() {
        return word;
      }

      /** How it is written. */
      String form() {
        return form;
      }

      /** How many touchpoints it takes; 0 for any number, with {@code >} between them. */
      int arguments() {
        return arguments;
      }
    }

    public Way {
      names = List.copyOf(names);
    }

    @Override
    public String text() {
      return names.stream()
          .map(Words::touchpoint)
          .collect(Collectors.joining(kind == Kind.VARIANT ? " > " : ", ", kind.word() + "(", ")"));
    }

    @Override
    public boolean isEarly() {
      return false;
    }

    @Override
    public void touchpoints(Consumer<String> accept) {
      names.forEach(accept);
    }
  }
}
