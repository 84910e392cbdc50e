/** Where everything on a drawing stands: the only place that decides looks. */
package io.github.senda.diagram.layout;
