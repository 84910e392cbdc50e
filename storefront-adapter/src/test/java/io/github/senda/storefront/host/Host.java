package io.github.senda.storefront.host;

import java.util.List;

/** The containers in which the jar is tried. */
enum Host {
  /** Servlet 5.0: the oldest Jakarta host. */
  TOMCAT_10_0("tomcat-10.0", TomcatHost.class),
  /** Servlet 6.0. */
  TOMCAT_10_1("tomcat-10", TomcatHost.class),
  /** Servlet 6.1. */
  TOMCAT_11("tomcat-11", TomcatHost.class),
  /** Servlet 6.0. */
  JETTY_12("jetty-12", JettyHost.class);

  private final String folder;
  private final Class<?> launcher;

  Host(String folder, Class<?> launcher) {
    this.folder = folder;
    this.launcher = launcher;
  }

  /** The folder of its jars below {@code target/hosts}. */
  String folder() {
    return folder;
  }

  Class<?> launcher() {
    return launcher;
  }

  /** All that its process needs of ours; no class of another host can be loaded there. */
  List<Class<?>> classes() {
    return List.of(launcher, HostLeftovers.class, VirtualThreads.class);
  }
}
