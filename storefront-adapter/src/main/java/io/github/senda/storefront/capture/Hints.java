package io.github.senda.storefront.capture;

import io.github.senda.touch.Hint;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What signs tell beside their touchpoints, by rules that are data as all others. Immutable; safe
 * for any thread.
 *
 * @param rules the rules, each with the name of a {@link Hint} in place of a touchpoint
 * @param compounds how words that are written together are told apart
 */
record Hints(List<Rule> rules, Compounds compounds) {

  /** What no shop's filter saw, but a page or somebody elsewhere told. */
  private static final Set<String> TOLD = Set.of("BEACON", "TOLD");

  Hints {
    rules = List.copyOf(rules);
    rules.forEach(rule -> hint(rule.touchpoint().orElseThrow()));
  }

  private static Hint hint(Touchpoint name) {
    return Hint.valueOf(name.name().toUpperCase(Locale.ROOT));
  }

  /** The hint of a sign, by the first rule that fits. */
  Optional<Hint> of(Sign sign) {
    if (TOLD.contains(sign.method())) {
      return Optional.empty();
    }
    Rule.Reading reading = Rule.Reading.of(sign, sign.path(), true, compounds);
    for (Rule rule : rules) {
      if (rule.matches(reading)) {
        return rule.touchpoint().map(Hints::hint);
      }
    }
    return Optional.empty();
  }
}
