package io.github.senda.storefront.cli;

import io.github.senda.metric.Cart;
import io.github.senda.metric.Carts;
import io.github.senda.metric.CheckoutDropOffs;
import io.github.senda.metric.CheckoutDropOffs.Tally;
import io.github.senda.metric.Confidence;
import io.github.senda.metric.Leaks;
import io.github.senda.metric.Purse;
import io.github.senda.metric.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of carts and checkouts as a short text for people, in English. */
final class LeaksText {

  private static final int WIDEST_NAME = 24;

  private LeaksText() {}

  static String of(Leaks leaks) {
    StringBuilder text = new StringBuilder();
    CheckoutDropOffs checkouts = leaks.checkouts();
    long begun = checkouts.bought() + checkouts.dropped();
    line(text, begun, begun == 1 ? "checkout begun" : "checkouts begun");
    line(text, checkouts.bought(), "bought");
    line(text, checkouts.dropped(), "left" + money(checkouts.all().worth()));
    if (checkouts.recovered() > 0) {
      line(text, checkouts.recovered(), "of them bought later");
    }
    table(text, "At which step", named(checkouts.byStep()));
    Map<String, Tally> causes = new LinkedHashMap<>();
    checkouts.byCause().forEach((cause, tally) -> causes.put(cause.key(), tally));
    table(text, "After what", causes);
    Carts carts = leaks.carts();
    text.append('\n');
    line(text, carts.all(), carts.all() == 1 ? "cart filled" : "carts filled");
    for (Map.Entry<Cart.State, Long> state : carts.states().entrySet()) {
      Purse worth = carts.worth().getOrDefault(state.getKey(), Purse.empty());
      String name = state.getKey().name().toLowerCase(Locale.ROOT);
      line(text, state.getValue(), name + money(worth));
    }
    text.append('\n');
    share(text, "checkouts left", checkouts.perCheckout());
    share(text, "carts left", carts.perCart());
    share(text, "visits that left a cart", carts.perVisit());
    share(text, "visitors who left a cart", carts.perVisitor());
    return text.toString();
  }

  private static Map<String, Tally> named(Map<?, Tally> rows) {
    Map<String, Tally> named = new LinkedHashMap<>();
    rows.forEach((row, tally) -> named.put(row.toString(), tally));
    return named;
  }

  private static void line(StringBuilder text, long number, String what) {
    text.append(String.format(Locale.ROOT, "%,12d %s\n", number, what));
  }

  private static void table(StringBuilder text, String title, Map<String, Tally> rows) {
    if (rows.isEmpty()) {
      return;
    }
    text.append('\n').append(title).append('\n');
    List<Map.Entry<String, Tally>> mostFirst = new ArrayList<>(rows.entrySet());
    mostFirst.sort((one, other) -> Long.compare(other.getValue().count(), one.getValue().count()));
    for (Map.Entry<String, Tally> row : mostFirst) {
      line(
          text,
          row.getValue().count(),
          row.getKey()
              + " ".repeat(Math.max(0, WIDEST_NAME - row.getKey().length()))
              + money(row.getValue().worth()));
    }
  }

  private static void share(StringBuilder text, String what, Share share) {
    if (share.whole() == 0) {
      return;
    }
    Confidence confidence = share.confidence();
    text.append(
        String.format(
            Locale.ROOT,
            "%11.1f%% %s: %d of %d, between %.1f%% and %.1f%%%s\n",
            100.0 * share.part() / share.whole(),
            what,
            share.part(),
            share.whole(),
            100 * confidence.low(),
            100 * confidence.high(),
            share.isSmall() ? " (little data)" : ""));
  }

  /** Currencies side by side, never added up. */
  private static String money(Purse purse) {
    StringBuilder text = new StringBuilder();
    purse
        .tenThousandths()
        .forEach(
            (currency, sum) ->
                text.append(text.isEmpty() ? ", " : " + ")
                    .append(BigDecimal.valueOf(sum, 4).setScale(2, RoundingMode.HALF_EVEN))
                    .append(' ')
                    .append(currency));
    return text.toString();
  }
}
