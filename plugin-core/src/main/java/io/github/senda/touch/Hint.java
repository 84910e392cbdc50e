package io.github.senda.touch;

/**
 * What a sign tells of a visitor's way beside its touchpoint, or though it has none: that the shop
 * sent somebody to sign in first, that a page told of delivery. It helps to say why a checkout was
 * left, and never makes a step of it.
 */
public enum Hint {
  /** The checkout was asked for, and the shop sent the visitor to sign in. */
  FORCED_LOGIN,
  /** The shop said that it had forgotten who the visitor was. */
  SESSION_EXPIRED,
  /** A payment did not go through. */
  PAYMENT_REFUSED,
  /** The cart was shown where the checkout was to go on: something in it cannot be had so. */
  SENT_TO_CART,
  /** The shop said that something in the cart was not to be had any more. */
  SOLD_OUT,
  /** The shop threw, or answered that it had failed. */
  SERVER_ERROR,
  /** A page about what delivery costs and how long it takes. */
  SHIPPING_PAGE,
  /** A page that helps, or where somebody can be asked. */
  HELP_PAGE,
  /** A page with a form to sign in. */
  LOGIN_PAGE
}
