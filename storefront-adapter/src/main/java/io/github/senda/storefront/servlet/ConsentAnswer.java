package io.github.senda.storefront.servlet;

/** What a visitor said of being known again, as far as a request tells. */
enum ConsentAnswer {
  GIVEN,
  REFUSED,
  /** Not asked yet, or not told by this request. */
  UNSAID
}
