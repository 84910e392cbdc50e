package io.github.senda.metric;

import io.github.senda.touch.Money;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds money up, each currency by itself; a shop has few. For one thread. */
final class PurseFold {

  private String[] currencies = new String[1];
  private long[] sums = new long[1];
  private long[] amounts = new long[1];
  private int used;

  void add(Money money) {
    int at = place(money);
    sums[at] += money.tenThousandths();
    amounts[at]++;
  }

  /** Takes back what was added before. */
  void take(Money money) {
    int at = place(money);
    sums[at] -= money.tenThousandths();
    amounts[at]--;
  }

  private int place(Money money) {
    int at = 0;
    while (at < used && !currencies[at].equals(money.currency())) {
      at++;
    }
    if (at == used) {
      if (used == sums.length) {
        currencies = Arrays.copyOf(currencies, used * 2);
        sums = Arrays.copyOf(sums, used * 2);
        amounts = Arrays.copyOf(amounts, used * 2);
      }
      currencies[used++] = money.currency();
    }
    return at;
  }

  Purse purse() {
    SortedMap<String, Long> byCurrency = new TreeMap<>();
    for (int i = 0; i < used; i++) {
      if (amounts[i] > 0) {
        byCurrency.put(currencies[i], sums[i]);
      }
    }
    return new Purse(byCurrency);
  }
}
