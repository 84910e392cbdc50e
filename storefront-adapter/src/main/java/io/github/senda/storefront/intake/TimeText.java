package io.github.senda.storefront.intake;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the times of logs from bytes, to microseconds since the epoch; what is finer is cut off.
 * For one thread.
 *
 * <ul>
 *   <li>{@code 2024-03-31T01:30:00.123+01:00}, with a space for the {@code T}, slashes for the
 *       hyphens, without seconds or fraction, with an offset as {@code Z}, {@code +01}, {@code
 *       +0100} or {@code +01:00}, with {@code UTC}, {@code GMT} or {@code [Europe/Madrid]} behind;
 *       an offset goes before a zone, as in {@link ZonedDateTime};
 *   <li>a date alone, which is its midnight; {@code 20240331} and {@code 20240331013000};
 *   <li>seconds since the epoch, or milli-, micro- or nanoseconds, told apart by size (from 1e11,
 *       1e14 and 1e17 on), with a fraction or none.
 * </ul>
 */
final class TimeText {

  /** Stands for a text that is no time. */
  static final long NONE = Long.MIN_VALUE;

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final long DAY = 86_400;
  private static final long MICROS = 1_000_000;

  private final ZoneId zone;
  private final boolean utc;
  private final Optional<DateTimeFormatter> format;
  private final Map<String, Optional<ZoneRules>> zones = new HashMap<>();

  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  private TimeText(ZoneId zone, Optional<DateTimeFormatter> format) {
    this.zone = zone;
    this.utc = zone.equals(ZoneOffset.UTC);
    this.format = format;
  }

  /** Reads the usual forms; those that name no zone are in {@code zone}. */
  static TimeText of(ZoneId zone) {
    return new TimeText(zone, Optional.empty());
  }

