/** Senda as a guest in a servlet container: found by itself, wired here, gone without a trace. */
package io.github.senda.storefront.servlet;
