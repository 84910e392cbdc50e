package io.github.senda.metric;

import io.github.senda.touch.Hint;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.Optional;

/** What stood in the way of somebody who meant to buy. */
public enum Obstacle {
  /** A code for a discount was not accepted. */
  COUPON_REFUSED,
  /** The shop sent the visitor to sign in before the checkout could begin. */
  FORCED_LOGIN,
  /** Name and password were not accepted. */
  LOGIN_FAILED,
  /** The shop had forgotten the visitor. */
  SESSION_EXPIRED,
  /** What was typed into a step before the payment was not accepted. */
  DETAILS_REFUSED,
  /** A step did not go through, and nobody knows which. */
  STEP_REFUSED,
  /** The card, or another way of paying, was not accepted. */
  PAYMENT_REFUSED,
  /** The shop said that something in the cart was not to be had any more. */
  SOLD_OUT,
  /** The visitor was shown the cart again, mostly for something that was not to be had any more. */
  SENT_TO_CART,
  /** The last button was pressed, and the order was not accepted. */
  ORDER_REFUSED,
  /** The shop failed. */
  SERVER_ERROR,
  /** A page was not there. */
  PAGE_MISSING,
  /** A script of the page failed in the visitor's browser. */
  SCRIPT_ERROR;

  /**
   * What an error of a checkout was: by what its sign tells, else by the step at which it came.
   *
   * @param step the step that the sign means where nothing goes wrong; empty if nobody knows
   */
  static Obstacle ofCheckout(Optional<Hint> hint, Optional<Touchpoint> step) {
    Optional<Obstacle> told = hint.flatMap(Obstacle::of);
    if (told.isPresent()) {
      return told.get();
    }
    if (step.filter(Touchpoints.ADD_PAYMENT_INFO::equals).isPresent()) {
      return PAYMENT_REFUSED;
    }
    if (step.filter(Touchpoints.PURCHASE::equals).isPresent()) {
      return ORDER_REFUSED;
    }
    return step.isPresent() ? DETAILS_REFUSED : STEP_REFUSED;
  }

  /** The obstacle that a hint is; empty for a page that was only looked at. */
  static Optional<Obstacle> of(Hint hint) {
    return switch (hint) {
      case FORCED_LOGIN -> Optional.of(FORCED_LOGIN);
      case SESSION_EXPIRED -> Optional.of(SESSION_EXPIRED);
      case PAYMENT_REFUSED -> Optional.of(PAYMENT_REFUSED);
      case SENT_TO_CART -> Optional.of(SENT_TO_CART);
      case SOLD_OUT -> Optional.of(SOLD_OUT);
      case SERVER_ERROR -> Optional.of(SERVER_ERROR);
      case SHIPPING_PAGE, HELP_PAGE, LOGIN_PAGE -> Optional.empty();
    };
  }
}
