package io.github.senda.storefront.privacy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Finds in a text what could tell who somebody is: e-mail addresses, telephone, card and account
 * numbers, national ids, network addresses, and the tokens that stand for a person or a session. A
 * text is looked at as a person would read it: percent-escapes and pluses undone, however often
 * they were made, full-width and foreign digits as plain ones, without characters that nobody sees.
 *
 * <p>It knows shapes, no names: of two words nothing says that they are a person's. A number of
 * nine digits or more is personal whatever it counts, since a telephone's cannot be told from it. A
 * token of chance letters is known by how they are mixed: of those of 128 bits, one or two of a
 * hundred look like words and pass. Pure; safe for any thread.
 */
public final class Scrubber {

  private static final Scrubber STANDARD = new Scrubber();

  /** So much of a text is looked at; the rest is taken for personal. */
  private static final int LONGEST = 2_000;

  private static final int MOST_DECODINGS = 5;
  private static final int SHORTEST_TOKEN = 16;
  private static final int LEAST_SIGNS = 14;
  private static final int LOWER = 1;
  private static final int UPPER = 2;
  private static final int DIGIT = 4;

  private static final Pattern ADDRESS =
      Pattern.compile("@[^\\s@]|[a-z0-9] ?[(\\[{<]\\s?(?:at|arroba)\\s?[)\\]}>] ?[a-z0-9]");

