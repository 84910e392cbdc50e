/** Drawings as pictures: SVG. */
package io.github.senda.diagram.svg;
