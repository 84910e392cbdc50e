package io.github.senda.storefront.servlet;

/** How far Senda may know a visitor again. */
enum ConsentMode {
  /** For one visit only, by a cookie that ends with the browser's session. */
  ANONYMOUS,
  /** The same, until the visitor agrees: then from visit to visit. */
  ASK,
  /** Not at all: nothing is written or read, requests are counted and make no touch. */
  OFF
}
