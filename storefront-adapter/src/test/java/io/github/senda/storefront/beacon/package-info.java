/** What only the browser knows, tried out. */
package io.github.senda.storefront.beacon;
