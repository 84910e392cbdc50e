package io.github.senda.storefront.beacon;

/** A body that is not taken, and why. Nothing of it is in here but the names that it used. */
final class Refused extends Exception {

  private static final long serialVersionUID = 1;

  private final Quarantine.Cause cause;
  private final String shape;

  Refused(Quarantine.Cause cause, String shape) {
    // Made for whoever sends rubbish, as often as they like: no stack trace.
    super(cause.name(), null, false, false);
    this.cause = cause;
    this.shape = shape;
  }

  Quarantine.Cause why() {
    return cause;
  }

  /** The known names in it in order of the alphabet, and {@code ?} for all others. */
  String shape() {
    return shape;
  }
}
