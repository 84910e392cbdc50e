/** Drawings as GraphML: the graph alone, and as yEd shows it. */
package io.github.senda.diagram.graphml;
