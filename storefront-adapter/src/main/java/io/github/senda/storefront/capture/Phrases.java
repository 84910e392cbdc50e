package io.github.senda.storefront.capture;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words in a row, looked for in a path, in names of parameters or in a target. A text is read as
 * words of lower case without accents, cut where a sign, a slash or camel case stands: {@code
 * /finalizar-compra/orderReceived/{id}} is {@code / finalizar compra / order received / {id} / .};
 * a phrase is the same, found where its words stand next to each other. So {@code /cart/} finds a
 * whole segment and {@code cart/.} a last one.
 *
 * @param alternatives the phrases, read; one of them is enough
 */
record Phrases(List<String> alternatives) {

  /** How a target on another host begins, and the phrase that finds any. */
  static final String ELSEWHERE = " // ";

  Phrases {
    alternatives = List.copyOf(alternatives);
  }

  static Phrases of(List<String> alternatives) {
    return new Phrases(
        alternatives.stream()
            .map(phrase -> phrase.equals("//") ? ELSEWHERE : " " + words(phrase) + " ")
            .toList());
  }

  boolean in(String text) {
    for (String phrase : alternatives) {
      if (text.contains(phrase)) {
        return true;
      }
    }
    return false;
  }

  /** A path and what selectors say of it, as words between slashes; each has its own end. */
  static String path(String path, List<String> selected) {
    StringBuilder text = new StringBuilder(" ").append(words("/" + path + "/")).append(" . ");
    for (String value : selected) {
      text.append(words("/" + value + "/")).append(" . ");
    }
    return text.toString();
  }

  /** Names, each between slashes. */
  static String names(List<String> names) {
    return names.isEmpty() ? " " : " " + words("/" + String.join("/", names) + "/") + " ";
  }

  /** The words of a text with one blank between them. */
  static String words(String text) {
    String plain =
        text.chars().allMatch(c -> c < 128)
            ? text
            : Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '{') {
        cut(word, words);
        int end = plain.indexOf('}', i);
        if (end > 0) {
          words.add(plain.substring(i, end + 1));
          i = end;
        }
      } else if (c == '/') {
        cut(word, words);
        if (words.isEmpty() || !words.get(words.size() - 1).equals("/")) {
          words.add("/");
        }
      } else if (c == '.' && i == plain.length() - 1) {
        cut(word, words);
        words.add(".");
      } else if (!Character.isLetterOrDigit(c)) {
        cut(word, words);
      } else {
        if (startsWord(plain, i)) {
          cut(word, words);
        }
        word.append(c);
      }
    }
    cut(word, words);
    return String.join(" ", words);
  }

  /** Camel case and numbers: {@code addToCart}, {@code URLPath}, {@code address1}. */
  private static boolean startsWord(String text, int at) {
    if (at == 0) {
      return false;
    }
    if (Character.isDigit(text.charAt(at))) {
      return Character.isLetter(text.charAt(at - 1));
    }
    if (!Character.isUpperCase(text.charAt(at))) {
      return false;
    }
    boolean afterLower = Character.isLowerCase(text.charAt(at - 1));
    boolean afterUpper = Character.isUpperCase(text.charAt(at - 1));
    boolean beforeLower = at + 1 < text.length() && Character.isLowerCase(text.charAt(at + 1));
    return afterLower || (afterUpper && beforeLower);
  }

  private static void cut(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }
}