  /** A JSON web token begins with an object, in Base64; the rest may have lost its case. */
  private static final Pattern WEB_TOKEN = Pattern.compile("(?<![a-z0-9])eyj[a-z0-9_-]{8,}");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}");
  private static final Pattern HEX = Pattern.compile("(?=[a-f]*[0-9])[0-9a-f]{16,}");
  private static final Pattern NETWORK =
      Pattern.compile(
          "(?<![0-9.])[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![0-9])"
              + "|(?<![0-9a-z])(?:[0-9a-f]{1,4}::?){4,7}[0-9a-f]{1,4}(?![0-9a-z])"
              + "|(?<![0-9a-z])[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![0-9a-z])");

  private Scrubber() {}

  /** The one for all texts that may be stored. */
  public static Scrubber standard() {
    return STANDARD;
  }

  /**
   * Whether anything in a text could tell who somebody is.
   *
   * @param text as it stood in a request, encoded or not; of any length
   */
  public boolean isPersonal(String text) {
    if (isHarmless(text)) {
      return false;
    }
    if (text.length() > LONGEST) {
      return true;
    }
    String read = read(text);
    String lower = read.toLowerCase(Locale.ROOT);
    return isTelling(read, lower) || PersonalNumbers.isLong(lower);
  }

  /**
   * The same for a text of which long numbers are made alike anyway, as a parameter's name: a
   * number alone is no reason to lose it.
   */
  public boolean isPersonalBesideDigits(String text) {
    if (isHarmless(text)) {
      return false;
    }
    String read = text.length() > LONGEST ? text : read(text);
    return text.length() > LONGEST || isTelling(read, read.toLowerCase(Locale.ROOT));
  }

  private static boolean isTelling(String read, String lower) {
    return ADDRESS.matcher(lower).find()
        || WEB_TOKEN.matcher(lower).find()
        || UUID.matcher(lower).find()
        || HEX.matcher(lower).find()
        || NETWORK.matcher(lower).find()
        || PersonalNumbers.isNational(lower)
        || PersonalNumbers.isAccount(lower)
        || hasToken(read);
  }

  /**
   * A text without what could tell who somebody is, by whole words.
   *
   * @return the text itself where there is nothing to take out; else what is left of it, decoded,
   *     with single spaces, or an empty text
   */
  public String scrub(String text) {
    if (!isPersonal(text)) {
      return text;
    }
    if (text.length() > LONGEST) {
      return "";
    }
    String[] words = read(text).strip().split("\\s+");
    String kept = join(words, false);
    // A number may stand in several words of which none alone is personal.
    kept = isPersonal(kept) ? join(words, true) : kept;
    return isPersonal(kept) ? "" : kept;
  }

  private String join(String[] words, boolean withoutDigits) {
    StringJoiner kept = new StringJoiner(" ");
    for (String word : words) {
      boolean number = withoutDigits && word.chars().anyMatch(c -> c >= '0' && c <= '9');
      if (!number && !isPersonal(word)) {
        kept.add(word);
      }
    }
    return kept.toString();
  }

  /** Whether a text is too plain to hide anything: nearly all names and words of paths are. */
  private static boolean isHarmless(String text) {
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      run = letter ? run + 1 : 0;
      if (run >= SHORTEST_TOKEN || (!letter && c != '-' && c != '/' && c != '.' && c != '_')) {
        return false;
      }
    }
    return text.length() < SHORTEST_TOKEN || !hasCapital(text);
  }

  private static boolean hasCapital(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
        return true;
      }
    }
    return false;
  }

  /** The text as a person would read it. */
  static String read(String text) {
    String read = text;
    for (int i = 0; i < MOST_DECODINGS; i++) {
      String decoded = PercentEscapes.decode(unicodeEscapes(read)).replace('+', ' ');
      if (decoded.equals(read)) {
        break;
      }
      read = decoded;
    }
    String composed = Normalizer.normalize(read, Normalizer.Form.NFKC);
    StringBuilder plain = new StringBuilder(composed.length());
    composed
        .codePoints()
        .forEach(
            point -> {
              int digit = Character.isDigit(point) ? Character.digit(point, 10) : -1;
              switch (Character.getType(point)) {
                case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
                  return;
                }
                case Character.DASH_PUNCTUATION -> plain.append('-');
                case Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    plain.append(' ');
                default -> plain.appendCodePoint(digit >= 0 ? '0' + digit : point);
              }
            });
    return plain.toString();
  }

  /** Undoes {@code %u0040}, which no standard knows and some scripts still write. */
  private static String unicodeEscapes(String text) {
    int mark = text.indexOf("%u");
    if (mark < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int start = 0;
    while (mark >= 0 && mark + 6 <= text.length()) {
      int code = 0;
      for (int i = mark + 2; i < mark + 6 && code >= 0; i++) {
        int digit = Character.digit(text.charAt(i), 16);
        code = digit < 0 ? -1 : code * 16 + digit;
      }
      if (code >= 0) {
        plain.append(text, start, mark).append((char) code);
        start = mark + 6;
      }
      mark = text.indexOf("%u", mark + 2);
    }
    return plain.append(text, start, text.length()).toString();
  }

  /** Whether letters and digits are mixed somewhere as only chance mixes them. */
  private static boolean hasToken(String text) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && isOfToken(text.charAt(i));
      if (!inside) {
        if (i - start >= SHORTEST_TOKEN && isToken(text, start, i)) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  private static boolean isOfToken(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '='
        || c == '~';
  }

  /**
   * In words a change of kind is rare but for a capital that begins one and a number that ends one;
   * in a token every second neighbour is of another kind.
   */
  private static boolean isToken(String text, int start, int end) {
    int signs = 0;
    int changes = 0;
    int longest = 0;
    int run = 0;
    int kinds = 0;
    int before = 0;
    for (int i = start; i < end; i++) {
      int kind = kind(text, i);
      if (kind != 0) {
        signs++;
        kinds |= kind;
        run = kind == before ? run + 1 : 1;
        longest = Math.max(longest, run);
        changes += before != 0 && before != kind && !isUsual(text, i, kind, before) ? 1 : 0;
      }
      before = kind;
    }
    boolean mixed = (kinds & DIGIT) != 0 && longest < 8;
    return signs >= LEAST_SIGNS
        && (changes * (kinds == (LOWER | UPPER) ? 4 : 3) >= signs
            || (mixed && changes * 4 >= signs)
            || (kinds == (LOWER | UPPER | DIGIT) && changes >= 4));
  }

  private static boolean isUsual(String text, int at, int kind, int before) {
    if (kind == LOWER) {
      return before == UPPER && kind(text, at - 2) != UPPER;
    }
    if (kind == UPPER) {
      return before == LOWER && kind(text, at + 1) == LOWER && kind(text, at + 2) == LOWER;
    }
    int end = at;
    while (kind(text, end) == DIGIT) {
      end++;
    }
    return kind(text, end) == 0;
  }

  private static int kind(String text, int at) {
    char c = at >= 0 && at < text.length() ? text.charAt(at) : ' ';
    return c >= 'a' && c <= 'z'
        ? LOWER
        : c >= 'A' && c <= 'Z' ? UPPER : c >= '0' && c <= '9' ? DIGIT : 0;
  }
}
