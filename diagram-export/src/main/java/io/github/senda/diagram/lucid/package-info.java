/** Drawings as files of Lucid Standard Import. */
package io.github.senda.diagram.lucid;
