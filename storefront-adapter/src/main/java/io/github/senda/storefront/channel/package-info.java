/** What brought a visitor and with what device: what is kept of it, and what it means. */
package io.github.senda.storefront.channel;
