package io.github.senda.journey;

/**
 * Says that a log tells of journeys that its source no longer has: they were erased, were kept for
 * long enough, or cannot be read. Whoever reads the source again gets what there is now, or is told
 * what is wrong with it; to go on with the old log would be to count wrongly.
 */
public final class OutdatedLogException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An exception that says which journeys are gone. */
  public OutdatedLogException(String message) {
    super(message);
  }

  /** An exception that says why journeys cannot be read. */
  public OutdatedLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
