package io.github.senda.diagram.layout;

import io.github.senda.metric.Share;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Properties;

/**
 * The words and numbers of a picture in a language. Numbers are grouped here and not by the
 * platform, whose habits differ between versions. Immutable.
 */
final class Phrases {

  private static final char NO_BREAK_SPACE = '\u00a0';

  private final boolean spanish;
  private final Properties texts;

  private Phrases(boolean spanish, Properties texts) {
    this.spanish = spanish;
    this.texts = texts;
  }

  /** The phrases of a language that {@link io.github.senda.map.Labels} has. */
  static Phrases of(Locale locale) {
    Properties texts = new Properties();
    String file = "messages_" + locale.getLanguage() + ".properties";
    try (InputStream bytes = Phrases.class.getResourceAsStream(file);
        Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    return new Phrases(locale.getLanguage().equals("es"), texts);
  }

  /** A phrase with its places filled; what is filled in is never read as a place itself. */
  String say(String key, String... values) {
    String pattern = texts.getProperty(key);
    StringBuilder said = new StringBuilder();
    int from = 0;
    for (int at = pattern.indexOf('{'); at >= 0; at = pattern.indexOf('{', from)) {
      said.append(pattern, from, at).append(values[pattern.charAt(at + 1) - '0']);
      from = at + 3;
    }
    return said.append(pattern, from, pattern.length()).toString();
  }

  /** A number of things: the phrase for one of them, or for several. */
  String count(String key, long number) {
    return say(number == 1 ? key + ".one" : key, number(number));
  }

  /** A whole number: 4719 and 12.345 in Spanish, 4,719 and 12,345 in English. */
  String number(long value) {
    String digits = Long.toString(value);
    int ungrouped = spanish ? 4 : 3;
    if (digits.length() <= ungrouped) {
      return digits;
    }
    StringBuilder grouped = new StringBuilder(digits);
    for (int at = digits.length() - 3; at > 0; at -= 3) {
      grouped.insert(at, spanish ? '.' : ',');
    }
    return grouped.toString();
  }

  /** A share as a percentage: one decimal below ten, none from there on and none at zero. */
  String percent(double share) {
    double percent = share * 100;
    String digits = digits(percent, percent > 0 && percent < 9.95);
    return spanish ? digits + NO_BREAK_SPACE + "%" : digits + "%";
  }

  /** A share as a percentage, or as its count where there is too little to judge by. */
  String share(Share share) {
    return share.isSmall() ? number(share.part()) : percent(share.value().orElse(0));
  }

  /** A date as figures, day first in Spanish, by ISO in English. */
  String date(LocalDate date) {
    return spanish
        ? date.getDayOfMonth() + "/" + date.getMonthValue() + "/" + date.getYear()
        : date.toString();
  }

  /** A date and a time of day, to the minute. */
  String moment(ZonedDateTime when) {
    return date(when.toLocalDate()) + two(" ", when.getHour()) + two(":", when.getMinute());
  }

  /** A duration in the unit that suits it, to two places at most. */
  String duration(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    if (seconds < 120) {
      return say("seconds", decimal(seconds));
    }
    if (seconds < 2 * 3600) {
      return say("minutes", decimal(seconds / 60));
    }
    if (seconds < 48 * 3600) {
      return say("hours", decimal(seconds / 3600));
    }
    return say("days", decimal(seconds / 86400));
  }

  private String decimal(double value) {
    return digits(value, value < 9.95);
  }

  private static String two(String before, int figure) {
    return before + (figure < 10 ? "0" : "") + figure;
  }

  /** A number, not below 0, to the nearest with one decimal or none. */
  private String digits(double value, boolean decimal) {
    if (!decimal) {
      return Long.toString(Math.round(value));
    }
    long tenths = Math.round(value * 10);
    return tenths / 10 + (spanish ? "," : ".") + tenths % 10;
  }
}
