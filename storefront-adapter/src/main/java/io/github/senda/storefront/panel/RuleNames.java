package io.github.senda.storefront.panel;

import io.github.senda.storefront.capture.RulesMistake;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/**
 * How the rules that come with Senda are called in a language. Their own names are the English
 * ones; a rule of the merchant's is called what the merchant calls it. Immutable; safe for any
 * thread.
 */
final class RuleNames {

  private final Properties names;

  private RuleNames(Properties names) {
    this.names = names;
  }

  static RuleNames of(Locale locale) {
    String file = "rules_" + locale.getLanguage() + ".properties";
    Properties names = new Properties();
    try (InputStream bytes = RuleNames.class.getResourceAsStream(file)) {
      if (bytes != null) {
        Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8);
        names.load(reader);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    return new RuleNames(names);
  }

  String of(String rule) {
    return names.getProperty(key(rule), rule);
  }

  /** What is wrong with a file of rules, as one sentence without its full stop. */
  String of(RulesMistake mistake) {
    String sentence =
        names.getProperty("mistake." + mistake.kind().name().toLowerCase(Locale.ROOT));
    if (sentence == null) {
      return mistake.getMessage();
    }
    String where =
        mistake.line() == 0
            ? mistake.file() + ":"
            : names
                .getProperty("mistake.at")
                .replace("{file}", mistake.file())
                .replace("{line}", Integer.toString(mistake.line()))
                .replace("{path}", mistake.path());
    return where + " " + mistake.fill(sentence);
  }

  /** The key of a rule's name: small letters and digits, {@code _} for all that stands between. */
  private static String key(String rule) {
    StringBuilder key = new StringBuilder();
    for (char c : rule.toLowerCase(Locale.ROOT).toCharArray()) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        key.append(c);
      } else if (key.length() > 0 && key.charAt(key.length() - 1) != '_') {
        key.append('_');
      }
    }
    return key.toString();
  }
}
