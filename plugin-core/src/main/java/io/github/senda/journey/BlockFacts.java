package io.github.senda.journey;

import io.github.senda.touch.Money;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is known of touches of a block beside their sign: reads the section of the facts journey by
 * journey. For one thread.
 *
 * <p>The bytes: the number of currencies and each as three letters; then each journey that has
 * facts as its distance from the one before that has, the number of its touches that have, and each
 * of these as eight times its distance from the one before, and 1 for an order, 2 for a cart and 4
 * for a value, and what is there of: the order (signed), the cart (8 bytes), the value (signed) and
 * the number of its currency; at the end a 0.
 */
final class BlockFacts {

  private static final int ORDER = 1;
  private static final int CART = 2;
  private static final int VALUE = 4;
  private static final int BITS = 3;

  private final ByteScan scan;
  private final List<String> currencies = new ArrayList<>();
  private int journeysUntil;
  private int length;
  private boolean any;
  private int[] orders = new int[64];
  private long[] carts = new long[0];
  private long[] amounts = new long[0];
  private int[] currencyOf = new int[0];

  /**
   * Reads a section.
   *
   * @param from where it begins; negative where a block has none
   */
  BlockFacts(byte[] bytes, int from) {
    this.scan = new ByteScan(bytes, from);
    if (from >= 0) {
      for (int i = (int) scan.unsigned(); i > 0; i--) {
        currencies.add(new String(bytes, scan.at, 3, StandardCharsets.US_ASCII));
        scan.at += 3;
      }
      journeysUntil = (int) scan.unsigned();
    }
  }

  /** Goes to the next journey, which has so many touches. */
  void next(int touches) {
    if (journeysUntil == 0 && !any && touches <= orders.length) {
      return;
    }
    if (any) {
      forget();
    }
    length = touches;
    if (touches > orders.length) {
      orders = new int[Math.max(touches, orders.length * 2)];
    }
    if (--journeysUntil == 0) {
      read();
    }
  }

  private void forget() {
    Arrays.fill(orders, 0, length, 0);
    Arrays.fill(carts, 0, length, 0);
    Arrays.fill(currencyOf, 0, length, 0);
    any = false;
  }

  private void read() {
    if (carts.length < length) {
      carts = new long[orders.length];
      amounts = new long[orders.length];
      currencyOf = new int[orders.length];
    }
    any = true;
    int touch = -1;
    for (int i = (int) scan.unsigned(); i > 0; i--) {
      int there = (int) scan.unsigned();
      touch += there >>> BITS;
      if ((there & ORDER) != 0) {
        orders[touch] = (int) scan.signed();
      }
      if ((there & CART) != 0) {
        carts[touch] = scan.eightBytes();
      }
      if ((there & VALUE) != 0) {
        amounts[touch] = scan.signed();
        currencyOf[touch] = (int) scan.unsigned() + 1;
      }
    }
    journeysUntil = (int) scan.unsigned();
  }

  boolean any() {
    return any;
  }

  int[] orders() {
    return orders;
  }

  long cart(int touch) {
    return any ? carts[touch] : 0;
  }

  Optional<Money> value(int touch) {
    return any && currencyOf[touch] > 0
        ? Optional.of(new Money(amounts[touch], currencies.get(currencyOf[touch] - 1)))
        : Optional.empty();
  }

  /** What is known of the touch at a place among all of a block. */
  record Fact(int place, int order, long cart, Optional<Money> value) {

    private void writeTo(ByteSink sink, int distance, List<String> currencies) {
      int there =
          (order != 0 ? ORDER : 0) | (cart != 0 ? CART : 0) | (value.isPresent() ? VALUE : 0);
      sink.unsigned((distance << BITS) | there);
      if (order != 0) {
        sink.signed(order);
      }
      if (cart != 0) {
        sink.eightBytes(cart);
      }
      if (value.isPresent()) {
        Money money = value.get();
        sink.signed(money.tenThousandths()).unsigned(currencies.indexOf(money.currency()));
      }
    }
  }

  /** The section of facts that come in the order of their places. */
  static ByteSink section(List<Fact> facts, int[] lengths, int journeys) {
    List<String> currencies =
        facts.stream()
            .flatMap(fact -> fact.value.stream())
            .map(Money::currency)
            .distinct()
            .sorted()
            .toList();
    ByteSink sink = new ByteSink(16 + facts.size() * 8).unsigned(currencies.size());
    for (String currency : currencies) {
      currency.chars().forEach(sink::raw);
    }
    int next = 0;
    int journeyBefore = -1;
    for (int j = 0, at = 0; j < journeys && next < facts.size(); at += lengths[j++]) {
      int from = next;
      while (next < facts.size() && facts.get(next).place < at + lengths[j]) {
        next++;
      }
      if (next > from) {
        sink.unsigned(j - journeyBefore).unsigned(next - from);
        journeyBefore = j;
        int placeBefore = at - 1;
        for (Fact fact : facts.subList(from, next)) {
          fact.writeTo(sink, fact.place - placeBefore, currencies);
          placeBefore = fact.place;
        }
      }
    }
    return sink.unsigned(0);
  }
}
