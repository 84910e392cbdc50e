package io.github.senda.metric;

import io.github.senda.metric.CheckoutDropOff.Field;
import io.github.senda.touch.Sign;
import java.util.Optional;

/**
 * What the folds of this package read off a sign itself. A value.
 *
 * @param act whether something was sent, or nobody knows, as of a touchpoint that came by its name
 * @param beacon whether a page said it
 * @param field the field that was touched last on a page that was left
 * @param said whether a page told what it shows, and what that is worth
 * @param scriptError whether a script of the page failed
 * @param restored whether the browser showed a page again that it had kept
 */
record SeenSign(
    boolean act,
    boolean beacon,
    Optional<Field> field,
    boolean said,
    boolean scriptError,
    boolean restored) {

  private static final SeenSign NAME =
      new SeenSign(true, false, Optional.empty(), false, false, false);

  /** Reads an entry of a dictionary, a sign's text or the name of a touchpoint. */
  static SeenSign of(String entry) {
    Sign sign;
    try {
      sign = Sign.parse(entry);
    } catch (IllegalArgumentException e) {
      return NAME;
    }
    if (!sign.method().equals("BEACON")) {
      return new SeenSign(
          !sign.method().equals("GET"), false, Optional.empty(), false, false, false);
    }
    boolean said = false;
    boolean scriptError = false;
    for (String parameter : sign.parameters()) {
      said |= parameter.startsWith(":said=");
      scriptError |= parameter.startsWith(":error=");
    }
    return new SeenSign(false, true, field(sign), said, scriptError, sign.has(":restored"));
  }

  private static Optional<Field> field(Sign sign) {
    return value(sign, ":field=")
        .map(
            name ->
                new Field(
                    name,
                    number(value(sign, ":order=")),
                    number(value(sign, ":fields=")),
                    sign.has(":sent")));
  }

  private static Optional<String> value(Sign sign, String name) {
    return sign.parameters().stream()
        .filter(parameter -> parameter.startsWith(name))
        .map(parameter -> parameter.substring(name.length()))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static int number(Optional<String> text) {
    return text.filter(digits -> digits.matches("[0-9]{1,4}")).map(Integer::parseInt).orElse(0);
  }
}
