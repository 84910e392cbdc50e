/** Drawings as a table. */
package io.github.senda.diagram.csv;
