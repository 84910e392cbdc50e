package io.github.senda.metric;

import io.github.senda.touch.Money;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums of money, each currency by itself: what is in two is never added up. A value; safe for any
 * thread.
 *
 * @param tenThousandths the sum by currency, in ten-thousandths of its unit
 */
public record Purse(SortedMap<String, Long> tenThousandths) {

  private static final Purse EMPTY = new Purse(new TreeMap<>());

  public Purse {
    tenThousandths = Collections.unmodifiableSortedMap(new TreeMap<>(tenThousandths));
  }

  /** Nothing in any currency. */
  public static Purse empty() {
    return EMPTY;
  }

  /** This and some more. */
  public Purse plus(Money money) {
    TreeMap<String, Long> sums = new TreeMap<>(tenThousandths);
    sums.merge(money.currency(), money.tenThousandths(), Long::sum);
    return new Purse(sums);
  }

  /** Both together. */
  public Purse plus(Purse other) {
    TreeMap<String, Long> sums = new TreeMap<>(tenThousandths);
    other.tenThousandths.forEach((currency, sum) -> sums.merge(currency, sum, Long::sum));
    return new Purse(sums);
  }
}
