/** What Senda costs, measured by itself and beside others; no part of what a shop installs. */
package io.github.senda.benchmarks;
