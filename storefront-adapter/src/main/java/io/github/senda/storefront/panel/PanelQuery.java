package io.github.senda.storefront.panel;

import io.github.senda.journey.FilterMistake;
import io.github.senda.journey.JourneyFilter;
import io.github.senda.journey.Unit;
import io.github.senda.map.Labels;
import io.github.senda.map.Parting;
import io.github.senda.map.Period;
import io.github.senda.map.Zoom;
import io.github.senda.touch.Stage;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a request asks to see. What it asks for in a way that cannot be read is as if it had not
 * asked: an address that was mistyped still shows the panel. Only a filter is never passed over:
 * figures of other journeys than were asked for would be taken for theirs.
 *
 * @param scope which journeys, and how closely
 * @param filter which journeys, in the words of the request
 * @param compare with what they are compared
 * @param share how much of all that was gone is drawn, in per cent from 0 to 100
 * @param locale the language, one of {@link Labels#LANGUAGES}
 */
record PanelQuery(
    Scope scope, JourneyFilter filter, Optional<Against> compare, int share, Locale locale) {

  /** With which journeys others are compared. */
  enum Against {
    /** As many days, straight before. */
    PREVIOUS,
    /** The same days a year before. */
    YEAR,
    /** The journeys of the same days that the filter does not take. */
    REST
  }

  static final int USUAL_SHARE = 30;

  /** What stays the same from page to page. */
  static final List<String> SHARED =
      List.of(
          "from",
          "to",
          "compare",
          "channel",
          "device",
          "campaign",
          "landing",
          "visitor",
          "outcome",
          "filter",
          "unit");

  private static final List<String> NAMES =
      Stream.concat(
              SHARED.stream(),
              Stream.of(
                  "share",
                  "touchpoints",
                  "zoom",
                  "open",
                  "into",
                  "more",
                  "goal",
                  "credit",
                  "lang",
                  "sel"))
          .toList();

  private static final List<String> ATTRIBUTES = List.of("channel", "device", "campaign");

  /** Conditions of which only some values mean anything. */
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "visitor", Set.of("new", "returning", "unknown"),
          "outcome", Set.of("purchase", "left", "active"));

  private static final int LONGEST_VALUE = 200;
  private static final int MOST_OPENED = 20;
  private static final int MOST_MORE = 600;
  private static final int EARLIEST_YEAR = 1970;
  private static final int LATEST_YEAR = 2199;

  PanelQuery {
    Objects.requireNonNull(scope, "scope == null");
    if (share < 0 || share > 100) {
      throw new IllegalArgumentException("a share is from 0 to 100, not " + share);
    }
  }

  /** The same with another share of all that was gone drawn. */
  PanelQuery drawing(int other) {
    return new PanelQuery(scope, filter, compare, other, locale);
  }

  /**
   * Reads the parameters of a request.
   *
   * @throws NotUnderstood if it asks for journeys in words that are no filter
   */
  static PanelQuery of(HttpServletRequest request, LocalDate today, ZoneId zone) {
    JourneyFilter filter = filter(request);
    Optional<Period> period = period(date(request, "from"), date(request, "to"), today, zone);
    return new PanelQuery(
        new Scope(
            period,
            filter.at(zone),
            named(Unit.values(), parameter(request, "unit")).orElse(Unit.VISIT),
            share(request, "touchpoints", 100),
            zoom(request),
            number(request, "more", 0, MOST_MORE)),
        filter,
        named(Against.values(), parameter(request, "compare"))
            .filter(against -> against == Against.REST ? !filter.isAll() : period.isPresent()),
        share(request, "share", USUAL_SHARE),
        locale(request));
  }

  /** The days of the scope. */
  Optional<Period> period() {
    return scope.period();
  }

  /** With what the journeys are compared; empty where they are with nothing. */
  Optional<Scope> other() {
    return compare.map(
        against -> {
          if (against == Against.REST) {
            return scope.where(scope.filter().not());
          }
          Period days = scope.period().orElseThrow();
          long length = ChronoUnit.DAYS.between(days.first(), days.last()) + 1;
          return scope.in(
              against == Against.YEAR
                  ? new Period(days.first().minusYears(1), days.last().minusYears(1), days.zone())
                  : new Period(
                      days.first().minusDays(length), days.last().minusDays(length), days.zone()));
        });
  }

  private static JourneyFilter filter(HttpServletRequest request) {
    try {
      JourneyFilter filter = JourneyFilter.all();
      for (String name : ATTRIBUTES) {
        Optional<String> value = value(request, name);
        if (value.isPresent()) {
          filter = filter.and(is(JourneyFilter.attribute(name), value.get()));
        }
      }
      Optional<String> landing = value(request, "landing");
      if (landing.isPresent()) {
        filter = filter.and(is("landing", landing.get()));
      }
      for (String name : List.of("visitor", "outcome")) {
        Optional<String> kind = value(request, name).filter(KINDS.get(name)::contains);
        if (kind.isPresent()) {
          filter = filter.and(is(name, kind.get()));
        }
      }
      return filter.and(JourneyFilter.parse(parameter(request, "filter").orElse("")));
    } catch (FilterMistake e) {
      throw new NotUnderstood(e);
    }
  }

  private static JourneyFilter is(String what, String value) throws FilterMistake {
    return JourneyFilter.parse(what + " = " + JourneyFilter.word(value));
  }

  private static Optional<String> value(HttpServletRequest request, String name) {
    return parameter(request, name)
        .filter(text -> !text.isBlank() && text.length() <= LONGEST_VALUE);
  }

  private static Zoom zoom(HttpServletRequest request) {
    Set<Stage> opened =
        Stream.of(value(request, "open").orElse("").split(",", MOST_OPENED))
            .flatMap(key -> stage(key).stream())
            .collect(Collectors.toSet());
    String zoom = parameter(request, "zoom").orElse("");
    Zoom seen = zoom.equals("stage") ? Zoom.NONE.stages(opened) : Zoom.NONE;
    Set<Touchpoint> into =
        Stream.of(value(request, "into").orElse("").split(",", MOST_OPENED))
            .filter(name -> !name.isBlank())
            .map(Touchpoint::of)
            .filter(step -> !step.equals(Touchpoints.PURCHASE))
            .collect(Collectors.toSet());
    return switch (zoom) {
      case "category" -> seen.into(new Parting(Parting.By.CATEGORY, into));
      case "page" -> seen.into(new Parting(Parting.By.PAGE, into));
      default -> into.isEmpty() ? seen : seen.into(new Parting(Parting.By.PAGE, into));
    };
  }

  private static Optional<Stage> stage(String key) {
    try {
      return Optional.of(new Stage(key));
    } catch (IllegalArgumentException e) {
      // No stage is called so: nothing is opened.
      return Optional.empty();
    }
  }

  private static <T extends Enum<T>> Optional<T> named(T[] all, Optional<String> name) {
    return name.flatMap(
        text ->
            Stream.of(all)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst());
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

  private static int share(HttpServletRequest request, String name, int usual) {
    return number(request, name, usual, 100);
  }

  private static int number(HttpServletRequest request, String name, int usual, int most) {
    return parameter(request, name)
        .filter(text -> text.matches("-?[0-9]{1,6}"))
        .map(text -> Math.max(0, Math.min(most, Integer.parseInt(text))))
        .orElse(usual);
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
      Optional<String> value =
          parameter(request, name).filter(text -> text.length() <= JourneyFilter.LONGEST);
      if (value.isPresent()) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=');
        query.append(URLEncoder.encode(value.get(), StandardCharsets.UTF_8));
      }
    }
    return query.toString();
  }
}