  /**
   * Reads the form that a pattern of {@link DateTimeFormatter} tells of, months in English.
   *
   * @throws IllegalArgumentException if it is not such a pattern
   */
  static TimeText of(ZoneId zone, String pattern) {
    return new TimeText(
        zone,
        Optional.of(
            new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)));
  }

  /** The time in {@code from} (inclusive) to {@code to} (exclusive), or {@link #NONE}. */
  long micros(byte[] text, int from, int to) {
    bytes = text;
    at = from;
    end = to;
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    while (at < end && bytes[end - 1] == ' ') {
      end--;
    }
    if (format.isPresent()) {
      return byFormat(format.get());
    }
    if (end - at >= 10 && bytes[at + 4] == bytes[at + 7]) {
      byte separator = bytes[at + 4];
      if (separator == '-' || separator == '/') {
        return dateAndTime();
      }
    }
    return plainNumber();
  }

  /** As an access log writes it: {@code 17/May/2015:10:05:03 +0000}. */
  long accessLogMicros(byte[] text, int from, int to) {
    bytes = text;
    at = from;
    end = to;
    if (to - from < 20 || text[from + 2] != '/' || text[from + 6] != '/') {
      return NONE;
    }
    int day = digits(from, 2);
    int year = digits(from + 7, 4);
    int month = month(from + 3);
    at = from + 11;
    if (!isDate(year, month, day) || bytes[at++] != ':') {
      return NONE;
    }
    long local = clock(epochDay(year, month, day));
    return local == NONE ? NONE : zoned(local, 0);
  }

  private int month(int from) {
    for (int month = 0; month < 12; month++) {
      int name = month * 3;
      if ((bytes[from] | 32) == (MONTHS.charAt(name) | 32)
          && (bytes[from + 1] | 32) == MONTHS.charAt(name + 1)
          && (bytes[from + 2] | 32) == MONTHS.charAt(name + 2)) {
        return month + 1;
      }
    }
    return -1;
  }

  private long dateAndTime() {
    int year = digits(at, 4);
    int month = digits(at + 5, 2);
    int day = digits(at + 8, 2);
    at += 10;
    if (!isDate(year, month, day)) {
      return NONE;
    }
    long epochDay = epochDay(year, month, day);
    if (at == end) {
      return zoned(epochDay * DAY, 0);
    }
    byte separator = bytes[at++];
    if (separator != 'T' && separator != ' ' && separator != 't') {
      return NONE;
    }
    long local = clock(epochDay);
    if (local == NONE) {
      return NONE;
    }
    int fraction = 0;
    if (at < end && (bytes[at] == '.' || bytes[at] == ',')) {
      at++;
      if (at == end || !isDigit(bytes[at])) {
        return NONE;
      }
      fraction = fraction();
    }
    return zoned(local, fraction);
  }

  /** The time of a day, with seconds or without, as seconds since the epoch in local time. */
  private long clock(long epochDay) {
    int hour = digits(at, 2);
    if (hour < 0 || hour > 23 || at + 5 > end || bytes[at + 2] != ':') {
      return NONE;
    }
    int minute = digits(at + 3, 2);
    int second = 0;
    at += 5;
    if (at < end && bytes[at] == ':') {
      second = digits(at + 1, 2);
      at += 3;
    }
    if (minute < 0 || minute > 59 || second < 0 || second > 59) {
      return NONE;
    }
    return epochDay * DAY + hour * 3600L + minute * 60L + second;
  }

  /** The microseconds of a fraction of any number of digits, and goes behind it. */
  private int fraction() {
    int fraction = 0;
    int unit = 100_000;
    while (at < end && isDigit(bytes[at])) {
      fraction += (bytes[at++] - '0') * unit;
      unit /= 10;
    }
    return fraction;
  }

  /** Local seconds and what is left of the text, an offset or a zone or nothing, as an instant. */
  private long zoned(long local, int fraction) {
    if (at == end) {
      return utc ? local * MICROS + fraction : inZone(local, zone.getRules(), fraction);
    }
    if (bytes[at] == ' ') {
      at++;
    }
    if (at == end) {
      return NONE;
    }
    byte b = bytes[at];
    if (b == '[') {
      return inNamedZone(local, fraction);
    }
    long offset;
    if (b == 'Z' || b == 'z') {
      at++;
      offset = 0;
    } else if (b == '+' || b == '-') {
      offset = offset();
    } else if (is("UTC") || is("GMT")) {
      at += 3;
      offset = 0;
    } else {
      return NONE;
    }
    if (offset == NONE || (at < end && !isNamedZone())) {
      return NONE;
    }
    return (local - offset) * MICROS + fraction;
  }

  private long offset() {
    int sign = bytes[at++] == '-' ? -1 : 1;
    int hours = digits(at, 2);
    int minutes = 0;
    at += 2;
    if (at < end && bytes[at] != '[') {
      if (bytes[at] == ':') {
        at++;
      }
      minutes = digits(at, 2);
      at += 2;
    }
    return hours < 0 || hours > 18 || minutes < 0 || minutes > 59
        ? NONE
        : sign * (hours * 3600L + minutes * 60L);
  }

  private boolean is(String word) {
    if (end - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isNamedZone() {
    return bytes[at] == '[' && namedZone().isPresent();
  }

  private long inNamedZone(long local, int fraction) {
    Optional<ZoneRules> rules = namedZone();
    return rules.isEmpty() ? NONE : inZone(local, rules.get(), fraction);
  }

  private Optional<ZoneRules> namedZone() {
    if (bytes[end - 1] != ']') {
      return Optional.empty();
    }
    String name = new String(bytes, at + 1, end - at - 2, StandardCharsets.ISO_8859_1);
    return zones.computeIfAbsent(name, TimeText::rules);
  }

  private static Optional<ZoneRules> rules(String name) {
    try {
      return Optional.of(ZoneId.of(name).getRules());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Where clocks go back the earlier of the two; where they skip, later by as much as is skipped.
   */
  private static long inZone(long local, ZoneRules rules, int fraction) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
    return (local - rules.getOffset(time).getTotalSeconds()) * MICROS + fraction;
  }

  private long plainNumber() {
    boolean negative = at < end && bytes[at] == '-';
    if (negative) {
      at++;
    }
    int first = at;
    long number = 0;
    while (at < end && isDigit(bytes[at])) {
      number = number * 10 + (bytes[at++] - '0');
    }
    int length = at - first;
    if (length == 0 || length > 19 || number < 0) {
      return NONE;
    }
    if (at == end && !negative && (length == 8 || length == 14)) {
      long compact = compactDate(first, length);
      if (compact != NONE) {
        return compact;
      }
    }
    if (number >= 100_000_000_000L) {
      return wholeUnits(negative ? -number : number);
    }
    long micros = number * MICROS;
    if (at < end && bytes[at] == '.') {
      at++;
      micros += fraction();
    }
    return at < end ? NONE : negative ? -micros : micros;
  }

  /** A fraction of these is below the microsecond, or next to it, and is cut off. */
  private long wholeUnits(long number) {
    int fraction = 0;
    if (at < end && bytes[at] == '.') {
      at++;
      fraction = fraction();
    }
    if (at < end) {
      return NONE;
    }
    long size = Math.abs(number);
    if (size < 100_000_000_000_000L) {
      int micros = fraction / 1000;
      return number * 1000 + (number < 0 ? -micros : micros);
    }
    return size < 100_000_000_000_000_000L ? number : Math.floorDiv(number, 1000L);
  }

  /** Eight or fourteen digits are a date of our two centuries, if they are one. */
  private long compactDate(int from, int length) {
    int year = digits(from, 4);
    int month = digits(from + 4, 2);
    int day = digits(from + 6, 2);
    if (year < 1900 || year > 2099 || !isDate(year, month, day)) {
      return NONE;
    }
    long local = epochDay(year, month, day) * DAY;
    if (length == 14) {
      int hour = digits(from + 8, 2);
      int minute = digits(from + 10, 2);
      int second = digits(from + 12, 2);
      if (hour > 23 || minute > 59 || second > 59) {
        return NONE;
      }
      local += hour * 3600L + minute * 60L + second;
    }
    return zoned(local, 0);
  }

  private long byFormat(DateTimeFormatter formatter) {
    try {
      TemporalAccessor time =
          formatter.parseBest(
              Dictionary.text(bytes, at, end),
              ZonedDateTime::from,
              Instant::from,
              LocalDateTime::from,
              LocalDate::from);
      Instant instant;
      if (time instanceof ZonedDateTime zoned) {
        instant = zoned.toInstant();
      } else if (time instanceof LocalDateTime local) {
        instant = local.atZone(zone).toInstant();
      } else if (time instanceof LocalDate date) {
        instant = date.atStartOfDay(zone).toInstant();
      } else {
        instant = (Instant) time;
      }
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1000);
    } catch (DateTimeException | ArithmeticException e) {
      // Not such a time, or one that a long has no microseconds for: some 290,000 years from now.
      return NONE;
    }
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** A number of so many digits, or -1. */
  private int digits(int from, int count) {
    if (from + count > end) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < from + count; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static boolean isDate(int year, int month, int day) {
    return year >= 0
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= DAYS[month - 1]
        && (month != 2 || day < 29 || isLeap(year));
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** The days since 1970-01-01, in the Gregorian calendar for all years. */
  private static long epochDay(int year, int month, int day) {
    // Years begin in March here, so that the leap day is the last of one.
    int y = month <= 2 ? year - 1 : year;
    int m = month <= 2 ? month + 9 : month - 3;
    int leapDays = Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400);
    return 365L * y + leapDays + (153 * m + 2) / 5 + day - 719_469;
  }
}
