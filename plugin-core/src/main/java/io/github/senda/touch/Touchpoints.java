package io.github.senda.touch;

import java.util.List;

/**
 * The names that Senda gives to touchpoints. They are GA4's recommended e-commerce events wherever
 * GA4 has one, so that a merchant's other reports and this one agree; what GA4 lacks has a name of
 * its own.
 */
public final class Touchpoints {

  public static final Touchpoint PAGE_VIEW = Touchpoint.of("page_view");
  public static final Touchpoint SEARCH = Touchpoint.of("search");
  public static final Touchpoint VIEW_ITEM_LIST = Touchpoint.of("view_item_list");
  public static final Touchpoint VIEW_ITEM = Touchpoint.of("view_item");
  public static final Touchpoint ADD_TO_CART = Touchpoint.of("add_to_cart");
  public static final Touchpoint REMOVE_FROM_CART = Touchpoint.of("remove_from_cart");
  public static final Touchpoint UPDATE_CART = Touchpoint.of("update_cart");
  public static final Touchpoint VIEW_CART = Touchpoint.of("view_cart");
  public static final Touchpoint APPLY_COUPON = Touchpoint.of("apply_coupon");

  /** A code for a discount that the shop did not accept. */
  public static final Touchpoint COUPON_REFUSED = Touchpoint.of("coupon_refused");

  public static final Touchpoint LOGIN = Touchpoint.of("login");
  public static final Touchpoint LOGIN_FAILED = Touchpoint.of("login_failed");
  public static final Touchpoint SIGN_UP = Touchpoint.of("sign_up");
  public static final Touchpoint BEGIN_CHECKOUT = Touchpoint.of("begin_checkout");
  public static final Touchpoint ADD_SHIPPING_INFO = Touchpoint.of("add_shipping_info");
  public static final Touchpoint ADD_PAYMENT_INFO = Touchpoint.of("add_payment_info");

  /** A step of a checkout that has no name in GA4: contact, billing, review of the order. */
  public static final Touchpoint CHECKOUT_STEP = Touchpoint.of("checkout_step");

  /** A step of a checkout that did not go through: an invalid field, a declined card. */
  public static final Touchpoint CHECKOUT_ERROR = Touchpoint.of("checkout_error");

  public static final Touchpoint PURCHASE = Touchpoint.of("purchase");
  public static final Touchpoint REFUND = Touchpoint.of("refund");
  public static final Touchpoint VIEW_ORDER = Touchpoint.of("view_order");

  /** Looking where a parcel is, which needs no account. */
  public static final Touchpoint TRACK_ORDER = Touchpoint.of("track_order");

  /** Asking to send something back; the money comes with {@link #REFUND}. */
  public static final Touchpoint RETURN_ITEM = Touchpoint.of("return_item");

  public static final Touchpoint WARRANTY = Touchpoint.of("warranty");
  public static final Touchpoint ACCOUNT = Touchpoint.of("account");

  /** A question to the shop: a form, a ticket, a letter. */
  public static final Touchpoint CONTACT = Touchpoint.of("contact");

  public static final Touchpoint PHONE_CALL = Touchpoint.of("phone_call");
  public static final Touchpoint VISIT_STORE = Touchpoint.of("visit_store");
  public static final Touchpoint VISIT_FAIR = Touchpoint.of("visit_fair");

  /** Asking for the newsletter. */
  public static final Touchpoint NEWSLETTER = Touchpoint.of("newsletter");

  public static final Touchpoint NEWSLETTER_SENT = Touchpoint.of("newsletter_sent");
  public static final Touchpoint NEWSLETTER_OPENED = Touchpoint.of("newsletter_opened");
  public static final Touchpoint LOYALTY = Touchpoint.of("loyalty");

  /** Orders that come again by themselves, begun or changed. */
  public static final Touchpoint SUBSCRIPTION = Touchpoint.of("subscription");

  public static final Touchpoint WRITE_REVIEW = Touchpoint.of("write_review");

  /** Passing a recommendation or a product on, as GA4 calls it. */
  public static final Touchpoint SHARE = Touchpoint.of("share");

  /** A page-level 404 or 500. */
  public static final Touchpoint ERROR_PAGE = Touchpoint.of("error_page");

  /** Touchpoints that are too many or too rare to be shown, each for itself. */
  public static final Touchpoint OTHERS = Touchpoint.of("others");

  /**
   * The checkout as steps in order: what a funnel counts where nothing else is asked. Each step is
   * reached by a journey that touched the steps before it, in this order.
   */
  public static final List<Touchpoint> CHECKOUT =
      List.of(VIEW_ITEM, ADD_TO_CART, BEGIN_CHECKOUT, ADD_PAYMENT_INFO, PURCHASE);

  /** What is mostly told from elsewhere: by the counter, the call centre, the newsletter's tool. */
  public static final List<Touchpoint> ELSEWHERE =
      List.of(
          VISIT_STORE,
          VISIT_FAIR,
          PHONE_CALL,
          CONTACT,
          NEWSLETTER,
          NEWSLETTER_SENT,
          NEWSLETTER_OPENED,
          PURCHASE,
          TRACK_ORDER,
          RETURN_ITEM,
          REFUND,
          WARRANTY,
          LOYALTY,
          SUBSCRIPTION,
          WRITE_REVIEW,
          SHARE);

  private Touchpoints() {}
}
