/** A Lucid of this machine, and what is brought to it. */
package io.github.senda.storefront.lucid;
