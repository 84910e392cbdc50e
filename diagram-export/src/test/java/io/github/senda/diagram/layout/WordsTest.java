package io.github.senda.diagram.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {

  private final Phrases spanish = Phrases.of(Locale.forLanguageTag("es"));
  private final Phrases english = Phrases.of(Locale.ENGLISH);

  @Test
  void numbers_areWrittenAsTheLanguageWritesThem() {
    assertEquals("4719", spanish.number(4719));
    assertEquals("12.345", spanish.number(12345));
    assertEquals("1.234.567", spanish.number(1234567));
    assertEquals("999", english.number(999));
    assertEquals("4,719", english.number(4719));
    assertEquals("5,9\u00a0%", spanish.percent(0.0594));
    assertEquals("26%", english.percent(0.2608));
    assertEquals("0%", english.percent(0));
    assertEquals("90 s", spanish.duration(Duration.ofSeconds(90)));
    assertEquals("3,0 h", spanish.duration(Duration.ofHours(3)));
  }

  @Test
  void phrase_takesWhatIsFilledInAsItStands() {
    assertEquals("{1} %s → b: 3", spanish.say("way", "{1} %s", "b", "3"));
  }

  @Test
  void languages_haveTheSamePhrasesWithTheSamePlaces() throws IOException {
    Properties one = load("es");
    Properties other = load("en");

    assertEquals(one.stringPropertyNames(), other.stringPropertyNames());
    for (String key : one.stringPropertyNames()) {
      assertEquals(places(one.getProperty(key)), places(other.getProperty(key)), key);
    }
  }

  private static List<String> places(String phrase) {
    return Pattern.compile("\\{\\d}")
        .matcher(phrase)
        .results()
        .map(r -> r.group())
        .sorted()
        .distinct()
        .toList();
  }

  private static Properties load(String language) throws IOException {
    Properties properties = new Properties();
    String file = "messages_" + language + ".properties";
    try (InputStream bytes = WordsTest.class.getResourceAsStream(file)) {
      properties.load(bytes);
    }
    return properties;
  }

  @Test
  void longName_isBrokenBetweenWordsAndCutAtTheEnd() {
    List<String> lines = Lettering.wrap("Información sobre los gastos de envío", 120, 3, 13, true);

    assertEquals("Información sobre los gastos de envío", String.join(" ", lines));
    List<String> cut = Lettering.wrap("word".repeat(250), 120, 3, 13, true);
    assertEquals(3, cut.size());
    assertTrue(cut.get(2).endsWith("…"));
    for (String line : cut) {
      assertTrue(Lettering.width(line, 13, true) <= 120, line);
    }
  }

  @Test
  void emoji_isNeverCutInHalf() {
    for (String line : Lettering.wrap("\ud83d\uded2".repeat(100), 100, 3, 13, true)) {
      assertTrue(line.codePoints().noneMatch(point -> point >= 0xd800 && point <= 0xdfff));
    }
  }

  @Test
  void ids_areStableShortAndToldApart() {
    String id = new StableIds().shape(Touchpoint.of("view_cart"));

    assertEquals(id, new StableIds().shape(Touchpoint.of("view_cart")));
    assertTrue(id.matches("[A-Za-z0-9\\-_.~]{1,36}"), id);
    assertNotEquals(id, new StableIds().shape(Touchpoint.of("View_cart")));
    assertNotEquals(
        new StableIds().shape(Touchpoint.of("\ud800")),
        new StableIds().shape(Touchpoint.of("\ud801")));
    assertNotEquals(
        new StableIds().shape(Touchpoint.EXIT), new StableIds().shape(Touchpoint.of("EXIT")));
    assertNotEquals(
        new StableIds().line(Touchpoint.of("a"), Touchpoint.of("bc")),
        new StableIds().line(Touchpoint.of("ab"), Touchpoint.of("c")));
  }

  @Test
  void idThatIsTaken_isNotGivenAgain() {
    StableIds ids = new StableIds();

    assertNotEquals(ids.lane("cart"), ids.lane("cart"));
  }
}
