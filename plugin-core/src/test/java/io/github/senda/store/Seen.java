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

/**
 * One journey as a test compares it: what was touched when, of which attributes, whether open.
 *
 * @param steps signs and times in milliseconds, in order
 * @param visitor as {@link JourneyBlock.Cursor#visitor} gives it
 */
record Seen(List<Step> steps, String attributes, boolean active, long visitor) {

  /** A journey of nobody known. */
  Seen(List<Step> steps, String attributes, boolean active) {
    this(steps, attributes, active, 0);
  }

  /** What a store makes of ids; the visitor's number is the customer's where there is one. */
  interface Hashes {
    long cart(Optional<String> id);

    long visitor(VisitorId id);

    long customer(String id);
  }

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

  /**
   * A touch and the how manyth of all it is.
   *
   * @param at when it was appended
   */
  record Arrived(int number, Touch touch, Instant at) {

    private long day() {
      return Math.floorDiv(at.getEpochSecond(), 86_400);
    }

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
        journeys.add(
            new Seen(
                steps, log.attributes().get(cursor.attributes()), block.open(), cursor.visitor()));
      }
    }
    journeys.sort(ORDER);
    return journeys;
  }

  /**
   * What the store should give: everything kept in a list, and cut at once in the plainest way.
   *
   * @param hashes what the store makes of ids
   */
  static List<Seen> naive(
      List<Arrived> touches, Sessionizer sessionizer, Instant now, Hashes hashes) {
    Map<VisitorId, List<Arrived>> byVisitor = new LinkedHashMap<>();
    Map<String, Arrived> lastFirst = new HashMap<>();
    Map<Integer, Integer> firstNamedBy = new HashMap<>();
    Map<VisitorId, String> customers = new HashMap<>();
    for (Arrived arrived : touches) {
      Touch touch = arrived.touch;
      byVisitor.computeIfAbsent(touch.visitor(), added -> new ArrayList<>()).add(arrived);
      if (touch.facts().order().isPresent()) {
        Arrived first =
            lastFirst.merge(
                touch.facts().order().get(),
                arrived,
                (known, again) ->
                    known.touch.attributes().consented() || again.day() - known.day() <= 1
                        ? known
                        : again);
        firstNamedBy.put(arrived.number, first.number);
      }
      if (touch.attributes().consented()) {
        touch.facts().customer().ifPresent(id -> customers.putIfAbsent(touch.visitor(), id));
      }
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
        Attributes attributes = attributes(visit);
        VisitorId visitor = visit.get(0).touch.visitor();
        String customer = customers.get(visitor);
        long number = customer == null ? hashes.visitor(visitor) : hashes.customer(customer);
        journeys.add(
            new Seen(
                steps(visit, firstNamedBy, attributes.consented(), hashes),
                attributes.text(),
                open,
                attributes.consented() ? number : 0));
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
      List<Arrived> visit, Map<Integer, Integer> firstNamedBy, boolean exact, Hashes hashes) {
    List<Integer> numbers = visit.stream().map(Arrived::number).toList();
    List<String> things = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (Arrived arrived : visit) {
      Facts facts = arrived.touch.facts();
      // An order is known by the touch that named it first, as its id may be forgotten in between.
      Optional<Integer> order = Optional.ofNullable(firstNamedBy.get(arrived.number));
      if (order.isEmpty() && facts.same().isPresent()) {
        order =
            visit.stream()
                .filter(other -> other.touch.facts().same().equals(facts.same()))
                .flatMap(other -> Optional.ofNullable(firstNamedBy.get(other.number)).stream())
                .findFirst();
      }
      Optional<String> thing =
          order.map(first -> "order " + first).or(() -> facts.same().map(id -> "same " + id));
      thing.filter(name -> !things.contains(name)).ifPresent(things::add);
      int number = thing.map(name -> things.indexOf(name) + 1).orElse(0);
      boolean earlier = order.isPresent() && !numbers.contains(order.get());
      steps.add(
          new Step(
              arrived.touch.sign().text(),
              arrived.millis(),
              earlier ? -number : number,
              hashes.cart(facts.cart()),
              exact ? facts.value() : facts.value().map(Money::rounded)));
    }
    return steps;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
