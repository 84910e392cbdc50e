package io.github.senda.storefront.host;

/** {@link HostContract} on Tomcat 10.1. */
class Tomcat10IT extends HostContract {

  @Override
  Host host() {
    return Host.TOMCAT_10_1;
  }
}
