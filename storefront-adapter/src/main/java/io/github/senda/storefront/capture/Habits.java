package io.github.senda.storefront.capture;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.touch.Category;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What visits do around one place: what comes before it and after it, and whether they buy. Counted
 * in one pass over the newest journeys, some hundred thousand touches of them.
 */
final class Habits {

  private static final int MOST_TOUCHES = 400_000;

  /** What comes later than so many touches was not led to from here. */
  private static final int FAR = 20;

  private static final Set<Touchpoint> OF_CARTS =
      Set.of(Touchpoints.ADD_TO_CART, Touchpoints.VIEW_CART, Touchpoints.BEGIN_CHECKOUT);
  private static final Set<Touchpoint> OF_CHECKOUT =
      Set.of(
          Touchpoints.BEGIN_CHECKOUT,
          Touchpoints.CHECKOUT_STEP,
          Touchpoints.ADD_SHIPPING_INFO,
          Touchpoints.ADD_PAYMENT_INFO);

  private final Map<Touchpoint, Integer> before = new HashMap<>();
  private final Map<Touchpoint, Integer> after = new HashMap<>();
  private int touches;
  private int visits;
  private int filled;
  private int bought;
  private int endings;
  private int lastVisit = -1;

  private Habits() {}

  /** A touchpoint that stands beside a place, in so many of its touches. */
  record Beside(Touchpoint touchpoint, int touches) {}

  int touches() {
    return touches;
  }

  int visits() {
    return visits;
  }

  /** In how many visits something lay in the cart before. */
  int filled() {
    return filled;
  }

  /** In how many visits a purchase came after. */
  int bought() {
    return bought;
  }

  /** In how many visits without a purchase it was the last after a checkout was begun. */
  int endings() {
    return endings;
  }

  /** What comes before most often, of all that is recognised. */
  Optional<Beside> before() {
    return most(before);
  }

  /** What comes after most often, of all that is recognised. */
  Optional<Beside> after() {
    return most(after);
  }

  int after(Touchpoint touchpoint) {
    return after.getOrDefault(touchpoint, 0);
  }

  int before(Touchpoint touchpoint) {
    return before.getOrDefault(touchpoint, 0);
  }

  private static Optional<Beside> most(Map<Touchpoint, Integer> counts) {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Touchpoint, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(most -> new Beside(most.getKey(), most.getValue()));
  }

  /**
   * The habits around each place.
   *
   * @param places the number of the place of each sign; -1 where it is none
   * @param verdicts what the rules say of each sign; empty where it is none
   * @param count how many places there are
   */
  static List<Habits> of(
      JourneyLog log, int[] places, List<Optional<Verdict>> verdicts, int count) {
    List<Habits> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new Habits());
    }
    Touchpoint[] named = new Touchpoint[verdicts.size()];
    boolean[] step = new boolean[verdicts.size()];
    for (int i = 0; i < named.length; i++) {
      Optional<Verdict> verdict = verdicts.get(i);
      step[i] =
          verdict.filter(said -> said.fallback() || said.touchpoint().isPresent()).isPresent();
      named[i] = verdict.filter(said -> !said.fallback()).flatMap(Verdict::touchpoint).orElse(null);
    }
    List<JourneyBlock> newestFirst =
        log.blocks().stream()
            .filter(block -> block.journeys() > 0)
            .sorted(Comparator.comparingLong(JourneyBlock::lastStart).reversed())
            .toList();
    int read = 0;
    int visit = 0;
    for (JourneyBlock block : newestFirst) {
      for (JourneyBlock.Cursor journey = block.cursor();
          read < MOST_TOUCHES && journey.next();
          visit++) {
        read += journey.length();
        read(journey, visit, places, named, step, all);
      }
    }
    return all;
  }

  private static void read(
      JourneyBlock.Cursor journey,
      int visit,
      int[] places,
      Touchpoint[] named,
      boolean[] step,
      List<Habits> all) {
    int[] signs = journey.signs();
    int length = journey.length();
    int purchase = -1;
    int last = -1;
    for (int i = 0; i < length; i++) {
      purchase = Touchpoints.PURCHASE.equals(named[signs[i]]) ? i : purchase;
      last = step[signs[i]] ? i : last;
    }
    Touchpoint previous = null;
    boolean filled = false;
    boolean begun = false;
    for (int i = 0; i < length; i++) {
      Touchpoint here = named[signs[i]];
      int place = places[signs[i]];
      if (place >= 0) {
        Habits habits = all.get(place);
        habits.touches++;
        if (previous != null) {
          habits.before.merge(previous, 1, Integer::sum);
        }
        next(named, signs, i + 1, length)
            .ifPresent(next -> habits.after.merge(next, 1, Integer::sum));
        if (habits.lastVisit != visit) {
          habits.lastVisit = visit;
          habits.visits++;
          habits.filled += filled ? 1 : 0;
          habits.bought += purchase > i ? 1 : 0;
        }
        habits.endings += begun && purchase < 0 && i == last ? 1 : 0;
      }
      if (here != null) {
        previous = here;
        filled |= OF_CARTS.contains(here);
        begun |= OF_CHECKOUT.contains(here);
      }
    }
  }

  private static Optional<Touchpoint> next(Touchpoint[] named, int[] signs, int from, int length) {
    for (int i = from; i < Math.min(length, from + FAR); i++) {
      if (named[signs[i]] != null) {
        return Optional.of(named[signs[i]]);
      }
    }
    return Optional.empty();
  }

  /** The sign of a dictionary's entry, if it is one. */
  static Optional<Sign> sign(String text) {
    try {
      return BeaconSign.is(text)
          ? Optional.empty()
          : Optional.of(Category.without(Sign.parse(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
