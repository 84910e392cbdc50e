package io.github.senda.store;

import io.github.senda.touch.VisitorId;
import java.util.Optional;

/**
 * Of whom something is asked that the law grants: access or erasure. By the browser's id it is only
 * what that browser did, as others of a household may know it; by the customer's, all of theirs.
 *
 * @param visitor the id that the browser holds
 * @param customer the id by which the shop knows them
 */
public record Person(Optional<VisitorId> visitor, Optional<String> customer) {

  public Person {
    if (visitor.isEmpty() == customer.isEmpty()) {
      throw new IllegalArgumentException("a person is known by one id");
    }
  }

  /** Whoever has a browser that holds an id. */
  public static Person of(VisitorId visitor) {
    return new Person(Optional.of(visitor), Optional.empty());
  }

  /** A customer of the shop. */
  public static Person customer(String id) {
    return new Person(Optional.empty(), Optional.of(id));
  }
}
