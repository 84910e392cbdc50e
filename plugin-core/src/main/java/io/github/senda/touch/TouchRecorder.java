package io.github.senda.touch;

/**
 * Takes touches as they happen. Implementations are safe for any thread, never block on I/O, never
 * throw, and lose a touch rather than make a visitor wait.
 */
@FunctionalInterface
public interface TouchRecorder {

  /**
   * Offers a touch.
   *
   * @return false if it was dropped; the recorder has counted it then
   */
  boolean record(Touch touch);
}
