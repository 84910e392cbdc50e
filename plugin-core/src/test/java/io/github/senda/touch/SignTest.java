package io.github.senda.touch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignTest {

  private static final String[] PARTS = {
    "a",
    "/cart",
    " ",
    "&",
    "%",
    "+",
    "=",
    "?",
    ">",
    "!",
    "\n",
    "\u0000",
    "ñ",
    "\uD83D\uDE00",
    "{id}"
  };

  @Test
  void parse_readsWhatTextWrote() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<String> parameters = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        parameters.add(word(random));
      }
      Sign sign =
          new Sign(
              word(random),
              word(random),
              parameters,
              random.nextBoolean() ? Optional.of(word(random)) : Optional.empty(),
              random.nextInt(6),
              random.nextBoolean(),
              random.nextBoolean() ? Optional.of(word(random)) : Optional.empty());

      assertEquals(sign, Sign.parse(sign.text()), "seed " + seed + ": " + sign.text());
      assertTrue(sign.text().chars().allMatch(c -> c >= ' ' && c < 127), sign.text());
    }
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      word.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return word.toString();
  }

  @Test
  void text_canBeReadByAPerson() {
    Sign sign =
        new Sign(
            "POST",
            "/order/new",
            List.of("name", "card"),
            Optional.of("/WEB-INF/done.jsp"),
            3,
            true,
            Optional.of("/thanks"));

    assertEquals("POST /order/new 3 ! ?card&name >/WEB-INF/done.jsp =/thanks", sign.text());
  }

  @Test
  void has_findsASelectorByItsName() {
    Sign sign =
        new Sign(
            "GET", "/", List.of("route=cart", "q"), Optional.empty(), 2, false, Optional.empty());

    assertTrue(sign.has("route"));
    assertTrue(sign.has("q"));
    assertTrue(!sign.has("r"));
  }

  @Test
  void parse_namesWhatIsNoSign() {
    assertThrows(IllegalArgumentException.class, () -> Sign.parse("GET"));
    assertThrows(IllegalArgumentException.class, () -> Sign.parse("GET / 2 x"));
    assertThrows(IllegalArgumentException.class, () -> Sign.parse("GET / 6"));
  }
}
