package io.github.senda.storefront.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.senda.storefront.capture.Rules;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  void merchantsOwnRule_isCalledWhatTheMerchantCallsIt() {
    assertEquals("panel: GET /cesta", SPANISH.of("panel: GET /cesta"));
    assertEquals("Cesta, según Ana", SPANISH.of("Cesta, según Ana"));
    assertEquals("add by path", RuleNames.of(Locale.ENGLISH).of("add by path"));
  }
}
