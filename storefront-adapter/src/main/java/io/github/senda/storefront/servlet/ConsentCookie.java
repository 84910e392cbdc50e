package io.github.senda.storefront.servlet;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import jakarta.servlet.http.Cookie;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The cookie in which a shop, or the tool with which it asks, keeps what a visitor agreed to. Its
 * text is somebody else's: what is too long or cannot be read says nothing. A value; safe for any
 * thread.
 *
 * @param name the cookie's name
 * @param given what its decoded text holds where the visitor agreed; empty if being there is enough
 * @param unless what it holds where it only looks so
 * @param beside a cookie that is there once the visitor has answered
 * @param framework whether it is a string of IAB's Transparency and Consent Framework
 */
record ConsentCookie(
    String name,
    Optional<Pattern> given,
    Optional<Pattern> unless,
    Optional<String> beside,
    boolean framework) {

  private static final int LONGEST = 8_192;
  private static final String WANTED = "senda.consent.cookie";

  /** Where version 2 of the framework's string has the first of its 24 purposes, in bits. */
  private static final int FIRST_PURPOSE = 152;

  /** To keep something on the device, and to measure how content performs. */
  private static final List<Integer> PURPOSES = List.of(1, 8);

  private static final String FRAMEWORK = "euconsent-v2";

  /** The tools whose answer a server can read, each with the group or service that is asked for. */
  private static final Map<String, ConsentCookie> TOOLS =
      Map.of(
          "onetrust",
          of("OptanonConsent", "[=,]C0002:1(?:[,&]|$)", "", "OptanonAlertBoxClosed"),
          "cookiebot",
          of("CookieConsent", "[{,]\\s*statistics:true", "method:'implied'", ""),
          "cookieyes",
          of("cookieyes-consent", "(?:^|,)analytics:yes", "(?:^|,)action:(?:,|$)", ""),
          "complianz",
          of("cmplz_statistics", "^allow$", "", ""),
          "klaro",
          of("klaro", "\"senda\"\\s*:\\s*true", "", ""),
          "tarteaucitron",
          of("tarteaucitron", "!senda=true", "", ""),
          "didomi",
          consentFramework(),
          "tcf",
          consentFramework());

  /** Those that keep the answer in the browser alone: a page tells it by the beacon. */
  static final Set<String> SCRIPTED = Set.of("osano", "usercentrics");

  private static ConsentCookie of(String name, String given, String unless, String beside) {
    return new ConsentCookie(
        name,
        Optional.of(Pattern.compile(given)),
        Optional.of(unless).filter(text -> !text.isEmpty()).map(Pattern::compile),
        Optional.of(beside).filter(text -> !text.isEmpty()),
        false);
  }

  private static ConsentCookie consentFramework() {
    return new ConsentCookie(FRAMEWORK, Optional.empty(), Optional.empty(), Optional.empty(), true);
  }

  /**
   * The cookie of a known tool.
   *
   * @return empty if there is no such tool, which is noted
   */
  static Optional<ConsentCookie> ofTool(String tool, List<String> complaints) {
    ConsentCookie known = TOOLS.get(tool.toLowerCase(Locale.ROOT));
    if (known == null) {
      complaints.add(
          "senda.consent.tool is one of "
              + String.join(
                  ", ", Stream.concat(TOOLS.keySet().stream(), SCRIPTED.stream()).sorted().toList())
              + ", not \""
              + tool
              + "\"; tell its cookie by "
              + WANTED
              + ", or what was answered by the request attribute senda.consent");
    }
    return Optional.ofNullable(known);
  }

  /**
   * A cookie as a setting names it: {@code NAME}, or {@code NAME=PATTERN} in RE2's syntax.
   *
   * @return empty if it cannot be used, which is noted
   */
  static Optional<ConsentCookie> parse(String text, List<String> complaints) {
    int equals = text.indexOf('=');
    String name = (equals < 0 ? text : text.substring(0, equals)).strip();
    try {
      Optional<Pattern> given =
          equals < 0
              ? Optional.empty()
              : Optional.of(Pattern.compile(text.substring(equals + 1).strip()));
      if (!name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 127 && c != ';')) {
        return Optional.of(
            new ConsentCookie(name, given, Optional.empty(), Optional.empty(), false));
      }
      complaints.add(WANTED + " begins with a cookie's name, as in agreed or agreed=^yes$");
    } catch (PatternSyntaxException e) {
      complaints.add(WANTED + " has a pattern that cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** What a request's cookies say; null stands for none. */
  ConsentAnswer read(Cookie[] cookies) {
    String value = null;
    boolean answered = beside.isEmpty();
    for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
      value = name.equals(cookie.getName()) ? cookie.getValue() : value;
      answered |= beside.isPresent() && beside.get().equals(cookie.getName());
    }
    if (value == null || value.length() > LONGEST || !answered) {
      return ConsentAnswer.UNSAID;
    }
    if (framework) {
      return purposes(value);
    }
    if (given.isEmpty()) {
      return ConsentAnswer.GIVEN;
    }
    String text = decoded(value);
    boolean agreed =
        given.get().matcher(text).find()
            && unless.filter(pattern -> pattern.matcher(text).find()).isEmpty();
    return agreed ? ConsentAnswer.GIVEN : ConsentAnswer.REFUSED;
  }

  private static String decoded(String value) {
    try {
      return value.indexOf('%') < 0 ? value : URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  private static ConsentAnswer purposes(String value) {
    int dot = value.indexOf('.');
    byte[] bits;
    try {
      bits = Base64.getUrlDecoder().decode(dot < 0 ? value : value.substring(0, dot));
    } catch (IllegalArgumentException e) {
      return ConsentAnswer.UNSAID;
    }
    if (bits.length * Byte.SIZE < FIRST_PURPOSE + 24 || bits[0] >> 2 != 2) {
      return ConsentAnswer.UNSAID;
    }
    for (int purpose : PURPOSES) {
      int bit = FIRST_PURPOSE + purpose - 1;
      if ((bits[bit / Byte.SIZE] & 0x80 >> bit % Byte.SIZE) == 0) {
        return ConsentAnswer.REFUSED;
      }
    }
    return ConsentAnswer.GIVEN;
  }
}
