package io.github.senda.storefront.panel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the panel says, in one language. A text is one whole sentence with places in braces ({@code
 * {count}}), so that each language puts them where it wants.
 *
 * @param locale the language
 * @param texts the texts by key, in the keys' order
 */
record Messages(Locale locale, SortedMap<String, String> texts) {

  Messages {
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  /** The texts of a language that there is. */
  static Messages of(Locale locale) {
    String file = "messages_" + locale.getLanguage() + ".properties";
    Properties properties = new Properties();
    try (InputStream bytes = Messages.class.getResourceAsStream(file);
        Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    SortedMap<String, String> texts = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    return new Messages(locale, texts);
  }

  /** One text. */
  String text(String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no text is called " + key);
    }
    return text;
  }

  /** One text with its place filled. */
  String text(String key, String place, String value) {
    return text(key).replace("{" + place + "}", value);
  }
}
