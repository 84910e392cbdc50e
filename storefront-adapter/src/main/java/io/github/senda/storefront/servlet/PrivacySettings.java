package io.github.senda.storefront.servlet;

import io.github.senda.store.Retention;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a merchant may set about visitors' privacy. A value; safe for any thread.
 *
 * @param mode how far a visitor may be known again
 * @param cookie where the shop keeps what a visitor agreed to, if in a cookie
 * @param script the tool that keeps it in the browser alone, so that a page has to tell it
 * @param path where the visitors' own page is, below the shop, beginning with {@code /}
 * @param months how long a journey is kept at most
 */
record PrivacySettings(
    ConsentMode mode,
    Optional<ConsentCookie> cookie,
    Optional<String> script,
    String path,
    int months) {

  static final Set<String> NAMES =
      Set.of(
          "senda.consent",
          "senda.consent.cookie",
          "senda.consent.tool",
          "senda.privacy.path",
          "senda.retention");

  private static final int MOST_MONTHS = 25;
  private static final int MOST_LINKED_MONTHS = 13;
  static final String USUAL_PATH = "/senda-privacy";

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

  /**
   * Reads the settings; what cannot be used goes to the complaints.
   *
   * @param text a setting's text by its name
   * @param panelPath where the panel is, as the page cannot be there
   */
  static PrivacySettings of(
      Function<String, Optional<String>> text, String panelPath, List<String> complaints) {
    ConsentMode mode = mode(text.apply("senda.consent"), complaints);
    Optional<ConsentCookie> cookie =
        text.apply("senda.consent.cookie")
            .flatMap(named -> ConsentCookie.parse(named, complaints))
            .or(
                () ->
                    text.apply("senda.consent.tool")
                        .filter(tool -> !isScripted(tool))
                        .flatMap(tool -> ConsentCookie.ofTool(tool, complaints)));
    Optional<String> script =
        text.apply("senda.consent.tool")
            .filter(tool -> cookie.isEmpty() && isScripted(tool))
            .map(tool -> tool.toLowerCase(Locale.ROOT));
    if ((cookie.isPresent() || script.isPresent()) && mode != ConsentMode.ASK) {
      complaints.add("senda.consent.cookie and senda.consent.tool need senda.consent=ask");
    }
    String path = text.apply("senda.privacy.path").orElse(USUAL_PATH);
    if (!PATH.matcher(path).matches()
        || path.equals(panelPath)
        || path.startsWith(panelPath + "/")) {
      complaints.add(
          "senda.privacy.path is a path below the shop as /senda-privacy and not the panel's, not \""
              + path
              + "\"; "
              + USUAL_PATH
              + " is used");
      path = USUAL_PATH;
    }
    return new PrivacySettings(
        mode, cookie, script, path, months(text.apply("senda.retention"), complaints));
  }

  private static boolean isScripted(String tool) {
    return ConsentCookie.SCRIPTED.contains(tool.toLowerCase(Locale.ROOT));
  }

  /**
   * The tool of which a page tells what was answered; an empty text where any of the shop's own
   * scripts may.
   */
  Optional<String> consentTool() {
    return mode == ConsentMode.ASK && cookie.isEmpty()
        ? Optional.of(script.orElse(""))
        : Optional.empty();
  }

  private static int months(Optional<String> value, List<String> complaints) {
    String text = value.orElse(Integer.toString(MOST_MONTHS));
    if (text.matches("[0-9]{1,2}")) {
      int months = Integer.parseInt(text);
      if (months >= 1 && months <= MOST_MONTHS) {
        return months;
      }
    }
    complaints.add(
        "senda.retention is a number of months from 1 to "
            + MOST_MONTHS
            + ", not \""
            + text
            + "\"; it is "
            + MOST_MONTHS);
    return MOST_MONTHS;
  }

  /** How long what a store has is kept; whose a journey was for 13 months at most. */
  Retention retention() {
    return new Retention(Period.ofMonths(months), Period.ofMonths(linkedMonths()));
  }

  int linkedMonths() {
    return Math.min(months, MOST_LINKED_MONTHS);
  }

  /** What cannot be read must not allow more than was meant. */
  private static ConsentMode mode(Optional<String> value, List<String> complaints) {
    if (value.isEmpty()) {
      return ConsentMode.ANONYMOUS;
    }
    String name = value.get().toUpperCase(Locale.ROOT);
    for (ConsentMode mode : ConsentMode.values()) {
      if (mode.name().equals(name)) {
        return mode;
      }
    }
    complaints.add(
        "senda.consent is anonymous, ask or off, not \"" + value.get() + "\"; it is anonymous");
    return ConsentMode.ANONYMOUS;
  }
}
