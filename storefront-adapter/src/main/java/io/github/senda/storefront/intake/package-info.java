/** Touches from elsewhere: log files of web servers and tables of events. */
package io.github.senda.storefront.intake;
