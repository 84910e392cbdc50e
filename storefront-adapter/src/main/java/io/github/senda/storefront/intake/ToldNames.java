package io.github.senda.storefront.intake;

import io.github.senda.map.Labels;
import io.github.senda.storefront.capture.Categories;
import io.github.senda.storefront.privacy.Scrubber;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that whoever tells touches may use, and how many: a store has room for few of them, and
 * none for what could tell who somebody is. One for each shop; safe for any thread.
 */
final class ToldNames {

  static final int MOST_TOUCHPOINTS = 100;
  static final int MOST_ATTRIBUTES = 10;
  static final int MOST_VALUES = 50;

  private static final int MOST_DIGITS = 6;
  private static final Pattern TOUCHPOINT = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");
  private static final Pattern VALUE =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} _.&/+-]{0,63}");

  /** What Senda says of a visit itself. */
  private static final Set<String> OWN =
      Set.of("visitor", "channel", "source", "medium", "campaign", "device", "browser", "consent");

  private final Categories categories = new Categories();
  private final Map<String, Touchpoint> labels = new HashMap<>();
  private final Map<String, Touchpoint> touchpoints = new HashMap<>();
  private final Map<String, Set<String>> values = new HashMap<>();

  ToldNames() {
    for (Locale locale : Labels.LANGUAGES) {
      Labels words = Labels.of(locale);
      for (Touchpoint touchpoint : Touchpoints.ELSEWHERE) {
        labels.put(ToldField.plain(words.of(touchpoint)), touchpoint);
      }
    }
  }

  /** A touchpoint by its name, or by its label in one of the panel's languages. */
  synchronized Touchpoint touchpoint(String said) throws Wrong {
    Optional<Touchpoint> label = Optional.ofNullable(labels.get(ToldField.plain(said)));
    if (label.isPresent()) {
      return label.get();
    }
    String name = said.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    Touchpoint known = touchpoints.get(name);
    if (known != null) {
      return known;
    }
    if (!TOUCHPOINT.matcher(name).matches() || isPersonal(name)) {
      throw new Wrong(Mistake.TOUCHPOINT_NAME, said);
    }
    Touchpoint touchpoint = Touchpoint.of(name);
    if (!Touchpoints.ELSEWHERE.contains(touchpoint)) {
      if (touchpoints.size() >= MOST_TOUCHPOINTS) {
        throw new Wrong(Mistake.TOUCHPOINT_MANY, said);
      }
      touchpoints.put(name, touchpoint);
    }
    return touchpoint;
  }

  synchronized String channel(String said) throws Wrong {
    String channel = said.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(channel).matches() || isPersonal(channel) || !isKnown("channel", channel)) {
      throw new Wrong(Mistake.CHANNEL_FORM, said);
    }
    return channel;
  }

  void attributeName(String name) throws Wrong {
    if (OWN.contains(name) || !NAME.matcher(name).matches() || isPersonal(name)) {
      throw new Wrong(Mistake.ATTRIBUTE_NAME, name);
    }
  }

  /**
   * An attribute's value: few and short, none that looks like an address, a telephone or a card.
   */
  synchronized String attribute(String name, String said) throws Wrong {
    attributeName(name);
    if (!values.containsKey(name) && values.size() > MOST_ATTRIBUTES) {
      throw new Wrong(Mistake.ATTRIBUTE_NAME, name);
    }
    if (!VALUE.matcher(said).matches()
        || said.chars().filter(Character::isDigit).count() > MOST_DIGITS
        || isPersonal(said)
        || !isKnown(name, said)) {
      throw new Wrong(Mistake.ATTRIBUTE_VALUE, "");
    }
    return said;
  }

  /** A category of goods in one form; where there are too many, that of all others. */
  String category(String said) throws Wrong {
    return categories.said(said).orElseThrow(() -> new Wrong(Mistake.CATEGORY_FORM, ""));
  }

  private static boolean isPersonal(String text) {
    return Scrubber.standard().isPersonal(text);
  }

  private boolean isKnown(String name, String value) {
    Set<String> known = values.computeIfAbsent(name, added -> new HashSet<>());
    return known.contains(value) || (known.size() < MOST_VALUES && known.add(value));
  }
}
