package io.github.senda.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.senda.graph.Funnel;
import io.github.senda.metric.CheckoutDropOffs.Tally;
import io.github.senda.touch.Touchpoints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What holds of any shop, over visits by chance, and the same figures counted naively. */
class LeaksLawsTest {

  private static final int SEEDS = 80;
  private static final Instant NOW = Visited.NOON.plus(Duration.ofDays(60));
  private static final List<String> ANYTHING =
      List.of("page_view", "view_item", "add_to_cart", "remove_from_cart", "view_cart", "search");
  private static final List<String> CHECKOUT =
      List.of("add_shipping_info", "add_payment_info", "checkout_error", "checkout_step");

  /** One visit as the naive count knows it. */
  private record Told(Instant start, int cart, boolean open, List<String> names) {
    Instant at(int touch) {
      return start.plus(Duration.ofMinutes(touch));
    }
  }

  private static List<Told> visits(long seed) {
    Random random = new Random(seed);
    List<Told> visits = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      // Hours of their own, so that two visits with one cart never overlap.
      Instant start = Visited.NOON.plus(Duration.ofHours(i * 11L + random.nextInt(10)));
      int cart = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(12);
      List<String> names = new ArrayList<>();
      boolean begun = false;
      for (int touches = 1 + random.nextInt(9); touches > 0; touches--) {
        int chance = random.nextInt(10);
        if (chance < 6) {
          names.add(ANYTHING.get(random.nextInt(ANYTHING.size())));
        } else if (chance == 6) {
          names.add("purchase");
        } else if (chance < 9 || !begun) {
          names.add("begin_checkout");
          begun = true;
        } else {
          names.add(CHECKOUT.get(random.nextInt(CHECKOUT.size())));
        }
      }
      visits.add(new Told(start, cart, random.nextInt(12) == 0 && i > 115, names));
    }
    return visits;
  }

  private static Visited shop(List<Told> visits) {
    Visited shop = Visited.shop();
    for (Told visit : visits) {
      String[] touches =
          visit.names().stream()
              .map(name -> visit.cart() == 0 ? name : name + " #" + visit.cart())
              .toArray(String[]::new);
      if (visit.open()) {
        shop.stillOpen(visit.start(), touches);
      } else {
        shop.visitBy("channel=c" + visit.cart() % 4, visit.start(), touches);
      }
    }
    return shop;
  }

  private static long counts(Collection<Tally> rows) {
    return rows.stream().mapToLong(Tally::count).sum();
  }

  @Test
  void checkouts_areEachBoughtDroppedOrActiveAndEverySumIsTheWhole() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Told> visits = visits(seed);
      Visited shop = shop(visits);
      CheckoutDropOffs checkouts = shop.leaks(NOW).checkouts();
      String where = "seed " + seed;

      long bought = 0;
      long dropped = 0;
      long active = 0;
      for (Told visit : visits) {
        boolean begun = false;
        for (String name : visit.names()) {
          if (name.equals("purchase")) {
            bought += begun ? 1 : 0;
            begun = false;
          } else {
            begun |= name.equals("begin_checkout") || CHECKOUT.contains(name);
          }
        }
        dropped += begun && !visit.open() ? 1 : 0;
        active += begun && visit.open() ? 1 : 0;
      }
      Funnel funnel = Funnel.of(shop.log(), shop.meaning(), List.of(Touchpoints.BEGIN_CHECKOUT));

      assertEquals(bought, checkouts.bought(), where);
      assertEquals(dropped, checkouts.dropped(), where);
      assertEquals(active, checkouts.active(), where);
      assertEquals(funnel.steps().get(0).reached(), checkouts.visits(), where);
      assertEquals(dropped, counts(checkouts.byStep().values()), where);
      assertEquals(dropped, counts(checkouts.byCause().values()), where);
      assertEquals(dropped, counts(checkouts.byChannel().values()), where);
      assertEquals(dropped, counts(checkouts.byDevice().values()), where);
      assertEquals(Math.min(dropped, CheckoutDropOffs.MOST), checkouts.latest().size(), where);
      assertEquals(
          new CheckoutDropOffs.Day(bought + dropped, dropped),
          checkouts.byDay().values().stream()
              .reduce(new CheckoutDropOffs.Day(0, 0), CheckoutDropOffs.Day::plus),
          where);
    }
  }

  /** A cart as it is told touch by touch, with no stretches and nothing folded. */
  private static final class Naive {
    private final Map<Cart.State, Long> states = new EnumMap<>(Cart.State.class);
    private boolean filled;
    private boolean back;
    private boolean open;
    private int lines;
    private Instant last;
    private boolean first = true;

    Naive() {
      for (Cart.State state : Cart.State.values()) {
        states.put(state, 0L);
      }
    }

    void follow(List<Told> visits) {
      for (Told visit : visits) {
        first = true;
        for (int i = 0; i < visit.names().size(); i++) {
          touch(visit.names().get(i), visit.at(i));
        }
        boolean concerned = visit.names().stream().anyMatch(Naive::buys);
        if (concerned && !first) {
          last = visit.at(visit.names().size() - 1);
          open = visit.open();
        }
      }
      if (filled) {
        boolean still = open || Duration.between(last, NOW).compareTo(Leaks.Terms.USUAL) <= 0;
        end(lines == 0 ? Cart.State.EMPTIED : still ? Cart.State.OPEN : Cart.State.ABANDONED);
      }
    }

    private static boolean buys(String name) {
      return !List.of("page_view", "view_item", "search").contains(name);
    }

    private void touch(String name, Instant at) {
      if (first && buys(name)) {
        first = false;
        boolean late = last != null && Duration.between(last, at).compareTo(Leaks.Terms.USUAL) > 0;
        back |= filled && lines > 0 && late;
      }
      switch (name) {
        case "add_to_cart" -> {
          lines++;
          filled = true;
        }
        case "remove_from_cart" -> lines = Math.max(0, lines - 1);
        case "purchase" -> {
          if (filled) {
            end(back ? Cart.State.RECOVERED : Cart.State.CONVERTED);
          }
          lines = 0;
          last = null;
          first = true;
        }
        default -> {}
      }
    }

    private void end(Cart.State state) {
      states.merge(state, 1L, Long::sum);
      filled = false;
      back = false;
    }
  }

  @Test
  void carts_areInOneStateEachAndCountAsTheNaiveTwinDoes() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Told> visits = visits(seed);
      Carts carts = shop(visits).leaks(NOW).carts();
      Map<Integer, List<Told>> followed = new TreeMap<>();
      Naive naive = new Naive();
      for (Told visit : visits) {
        if (visit.cart() == 0) {
          Naive alone = new Naive();
          alone.follow(List.of(visit));
          alone.states.forEach((state, count) -> naive.states.merge(state, count, Long::sum));
        } else {
          followed.computeIfAbsent(visit.cart(), added -> new ArrayList<>()).add(visit);
        }
      }
      for (List<Told> chain : followed.values()) {
        chain.sort(Comparator.comparing(Told::start));
        Naive one = new Naive();
        one.follow(chain);
        one.states.forEach((state, count) -> naive.states.merge(state, count, Long::sum));
      }

      assertEquals(naive.states, carts.states(), "seed " + seed);
      assertEquals(
          carts.all()
              - carts.states().get(Cart.State.OPEN)
              - carts.states().get(Cart.State.EMPTIED),
          carts.perCart().whole(),
          "seed " + seed);
    }
  }

  @Test
  void leaks_areTheSameHoweverTheVisitsAreOrdered() {
    for (long seed = 0; seed < 20; seed++) {
      List<Told> visits = visits(seed);
      List<Told> reversed = new ArrayList<>(visits);
      Collections.reverse(reversed);

      assertEquals(
          shop(visits).leaks(NOW).carts(), shop(reversed).leaks(NOW).carts(), "seed " + seed);
    }
  }
}
