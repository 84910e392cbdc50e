package io.github.senda.diagram.lucid.api;

/**
 * What opens an account at Lucid: an API key, a token of OAuth 2, the secret of a registered
 * application. It has no way into a text but the header of a request: {@link #toString} never shows
 * it. Immutable; safe for any thread.
 */
public final class LucidSecret {

  private static final int LONGEST = 8_192;

  private final String text;

  private LucidSecret(String text) {
    this.text = text;
  }

  /**
   * A secret as it was given, without blanks around it.
   *
   * @throws IllegalArgumentException if it is empty, holds anything but visible ASCII, or is longer
   *     than 8,192 characters; the message does not repeat it
   */
  public static LucidSecret of(String text) {
    String plain = text.strip();
    if (plain.isEmpty() || plain.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a secret of Lucid has 1 to " + LONGEST + " characters, not " + plain.length());
    }
    if (!plain.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "a secret of Lucid is one word of letters, figures and signs");
    }
    return new LucidSecret(plain);
  }

  /** The secret itself, for whoever keeps it or sends it. */
  public String reveal() {
    return text;
  }

  /** A text in which this secret can no longer be read. */
  String hiddenIn(String other) {
    return other.replace(text, "***");
  }

  @Override
  public String toString() {
    return "LucidSecret[***]";
  }
}
