/** Drawings for Excalidraw. */
package io.github.senda.diagram.excalidraw;
