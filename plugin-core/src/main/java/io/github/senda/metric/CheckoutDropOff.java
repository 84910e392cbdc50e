package io.github.senda.metric;

import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One checkout that was begun and left: a visit, or what followed a purchase in it, that asked for
 * the checkout, bought nothing after, and has ended. Names nobody. A value; safe for any thread.
 *
 * @param start when the visit began
 * @param reached the step that the visitor came to last, furthest first: {@code begin_checkout} for
 *     the first page, {@code purchase} where the order was sent but not accepted, {@code login}
 *     where the shop wanted that first
 * @param completed the last step that went through; empty if none did
 * @param whole from the first page of the checkout to the last sign of life
 * @param inStep from the last step that went through, or the first page, to the last sign of life
 * @param field the form field that was touched last; only known with the beacon
 * @param met what stood in the way, in the order in which it came first
 * @param cause what the visitor left after
 * @param after where the visitor went after the last step
 * @param value what the cart was worth by the word of the shop's server
 * @param pageSays what the page said that it was worth: client-side, never trusted
 * @param channel how the visit came in
 * @param device what it was made with
 * @param recovered whether the same cart, or the same visitor where known again, bought later
 */
public record CheckoutDropOff(
    Instant start,
    Touchpoint reached,
    Optional<Touchpoint> completed,
    Duration whole,
    Duration inStep,
    Optional<Field> field,
    List<Met> met,
    Cause cause,
    Set<After> after,
    Optional<Money> value,
    Optional<Money> pageSays,
    Optional<String> channel,
    Optional<String> device,
    boolean recovered) {

  /**
   * A field of a form.
   *
   * @param name its name, never its value
   * @param order its place among the form's fields, from 1; 0 if nobody said
   * @param fields how many fields the form has; 0 if nobody said
   * @param sent whether the form was sent then
   */
  public record Field(String name, int order, int fields, boolean sent) {}

  /**
   * An obstacle that was met.
   *
   * @param obstacle what it was
   * @param step the step at which it came, where the sign tells
   * @param times how often
   */
  public record Met(Obstacle obstacle, Optional<Touchpoint> step, int times) {}

  /**
   * What a checkout was left after.
   *
   * @param obstacle the last obstacle that was not overcome; empty where there was none
   * @param shippingCost whether there was none, and the last that the visitor saw was what delivery
   *     costs: on the page that follows the address, or on the shop's page about it
   */
  public record Cause(Optional<Obstacle> obstacle, boolean shippingCost) {

    /** A short name, as formats have it. */
    public String key() {
      return obstacle
          .map(met -> met.name().toLowerCase(Locale.ROOT))
          .orElse(shippingCost ? "shipping_cost" : "unknown");
    }
  }

  /** Where somebody went after the last step of the checkout. */
  public enum After {
    CART,
    SHIPPING,
    HELP,
    LOGIN,
    PRODUCT,
    SEARCH,
    /** Back to a page that the browser had kept; only known with the beacon. */
    BACK
  }

  public CheckoutDropOff {
    met = List.copyOf(met);
    after = Collections.unmodifiableSet(new TreeSet<>(after));
  }

  /** The same, known to have been bought later. */
  CheckoutDropOff boughtLater() {
    return new CheckoutDropOff(
        start, reached, completed, whole, inStep, field, met, cause, after, value, pageSays,
        channel, device, true);
  }
}
