package com.example.tomillo;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final Path VIEWS = Path.of("src/main/webapp/WEB-INF/views");

  private static Properties messages(String language) throws IOException {
    Properties messages = new Properties();
    try (Reader reader =
        Files.newBufferedReader(
            Path.of("src/main/resources/messages_" + language + ".properties"))) {
      messages.load(reader);
    }
    return messages;
  }

  private static List<Path> views() throws IOException {
    try (Stream<Path> views = Files.list(VIEWS)) {
      return views.sorted().toList();
    }
  }

  @Test
  void languages_haveTheSameMessages() throws IOException {
    assertEquals(
        new TreeSet<>(messages("es").stringPropertyNames()),
        new TreeSet<>(messages("en").stringPropertyNames()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"es", "en"})
  void messages_canAllBeFilledInAndNoneIsEmpty(String language) throws IOException {
    messages(language)
        .forEach(
            (key, message) -> {
              assertFalse(message.toString().isBlank(), key::toString);
              assertFalse(
                  message.toString().contains("'"), () -> key + " has a straight apostrophe");
              assertDoesNotThrow(
                  () -> new MessageFormat(message.toString(), Locale.ROOT), key::toString);
            });
  }

  @Test
  void views_useOnlyMessagesThatAreThere() throws IOException {
    Set<String> keys = messages("es").stringPropertyNames();
    Pattern used = Pattern.compile("\\{\\{t ([^@\\s}]+)|label='([^']+)'");
    for (Path view : views()) {
      Matcher matcher = used.matcher(Files.readString(view));
      while (matcher.find()) {
        String key = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        assertTrue(keys.contains(key), () -> view + " says " + key);
      }
    }
  }

  @Test
  void views_canAllBeRead() throws IOException {
    for (Path view : views()) {
      String source = Files.readString(view);
      assertDoesNotThrow(
          () -> Template.parse(source, name -> null), () -> "cannot be read: " + view);
    }
  }

  @Test
  void articlesAndDepartments_areNamedInEveryLanguage() {
    for (Language language : Language.values()) {
      Texts texts = Texts.of(language);
      for (Product product : new Catalogue().all()) {
        for (Phrase phrase :
            List.of(product.name(), product.brief(), product.description(), product.care())) {
          assertFalse(texts.show(phrase).isBlank());
        }
        assertTrue(Files.exists(Path.of("src/main/webapp" + product.picture())), product::picture);
      }
      for (Category category : Category.all()) {
        assertFalse(texts.show(category.label()).isBlank());
        assertFalse(texts.show(category.about()).isBlank());
      }
    }
  }

  @Test
  void plurals_areRight() {
    assertEquals("1 artículo", Texts.of(Language.ES).say("summary.articles", 1));
    assertEquals("2 artículos", Texts.of(Language.ES).say("summary.articles", 2));
    assertEquals("4.5 of 5 · 1 review", Texts.of(Language.EN).say("review.mean", 4.5, 1));
  }
}
