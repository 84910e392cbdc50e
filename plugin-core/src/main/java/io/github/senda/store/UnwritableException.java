package io.github.senda.store;

/**
 * Says that the store works but would never take what it was given, so that trying again is no
 * remedy. Nothing of it was kept.
 */
final class UnwritableException extends StoreException {

  private static final long serialVersionUID = 1L;

  UnwritableException(String message, Throwable cause) {
    super(message, cause);
  }
}
