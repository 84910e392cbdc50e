package io.github.senda.storefront.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/** Why a touch that somebody told cannot be taken. Each has a sentence that names the remedy. */
enum Mistake {
  TOUCHPOINT_MISSING,
  TOUCHPOINT_NAME,
  TOUCHPOINT_MANY,
  TIME_MISSING,
  TIME_FORM,
  TIME_FUTURE,
  TIME_OLD,
  ID_FORM,
  VALUE_FORM,
  VALUE_TWO_WAYS,
  CURRENCY_MISSING,
  CURRENCY_CODE,
  CHANNEL_FORM,
  ATTRIBUTE_NAME,
  ATTRIBUTE_VALUE,
  CATEGORY_FORM,
  SOURCE_FORM,
  KEY_MISSING,
  FIELD_UNKNOWN,
  FIELD_TWICE,
  FIELD_TYPE,
  ROW_SHORT,
  ROW_LONG,
  QUOTE_OPEN,
  QUOTE_TEXT,
  ROW_ENDLESS,
  NOT_JSON,
  NOT_OBJECT,
  EMPTY,
  NOT_TEXT,
  NO_COLUMN,
  COLUMN_TWICE,
  TOO_MANY_ROWS,
  TOO_MANY;

  private static final int SHOWN = 60;

  /** The sentences of one language. Immutable; safe for any thread. */
  static final class Words {
    private final Properties texts = new Properties();

    private Words() {}

    /** Those of a language that there is. */
    static Words of(Locale locale) {
      Words words = new Words();
      String file = "mistakes_" + locale.getLanguage() + ".properties";
      try (InputStream bytes = Mistake.class.getResourceAsStream(file);
          Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
        words.texts.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be read", e);
      }
      return words;
    }

    /**
     * What is wrong and what to do.
     *
     * @param shown what stood there; shortened, in one line
     */
    String of(Mistake mistake, String shown) {
      String text = texts.getProperty(mistake.name().toLowerCase(Locale.ROOT), mistake.name());
      return text.replace("{shown}", oneLine(shown));
    }
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return text.codePointCount(0, text.length()) > SHOWN
        ? line.append("...").toString()
        : line.toString();
  }
}
