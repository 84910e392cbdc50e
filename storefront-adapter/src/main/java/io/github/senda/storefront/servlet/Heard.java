package io.github.senda.storefront.servlet;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Touchpoint;
import java.util.Optional;

/**
 * What a shop said itself of one request. A value; safe for any thread.
 *
 * @param named the touchpoint that it named
 * @param facts the order, the cart and the value
 * @param attributes what it knows of the visit
 * @param consent whether it said that the visitor agreed to be known again, or does not any more
 * @param category the category of goods that it named
 * @param staff whether it said that its own people are at work
 */
record Heard(
    Optional<Touchpoint> named,
    Facts facts,
    Attributes attributes,
    Optional<Boolean> consent,
    Optional<String> category,
    boolean staff) {

  /** The shop said nothing, as most do of most requests. */
  static final Heard NOTHING =
      new Heard(
          Optional.empty(),
          Facts.none(),
          Attributes.none(),
          Optional.empty(),
          Optional.empty(),
          false);
}
