package io.github.senda.storefront.host;

/** {@link HostContract} on Jetty 12. */
class Jetty12IT extends HostContract {

  @Override
  Host host() {
    return Host.JETTY_12;
  }
}
