/** All journeys laid over one another: the directly-follows graph, its variants and funnels. */
package io.github.senda.graph;
