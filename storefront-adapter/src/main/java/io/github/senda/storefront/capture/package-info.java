/** What did this request mean to the visitor? Path templates, signs, noise and rules. */
package io.github.senda.storefront.capture;
