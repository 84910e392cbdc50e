package io.github.senda.storefront.beacon;

import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a merchant may set of the beacon.
 *
 * @param path where it is, below the shop, beginning with {@code /}; empty: nowhere
 * @param question what is asked
 * @param after the touchpoint after which it is asked
 */
public record BeaconOptions(
    Optional<String> path, Optional<Question.Kind> question, Touchpoint after) {

  private static final String USUAL_PATH = "/senda-beacon";
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

  public BeaconOptions {
    Objects.requireNonNull(path, "path == null");
    Objects.requireNonNull(question, "question == null");
    Objects.requireNonNull(after, "after == null");
  }

  /**
   * Reads the settings {@code senda.beacon.*} and {@code senda.question*}.
   *
   * @param settings the values by name
   * @param complaints gets a sentence for each that cannot be used
   */
  public static BeaconOptions read(
      Function<String, Optional<String>> settings, List<String> complaints) {
    String enabled = settings.apply("senda.beacon.enabled").orElse("true").toLowerCase(Locale.ROOT);
    if (!enabled.equals("true") && !enabled.equals("false")) {
      complaints.add(
          "senda.beacon.enabled is true or false, not \"" + enabled + "\"; the beacon is on");
    }
    return new BeaconOptions(
        enabled.equals("false") ? Optional.empty() : Optional.of(path(settings, complaints)),
        question(settings, complaints),
        after(settings, complaints));
  }

  private static String path(Function<String, Optional<String>> settings, List<String> complaints) {
    String value = settings.apply("senda.beacon.path").orElse(USUAL_PATH);
    String path = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    if (PATH.matcher(path).matches()) {
      return path;
    }
    complaints.add(
        "senda.beacon.path is a path below the shop as "
            + USUAL_PATH
            + ", not \""
            + value
            + "\"; "
            + USUAL_PATH
            + " is used");
    return USUAL_PATH;
  }

  private static Optional<Question.Kind> question(
      Function<String, Optional<String>> settings, List<String> complaints) {
    String value = settings.apply("senda.question").orElse("off").toLowerCase(Locale.ROOT);
    Optional<Question.Kind> kind = Question.Kind.of(value);
    if (kind.isEmpty() && !value.equals("off")) {
      complaints.add("senda.question is off, csat or nps, not \"" + value + "\"; nothing is asked");
    }
    return kind;
  }

  private static Touchpoint after(
      Function<String, Optional<String>> settings, List<String> complaints) {
    Optional<String> value = settings.apply("senda.question.after");
    try {
      return value.map(Touchpoint::of).orElse(Touchpoints.PURCHASE);
    } catch (IllegalArgumentException e) {
      complaints.add(
          "senda.question.after is a touchpoint as purchase, not \""
              + value.orElse("")
              + "\"; purchase is used");
      return Touchpoints.PURCHASE;
    }
  }
}
