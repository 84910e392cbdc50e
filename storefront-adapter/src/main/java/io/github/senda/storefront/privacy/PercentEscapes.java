package io.github.senda.storefront.privacy;

import java.nio.charset.StandardCharsets;

/** Undoes percent-escapes as far as they are any; what is none stays as it stands. */
public final class PercentEscapes {

  private PercentEscapes() {}

  /**
   * Decodes twice, since what was encoded twice hides an e-mail address as well as what was not.
   */
  public static String decodeTwice(String text) {
    return text.indexOf('%') < 0 ? text : decode(decode(text));
  }

  /** Decodes once, as UTF-8; bytes that are no UTF-8 become U+FFFD. */
  public static String decode(String text) {
    int first = text.indexOf('%');
    if (first < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low < 0) {
        bytes[length++] = bytes[i];
      } else {
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
