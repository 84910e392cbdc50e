package io.github.senda.store;

/**
 * Says that the folder is held by another process, or by another deployment in this one. It passes
 * when the other lets go, so trying again later is the remedy.
 */
public final class StoreHeldException extends StoreException {

  private static final long serialVersionUID = 1L;

  StoreHeldException(String message) {
    super(message);
  }

  StoreHeldException(String message, Throwable cause) {
    super(message, cause);
  }
}
