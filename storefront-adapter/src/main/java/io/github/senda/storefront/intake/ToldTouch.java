package io.github.senda.storefront.intake;

import io.github.senda.storefront.capture.Exchange;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Category;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Money;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.VisitorId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A touch that no filter saw, as the shop's side told it: an order at the counter, a newsletter, a
 * ticket. Called an offline event elsewhere.
 *
 * @param touchpoint what it was
 * @param time when it was
 * @param customer the id by which the shop knows the visitor; empty where it may not be kept
 * @param order the order that it was about
 * @param value what it was worth
 * @param category the category of the goods that it was about
 * @param attributes what is known of it: its channel, and what else was told
 * @param source who tells it, as {@code csv} or {@code crm}
 * @param key what tells it from all others of its source, so that telling it twice counts it once
 */
public record ToldTouch(
    Touchpoint touchpoint,
    Instant time,
    Optional<String> customer,
    Optional<String> order,
    Optional<Money> value,
    Optional<String> category,
    Attributes attributes,
    String source,
    String key) {

  public ToldTouch {
    Objects.requireNonNull(touchpoint, "touchpoint == null");
    Objects.requireNonNull(time, "time == null");
    Objects.requireNonNull(customer, "customer == null");
    Objects.requireNonNull(order, "order == null");
    Objects.requireNonNull(value, "value == null");
    Objects.requireNonNull(category, "category == null");
    Objects.requireNonNull(attributes, "attributes == null");
    if (source.isEmpty() || key.isEmpty()) {
      throw new IllegalArgumentException("a touch from elsewhere needs a source and a key");
    }
  }

  /**
   * The touch that a store keeps.
   *
   * @param visitor whose it is
   * @param consented whether the customer agreed to be known again; else they are left out of it
   */
  public Touch touch(VisitorId visitor, boolean consented) {
    List<String> said = new ArrayList<>(List.of(Exchange.NAMED + touchpoint.name()));
    category.ifPresent(name -> said.add(Category.NAMED + name));
    Sign sign =
        new Sign(
            Exchange.TOLD,
            "/" + touchpoint.name(),
            said,
            Optional.empty(),
            0,
            false,
            Optional.empty());
    Facts facts =
        new Facts(
            Optional.empty(),
            order,
            Optional.empty(),
            consented ? customer : Optional.empty(),
            value);
    TreeMap<String, String> known = new TreeMap<>(attributes.values());
    if (consented) {
      known.put("consent", "given");
    }
    return new Touch(visitor, sign, time, new Attributes(known), facts);
  }
}
