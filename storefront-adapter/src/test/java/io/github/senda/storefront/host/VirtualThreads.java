package io.github.senda.storefront.host;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** The executor of a virtual thread for each request, where a host's process is asked for one. */
final class VirtualThreads {

  /** The system property that asks for it; it needs a Java of 21 or newer. */
  static final String PROPERTY = "host.virtual-threads";

  private VirtualThreads() {}

  static Optional<Executor> executor() {
    if (!Boolean.getBoolean(PROPERTY)) {
      return Optional.empty();
    }
    try {
      // By name, since this is compiled for Java 17.
      return Optional.of(
          (Executor) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("this Java has no virtual threads", e);
    }
  }
}
