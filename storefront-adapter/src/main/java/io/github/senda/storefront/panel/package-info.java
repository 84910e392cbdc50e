/** The merchant's pages and their JSON: who may look, what they see, and the files they take. */
package io.github.senda.storefront.panel;
