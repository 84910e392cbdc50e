package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static Verdict verdict(String sign) {
    return Rules.builtIn().verdict(Sign.parse(sign));
  }

  private static Rules rules(String json) {
    return Rules.parse(new StringReader(json), "own.json");
  }

  @Test
  void verdict_namesTheRuleAndHowSureItIs() {
    Verdict cart = verdict("GET /carrito 2");
    assertEquals(Optional.of(Touchpoints.VIEW_CART), cart.touchpoint());
    assertFalse(cart.rule().isBlank());
    assertTrue(cart.confidence() > Verdict.FALLBACK, cart.toString());
    assertEquals(
        new Verdict(Optional.of(Touchpoint.of("gift")), "gift card", 0.4, false),
        rules(
                "{\"rules\": [{\"name\": \"gift card\", \"touchpoint\": \"gift\", \"path\": \"regalo\","
                    + " \"confidence\": 0.4}]}")
            .verdict(Sign.page("/regalo/ver")));
  }

  @Test
  void verdict_saysWhereOnlyTheKindDecided() {
    for (String unnamed : List.of("GET /zapatos 2", "GET /xyz 3 =/abc", "POST /xyz 2 ?a")) {
      assertTrue(verdict(unnamed).fallback(), unnamed);
      assertEquals(Verdict.FALLBACK, verdict(unnamed).confidence(), unnamed);
    }
    for (String named : List.of("GET /cart 2", "GET /xyz 4", "GET /x 5 !", "GET /login 2")) {
      assertFalse(verdict(named).fallback(), named);
    }
    assertEquals(Optional.of(Touchpoints.PAGE_VIEW), verdict("GET /zapatos 2").touchpoint());
    assertEquals(Optional.empty(), verdict("GET /xyz 3 =/abc").touchpoint());
  }

  @Test
  void verdict_ofASignIsWhatTheMeaningTakes() {
    List<String> signs =
        List.of("GET /zapatos 2", "GET /cart 2", "POST /xyz 2 ?a", "GET /x 2 ?:fetch", "GET /a 4");
    for (String sign : signs) {
      List<Touchpoint> meant =
          Rules.builtIn().meaning(List.of(sign)).touchpoints().stream().limit(1).toList();
      Optional<Touchpoint> said = verdict(sign).touchpoint();

      assertEquals(said.orElse(Touchpoints.LOGIN_FAILED), meant.get(0), sign);
    }
  }

  @Test
  void confidence_isFromNoneToAll() {
    for (String wrong : List.of("1.01", "-1", "2", "\"much\"", "NaN", "1e9")) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      rules(
                          "{\"rules\": [\n{\"touchpoint\": null, \"path\": \"x\", \"confidence\": "
                              + wrong
                              + "}]}"),
                  wrong)
              .getMessage();

      assertTrue(message.startsWith("own.json, line 2, $.rules[0].confidence"), message);
    }
  }
}
