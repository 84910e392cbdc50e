/** The real browser that tests look through. */
package io.github.senda.storefront.browser;
