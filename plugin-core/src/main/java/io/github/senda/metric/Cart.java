package io.github.senda.metric;

import io.github.senda.touch.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One cart, from what was put into it first to its purchase or to now. A value; safe for any
 * thread.
 *
 * @param state what became of it
 * @param created when something was first put into it
 * @param value what was in it by the word of the shop's server: what was paid where it was bought
 * @param linked whether it could be followed from visit to visit, by the shop's id of it or by the
 *     visitor's number; else it is known as long as its visit
 * @param back for a recovered one, when the visitor came back after it was left
 */
public record Cart(
    State state, Instant created, Optional<Money> value, boolean linked, Optional<Back> back) {

  /** What became of a cart. */
  public enum State {
    /** There is something in it, and it was touched not long ago. */
    OPEN,
    /** There is something in it, and nobody has touched it for long. */
    ABANDONED,
    /** It was abandoned, and then bought after all. */
    RECOVERED,
    /** It was bought. */
    CONVERTED,
    /** All was taken out of it again: the visitor decided so, which is no abandonment. */
    EMPTIED
  }

  /**
   * How somebody came back to a cart.
   *
   * @param channel how that visit came in
   * @param after how long nobody had touched the cart
   */
  public record Back(Optional<String> channel, Duration after) {}
}
