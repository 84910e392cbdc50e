package io.github.senda.diagram;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** What each format of the house cannot show, in the languages of the house. */
final class Shortcomings {

  private Shortcomings() {}

  static Optional<String> of(String format, Locale language) {
    String spoken = language.getLanguage().equals("es") ? "es" : "en";
    Properties sentences = new Properties();
    try (InputStream bytes =
            Shortcomings.class.getResourceAsStream("shortcomings_" + spoken + ".properties");
        Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
      sentences.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.ofNullable(sentences.getProperty(format));
  }
}
