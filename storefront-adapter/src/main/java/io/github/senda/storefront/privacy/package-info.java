/**
 * What could tell who somebody is, found in texts and taken out of them. Knows no other package.
 */
package io.github.senda.storefront.privacy;
