/** How touches come in and merchants look: the only room that knows it is a guest in a shop. */
package io.github.senda.storefront;
