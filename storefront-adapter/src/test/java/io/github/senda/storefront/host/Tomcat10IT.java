package io.github.senda.storefront.host;

/** {@link HostContract} on Tomcat 10.1. */
class Tomcat10IT extends HostContract {

  @Override
  String host() {
    return "tomcat-10";
  }

  @Override
  Class<?> launcher() {
    return TomcatHost.class;
  }
}
