/** Drawings for Microsoft Visio. */
package io.github.senda.diagram.visio;
