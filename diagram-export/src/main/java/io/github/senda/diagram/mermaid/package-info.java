/** Drawings as text for Mermaid. */
package io.github.senda.diagram.mermaid;
