/** The plugin jar in real containers, each in a process of its own. */
package io.github.senda.storefront.host;
