package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * One journey as a test compares it: what was touched when, of which attributes, whether open.
 *
 * @param steps signs and times in milliseconds, in order
 */
record Seen(List<Step> steps, String attributes, boolean active) {

  /**
   * One touch.
   *
   * @param order as {@link JourneyBlock.Cursor#orders} gives it
   * @param cart as {@link JourneyBlock.Cursor#cart} gives it
   */
  record Step(String sign, long millis, int order, long cart, Optional<Money> value) {

    Step(String sign, long millis) {
      this(sign, millis, 0, 0, Optional.empty());
    }
  }

  /** A touch and the how manyth of all it is. */
  private record Arrived(int number, Touch touch) {

    long millis() {
      return touch.time().toEpochMilli();
    }
  }

  static final Comparator<Seen> ORDER = Comparator.comparing(Seen::toString);

  /** All journeys of a log, sorted so that two lists can be compared. */
  static List<Seen> in(JourneyLog log) {
    List<Seen> journeys = new ArrayList<>();
    for (JourneyBlock block : log.blocks()) {
      for (JourneyBlock.Cursor cursor = block.cursor(); cursor.next(); ) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < cursor.length(); i++) {
          steps.add(
              new Step(
                  log.signs().get(cursor.signs()[i]),
                  cursor.micros()[i] / 1000,
                  cursor.orders()[i],
                  cursor.cart(i),
                  cursor.value(i)));
        }
        journeys.add(new Seen(steps, log.attributes().get(cursor.attributes()), block.open()));
      }
    }
    journeys.sort(ORDER);
    return journeys;
  }

  /**
   * What the store should give: everything kept in a list, and cut at once in the plainest way.
   *
   * @param cartHash the hash of a cart's id
   */
  static List<Seen> naive(
      List<Touch> touches,
      Sessionizer sessionizer,
      Instant now,
      ToLongFunction<Optional<String>> cartHash) {
    Map<VisitorId, List<Arrived>> byVisitor = new LinkedHashMap<>();
    Map<String, Integer> firstNamedBy = new HashMap<>();
    for (int i = 0; i < touches.size(); i++) {
      Touch touch = touches.get(i);
      byVisitor
          .computeIfAbsent(touch.visitor(), added -> new ArrayList<>())
          .add(new Arrived(i, touch));
      int number = i;
      touch.facts().order().ifPresent(order -> firstNamedBy.putIfAbsent(order, number));
    }
    List<Seen> journeys = new ArrayList<>();
    for (List<Arrived> ofOne : byVisitor.values()) {
      ofOne.sort(Comparator.comparing(Arrived::millis));
      List<List<Arrived>> visits = new ArrayList<>();
      for (Arrived touch : ofOne) {
        if (visits.isEmpty()
            || touch.millis() - last(last(visits)).millis() > sessionizer.limit().toMillis()) {
          visits.add(new ArrayList<>());
        }
        last(visits).add(touch);
      }
      for (List<Arrived> visit : visits) {
        boolean open =
            visit == last(visits)
                && Duration.between(last(visit).touch.time(), now).compareTo(sessionizer.limit())
                    <= 0;
        journeys.add(
            new Seen(steps(visit, firstNamedBy, cartHash), attributes(visit).text(), open));
      }
    }
    journeys.sort(ORDER);
    return Collections.unmodifiableList(journeys);
  }

  private static Attributes attributes(List<Arrived> visit) {
    TreeMap<String, String> values = new TreeMap<>();
    visit.forEach(arrived -> values.putAll(arrived.touch.attributes().values()));
    Set<String> origin = Set.of("channel", "source", "medium", "campaign", "click");
    values.keySet().removeAll(origin);
    visit.stream()
        .map(arrived -> arrived.touch.attributes().values())
        .filter(said -> !Collections.disjoint(said.keySet(), origin))
        .findFirst()
        .ifPresent(
            first ->
                first.forEach(
                    (name, value) -> {
                      if (origin.contains(name)) {
                        values.put(name, value);
                      }
                    }));
    return new Attributes(values);
  }

  private static List<Step> steps(
      List<Arrived> visit,
      Map<String, Integer> firstNamedBy,
      ToLongFunction<Optional<String>> cartHash) {
    List<Integer> numbers = visit.stream().map(Arrived::number).toList();
    List<String> things = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (Arrived arrived : visit) {
      Facts facts = arrived.touch.facts();
      Optional<String> order = facts.order();
      if (order.isEmpty() && facts.same().isPresent()) {
        order =
            visit.stream()
                .map(other -> other.touch.facts())
                .filter(other -> other.same().equals(facts.same()) && other.order().isPresent())
                .flatMap(other -> other.order().stream())
                .findFirst();
      }
      Optional<String> thing =
          order.map(id -> "order " + id).or(() -> facts.same().map(id -> "same " + id));
      thing.filter(name -> !things.contains(name)).ifPresent(things::add);
      int number = thing.map(name -> things.indexOf(name) + 1).orElse(0);
      boolean earlier = order.isPresent() && !numbers.contains(firstNamedBy.get(order.get()));
      steps.add(
          new Step(
              arrived.touch.sign().text(),
              arrived.millis(),
              earlier ? -number : number,
              cartHash.applyAsLong(facts.cart()),
              facts.value()));
    }
    return steps;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
