package io.github.senda.storefront.capture;

import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.Map;

/** What a touchpoint is to the order of a visit. */
enum Role {
  NEITHER,
  LOGIN,
  FORM,
  COUPON,
  CHECKOUT_PAGE,
  STEP,
  CART_FILLED,
  CART_CHANGED,
  ITEM,
  SEARCH,
  PURCHASE,
  ORDER_PAGE;

  private static final Map<Touchpoint, Role> ROLES =
      Map.ofEntries(
          Map.entry(Touchpoints.LOGIN, LOGIN),
          Map.entry(Touchpoints.SIGN_UP, FORM),
          Map.entry(Touchpoints.CONTACT, FORM),
          Map.entry(Touchpoints.NEWSLETTER, FORM),
          Map.entry(Touchpoints.WRITE_REVIEW, FORM),
          Map.entry(Touchpoints.APPLY_COUPON, COUPON),
          Map.entry(Touchpoints.BEGIN_CHECKOUT, CHECKOUT_PAGE),
          Map.entry(Touchpoints.CHECKOUT_STEP, STEP),
          Map.entry(Touchpoints.ADD_SHIPPING_INFO, STEP),
          Map.entry(Touchpoints.ADD_PAYMENT_INFO, STEP),
          Map.entry(Touchpoints.ADD_TO_CART, CART_FILLED),
          Map.entry(Touchpoints.REMOVE_FROM_CART, CART_CHANGED),
          Map.entry(Touchpoints.UPDATE_CART, CART_CHANGED),
          Map.entry(Touchpoints.SEARCH, SEARCH),
          Map.entry(Touchpoints.VIEW_ITEM, ITEM),
          Map.entry(Touchpoints.PURCHASE, PURCHASE),
          Map.entry(Touchpoints.VIEW_ORDER, ORDER_PAGE));

  static Role of(Touchpoint touchpoint) {
    return ROLES.getOrDefault(touchpoint, NEITHER);
  }

  /** Whether the order of a visit tells that such a form did not go through. */
  boolean canFail() {
    return this == LOGIN || this == FORM || this == STEP || this == PURCHASE;
  }
}
