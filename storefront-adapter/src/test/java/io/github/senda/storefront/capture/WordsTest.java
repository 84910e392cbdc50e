package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void words_tellPartsOfATextAsASetTellsTexts() {
    String text = "a aa ab b ba cart Aa BB";
    Words words = Words.of(text);
    Set<String> set = Set.of(text.split(" ", -1));
    long seed = 11;
    Random random = new Random(seed);
    StringBuilder built = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      built.append("abAB cart".charAt(random.nextInt(9)));
    }
    String asked = built.toString();
    for (int from = 0; from < asked.length() - 6; from++) {
      for (int to = from; to < from + 6; to++) {
        String part = asked.substring(from, to);
        assertEquals(set.contains(part), words.contain(asked, from, to), part + ", seed " + seed);
      }
    }
  }
}
