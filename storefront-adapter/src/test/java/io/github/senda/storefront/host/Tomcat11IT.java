package io.github.senda.storefront.host;

/** {@link HostContract} on Tomcat 11. */
class Tomcat11IT extends HostContract {

  @Override
  String host() {
    return "tomcat-11";
  }

  @Override
  Class<?> launcher() {
    return TomcatHost.class;
  }
}
