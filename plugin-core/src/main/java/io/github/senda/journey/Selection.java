package io.github.senda.journey;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A filter made ready for one log and one meaning: names are numbers, and what goes by attributes
 * is looked up by their number. What needs no touch is asked first. For any thread, with a reader
 * of its own.
 */
final class Selection {

  /** Answers for the journey at which a reader stands. */
  @FunctionalInterface
  private interface Test {
    boolean of(JourneyLog.Reader journey);
  }

  private static final Test YES = journey -> true;

  /** Takes all. */
  static final Selection ALL = new Selection(YES, YES);

  /** Where what a server says is worth the cart, and not a thing that is put in or taken out. */
  private static final Set<Touchpoint> TELLING =
      Set.of(
          Touchpoints.UPDATE_CART,
          Touchpoints.VIEW_CART,
          Touchpoints.APPLY_COUPON,
          Touchpoints.COUPON_REFUSED,
          Touchpoints.BEGIN_CHECKOUT,
          Touchpoints.CHECKOUT_STEP,
          Touchpoints.ADD_SHIPPING_INFO,
          Touchpoints.ADD_PAYMENT_INFO,
          Touchpoints.CHECKOUT_ERROR,
          Touchpoints.PURCHASE);

  private final Test early;
  private final Test late;

  private Selection(Test early, Test late) {
    this.early = early;
    this.late = late;
  }

  static Selection of(Condition condition, JourneyLog log, Meaning meaning) {
    Compiler compiler = new Compiler(log, meaning);
    List<Condition> parts =
        condition instanceof Condition.All all ? all.parts() : List.of(condition);
    return new Selection(
        compiler.all(parts.stream().filter(Condition::isEarly).toList()),
        compiler.all(parts.stream().filter(part -> !part.isEarly()).toList()));
  }

  /** Whether it asks anything at all. */
  boolean asks() {
    return early != YES || late != YES;
  }

  /** Whether a journey may be taken, by what is known without its touchpoints. */
  boolean mayTake(JourneyLog.Reader journey) {
    return early.of(journey);
  }

  /**
   * Whether it is taken, where {@link #mayTake} has said yes; none of its touches is merged yet.
   */
  boolean takes(JourneyLog.Reader journey) {
    return late.of(journey);
  }

  /** Makes tests of conditions. */
  private record Compiler(JourneyLog log, Meaning meaning) {

    Test all(List<Condition> parts) {
      List<Condition.Attribute> attributes = new ArrayList<>();
      List<Test> tests = new ArrayList<>();
      for (Condition part : parts) {
        if (part instanceof Condition.Attribute attribute) {
          attributes.add(attribute);
        } else {
          tests.add(test(part));
        }
      }
      // Several at one look-up, and first, as most journeys are left out by them.
      if (!attributes.isEmpty()) {
        tests.add(0, byAttributes(known -> attributes.stream().allMatch(one -> holds(one, known))));
      }
      if (tests.isEmpty()) {
        return YES;
      }
      // Two, as most have, without a loop: it is asked for every journey.
      Test test = tests.get(0);
      for (Test next : tests.subList(1, tests.size())) {
        Test before = test;
        test = journey -> before.of(journey) && next.of(journey);
      }
      return test;
    }

    private Test test(Condition condition) {
      if (condition instanceof Condition.All all) {
        return all(all.parts());
      } else if (condition instanceof Condition.Any any) {
        Test none = all(any.parts().stream().<Condition>map(Condition.Not::new).toList());
        return journey -> !none.of(journey);
      } else if (condition instanceof Condition.Not not) {
        Test part = test(not.part());
        return journey -> !part.of(journey);
      } else if (condition instanceof Condition.Began began) {
        return began(began);
      } else if (condition instanceof Condition.Attribute attribute) {
        return byAttributes(known -> holds(attribute, known));
      } else if (condition instanceof Condition.Visitors visitors) {
        return visitors(visitors);
      } else if (condition instanceof Condition.Landing landing) {
        boolean[] wanted = new boolean[meaning.touchpoints().size()];
        landing.names().stream()
            .mapToInt(this::number)
            .filter(n -> n >= 0)
            .forEach(n -> wanted[n] = true);
        boolean same = landing.comparison() == Comparison.EQUAL;
        return journey -> wanted[journey.touchpoints()[0]] == same;
      } else if (condition instanceof Condition.Outcome outcome) {
        return outcome(outcome);
      } else if (condition instanceof Condition.Worth worth) {
        return worth(worth);
      }
      return way((Condition.Way) condition);
    }

    private static Test began(Condition.Began began) {
      long bound = JourneyLog.micros((Instant) began.when());
      Comparison comparison = began.comparison();
      return journey -> comparison.holds(Long.compare(journey.start(), bound));
    }

