package io.github.senda.storefront.host;

/** {@link HostContract} on Tomcat 10.0. */
class Tomcat100IT extends HostContract {

  @Override
  Host host() {
    return Host.TOMCAT_10_0;
  }
}
