/** A shop's account at Lucid, and the pushes that go there. */
package io.github.senda.storefront.lucid;
