package io.github.senda.touch;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a whole visit beside its touches, as names and values: {@code
 * visitor=simulated}. Few and of few values, so a store keeps each distinct set once and a journey
 * carries its number.
 *
 * @param values the values by name, sorted by name; names and values without {@code =}, {@code ;}
 *     and control characters
 */
public record Attributes(SortedMap<String, String> values) {

  /** The names of Senda's own, which no shop gives a meaning of its own. */
  public static final Set<String> RESERVED =
      Set.of(
          "visitor",
          "channel",
          "source",
          "medium",
          "campaign",
          "click",
          "device",
          "browser",
          "consent");

  /** What together says where a visit came from: half of one answer and half of another is none. */
  private static final Set<String> ORIGIN =
      Set.of("channel", "source", "medium", "campaign", "click");

  private static final Attributes NONE = new Attributes(new TreeMap<>());

  public Attributes {
    for (Map.Entry<String, String> value : values.entrySet()) {
      check(value.getKey());
      check(value.getValue());
    }
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  private static void check(String part) {
    if (part.isEmpty() || !part.chars().allMatch(c -> c >= ' ' && c != '=' && c != ';')) {
      throw new IllegalArgumentException(
          "an attribute's name and value are not empty and hold no \"=\", \";\" or control"
              + " character");
    }
  }

  /** No attributes. */
  public static Attributes none() {
    return NONE;
  }

  /** One attribute. */
  public static Attributes of(String name, String value) {
    return new Attributes(new TreeMap<>(Map.of(name, value)));
  }

  /**
   * What two touches of one visit know of it together. Where a visit came from is what the first of
   * its touches says that says anything: whatever comes later, as a bank sending the visitor back
   * or another newsletter, cuts no visit and is not what brought it. Of all else the later one
   * counts.
   *
   * @param later what a later touch knows
   */
  public Attributes then(Attributes later) {
    if (later.values.isEmpty() || values.isEmpty()) {
      return values.isEmpty() ? later : this;
    }
    TreeMap<String, String> all = new TreeMap<>(values);
    boolean known = values.keySet().stream().anyMatch(ORIGIN::contains);
    later.values.forEach(
        (name, value) -> {
          if (!known || !ORIGIN.contains(name)) {
            all.put(name, value);
          }
        });
    return new Attributes(all);
  }

  /**
   * A text as a name or a value of an attribute: with a blank for each character that neither may
   * hold, and none around it; empty where nothing is left.
   */
  public static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain.append(c < ' ' || c == '=' || c == ';' ? ' ' : c);
    }
    return plain.toString().strip();
  }

  /** The same with a value by a name, instead of another that it may have had. */
  public Attributes with(String name, String value) {
    TreeMap<String, String> all = new TreeMap<>(values);
    all.put(name, value);
    return new Attributes(all);
  }

  /** Whether the visitor agreed to be known again. */
  public boolean consented() {
    return "given".equals(values.get("consent"));
  }

  /** The same without some names. */
  public Attributes without(Set<String> names) {
    TreeMap<String, String> left = new TreeMap<>(values);
    left.keySet().removeAll(names);
    return new Attributes(left);
  }

  /** The form that a store keeps: {@code device=phone;visitor=simulated}; empty for none. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> value : values.entrySet()) {
      text.append(text.isEmpty() ? "" : ";").append(value.getKey()).append('=');
      text.append(value.getValue());
    }
    return text.toString();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is not such a text
   */
  public static Attributes parse(String text) {
    TreeMap<String, String> values = new TreeMap<>();
    if (!text.isEmpty()) {
      for (String pair : text.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
          throw new IllegalArgumentException("not attributes: \"" + text + "\"");
        }
        values.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return new Attributes(values);
  }
}
