/** The same jar from a terminal: the figures of a log, a diagram of it, a backup of a store. */
package io.github.senda.storefront.cli;
