package io.github.senda.metric;

import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.Map;

/** What a touchpoint is to a cart and a checkout. */
enum Part {
  NEITHER,
  ADD,
  REMOVE,
  CART,
  BEGIN,
  STEP,
  ERROR,
  COUPON_REFUSED,
  LOGIN,
  LOGIN_FAILED,
  ERROR_PAGE,
  PURCHASE,
  PRODUCT,
  SEARCH,
  HELP;

  private static final Map<Touchpoint, Part> PARTS =
      Map.ofEntries(
          Map.entry(Touchpoints.ADD_TO_CART, ADD),
          Map.entry(Touchpoints.REMOVE_FROM_CART, REMOVE),
          Map.entry(Touchpoints.UPDATE_CART, CART),
          Map.entry(Touchpoints.VIEW_CART, CART),
          Map.entry(Touchpoints.APPLY_COUPON, CART),
          Map.entry(Touchpoints.COUPON_REFUSED, COUPON_REFUSED),
          Map.entry(Touchpoints.BEGIN_CHECKOUT, BEGIN),
          Map.entry(Touchpoints.CHECKOUT_STEP, STEP),
          Map.entry(Touchpoints.ADD_SHIPPING_INFO, STEP),
          Map.entry(Touchpoints.ADD_PAYMENT_INFO, STEP),
          Map.entry(Touchpoints.CHECKOUT_ERROR, ERROR),
          Map.entry(Touchpoints.LOGIN, LOGIN),
          Map.entry(Touchpoints.SIGN_UP, LOGIN),
          Map.entry(Touchpoints.LOGIN_FAILED, LOGIN_FAILED),
          Map.entry(Touchpoints.ERROR_PAGE, ERROR_PAGE),
          Map.entry(Touchpoints.PURCHASE, PURCHASE),
          Map.entry(Touchpoints.VIEW_ITEM, PRODUCT),
          Map.entry(Touchpoints.VIEW_ITEM_LIST, PRODUCT),
          Map.entry(Touchpoints.SEARCH, SEARCH),
          Map.entry(Touchpoints.CONTACT, HELP));

  private static final Map<Touchpoint, Integer> DISTANCES =
      Map.of(
          Touchpoints.BEGIN_CHECKOUT, 1,
          Touchpoints.CHECKOUT_STEP, 2,
          Touchpoints.ADD_SHIPPING_INFO, 3,
          Touchpoints.ADD_PAYMENT_INFO, 4,
          Touchpoints.PURCHASE, 5);

  static Part of(Touchpoint touchpoint) {
    return PARTS.getOrDefault(touchpoint, NEITHER);
  }

  /** Whether a visit with it has to do with buying. */
  boolean buys() {
    return switch (this) {
      case ADD, REMOVE, CART, BEGIN, STEP, ERROR, COUPON_REFUSED, PURCHASE -> true;
      default -> false;
    };
  }

  /** Whether it is of the checkout, and so begins one. */
  boolean checksOut() {
    return this == BEGIN || this == STEP || this == ERROR;
  }

  /** Whether what it is worth is what the whole cart is. */
  boolean tellsWorth() {
    return this == CART || this == COUPON_REFUSED || checksOut();
  }

  /** How far a step of the checkout is on its way; the later one counts where two are as far. */
  static int distance(Touchpoint step) {
    return DISTANCES.getOrDefault(step, 0);
  }
}
