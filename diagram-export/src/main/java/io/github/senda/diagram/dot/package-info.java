/** Drawings as text for Graphviz. */
package io.github.senda.diagram.dot;
