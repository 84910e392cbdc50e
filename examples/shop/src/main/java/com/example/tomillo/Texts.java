package com.example.tomillo;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * Everything the shop says in one language: its message file, prices and dates. Safe for use by
 * many threads.
 */
final class Texts {
  private static final ZoneId SHOP_TIME = ZoneId.of("Europe/Madrid");
  private static final Map<Language, Texts> ALL = all();

  private final Language language;
  private final ResourceBundle messages;

  private Texts(Language language) {
    this.language = language;
    this.messages =
        ResourceBundle.getBundle(
            "messages",
            language.locale(),
            Texts.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  private static Map<Language, Texts> all() {
    Map<Language, Texts> texts = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      texts.put(language, new Texts(language));
    }
    return texts;
  }

  static Texts of(Language language) {
    return ALL.get(language);
  }

  Language language() {
    return language;
  }

  /**
   * The message of that key, filled in.
   *
   * @throws java.util.MissingResourceException if the language has no such message
   */
  String say(String key, Object... arguments) {
    Object[] shown = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      // Numbers stay numbers, so that a message can choose its plural by them.
      shown[i] = arguments[i] instanceof Number ? arguments[i] : show(arguments[i]);
    }
    return new MessageFormat(messages.getString(key), language.locale()).format(shown);
  }

  /** A value as this language writes it; empty for null. */
  String show(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Phrase phrase) {
      return say(phrase.key(), phrase.arguments().toArray());
    }
    if (value instanceof Money money) {
      NumberFormat format = NumberFormat.getCurrencyInstance(language.locale());
      format.setCurrency(Currency.getInstance("EUR"));
      return format.format(money.cents() / 100.0);
    }
    if (value instanceof Instant instant) {
      return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
          .withLocale(language.locale())
          .withZone(SHOP_TIME)
          .format(instant);
    }
    return value.toString();
  }
}
