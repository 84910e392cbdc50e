/** The way in under Spring Boot, whose own servers look for no initializer. */
package io.github.senda.storefront.spring;
