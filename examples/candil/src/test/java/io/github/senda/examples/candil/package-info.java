/** The shop on Spring Boot as its visitors and its merchant meet it: executable jars, real HTTP. */
package io.github.senda.examples.candil;
