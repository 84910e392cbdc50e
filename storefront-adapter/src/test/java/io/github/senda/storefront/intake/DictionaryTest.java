package io.github.senda.storefront.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DictionaryTest {

  private static int number(Dictionary dictionary, String text) {
    byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return dictionary.number(bytes, 1, bytes.length - 1);
  }

  @Test
  void numbers_areGivenInTheOrderOfComingAndKept() {
    long seed = 5;
    Random random = new Random(seed);
    Dictionary dictionary = new Dictionary();
    Map<String, Integer> expected = new HashMap<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      String text = Integer.toString(random.nextInt(20_000), 36) + "ñ".repeat(random.nextInt(3));
      int known = expected.computeIfAbsent(text, t -> expected.size());
      if (known == texts.size()) {
        texts.add(text);
      }
      assertEquals(known, number(dictionary, text), "seed " + seed);
    }
    assertEquals(texts, dictionary.texts());
  }

  @Test
  void text_isLatin1WhereItIsNotUtf8() {
    byte[] latin = "año".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals("año", Dictionary.text(latin, 0, latin.length));
    byte[] utf = "a\uFFFDo".getBytes(StandardCharsets.UTF_8);
    assertEquals("a\uFFFDo", Dictionary.text(utf, 0, utf.length));
  }
}
