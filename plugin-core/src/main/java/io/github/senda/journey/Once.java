package io.github.senda.journey;

import java.util.function.Supplier;

/** What is worked out when it is first asked for, and then kept. Safe for any thread. */
final class Once<T> implements Supplier<T> {

  private final Supplier<T> work;
  private volatile T result;

  Once(Supplier<T> work) {
    this.work = work;
  }

  @Override
  public T get() {
    if (result == null) {
      synchronized (this) {
        if (result == null) {
          result = work.get();
        }
      }
    }
    return result;
  }
}
