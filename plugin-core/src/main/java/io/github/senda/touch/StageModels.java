package io.github.senda.touch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The models of stages that come with Senda, by name. Each has a place for every touchpoint that
 * Senda names but {@link Touchpoints#OTHERS}.
 */
public final class StageModels {

  /** {@code shop}: the way to an order in nine stages; taken where nothing is said. */
  static final Stages SHOP =
      Stages.parse(
          """
          awareness: page_view, search, view_item_list, visit_store, visit_fair, error_page
          consideration: view_item
          cart: add_to_cart, view_cart, update_cart, remove_from_cart, apply_coupon, coupon_refused
          checkout: begin_checkout, login, login_failed, sign_up, add_shipping_info, checkout_step
          payment: add_payment_info, checkout_error
          order: purchase
          service: view_order, track_order, contact, phone_call, return_item, refund, warranty
          retention: account, newsletter, newsletter_sent, newsletter_opened, loyalty, subscription
          advocacy: write_review, share
          """,
          "shop");

  /** {@code five}: the five of the field. */
  private static final Stages FIVE =
      Stages.parse(
          """
          awareness: page_view, search, visit_store, visit_fair, error_page
          consideration: view_item_list, view_item
          purchase: add_to_cart, view_cart, update_cart, remove_from_cart, apply_coupon, \
          coupon_refused, begin_checkout, login, login_failed, sign_up, add_shipping_info, \
          checkout_step, add_payment_info, checkout_error, purchase
          retention: view_order, track_order, contact, phone_call, return_item, refund, warranty, \
          account, newsletter, newsletter_sent, newsletter_opened, loyalty, subscription
          advocacy: write_review, share
          """,
          "five");

  /** {@code seven}: by who looks after the customer, marketing, then sales, then the product. */
  private static final Stages SEVEN =
      Stages.parse(
          """
          discovery: page_view, search, visit_store, visit_fair, error_page
          learning: view_item_list, view_item, newsletter, newsletter_sent, newsletter_opened
          choice: add_to_cart, view_cart, update_cart, remove_from_cart, apply_coupon, \
          coupon_refused
          acquisition: begin_checkout, login, login_failed, sign_up, add_shipping_info, \
          checkout_step, add_payment_info, checkout_error, purchase
          implementation: view_order, track_order
          trial: contact, phone_call, return_item, refund
          maintenance: account, warranty, loyalty, subscription, write_review, share
          """,
          "seven");

  /** {@code three}: before, during and after the purchase. */
  private static final Stages THREE =
      Stages.parse(
          """
          before: page_view, search, view_item_list, view_item, visit_store, visit_fair, \
          newsletter, newsletter_sent, newsletter_opened, error_page
          during: add_to_cart, view_cart, update_cart, remove_from_cart, apply_coupon, \
          coupon_refused, begin_checkout, login, login_failed, sign_up, add_shipping_info, \
          checkout_step, add_payment_info, checkout_error, purchase
          after: view_order, track_order, contact, phone_call, return_item, refund, warranty, \
          account, loyalty, subscription, write_review, share
          """,
          "three");

  private static final Map<String, Stages> BY_NAME =
      Map.of("shop", SHOP, "five", FIVE, "seven", SEVEN, "three", THREE);

  private StageModels() {}

  /** The names of the models, in order. */
  public static List<String> names() {
    return List.copyOf(new TreeMap<>(BY_NAME).keySet());
  }

  /** The model of a name; empty if there is none such. */
  public static Optional<Stages> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
