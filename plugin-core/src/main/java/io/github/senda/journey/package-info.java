/** Touches of one visitor in order, cut into visits and packed into blocks. */
package io.github.senda.journey;
