package io.github.senda.map;

import io.github.senda.touch.Category;
import io.github.senda.touch.Channel;
import io.github.senda.touch.Stage;
import io.github.senda.touch.Stages;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * The names of touchpoints and stages in a language: Spanish or English. A touchpoint without a
 * label goes by its own name. Immutable; safe for any thread.
 */
public final class Labels {

  /** The languages that there are; the first is taken where none of them is asked for. */
  public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.forLanguageTag("es"));

  private static final String OTHER = " · " + Category.OTHER;

  private final Locale locale;
  private final Properties texts;

  private Labels(Locale locale, Properties texts) {
    this.locale = locale;
    this.texts = texts;
  }

  /** The labels of a locale's language, English where that is not there. */
  public static Labels of(Locale locale) {
    Locale language =
        LANGUAGES.stream()
            .filter(known -> known.getLanguage().equals(locale.getLanguage()))
            .findFirst()
            .orElse(LANGUAGES.get(0));
    Properties texts = new Properties();
    String file = "labels_" + language.getLanguage() + ".properties";
    try (InputStream bytes = Labels.class.getResourceAsStream(file);
        Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    return new Labels(language, texts);
  }

  /** The language that these labels are in. */
  public Locale locale() {
    return locale;
  }

  /** The same labels, with what a model's stages are called where that is something else. */
  public Labels with(Stages stages) {
    if (stages.names().isEmpty()) {
      return this;
    }
    Properties more = new Properties();
    more.putAll(texts);
    stages.names().forEach((stage, name) -> more.setProperty("stage." + stage.key(), name));
    return new Labels(locale, more);
  }

  /**
   * What a touchpoint is called; one that stands for a stage as the stage, and a part of another by
   * that one and its path or category.
   */
  public String of(Touchpoint touchpoint) {
    if (!touchpoint.isStep()) {
      return texts.getProperty("end." + touchpoint.name(), touchpoint.name());
    }
    String own = texts.getProperty("touchpoint." + touchpoint.name());
    if (own != null) {
      return own;
    }
    Optional<Stage> stage = Zoom.stage(touchpoint);
    if (stage.isPresent()) {
      return of(stage.get());
    }
    String whole = Parting.whole(touchpoint).name();
    String part = touchpoint.name().substring(whole.length());
    return texts.getProperty("touchpoint." + whole, whole)
        + (part.equals(OTHER) ? " · " + texts.getProperty("category.other") : part);
  }

  /** What a channel is called; one that a merchant named goes by its name. */
  public String of(Channel channel) {
    return texts.getProperty("channel." + channel.name(), channel.name());
  }

  /** What a stage is called; the parts of a log that is no shop's go by their number. */
  public String of(Stage stage) {
    String part = stage.key().startsWith("part_") ? stage.key().substring(5) : stage.key();
    return texts.getProperty("stage." + stage.key(), part);
  }
}
