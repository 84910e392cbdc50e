package io.github.senda.touch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagesTest {

  @Test
  void model_isReadLineByLine() {
    Stages stages =
        Stages.parse(
            """
            \ufeff# my shop
            look "Mirar": page_view, search,\t"la \\"otra\\", página"   # three

            buy: purchase
            later "#1":
            """,
            "stages.txt");

    assertEquals(List.of(new Stage("look"), new Stage("buy"), new Stage("later")), stages.order());
    assertEquals(Map.of(new Stage("look"), "Mirar", new Stage("later"), "#1"), stages.names());
    assertEquals(Optional.of(new Stage("look")), stages.of(Touchpoint.of("la \"otra\", página")));
    assertEquals(Optional.of(new Stage("buy")), stages.of(Touchpoints.PURCHASE));
    assertEquals(4, stages.members().size());
    assertEquals(stages, Stages.parse(stages.text(), "again"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Look: a | line 1, column 1: a stage's key",
        "look: a;look: b | line 2, column 1: the stage look stands in line 1 already",
        "look a | line 1, column 6: a colon is missing after the stage \"look\"",
        "look: a b | line 1, column 9: a comma is missing after \"a\"",
        "look: a, ,b | line 1, column 10: the name of a touchpoint is missing",
        "look: a;buy: b, a | line 2, column 9: the touchpoint a stands in line 1 already",
        "look \"Mirar: a | line 1, column 6: the quote that begins here does not end",
        "look: \"\" | line 1, column 7: there is nothing between the quotes",
        "look: a & b | line 1, column 9: a comma is missing",
        "# nothing | names no stage"
      })
  void mistakes_areToldByPlace(String lines, String sentence) {
    IllegalArgumentException mistake =
        assertThrows(
            IllegalArgumentException.class,
            () -> Stages.parse(lines.replace(';', '\n'), "stages.txt"));

    assertTrue(mistake.getMessage().startsWith("stages.txt"), mistake.getMessage());
    assertTrue(mistake.getMessage().contains(sentence), mistake.getMessage());
  }

  @Test
  void anyModel_isReadAsItWasWritten() {
    String[] parts = {"a", "\"", "\\", "\n", "\r", " ", "#", ",", ":", "ñ", "\u202e", "\0", "😀"};
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Stage> order = new ArrayList<>();
      Map<Stage, String> names = new HashMap<>();
      Map<Touchpoint, Stage> members = new HashMap<>();
      for (int i = 0; i <= random.nextInt(6); i++) {
        Stage stage = new Stage("s" + i);
        order.add(stage);
        if (random.nextBoolean()) {
          names.put(stage, text(random, parts));
        }
        for (int t = 0; t < random.nextInt(5); t++) {
          members.putIfAbsent(Touchpoint.of(text(random, parts)), stage);
        }
      }
      Stages stages = new Stages(order, members, names);
      assertEquals(stages, Stages.parse(stages.text(), "text"), "seed " + seed);
    }
  }

  @Test
  void anyText_isReadOrToldToBeWrong() {
    String[] parts = {"a", "b_1", "\"", "\\", "\n", " ", "#", ",", ":", "ñ", "A", "\ufeff", "\0"};
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < random.nextInt(40); i++) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      try {
        Stages stages = Stages.parse(text.toString(), "text");
        assertEquals(stages, Stages.parse(stages.text(), "again"), "seed " + seed);
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().startsWith("text"), "seed " + seed + ": " + e);
      }
    }
  }

  private static String text(Random random, String[] parts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= random.nextInt(6); i++) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  @Test
  void readyModels_haveAPlaceForAllThatSendaNames() {
    Set<Touchpoint> named = Stages.shop().members().keySet();
    assertEquals(List.of("five", "seven", "shop", "three"), StageModels.names());
    for (String name : StageModels.names()) {
      Stages model = StageModels.of(name).orElseThrow();
      assertEquals(named, model.members().keySet(), name);
      assertEquals(model, Stages.parse(model.text(), name));
    }
    assertTrue(named.containsAll(Touchpoints.CHECKOUT) && named.containsAll(Touchpoints.ELSEWHERE));
    assertEquals(9, Stages.shop().order().size());
    assertEquals(Optional.empty(), StageModels.of("eleven"));
  }
}
