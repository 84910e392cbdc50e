package io.github.senda.touch;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known of one touch beside its sign: which thing it was about, and what the shop itself
 * said of it. Ids are only ever compared: a recorder makes salted hashes of them and writes none as
 * it stands.
 *
 * @param same the id that the template cut out of the path or the redirect, by which two touches of
 *     one visit are known to be about the same order
 * @param order the order's id as the shop gave it, by which two touches of any visits are
 * @param cart the cart's id as the shop gave it
 * @param customer the id by which the shop knows the visitor; only of one who agreed to be known
 *     again
 * @param value what the shop said it was worth
 * @param searched the words that were looked for, without what could tell who somebody is; only of
 *     one who agreed to be known again
 */
public record Facts(
    Optional<String> same,
    Optional<String> order,
    Optional<String> cart,
    Optional<String> customer,
    Optional<Money> value,
    Optional<String> searched) {

  private static final Facts NONE =
      new Facts(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public Facts {
    Objects.requireNonNull(same, "same == null");
    Objects.requireNonNull(order, "order == null");
    Objects.requireNonNull(cart, "cart == null");
    Objects.requireNonNull(customer, "customer == null");
    Objects.requireNonNull(value, "value == null");
    Objects.requireNonNull(searched, "searched == null");
  }

  /** Facts of which nothing was looked for. */
  public Facts(
      Optional<String> same,
      Optional<String> order,
      Optional<String> cart,
      Optional<String> customer,
      Optional<Money> value) {
    this(same, order, cart, customer, value, Optional.empty());
  }

  /** Nothing is known. */
  public static Facts none() {
    return NONE;
  }

  /** The same facts about a thing, if there is one. */
  public Facts about(Optional<String> id) {
    return id.isEmpty() ? this : new Facts(id, order, cart, customer, value, searched);
  }

  /** The same facts of somebody whom the shop may not name. */
  public Facts withoutCustomer() {
    return customer.isEmpty()
        ? this
        : new Facts(same, order, cart, Optional.empty(), value, searched);
  }

  /** The same facts of somebody who looked for something, if for anything. */
  public Facts searching(Optional<String> words) {
    return words.isEmpty() ? this : new Facts(same, order, cart, customer, value, words);
  }

  /** Only which thing it was about, by the id that the template cut out. */
  public static Facts about(String id) {
    return NONE.about(Optional.of(id));
  }
}
