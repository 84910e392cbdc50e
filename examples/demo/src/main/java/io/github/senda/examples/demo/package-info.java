/** Starts the example shop with Senda in it, beside a bank, and sends simulated shoppers. */
package io.github.senda.examples.demo;
