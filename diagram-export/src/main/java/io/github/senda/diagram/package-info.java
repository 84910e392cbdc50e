/** How a journey map is drawn, and in which file: the drawing and the seam to its formats. */
package io.github.senda.diagram;
