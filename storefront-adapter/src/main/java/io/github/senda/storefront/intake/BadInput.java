package io.github.senda.storefront.intake;

/**
 * Input or options that cannot be taken as they are. The message is for the person who gave them:
 * one sentence that names the place, with the line where there is one, and the remedy.
 */
public final class BadInput extends RuntimeException {

  /** With a sentence for the person. */
  public BadInput(String message) {
    super(message);
  }

  /** With a sentence for the person and what was behind it. */
  public BadInput(String message, Throwable cause) {
    super(message, cause);
  }
}
