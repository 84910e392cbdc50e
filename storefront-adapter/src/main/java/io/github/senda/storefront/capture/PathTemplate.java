package io.github.senda.storefront.capture;

import io.github.senda.storefront.privacy.PercentEscapes;
import io.github.senda.storefront.privacy.Scrubber;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns a path into its template, so that a page of a shop is one sign whatever it shows: {@code
 * /producto/sudadera-roja} becomes {@code /producto/{slug}}, {@code /order/1384;jsessionid=1}
 * becomes {@code /order/{id}}. What a template leaves out cannot be read back from it, so it is
 * also the place where numbers, e-mail addresses, card numbers and tokens end, and what stands
 * where a search's words or a person's name do.
 *
 * <p>A template does not depend on any rule, since it is what is stored. The same path gives the
 * same template; a template is its own template. Pure; safe for any thread.
 */
final class PathTemplate {

  private static final int MAX_LENGTH = 200;
  private static final int MAX_SEGMENTS = 12;
  private static final int MAX_SEGMENT = 60;
  private static final int MAX_READ = 2_000;
  private static final String ID = "{id}";
  private static final String SLUG = "{slug}";
  private static final String REST = "{rest}";

  private static final Pattern UUID =
      Pattern.compile("\\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}}?");
  private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z][A-Za-z0-9]{0,7}");
  private static final Pattern NUMBER = Pattern.compile("[+(]?[0-9][0-9 .,:()+_-]*");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{8,}|[0-9A-F]{8,}");
  private static final Pattern CODE = Pattern.compile("[A-Z0-9]+([-_.][A-Z0-9]+)*");
  private static final Pattern NUMBER_FIRST = Pattern.compile("[0-9]+[-_].+");
  private static final Pattern NUMBER_LAST = Pattern.compile(".{4,}[-_][0-9]{2,}|.+[-_][0-9]{4,}");
  private static final Pattern LETTERS_NUMBER = Pattern.compile("[A-Za-z]{1,12}[-_]?[0-9]{3,}");

  private PathTemplate() {}

  /**
   * The template of a path.
   *
   * @param path a path below the application, with or without percent-escapes; a query or fragment
   *     is cut
   * @return at most 200 characters, beginning with {@code /}; no trailing slash, no empty segment,
   *     no path parameter
   */
  static String of(String path) {
    StringBuilder template = new StringBuilder(64);
    PathWords announced = PathWords.PAGES;
    int count = 0;
    for (String raw : segments(path)) {
      String segment = plain(PercentEscapes.decodeTwice(raw));
      if (segment.isEmpty()) {
        continue;
      }
      String word = word(segment);
      String shown = segment.length() > MAX_SEGMENT ? SLUG : scrubbed(raw, segment);
      if (!shown.startsWith("{")) {
        Optional<String> kept = announced.kept(shown, word);
        announced = kept.isPresent() ? announced.after(word) : announced;
        shown = kept.orElse(SLUG);
      }
      if (++count > MAX_SEGMENTS
          || template.length() + shown.length() > MAX_LENGTH - REST.length() - 2) {
        return template.append('/').append(REST).toString();
      }
      template.append('/').append(shown);
    }
    return template.isEmpty() ? "/" : template.toString();
  }

  /**
   * The template of a path of which the shop's own routing says what is a variable in it.
   *
   * @param pattern as {@code /product/{id}}, from the end of the path on
   * @return empty if the pattern does not say it of each of its segments
   */
  static Optional<String> of(String pattern, String path) {
    List<String> routed = segments(pattern);
    List<String> asked = segments(path);
    int before = asked.size() - routed.size();
    if (routed.isEmpty() || before < 0 || (before > 0 && pattern.indexOf('{') < 0)) {
      return Optional.empty();
    }
    StringBuilder template = new StringBuilder(64);
    for (int i = 0; i < asked.size(); i++) {
      String route = i < before ? "" : routed.get(i - before);
      String segment = plain(PercentEscapes.decodeTwice(asked.get(i)));
      if (route.indexOf('*') >= 0 || segment.isEmpty() || route.indexOf('?') >= 0) {
        return Optional.empty();
      }
      boolean variable = route.indexOf('{') >= 0;
      boolean known = i >= before && !variable && segment.equals(route);
      String kept = segment.length() > MAX_SEGMENT ? SLUG : scrubbed(asked.get(i), segment);
      template.append('/').append(known ? segment : variable && !kept.equals(ID) ? SLUG : kept);
    }
    return template.length() > MAX_LENGTH ? Optional.empty() : Optional.of(template.toString());
  }

  /** The last part of a path that its template does not keep because it is an id. */
  static Optional<String> id(String path) {
    Optional<String> last = Optional.empty();
    for (String raw : segments(path)) {
      String segment = plain(PercentEscapes.decodeTwice(raw));
      boolean known = segment.isEmpty() || segment.startsWith("{");
      if (!known && (segment.length() > MAX_SEGMENT || scrubbed(raw, segment).equals(ID))) {
        last = Optional.of(segment);
      }
    }
    return last;
  }

  /** The segments of a path below the application, without their parameters, as they were sent. */
  static List<String> segments(String path) {
    int end = Math.min(path.length(), MAX_READ);
    for (int i = 0; i < end; i++) {
      if (path.charAt(i) == '?' || path.charAt(i) == '#') {
        end = i;
      }
    }
    List<String> segments = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || path.charAt(i) == '/') {
        String segment = path.substring(start, i);
        int parameters = segment.indexOf(';');
        segment = parameters < 0 ? segment : segment.substring(0, parameters);
        start = i + 1;
        if (segment.equals("..")) {
          if (!segments.isEmpty()) {
            segments.remove(segments.size() - 1);
          }
        } else if (!segment.isEmpty() && !segment.equals(".")) {
          segments.add(segment);
        }
      }
    }
    return segments;
  }

  /** A segment of letters, digits and few signs; our own marks pass, nobody else's do. */
  private static String plain(String segment) {
    if (segment.equals(ID) || segment.equals(SLUG) || segment.equals(REST)) {
      return segment;
    }
    int parameters = segment.indexOf(';');
    String kept = parameters < 0 ? segment : segment.substring(0, parameters);
    StringBuilder plain = new StringBuilder(kept.length());
    for (int i = 0; i < kept.length(); ) {
      int c = kept.codePointAt(i);
      boolean passes = Character.isLetterOrDigit(c) || "-_.~+,:!()$*=&@ ".indexOf(c) >= 0;
      plain.appendCodePoint(passes ? c : '_');
      i += Character.charCount(c);
    }
    return plain.toString().strip();
  }

  /** How a segment is compared to words: lower case, no accents, no file extension. */
  private static String word(String segment) {
    String lower = segment.toLowerCase(Locale.ROOT);
    int dot = lower.lastIndexOf('.');
    String stem = dot > 0 ? lower.substring(0, dot) : lower;
    for (int i = 0; i < stem.length(); i++) {
      if (stem.charAt(i) >= 128) {
        return Normalizer.normalize(stem, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
      }
    }
    return stem;
  }

  /**
   * @param raw as it was sent: what hides a person's address is gone from the plain segment
   */
  private static String scrubbed(String raw, String segment) {
    if (segment.startsWith("{")) {
      return segment;
    }
    if (Scrubber.standard().isPersonal(raw)) {
      return ID;
    }
    int dot = segment.lastIndexOf('.');
    boolean file = dot > 0 && EXTENSION.matcher(segment.substring(dot)).matches();
    String stem = file ? segment.substring(0, dot) : segment;
    return segment.indexOf('@') >= 0 || isId(stem) || isId(segment) ? ID : segment;
  }

  private static boolean isId(String text) {
    int digits = 0;
    int letters = 0;
    int changes = 0;
    int mixes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = isDigit(c);
      digits += digit ? 1 : 0;
      letters += Character.isLetter(c) ? 1 : 0;
      boolean turns =
          i > 0 && Character.isUpperCase(c) != Character.isUpperCase(text.charAt(i - 1));
      changes += turns ? 1 : 0;
      boolean mixed = i > 0 && digit != isDigit(text.charAt(i - 1)) && letters > 0 && digits > 0;
      mixes += mixed && Character.isLetterOrDigit(text.charAt(i - 1)) ? 1 : 0;
    }
    int length = text.length();
    if (digits == 0) {
      // Words, be they joined in camel case, do not change their case at every second letter.
      return length >= 24 && letters == length && changes > length / 3;
    }
    return NUMBER.matcher(text).matches()
        || UUID.matcher(text).matches()
        || (letters > 0 && HEX.matcher(text).matches())
        || (length >= 3 && CODE.matcher(text).matches())
        || NUMBER_FIRST.matcher(text).matches()
        || NUMBER_LAST.matcher(text).matches()
        || LETTERS_NUMBER.matcher(text).matches()
        || (length >= 12 && digits >= 3)
        || (length >= 6 && mixes >= 3)
        || length >= 32;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