    private static boolean holds(Condition.Attribute attribute, Attributes known) {
      return attribute.holds(Optional.ofNullable(known.values().get(attribute.name())));
    }

    private Test byAttributes(Predicate<Attributes> predicate) {
      List<Attributes> sets = log.attributeValues();
      boolean[] table = new boolean[sets.size()];
      for (int i = 0; i < table.length; i++) {
        table[i] = predicate.test(sets.get(i));
      }
      return journey -> table[journey.attributes()];
    }

    private Test visitors(Condition.Visitors visitors) {
      boolean[] wanted = new boolean[Condition.Visitors.KINDS.size()];
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = visitors.kinds().contains(Condition.Visitors.KINDS.get(i));
      }
      boolean same = visitors.comparison() == Comparison.EQUAL;
      Test simulated =
          wanted[3]
              ? byAttributes(known -> "simulated".equals(known.values().get("visitor")))
              : journey -> false;
      VisitorNumbers first = wanted[0] || wanted[1] ? log.firstStarts() : new VisitorNumbers();
      return journey -> {
        long visitor = journey.visitor();
        int kind = visitor == 0 ? 2 : journey.start() > first.get(visitor, Long.MAX_VALUE) ? 1 : 0;
        return (wanted[kind] || simulated.of(journey)) == same;
      };
    }

    private Test outcome(Condition.Outcome outcome) {
      boolean purchase = outcome.kinds().contains("purchase");
      boolean left = outcome.kinds().contains("left");
      boolean active = outcome.kinds().contains("active");
      boolean same = outcome.comparison() == Comparison.EQUAL;
      int bought = number(Touchpoints.PURCHASE.name());
      return journey -> {
        boolean found = passes(journey, bought) ? purchase : journey.active() ? active : left;
        return found == same;
      };
    }

    private Test worth(Condition.Worth worth) {
      boolean[] telling = new boolean[meaning.touchpoints().size()];
      for (Touchpoint touchpoint : TELLING) {
        int number = number(touchpoint.name());
        if (number >= 0) {
          telling[number] = true;
        }
      }
      boolean[] page = new boolean[log.signs().size()];
      for (int i = 0; i < page.length; i++) {
        page[i] = log.signs().get(i).startsWith("BEACON ");
      }
      return journey -> {
        if (!journey.hasFacts()) {
          return false;
        }
        int[] seen = journey.seenTouchpoints();
        for (int i = journey.seen() - 1; i >= 0; i--) {
          if (seen[i] >= 0 && telling[seen[i]] && !page[journey.seenSigns()[i]]) {
            Optional<Money> said = journey.value(i);
            if (said.isPresent()) {
              return worth.currency().map(said.get().currency()::equals).orElse(true)
                  && worth
                      .comparison()
                      .holds(Long.compare(said.get().tenThousandths(), worth.tenThousandths()));
            }
          }
        }
        return false;
      };
    }

    private Test way(Condition.Way way) {
      int[] numbers = way.names().stream().mapToInt(this::number).toArray();
      int first = numbers[0];
      int last = numbers[numbers.length - 1];
      return switch (way.kind()) {
        case PASSES -> journey -> passes(journey, first);
        case NEVER -> journey -> !passes(journey, first);
        case THEN -> journey -> follows(journey, first, last);
        case DIRECTLY -> journey -> followsDirectly(journey, first, last);
        case VARIANT ->
            journey ->
                journey.length() == numbers.length
                    && Arrays.equals(
                        journey.touchpoints(), 0, numbers.length, numbers, 0, numbers.length);
      };
    }

    private int number(String name) {
      return meaning.touchpoints().indexOf(Touchpoint.of(name));
    }

    private static boolean passes(JourneyLog.Reader journey, int number) {
      int[] touchpoints = journey.touchpoints();
      for (int i = 0; i < journey.length(); i++) {
        if (touchpoints[i] == number) {
          return true;
        }
      }
      return false;
    }

    private static boolean follows(JourneyLog.Reader journey, int first, int later) {
      int[] touchpoints = journey.touchpoints();
      int wanted = first;
      boolean met = false;
      for (int i = 0; i < journey.length(); i++) {
        if (touchpoints[i] == wanted) {
          if (met) {
            return true;
          }
          met = true;
          wanted = later;
        }
      }
      return false;
    }

    private static boolean followsDirectly(JourneyLog.Reader journey, int first, int next) {
      int[] touchpoints = journey.touchpoints();
      for (int i = 1; i < journey.length(); i++) {
        if (touchpoints[i] == next && touchpoints[i - 1] == first) {
          return true;
        }
      }
      return false;
    }
  }
}
