/** Where touches are kept and journeys come out: two tables in an embedded database. */
package io.github.senda.store;
