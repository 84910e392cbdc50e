package io.github.senda.store;

/**
 * Says that the store could not do what was asked of it. The message is one sentence for a
 * merchant: what is wrong, where, and what helps.
 */
public class StoreException extends Exception {

  private static final long serialVersionUID = 1L;

  StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
