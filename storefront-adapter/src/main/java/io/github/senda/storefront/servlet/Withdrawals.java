package io.github.senda.storefront.servlet;

import io.github.senda.touch.VisitorId;

/** Whatever keeps visits, as far as a visitor can take back an agreement. */
interface Withdrawals {

  /**
   * Erases what is kept of a visitor from visit to visit. Returns at once, and never throws for
   * what the store cannot do; what was asked for is done when it can.
   */
  void withdraw(VisitorId visitor);
}
