package io.github.senda.storefront.panel;

import io.github.senda.map.Labels;
import io.github.senda.map.Period;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a request asks to see. What it asks for in a way that cannot be read is as if it had not
 * asked: an address that was mistyped still shows the panel.
 *
 * @param period the days; empty for all there are
 * @param share how much of all that was gone is drawn, in per cent from 0 to 100
 * @param locale the language, one of {@link Labels#LANGUAGES}
 */
record PanelQuery(Optional<Period> period, int share, Locale locale) {

  static final int USUAL_SHARE = 30;

  /** What stays the same from page to page. */
  static final List<String> SHARED = List.of("from", "to");

  private static final List<String> NAMES = List.of("from", "to", "share", "credit", "lang", "sel");
  private static final int EARLIEST_YEAR = 1970;
  private static final int LATEST_YEAR = 2199;

  PanelQuery {
    Objects.requireNonNull(period, "period == null");
    if (share < 0 || share > 100) {
      throw new IllegalArgumentException("a share is from 0 to 100, not " + share);
    }
  }

  /** Reads the parameters {@code from}, {@code to}, {@code share} and {@code lang}. */
  static PanelQuery of(HttpServletRequest request, LocalDate today, ZoneId zone) {
    return new PanelQuery(
        period(date(request, "from"), date(request, "to"), today, zone),
        parameter(request, "share").map(PanelQuery::share).orElse(USUAL_SHARE),
        locale(request));
  }

  private static Optional<Period> period(
      Optional<LocalDate> from, Optional<LocalDate> to, LocalDate today, ZoneId zone) {
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    LocalDate one = from.orElseGet(to::get);
    LocalDate other = to.orElse(today);
    boolean inOrder = !other.isBefore(one);
    return Optional.of(new Period(inOrder ? one : other, inOrder ? other : one, zone));
  }

  /** A parameter; what the container cannot read is as if it were not there. */
  static Optional<String> parameter(HttpServletRequest request, String name) {
    try {
      return Optional.ofNullable(request.getParameter(name));
    } catch (RuntimeException e) {
      // Containers differ in what they throw for an encoding that is none.
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> date(HttpServletRequest request, String name) {
    try {
      return parameter(request, name)
          .filter(text -> text.length() == 10)
          .map(LocalDate::parse)
          .filter(date -> date.getYear() >= EARLIEST_YEAR && date.getYear() <= LATEST_YEAR);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int share(String text) {
    if (!text.matches("-?[0-9]{1,6}")) {
      return USUAL_SHARE;
    }
    return Math.max(0, Math.min(100, Integer.parseInt(text)));
  }

  /** The language that is asked for by {@code lang}, else by the browser. */
  static Locale locale(HttpServletRequest request) {
    return parameter(request, "lang")
        .flatMap(PanelQuery::known)
        .or(
            () ->
                Collections.list(request.getLocales()).stream()
                    .map(locale -> known(locale.getLanguage()))
                    .flatMap(Optional::stream)
                    .findFirst())
        .orElse(Labels.LANGUAGES.get(0));
  }

  private static Optional<Locale> known(String language) {
    return Labels.LANGUAGES.stream()
        .filter(locale -> locale.getLanguage().equals(language))
        .findFirst();
  }

  /**
   * The parameters of a request that the page knows, as a query with its question mark; empty where
   * there are none. Nothing else of an address is ever handed on.
   */
  static String keep(HttpServletRequest request) {
    return query(request, NAMES, "");
  }

  /** What stays the same from page to page, likewise, and the language. */
  static String shared(HttpServletRequest request, String lang) {
    return query(request, SHARED, "?lang=" + lang);
  }

  private static String query(HttpServletRequest request, List<String> names, String beginning) {
    StringBuilder query = new StringBuilder(beginning);
    for (String name : names) {
      Optional<String> value = parameter(request, name).filter(text -> text.length() <= 1000);
      if (value.isPresent()) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=');
        query.append(URLEncoder.encode(value.get(), StandardCharsets.UTF_8));
      }
    }
    return query.toString();
  }
}
