package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Sign;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A merchant's own patterns: safe whatever they are, and told where they are none. */
class PatternTest {

  private static Rules rule(String pattern) {
    return Rules.parse(
        new StringReader(
            "{\"rules\": [\n{\"touchpoint\": \"mine\", \"matches\": \"" + pattern + "\"}]}"),
        "own.json");
  }

  private static String meant(Rules rules, String path) {
    return rules.verdict(Sign.page(path)).touchpoint().orElseThrow().name();
  }

  @Test
  void pattern_isFoundAnywhereInTheTemplate() {
    Rules rules = rule("^/(es|en)/regalo(/|$)");

    assertEquals("mine", meant(rules, "/es/regalo/{slug}"));
    assertEquals("page_view", meant(rules, "/fr/regalo"));
    assertEquals("page_view", meant(rules, "/es/regalos"));
  }

  @Test
  void pattern_thatWouldHangABacktrackingReaderDoesNot() {
    Rules rules = rule("^(.*a){12}$");

    assertEquals("page_view", meant(rules, "/" + "a".repeat(180) + "b"));
    assertEquals("mine", meant(rules, "/" + "a".repeat(180)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "(a ! missing closing )",
        "[a ! missing closing ]",
        "(?=a) ! (?=",
        "((a{100}){100}){100} ! multiply to 1000",
        "((((a{999,}){9}){9}){9}) ! multiply to 1000",
        "'' ! 1 to 256 characters"
      })
  void pattern_thatIsNoneIsToldWithItsPlace(String pattern, String reason) {
    String message = assertThrows(IllegalArgumentException.class, () -> rule(pattern)).getMessage();

    assertTrue(message.startsWith("own.json, line 2, $.rules[0].matches: "), message);
    assertTrue(message.contains(reason), message);
  }

  @Test
  void patterns_areBoundedInLengthAndNumber() {
    assertThrows(IllegalArgumentException.class, () -> rule("a".repeat(257)));
    assertEquals("page_view", meant(rule("b".repeat(256)), "/x"));
    String one = "{\"touchpoint\": \"mine\", \"matches\": \"b\"}";
    String all = "{\"rules\": [" + (one + ",").repeat(200);
    Rules.parse(new StringReader(all.substring(0, all.length() - 1) + "]}"), "own.json");
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Rules.parse(new StringReader(all + one + "]}"), "own.json"))
            .getMessage();

    assertTrue(message.contains("more than 200 patterns"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "'\"sign\": \"cart\"' ! $.rules[0].sign: ! is no sign",
        "'\"sign\": [\"GET /a 2\", \"GET /a\"]' ! $.rules[0].sign: ! is no sign",
        "'\"unnamed\": \"yes\"' ! $.rules[0].unnamed: ! true or false"
      })
  void ruleOfThePanel_thatIsWrongIsToldWithItsPlace(String field, String place, String reason) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Rules.parse(
                        new StringReader("{\"rules\": [\n{\"touchpoint\": null, " + field + "}]}"),
                        "own.json"))
            .getMessage();

    assertTrue(message.startsWith("own.json, line 2, " + place), message);
    assertTrue(message.contains(reason), message);
  }
}
