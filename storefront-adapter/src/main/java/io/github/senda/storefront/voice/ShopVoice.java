package io.github.senda.storefront.voice;

import jakarta.servlet.ServletRequest;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a shop says itself of the request that it answers: which touchpoint it is, what it is worth,
 * which order it is about. It is heard after the request, wherever in the shop it was told, and
 * wins over every rule.
 *
 * <pre>{@code
 * ShopVoice.purchase(order.number(), order.total(), "EUR").tell(request);
 * }</pre>
 *
 * <p>Telling is nothing but setting request attributes by the names below; a shop that wants no
 * dependency sets them itself. Under Spring it may be published as an application event instead,
 * from where no request is at hand. Nothing here ever throws: what cannot be used (no amount, no
 * currency) is left out and counted, and the panel says so. A value; safe for any thread.
 *
 * @param words what is said, by the request attribute's name
 */
public record ShopVoice(Map<String, Object> words) {

  /** A touchpoint's name: {@code purchase}, {@code add_to_cart}, or one of the shop's own. */
  public static final String TOUCHPOINT = "senda.touchpoint";

  /** An amount without shipping and tax: a {@link Number}, or a text with a decimal point. */
  public static final String VALUE = "senda.value";

  /** The amount's currency: three letters (ISO 4217), or a {@link java.util.Currency}. */
  public static final String CURRENCY = "senda.currency";

  /** The order's id, by which one order is one purchase; kept as a salted hash only. */
  public static final String ORDER = "senda.order";

  /** The cart's id; kept as a salted hash only. */
  public static final String CART = "senda.cart";

  /**
   * The id by which the shop knows who is served; kept as a salted hash only, and only of a visitor
   * who agreed to be known again.
   */
  public static final String CUSTOMER = "senda.customer";

  /** The category of goods that the request is about, in the shop's words: {@code ollas}. */
  public static final String CATEGORY = "senda.category";

  /**
   * Whether the visitor agreed to be known again: true or false. Said once it counts until the
   * contrary is said; it does nothing but where {@code senda.consent} is {@code ask}.
   */
  public static final String CONSENT = "senda.consent";

  /** Whether whoever is served is one of the shop's own people, and so not to be counted. */
  public static final String STAFF = "senda.staff";

  /** Begins the names of what is known of the visit: {@code senda.attr.member}. */
  public static final String ATTRIBUTE = "senda.attr.";

  private static final ShopVoice EMPTY = new ShopVoice(Map.of());

  public ShopVoice {
    words = Collections.unmodifiableMap(new TreeMap<>(words));
  }

  /** Nothing is said yet; the request stays what Senda takes it for. */
  public static ShopVoice empty() {
    return EMPTY;
  }

  /** The request is this touchpoint. */
  public static ShopVoice touchpoint(String name) {
    return EMPTY.with(TOUCHPOINT, name);
  }

  /** The request made an order: once for each order's id, however often it is told. */
  public static ShopVoice purchase(String order, Number value, String currency) {
    return touchpoint("purchase").order(order).value(value, currency);
  }

  /** The same, and what it is worth, without shipping and tax. */
  public ShopVoice value(Number value, String currency) {
    return with(VALUE, value).with(CURRENCY, currency);
  }

  /** The same, and the order that it is about. */
  public ShopVoice order(String id) {
    return with(ORDER, id);
  }

  /** The same, and the cart that it is about. */
  public ShopVoice cart(String id) {
    return with(CART, id);
  }

  /** The same, and of which category the goods are that it is about. */
  public ShopVoice category(String name) {
    return with(CATEGORY, name);
  }

  /** The same, and by which id the shop knows the visitor. */
  public ShopVoice customer(String id) {
    return with(CUSTOMER, id);
  }

  /** The same, and whether the visitor agreed to be known again, or does not any more. */
  public ShopVoice consent(boolean given) {
    return with(CONSENT, given);
  }

  /**
   * The same, and something of the visit that has few values and names no one: {@code member=gold}.
   */
  public ShopVoice attribute(String name, String value) {
    return with(ATTRIBUTE + name, value);
  }

  /** The same, and that whoever is served is one of the shop's own people. */
  public ShopVoice staff() {
    return with(STAFF, true);
  }

  /** Null stands as an empty text, which is counted as what cannot be used; a shop goes on. */
  private ShopVoice with(String name, Object value) {
    Map<String, Object> more = new TreeMap<>(words);
    more.put(name, Objects.requireNonNullElse(value, ""));
    return new ShopVoice(more);
  }

  /**
   * Tells it of a request; what was told of the same request before and is not said again stays.
   */
  public void tell(ServletRequest request) {
    words.forEach(request::setAttribute);
  }
}
