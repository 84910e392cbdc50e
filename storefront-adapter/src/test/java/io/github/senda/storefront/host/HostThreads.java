package io.github.senda.storefront.host;

import java.util.Locale;

/** Says which threads are left that a plugin or its database may have started. */
final class HostThreads {
  private HostThreads() {}

  static void tell() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      String name = thread.getName().toLowerCase(Locale.ROOT);
      if (name.contains("senda") || name.contains("h2") || name.contains("mvstore")) {
        System.out.println("THREAD " + thread.getName());
      }
    }
    System.out.println("STOPPED");
  }
}
