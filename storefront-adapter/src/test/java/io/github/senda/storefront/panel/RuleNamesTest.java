package io.github.senda.storefront.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.storefront.capture.RulesMistake;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RuleNamesTest {

  private static final RuleNames SPANISH = RuleNames.of(Locale.forLanguageTag("es"));

  @Test
  void everyRuleThatComesWithSenda_hasASpanishName() throws IOException {
    List<String> names =
        new ArrayList<>(
            List.of(
                "the first page",
                "a page below a list",
                "a part of a page",
                "the only end of a shop made of links",
                "the last form of a checkout that shows no other end",
                "a form on a product's page",
                "a form on the cart",
                "the shop said so",
                "no rule names it"));
    try (InputStreamReader file =
        new InputStreamReader(
            Rules.class.getResourceAsStream("rules.json"), StandardCharsets.UTF_8)) {
      JsonObject rules = JsonParser.parseReader(file).getAsJsonObject();
      for (JsonElement rule : rules.getAsJsonArray("rules")) {
        names.add(rule.getAsJsonObject().get("name").getAsString());
      }
    }

    assertEquals(List.of(), names.stream().filter(name -> SPANISH.of(name).equals(name)).toList());
    assertEquals("añadir, por la dirección", SPANISH.of("add by path"));
  }

  @Test
  void everyMistakeInAFile_isSaidInSpanishWithTheSamePlaces() throws IOException {
    Properties spanish = new Properties();
    try (InputStreamReader file =
        new InputStreamReader(
            RuleNames.class.getResourceAsStream("rules_es.properties"), StandardCharsets.UTF_8)) {
      spanish.load(file);
    }
    for (RulesMistake.Kind kind : RulesMistake.Kind.values()) {
      String said = spanish.getProperty("mistake." + kind.name().toLowerCase(Locale.ROOT), "");
      assertFalse(said.isEmpty(), kind.name());
      for (String place : List.of("{0}", "{1}")) {
        assertEquals(kind.sentence().contains(place), said.contains(place), kind + " " + place);
      }
    }
  }

  @Test
  void mistakeInAFile_saysWhereInTheReadersLanguage() {
    RulesMistake mistake =
        assertThrows(
            RulesMistake.class,
            () ->
                Rules.check(
                    new StringReader(
                        "{\"rules\":[\n{\"touchpoint\":null,\"path\":\"$cesta {1}\"}]}"),
                    "rules.json"));

    String spanish = SPANISH.of(mistake);
    assertTrue(spanish.startsWith("rules.json, línea 2, $.rules[0].path: «$cesta» no "), spanish);
    String english = RuleNames.of(Locale.ENGLISH).of(mistake);
    assertTrue(
        english.startsWith("rules.json, line 2, $.rules[0].path: \"$cesta\" names"), english);
    assertEquals(mistake.getMessage(), english);
  }

  @Test
  void merchantsOwnRule_isCalledWhatTheMerchantCallsIt() {
    assertEquals("panel: GET /cesta", SPANISH.of("panel: GET /cesta"));
    assertEquals("Cesta, según Ana", SPANISH.of("Cesta, según Ana"));
    assertEquals("add by path", RuleNames.of(Locale.ENGLISH).of("add by path"));
  }
}
