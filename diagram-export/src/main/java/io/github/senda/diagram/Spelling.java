package io.github.senda.diagram;

/**
 * What ids, keys, colours, links and words of a drawing may be made of. Letter by letter and not by
 * patterns: these would take longer to be made than a whole drawing takes to be checked.
 */
final class Spelling {

  private static final String LINK_NEVER_HAS = "\"<>\\^`{|}";

  private Spelling() {}

  static boolean isId(String id) {
    for (int i = 0; i < id.length(); i++) {
      char letter = id.charAt(i);
      boolean small = letter >= 'a' && letter <= 'z';
      boolean capital = letter >= 'A' && letter <= 'Z';
      if (!small && !capital && !isFigure(letter) && "-_.~".indexOf(letter) < 0) {
        return false;
      }
    }
    return !id.isEmpty() && id.length() <= 36;
  }

  static boolean isKey(String key) {
    for (int i = 0; i < key.length(); i++) {
      char letter = key.charAt(i);
      boolean small = letter >= 'a' && letter <= 'z';
      if (!small && (i == 0 || (!isFigure(letter) && letter != '_'))) {
        return false;
      }
    }
    return !key.isEmpty() && key.length() <= 40;
  }

  static boolean isColour(String colour) {
    for (int i = 1; i < colour.length(); i++) {
      char letter = colour.charAt(i);
      if (!isFigure(letter) && (letter < 'a' || letter > 'f')) {
        return false;
      }
    }
    return colour.length() == 7 && colour.charAt(0) == '#';
  }

  /** Whether this is http or https, and nothing in it ends where it is written. */
  static boolean isLink(String link) {
    int start = link.indexOf("://") + 3;
    if (!link.startsWith("http://") && !link.startsWith("https://")) {
      return false;
    }
    for (int i = start; i < link.length(); i++) {
      char letter = link.charAt(i);
      if (letter < '!' || letter > '~' || LINK_NEVER_HAS.indexOf(letter) >= 0) {
        return false;
      }
    }
    return link.length() > start;
  }

  private static boolean isFigure(char letter) {
    return letter >= '0' && letter <= '9';
  }

  /**
   * A text that every format can hold, on one line: white space of any kind becomes a blank, what
   * is no character of XML 1.0 is left out, and so are the marks that turn the direction of all
   * that follows.
   */
  static String clean(String text) {
    // Nearly always there is nothing to clean, and this is asked of every word of a drawing.
    for (char letter : text.toCharArray()) {
      if (letter < ' ' || (letter > '~' && !isText(letter))) {
        return cleaned(text);
      }
    }
    return text;
  }

  private static String cleaned(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      if (point == '\n' || point == '\r' || point == '\t' || point == 0x85) {
        clean.append(' ');
      } else if (isText(point)) {
        clean.appendCodePoint(point);
      }
    }
    return clean.toString();
  }

  private static boolean isText(int point) {
    boolean turnsDirection =
        (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
    boolean isControl = point < 0x20 || (point >= 0x7f && point <= 0x9f);
    boolean isSurrogate = point >= 0xd800 && point <= 0xdfff;
    boolean isNoCharacter = (point & 0xfffe) == 0xfffe;
    return !turnsDirection && !isControl && !isSurrogate && !isNoCharacter;
  }
}
