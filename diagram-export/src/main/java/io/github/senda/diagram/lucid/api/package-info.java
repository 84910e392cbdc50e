/** The push of a drawing to Lucid over its REST API; the only place that sees OkHttp. */
package io.github.senda.diagram.lucid.api;
