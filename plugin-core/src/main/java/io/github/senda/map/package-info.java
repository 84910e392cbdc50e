/** What a merchant looks at: a period, its graph, its funnel, its numbers and what is hidden. */
package io.github.senda.map;
