/** Numbers computed from journeys or their graph, each with its unit and its formula. */
package io.github.senda.metric;
