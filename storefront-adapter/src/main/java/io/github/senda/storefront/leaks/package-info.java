/** Carts and checkouts that were left, as the panel and the command line tell them. */
package io.github.senda.storefront.leaks;
