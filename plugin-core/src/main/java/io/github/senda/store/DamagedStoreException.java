package io.github.senda.store;

/** Says that the store's file is damaged, so that it will not open by itself. */
final class DamagedStoreException extends StoreException {

  private static final long serialVersionUID = 1L;

  DamagedStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
