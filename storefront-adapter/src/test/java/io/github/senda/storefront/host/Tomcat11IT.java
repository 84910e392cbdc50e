package io.github.senda.storefront.host;

/** {@link HostContract} on Tomcat 11. */
class Tomcat11IT extends HostContract {

  @Override
  Host host() {
    return Host.TOMCAT_11;
  }
}
