package io.github.senda.storefront.host;

/** {@link HostContract} on Jetty 12. */
class Jetty12IT extends HostContract {

  @Override
  String host() {
    return "jetty-12";
  }

  @Override
  Class<?> launcher() {
    return JettyHost.class;
  }
}
