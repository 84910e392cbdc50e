package io.github.senda.storefront.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  private static long read(TimeText times, String text) {
    // Digits around the text, so that a reader that looks beyond its place is found out.
    byte[] bytes = ("99" + text + "99").getBytes(StandardCharsets.UTF_8);
    return times.micros(bytes, 2, bytes.length - 2);
  }

  private static long micros(String instant) {
    return micros(Instant.parse(instant));
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-03-31T01:30:00Z|2024-03-31T01:30:00Z",
        "2024-03-31 01:30:00|2024-03-31T01:30:00Z",
        "2024-03-31T01:30|2024-03-31T01:30:00Z",
        "2024-03-31|2024-03-31T00:00:00Z",
        "2024/03/31 01:30:00|2024-03-31T01:30:00Z",
        "2011-10-11 13:45:40.276000+02:00|2011-10-11T11:45:40.276Z",
        "2011-10-11 13:45:40.2+0200|2011-10-11T11:45:40.2Z",
        "2011-10-11 13:45:40,25-03|2011-10-11T16:45:40.25Z",
        "2011-10-11T13:45:40.123456789Z|2011-10-11T13:45:40.123456Z",
        "2011-10-11 13:45:40 UTC|2011-10-11T13:45:40Z",
        "2011-10-11 13:45:40 +05:30|2011-10-11T08:15:40Z",
        "2024-07-01T10:00:00[Europe/Madrid]|2024-07-01T08:00:00Z",
        "2024-07-01T10:00:00+01:00[Europe/Madrid]|2024-07-01T09:00:00Z",
        "1969-12-31T23:59:59.999999Z|1969-12-31T23:59:59.999999Z",
        "0001-01-01|0001-01-01T00:00:00Z",
        "2024-02-29|2024-02-29T00:00:00Z",
        "20240331|2024-03-31T00:00:00Z",
        "20240331013000|2024-03-31T01:30:00Z",
        "1700000000|2023-11-14T22:13:20Z",
        "1700000000.25|2023-11-14T22:13:20.25Z",
        "1700000000123|2023-11-14T22:13:20.123Z",
        "1700000000123.5|2023-11-14T22:13:20.1235Z",
        "1700000000123456|2023-11-14T22:13:20.123456Z",
        "1700000000123456789|2023-11-14T22:13:20.123456Z",
        "-1|1969-12-31T23:59:59Z",
        "-1.5|1969-12-31T23:59:58.5Z",
        "0|1970-01-01T00:00:00Z",
      })
  void micros_readsTheUsualForms(String text, String instant) {
    assertEquals(micros(instant), read(TimeText.of(ZoneOffset.UTC), text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "yesterday",
        "2024-13-01",
        "2024-00-10",
        "2023-02-29",
        "1900-02-29",
        "2024-04-31",
        "2024-01-01T24:00:00",
        "2024-01-01 10:60",
        "2024-01-01 10:00:61",
        "2024-01-01 10:00:00.",
        "2024-01-01 10:00:00x",
        "2024-01-01 10",
        "2024-01-01x10:00",
        "2024-01-01 10:00:00+",
        "2024-01-01 10:00:00+1",
        "2024-01-01 10:00:00+99:00",
        "2024-01-01 10:00:00Zulu",
        "2024-01-01 10:00:00[Mars/Base]",
        "2024-01/01",
        "31/12/2024",
        "12a",
        "12345678901234567890",
        "1.2.3",
      })
  void micros_refusesWhatIsNoTime(String text) {
    assertEquals(TimeText.NONE, read(TimeText.of(ZoneOffset.UTC), text));
  }

  @Test
  void micros_areInTheZoneThatIsGiven() {
    TimeText madrid = TimeText.of(ZoneId.of("Europe/Madrid"));

    assertEquals(micros("2024-01-01T09:00:00Z"), read(madrid, "2024-01-01 10:00:00"));
    assertEquals(micros("2024-07-01T08:00:00Z"), read(madrid, "2024-07-01 10:00:00"));
    assertEquals(micros("2024-07-01T10:00:00Z"), read(madrid, "2024-07-01 10:00:00Z"));
    // 02:30 does not exist on the last Sunday of March, and is there twice in October's.
    assertEquals(micros("2024-03-31T01:30:00Z"), read(madrid, "2024-03-31 02:30:00"));
    assertEquals(micros("2024-10-27T00:30:00Z"), read(madrid, "2024-10-27 02:30:00"));
  }

  @Test
  void micros_agreeWithTheJdkOnAnyInstant() {
    long seed = 7;
    Random random = new Random(seed);
    TimeText times = TimeText.of(ZoneOffset.UTC);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(-62_135_596_800L, 253_402_300_800L - 86_400);
      Instant instant = Instant.ofEpochSecond(second, random.nextInt(1_000_000) * 1000L);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(36 * 4) - 18 * 4) * 900);
      OffsetDateTime time = instant.plusSeconds(86_400).atOffset(offset);
      String text =
          DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx", Locale.ROOT).format(time);
      if (text.length() != 32) {
        continue;
      }
      assertEquals(micros(time.toInstant()), read(times, text), () -> "seed " + seed + ": " + text);
    }
  }

  @Test
  void micros_goByThePatternWhereOneIsGiven() {
    TimeText times = TimeText.of(ZoneId.of("Europe/Madrid"), "dd/MM/yyyy HH:mm");

    assertEquals(micros("2024-12-31T22:59:00Z"), read(times, "31/12/2024 23:59"));
    assertEquals(TimeText.NONE, read(times, "2024-12-31 23:59"));
    assertEquals(
        micros("2024-12-31T00:00:00Z"),
        read(TimeText.of(ZoneOffset.UTC, "d MMM yyyy"), "31 dec 2024"));
    assertEquals(
        micros("2024-12-31T08:00:00Z"),
        read(TimeText.of(ZoneOffset.UTC, "dd.MM.yyyy HH:mm XX"), "31.12.2024 10:00 +0200"));
    assertThrows(IllegalArgumentException.class, () -> TimeText.of(ZoneOffset.UTC, "no pattern {"));
  }

  @Test
  void accessLogMicros_readsMonthsByNameAndOffsets() {
    TimeText times = TimeText.of(ZoneOffset.UTC);
    for (String text : List.of("17/May/2015:12:05:03 +0200", "17/may/2015:10:05:03 +0000")) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      assertEquals(micros("2015-05-17T10:05:03Z"), times.accessLogMicros(bytes, 0, bytes.length));
    }
    for (String text : List.of("17/Mai/2015:12:05:03 +0200", "32/May/2015:10:05:03 +0000", "-")) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      assertEquals(TimeText.NONE, times.accessLogMicros(bytes, 0, bytes.length));
    }
  }

  @Test
  void pattern_ofYearsThatNoLongHoldsReadsNoTime() {
    TimeText times = TimeText.of(ZoneOffset.UTC, "uuuuuuuuu-MM-dd");

    assertEquals(micros("+200000-01-01T00:00:00Z"), read(times, "000200000-01-01"));
    assertEquals(TimeText.NONE, read(times, "123456789-01-01"));
    assertEquals(TimeText.NONE, read(times, "999999999-01-01"));
  }
}
