package io.github.senda.journey;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Which journeys are looked at: whole journeys, by what is true of each as it stands in the log. A
 * value with a textual form, which a command line, an address and an exported file share; safe for
 * any thread. Called a log filter or a segment elsewhere.
 *
 * <p>The form: conditions joined by {@code and}, {@code or}, {@code not} and parentheses, where
 * {@code not} binds more than {@code and}, and that more than {@code or}:
 *
 * <ul>
 *   <li>{@code began >= 2026-10-01}, {@code began < 2026-10-01T18:00}: when its first touch was. A
 *       day is the whole of it, so {@code began <= 2026-10-01} has the first of October in it; days
 *       and hours are those of a zone that {@link #at} gives, an instant ({@code …Z}, {@code
 *       …+02:00}) needs none.
 *   <li>{@code channel = email}, {@code campaign in (one, "the other")}, {@code device != phone}:
 *       any attribute by its name; in a joined journey that of its first visit. {@code !=} is the
 *       opposite of {@code =}, so it also takes journeys of which nothing is known. {@code < <= >
 *       >=} compare numbers, and take no journey whose value is none. A name that means something
 *       else here is written {@code attr.value}; one with blanks in quotes.
 *   <li>{@code landing = view_item}: the first touchpoint.
 *   <li>{@code visitor = new}: known, and the log has no earlier visit of theirs; {@code
 *       returning}: known, and there is one that began before this journey; {@code unknown}: nobody
 *       agreed to be known again, so neither can be told; {@code simulated}: no person.
 *   <li>{@code outcome = purchase}: there is a purchase in it; {@code active}: it is still open and
 *       has none; {@code left}: it has ended without one. Each journey has one of the three.
 *   <li>{@code value >= 50}, {@code value >= 50 EUR}: what the cart was worth by the word of the
 *       shop's server, when it was last said at a touchpoint of the cart, of the checkout or of a
 *       purchase. Without a currency the amount is compared in whichever there is. A journey of
 *       which no server said a value fits no comparison, not even {@code !=}.
 *   <li>{@code passes(A)}, {@code never(A)}; {@code then(A, B)}: B some time after A; {@code
 *       directly(A, B)}: B straight after A; {@code variant(A > B > C)}: these touchpoints and no
 *       others, in this order.
 * </ul>
 *
 * <p>Touchpoints go by their names before any were merged or hidden, so a filter means the same
 * whatever is shown. A name that no touch has is passed by no journey.
 */
public final class JourneyFilter {

  /** So many characters a filter has at most. */
  public static final int LONGEST = 4000;

  private static final JourneyFilter ALL = new JourneyFilter(Optional.empty());

  private final Optional<Condition> condition;

  private JourneyFilter(Optional<Condition> condition) {
    this.condition = condition;
  }

  /** All journeys; its text is empty. */
  public static JourneyFilter all() {
    return ALL;
  }

  /**
   * Reads a filter; a blank text is {@link #all}.
   *
   * @throws FilterMistake if it is none, with the place and what was expected there
   */
  public static JourneyFilter parse(String text) throws FilterMistake {
    Optional<Condition> condition = FilterReader.read(text);
    return condition.isEmpty() ? ALL : new JourneyFilter(condition);
  }

  /** A value or a touchpoint's name as it stands in a filter: in quotes where it needs them. */
  public static String word(String value) {
    return Words.value(value);
  }

  /** An attribute's name as it stands in a filter. */
  public static String attribute(String name) {
    return Words.attribute(name);
  }

  /** The form that {@link #parse} reads again; the same for filters that are equal. */
  public String text() {
    return condition.map(Condition::text).orElse("");
  }

  /** Whether it takes every journey because it asks nothing. */
  public boolean isAll() {
    return condition.isEmpty();
  }

  /** Journeys that both take. */
  public JourneyFilter and(JourneyFilter other) {
    if (isAll() || other.isAll()) {
      return isAll() ? other : this;
    }
    return of(new Condition.All(List.of(condition.get(), other.condition.get())));
  }

  /** Journeys that either takes. */
  public JourneyFilter or(JourneyFilter other) {
    return isAll() || other.isAll()
        ? ALL
        : of(new Condition.Any(List.of(condition.get(), other.condition.get())));
  }

  /** Journeys that this one does not take. */
  public JourneyFilter not() {
    // Of all, which has no condition: what no journey can be.
    Condition none = new Condition.Outcome(Comparison.EQUAL, Condition.Outcome.KINDS);
    return of(new Condition.Not(condition.orElse(none)));
  }

  private static JourneyFilter of(Condition condition) {
    return new JourneyFilter(Optional.of(condition));
  }

  /** The same with its days and hours as those of a zone; its text then has instants. */
  public JourneyFilter at(ZoneId zone) {
    return condition.isEmpty() ? this : of(condition.get().at(zone));
  }

  /** The attributes that it asks for, by name. */
  public SortedSet<String> attributes() {
    return names(condition.map(asked -> asked::attributes));
  }

  /** The touchpoints that it asks for, by name. */
  public SortedSet<String> touchpoints() {
    return names(condition.map(asked -> asked::touchpoints));
  }

  private static SortedSet<String> names(Optional<Consumer<Consumer<String>>> asked) {
    NavigableSet<String> names = new TreeSet<>();
    asked.ifPresent(each -> each.accept(names::add));
    return Collections.unmodifiableNavigableSet(names);
  }

  /**
   * A name in a filter that nothing in a log has, which may well be a slip.
   *
   * @param attribute whether it is an attribute's; else a touchpoint's
   * @param name the name
   * @param near names there are that may be meant, nearest first
   */
  public record Stranger(boolean attribute, String name, List<String> near) {
    public Stranger {
      near = List.copyOf(near);
    }
  }

  /** The names in this filter that nothing in a log has, attributes first. */
  public List<Stranger> strangersIn(JourneyLog log, Meaning meaning) {
    List<Stranger> strangers = new ArrayList<>();
    LinkedHashSet<String> known = new LinkedHashSet<>();
    if (!attributes().isEmpty()) {
      log.attributeValues().forEach(attributes -> known.addAll(attributes.values().keySet()));
      add(strangers, true, attributes(), known);
    }
    known.clear();
    meaning.touchpoints().forEach(touchpoint -> known.add(touchpoint.name()));
    add(strangers, false, touchpoints(), known);
    return strangers;
  }

  private static void add(
      List<Stranger> strangers,
      boolean attribute,
      SortedSet<String> asked,
      Collection<String> known) {
    for (String name : asked) {
      if (!known.contains(name)) {
        strangers.add(new Stranger(attribute, name, Words.near(name, known)));
      }
    }
  }

  /** What it asks of the journeys of a log. */
  Selection of(JourneyLog log, Meaning meaning) {
    return condition
        .map(asked -> Selection.of(asked.at(ZoneOffset.UTC), log, meaning))
        .orElse(Selection.ALL);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JourneyFilter that && condition.equals(that.condition);
  }

  @Override
  public int hashCode() {
    return condition.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
