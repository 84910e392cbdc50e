package io.github.senda.storefront.capture;

import io.github.senda.storefront.privacy.PercentEscapes;
import io.github.senda.storefront.privacy.Scrubber;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of the parameters of a request, as a sign keeps them: what a session or a campaign adds
 * is left out, numbers in names are made alike, and no value is kept but that of a selector, and
 * only if it looks like an identifier.
 */
public final class ParameterNames {

  /** At most so many names a sign. */
  static final int MAX_NAMES = 40;

  private static final int MAX_LENGTH = 64;
  private static final int MAX_PAIRS = 400;
  private static final int LONGEST_FORM = 64 * 1024;

  /** Parameters whose value says which page or which act is asked for. */
  private static final Set<String> SELECTORS =
      Set.of(
          "controller",
          "route",
          "action",
          "step",
          "main_page",
          "checkoutpage",
          "_method",
          "wc-ajax",
          "do",
          "op",
          "cmd",
          "event",
          "task",
          "dispatch",
          "cl",
          "fnc",
          "option",
          "view",
          "target",
          "layout",
          "module",
          "mod",
          "act",
          "method",
          "screen",
          "page",
          "pagina",
          "pagename",
          "accion",
          "acao",
          "azione",
          "aktion",
          "vista",
          "modulo",
          "opcion",
          "operacion",
          "evento");

  /** Selectors that may count: a step's number says which it is, a page's only how far. */
  private static final Set<String> NUMBERED = Set.of("step", "checkoutpage", "option");

  private static final Set<String> NOT_THE_SHOPS =
      Set.of(
          ("jsessionid phpsessid sid sessionid session_id zenid oscsid cfid cftoken gclid gclsrc"
                  + " gbraid wbraid dclid fbclid msclkid ttclid twclid yclid igshid mc_cid mc_eid"
                  + " li_fat_id epik srsltid _ga _gl _hsenc _hsmi mkt_tok vero_id ref_src _ _t ts"
                  + " cb nocache timestamp")
              .split(" "));

  // Each part after the first begins with what no part holds: were there two ways to divide a
  // value into parts, one value of forty characters could keep the shop's thread for minutes.
  static final Pattern IDENTIFIER =
      Pattern.compile("[A-Za-z][A-Za-z_]*([./-][A-Za-z_]+){0,6}[0-9]?|[0-9]{1,2}");
  private static final Pattern INDEX = Pattern.compile("\\[[^\\]]*[0-9][^\\]]*]");

  /** A name of several words that stands first and alone says what is to be done, as a button's. */
  private static final Pattern EVENT =
      Pattern.compile("[a-z]+(?:[A-Z][a-z]+){1,4}|[a-z]+(?:[_-][a-z]+){1,4}|[a-z]{3,12}");

  /** Names of an order's id in the languages of shops. */
  private static final List<String> ORDERS =
      List.of("order", "orden", "pedido", "commande", "bestellung", "ordine", "encomenda");

  /** How far into a name the word may stand: behind {@code id_}. */
  private static final int LONGEST_ID_MARK = 3;

  private static final Pattern ORDER =
      Pattern.compile(
          "(?i)(?:id[_-]?)?(?:"
              + String.join("|", ORDERS)
              + ")[_-]?(?:id|no|nr|num|number|code|ref|key)?");

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{12,}|[0-9]{2,}");

  private ParameterNames() {}

  /**
   * Whether the names in a request's body are looked at: those of small forms are, url-encoded or
   * in parts, which a host knows once the shop has asked for them.
   *
   * @param contentType the body's type as the header says it
   * @param length the body's length in bytes; not positive if there is none or it is not known
   */
  public static boolean areReadIn(String contentType, long length) {
    if (length <= 0 || length > LONGEST_FORM) {
      return false;
    }
    String type = contentType.toLowerCase(Locale.ROOT);
    return type.startsWith("application/x-www-form-urlencoded")
        || type.startsWith("multipart/form-data");
  }

  /** Whether the value of a parameter says what was asked for. */
  public static boolean isSelector(String name) {
    return SELECTORS.contains(name);
  }

  /**
   * One parameter as a sign keeps it: {@code name}, or {@code name=value} for a selector; empty if
   * it is not the shop's or looks like no name.
   *
   * @param name the decoded name
   * @param value the decoded value, only looked at for a selector
   */
  public static Optional<String> of(String name, String value) {
    return of(name, value, any -> true);
  }

