package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.store.TouchWriter;
import io.github.senda.storefront.capture.Noise;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CountsTest {

  @Test
  void causes_haveWordsInEveryLanguageOfThePanel() throws Exception {
    for (String language : List.of("en", "es")) {
      Properties texts = new Properties();
      String file = "/io/github/senda/storefront/panel/messages_" + language + ".properties";
      try (InputStream in = Counts.class.getResourceAsStream(file)) {
        texts.load(in);
      }
      Stream.of(Noise.Cause.values(), Counts.Cause.values(), TouchWriter.Drop.values())
          .flatMap(Arrays::stream)
          .map(cause -> "cause." + ((Enum<?>) cause).name().toLowerCase(Locale.ROOT))
          .forEach(key -> assertTrue(texts.containsKey(key), language + " lacks " + key));
    }
  }
}
