/** Drawings as files of draw.io. */
package io.github.senda.diagram.drawio;
