package io.github.senda.examples.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A crowd of simulated shoppers, a few at a time, who reach the shop by HTTP alone. Safe to stop
 * from another thread.
 */
final class Shoppers {
  private static final int AT_A_TIME = 12;

  private final URI shop;
  private final int count;
  private final long seed;
  private final Duration pause;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger through = new AtomicInteger();
  private final AtomicInteger bought = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicReference<String> firstFailure = new AtomicReference<>();
  private volatile boolean stopped;

  private Shoppers(URI shop, int count, long seed, Duration pause) {
    this.shop = shop;
    this.count = count;
    this.seed = seed;
    this.pause = pause;
  }

  /**
   * A crowd that has not started.
   *
   * @param shop the address of the shop's front page
   * @param pause how long a shopper looks at a page on average
   */
  static Shoppers of(String shop, int count, long seed, Duration pause) {
    return new Shoppers(URI.create(shop), count, seed, pause);
  }

  /** How it went. */
  record Result(int through, int bought, int failed, Optional<String> firstFailure) {}

  /** Sends all of them through, and waits. */
  Result run() throws InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(AT_A_TIME, count); i++) {
      Thread thread = new Thread(() -> work(client), "shopper-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return new Result(
        through.get(), bought.get(), failed.get(), Optional.ofNullable(firstFailure.get()));
  }

  /** Sends no more; those who are inside leave. */
  void stop() {
    stopped = true;
  }

  boolean stopped() {
    return stopped;
  }

  private void work(HttpClient client) {
    for (int number = next.getAndIncrement();
        number < count && !stopped;
        number = next.getAndIncrement()) {
      try {
        if (new Shopper(client, shop, number, seed, pause).visit()) {
          bought.incrementAndGet();
        }
        through.incrementAndGet();
      } catch (IOException | Shopper.Surprise e) {
        failed.incrementAndGet();
        firstFailure.compareAndSet(null, e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
