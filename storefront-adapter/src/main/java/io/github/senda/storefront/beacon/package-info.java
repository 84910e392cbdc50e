/** What only the browser knows: one file for the shop's pages, and where it tells of them. */
package io.github.senda.storefront.beacon;
