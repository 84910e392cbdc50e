package io.github.senda.storefront.intake;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How touches from elsewhere are written.
 *
 * @param zone the zone of times that name none; the shop's where nothing is said
 * @param timeFormat the pattern of times that are written in no usual form
 * @param currency the currency of values that name none
 * @param source who tells what names no source
 * @param locale the language in which mistakes are told, one that there is
 */
public record ToldOptions(
    Optional<ZoneId> zone,
    Optional<String> timeFormat,
    Optional<String> currency,
    String source,
    Locale locale) {

  public ToldOptions {
    Objects.requireNonNull(zone, "zone == null");
    Objects.requireNonNull(timeFormat, "timeFormat == null");
    Objects.requireNonNull(currency, "currency == null");
    Objects.requireNonNull(source, "source == null");
    Objects.requireNonNull(locale, "locale == null");
  }

  /** Written in the usual forms. */
  public static ToldOptions of(String source, Locale locale) {
    return new ToldOptions(Optional.empty(), Optional.empty(), Optional.empty(), source, locale);
  }
}