  /**
   * The same.
   *
   * @param shops whether a value of a selector that looks like an identifier is the shop's own
   */
  static Optional<String> of(String name, String value, Predicate<String> shops) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (name.isEmpty()
        || name.length() > MAX_LENGTH
        || name.indexOf('@') >= 0
        || lower.startsWith("utm_")
        || lower.startsWith("jsessionid")
        || NOT_THE_SHOPS.contains(lower)
        || Scrubber.standard().isPersonalBesideDigits(name)) {
      return Optional.empty();
    }
    if (isSelector(name)) {
      boolean tells =
          value.length() <= 40
              && !Scrubber.standard().isPersonal(value)
              && IDENTIFIER.matcher(value).matches()
              && (NUMBERED.contains(name) || !isDigit(value.charAt(0)))
              && shops.test(value);
      return Optional.of(tells ? name + "=" + value : name);
    }
    String plain = plain(name);
    int bracket = plain.indexOf('[');
    String indexed =
        bracket > 0 && isSelector(plain.substring(0, bracket))
            ? DIGITS.matcher(plain).replaceAll("")
            : INDEX.matcher(plain).replaceAll("[]");
    return Optional.of(NUMBER.matcher(indexed).replaceAll("0"));
  }

  /**
   * What a name that a sign keeps says of the page that was asked for: a selector's value, what
   * stands in its brackets, as in a button's {@code dispatch[checkout.add]}, or the name itself
   * where it stood first and without a value, as in {@code ?viewItem=&itemId=7}.
   */
  static Optional<String> selected(String kept) {
    int equals = kept.indexOf('=');
    if (equals > 0 && kept.charAt(0) != ':') {
      return Optional.of(
          equals == kept.length() - 1 ? kept.substring(0, equals) : kept.substring(equals + 1));
    }
    int bracket = kept.indexOf('[');
    return bracket > 0 && kept.endsWith("]") && isSelector(kept.substring(0, bracket))
        ? Optional.of(kept.substring(bracket + 1, kept.length() - 1))
        : Optional.empty();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String plain(String name) {
    String ascii = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    StringBuilder plain = new StringBuilder(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      char c = ascii.charAt(i);
      boolean passes =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "_.[]-".indexOf(c) >= 0;
      plain.append(passes ? c : '_');
    }
    return plain.toString();
  }

  /** The parameters of a query as it stands in a URL; what cannot be read is left out. */
  public static List<String> query(String query) {
    return query(query, Parts.anew());
  }

  /** The same; the list is the caller's to add to. */
  static List<String> query(String query, Parts parts) {
    List<String> names = new ArrayList<>();
    int start = 0;
    for (int pairs = 0; start < query.length() && pairs < MAX_PAIRS; pairs++) {
      int end = query.indexOf('&', start);
      end = end < 0 ? query.length() : end;
      int equals = start;
      while (equals < end && query.charAt(equals) != '=') {
        equals++;
      }
      String name = decoded(query.substring(start, equals));
      String value =
          equals == end || !isSelector(name) ? "" : decoded(query.substring(equals + 1, end));
      Optional<String> kept = parts.name(name, value);
      if (kept.isPresent()) {
        boolean event = start == 0 && equals + 1 >= end && EVENT.matcher(kept.get()).matches();
        names.add(event ? kept.get() + "=" : kept.get());
      }
      start = end + 1;
    }
    return names;
  }

  /** The first names in order, none twice, as many as a sign has. */
  static List<String> bounded(List<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    String[] sorted = names.toArray(new String[0]);
    Arrays.sort(sorted);
    int kept = 0;
    for (String name : sorted) {
      if (kept == 0 || !name.equals(sorted[kept - 1])) {
        sorted[kept++] = name;
      }
    }
    List<String> all = Arrays.asList(sorted).subList(0, kept);
    if (kept <= MAX_NAMES) {
      return all;
    }
    // What the filter noted itself comes first, so that no long form crowds it out.
    return Stream.concat(
            all.stream().filter(name -> name.charAt(0) == ':'),
            all.stream().filter(name -> name.charAt(0) != ':'))
        .limit(MAX_NAMES)
        .toList();
  }

  /** The value by which a query names an order, for comparison only. */
  static Optional<String> order(String query) {
    int start = 0;
    for (int pairs = 0; start < query.length() && pairs < MAX_PAIRS; pairs++) {
      int end = query.indexOf('&', start);
      end = end < 0 ? query.length() : end;
      int equals = query.indexOf('=', start);
      if (equals > start
          && equals + 1 < end
          && end - equals <= MAX_LENGTH
          && namesOrder(query, start, equals)) {
        return Optional.of(query.substring(equals + 1, end));
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  /**
   * Whether a name is one of an order's id. The words go first, letter by letter: this is asked of
   * each name in each query, and a matcher for each would be most of what a request costs.
   */
  private static boolean namesOrder(String query, int start, int end) {
    boolean speaksOfOne = false;
    for (int at = start; at < end && at <= start + LONGEST_ID_MARK && !speaksOfOne; at++) {
      for (String word : ORDERS) {
        speaksOfOne |= query.regionMatches(true, at, word, 0, word.length());
      }
    }
    return speaksOfOne && ORDER.matcher(query).region(start, end).matches();
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return PercentEscapes.decode(text.replace('+', ' '));
    }
  }
}
