package io.github.senda.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.metric.Leaks;
import io.github.senda.touch.Money;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * How long carts and checkouts take over a made-up shop's ninety days: visits of ten touches on
 * average, one in three with a cart, one in four with a checkout, of which two in five are bought;
 * a cart has the shop's id and a value.
 *
 * <p>Arguments: how many touches (8,550,000) and how many turns (9).
 */
final class LeaksTiming {

  private static final List<String> NAMES =
      List.of(
          "page_view",
          "view_item_list",
          "view_item",
          "search",
          "contact",
          "add_to_cart",
          "view_cart",
          "remove_from_cart",
          "begin_checkout",
          "add_shipping_info",
          "add_payment_info",
          "checkout_error",
          "purchase");
  private static final int ADD = 5;
  private static final int BEGIN = 8;
  private static final int PURCHASE = 12;

  private LeaksTiming() {}

  public static void main(String[] arguments) {
    int touches = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8_550_000;
    int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9;
    JourneyLog log = log(touches);
    Meaning meaning = Meaning.named(NAMES);
    Leaks.Terms terms =
        new Leaks.Terms(
            Instant.parse("2026-11-01T00:00:00Z"),
            Duration.ofHours(24),
            ZoneId.of("Europe/Madrid"));
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (int turn = 0; turn < turns; turn++) {
      long processor = system.getProcessCpuTime();
      long begin = System.nanoTime();
      Leaks leaks = Leaks.of(log, meaning, terms);
      System.out.printf(
          Locale.ROOT,
          "%.0f ms, %.0f ms of processors; %d checkouts, %d carts, %08x%n",
          (System.nanoTime() - begin) / 1e6,
          (system.getProcessCpuTime() - processor) / 1e6,
          leaks.checkouts().perCheckout().whole(),
          leaks.carts().all(),
          leaks.toString().hashCode());
    }
  }

  private static JourneyLog log(int touches) {
    Random random = new Random(20261122);
    List<JourneyBlock> blocks = new ArrayList<>();
    JourneyBlock.Builder block = JourneyBlock.builder();
    long start = Instant.parse("2026-08-01T00:00:00Z").getEpochSecond() * 1_000_000;
    long between = Duration.ofDays(90).toNanos() / 1000 / (touches / 10) * 2 / 1000;
    int[] signs = new int[40];
    long[] micros = new long[40];
    for (int made = 0; made < touches; ) {
      int length = 1 + random.nextInt(12);
      for (int i = 0; i < length; i++) {
        signs[i] = random.nextInt(ADD);
      }
      int kind = random.nextInt(12);
      int cartAt = length;
      if (kind < 4) {
        signs[length++] = ADD;
        signs[length++] = ADD + 1 + random.nextInt(8) / 7;
      }
      if (kind < 3) {
        int far = BEGIN + random.nextInt(4);
        for (int step = BEGIN; step <= far; step++) {
          signs[length++] = step;
        }
        if (random.nextInt(5) < 2) {
          signs[length++] = PURCHASE;
        } else if (random.nextBoolean()) {
          signs[length++] = random.nextInt(ADD);
        }
      }
      start += ((long) (random.nextDouble() * between)) * 1000;
      micros[0] = start;
      for (int i = 1; i < length; i++) {
        micros[i] = micros[i - 1] + ((long) (-Math.log(1 - random.nextDouble()) * 25_000)) * 1000;
      }
      block.add(signs, micros, 0, length, 0);
      for (int i = cartAt; i < length; i++) {
        long cart = kind < 2 ? 1 + made * 0x9e3779b97f4a7c15L : 0;
        Optional<Money> value =
            signs[i] >= ADD && random.nextInt(3) > 0
                ? Optional.of(new Money(random.nextInt(200) * 10_000L, "EUR"))
                : Optional.empty();
        block.know(i, 0, cart, value);
      }
      if (random.nextInt(3) == 0) {
        block.by(1 + random.nextInt(touches / 40));
      }
      made += length;
      if (block.journeys() == 4096) {
        blocks.add(block.build());
        block = JourneyBlock.builder();
      }
    }
    blocks.add(block.build());
    return new JourneyLog(blocks, NAMES, List.of(), Optional.empty(), Optional.empty());
  }
}
