package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The touchpoints that too few journeys touched to be shown each for itself: whoever knows a little
 * of one visitor could find that visitor's way among so few (k-anonymity: Sweeney, <i>IJUFKS</i>
 * 10(5), 2002). They are merged, never blanked: of a graph into whose every step goes as much as
 * out of it, a blank can be worked out. Journeys that no person made are of no group.
 */
public final class SmallGroups {

  /** Fewer journeys than these are never shown of one touchpoint alone, where nothing is said. */
  public static final long USUAL = 10;

  private SmallGroups() {}

  /**
   * What a shop's store is shown with: {@code fewest}, or 1 as long as the whole store holds fewer
   * journeys. What such a store holds is mostly what its merchant has just tried, who wants to see
   * whether it works; there is no crowd yet that anybody could be picked out of by subtraction.
   *
   * @param store all that the store holds, whatever is asked of it
   */
  public static long fewest(JourneyLog store, long fewest) {
    long journeys = store.blocks().stream().mapToLong(block -> block.journeys()).sum();
    return journeys < fewest ? 1 : fewest;
  }

  /**
   * The touchpoints that are merged into {@link Touchpoints#OTHERS}: all of fewer journeys, and the
   * next rarest with them where they are too few even together, so that nothing that is shown is of
   * fewer; only where all journeys are too few is there nothing more to merge.
   *
   * @param graph the graph of that log and meaning
   * @param fewest how many journeys are enough
   */
  public static Set<Touchpoint> of(
      JourneyGraph graph, JourneyLog log, Meaning meaning, long fewest) {
    Set<Touchpoint> small = new HashSet<>();
    if (fewest <= 1) {
      return small;
    }
    boolean[] simulated = simulated(log);
    Map<Touchpoint, Long> journeys = journeys(graph, log, meaning, simulated);
    List<Touchpoint> rarestFirst =
        graph.steps().stream()
            .filter(step -> journeys.get(step) > 0)
            .sorted(
                Comparator.<Touchpoint>comparingLong(journeys::get)
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    long sum = 0;
    for (Touchpoint step : rarestFirst) {
      if (journeys.get(step) < fewest) {
        small.add(step);
        sum += journeys.get(step);
      }
    }
    if (small.isEmpty()) {
      return small;
    }
    if (graph.journeys(Touchpoints.OTHERS) > 0 && small.add(Touchpoints.OTHERS)) {
      sum += journeys.get(Touchpoints.OTHERS);
    }
    if (sum < fewest || touching(small, log, meaning, simulated) < fewest) {
      rarestFirst.stream().filter(step -> !small.contains(step)).findFirst().ifPresent(small::add);
    }
    return small;
  }

  private static boolean[] simulated(JourneyLog log) {
    boolean[] simulated = new boolean[log.attributes().size()];
    for (int i = 0; i < simulated.length; i++) {
      // Most shops have thousands of sets of attributes and no such visitor.
      String text = log.attributes().get(i);
      simulated[i] =
          text.contains("simulated")
              && "simulated".equals(Attributes.parse(text).values().get("visitor"));
    }
    return simulated;
  }

  private static Map<Touchpoint, Long> journeys(
      JourneyGraph graph, JourneyLog log, Meaning meaning, boolean[] simulated) {
    Map<Touchpoint, Long> journeys = new HashMap<>();
    graph.steps().forEach(step -> journeys.put(step, graph.journeys(step)));
    boolean any = false;
    for (boolean one : simulated) {
      any |= one;
    }
    if (any) {
      int size = meaning.touchpoints().size();
      long[] ofNobody = new long[size];
      long[] lastJourney = new long[size];
      JourneyLog.Reader reader = log.reader(meaning);
      for (long journey = 1; reader.next(); journey++) {
        for (int i = 0; i < reader.length() && simulated[reader.attributes()]; i++) {
          int touchpoint = reader.touchpoints()[i];
          ofNobody[touchpoint] += lastJourney[touchpoint] == journey ? 0 : 1;
          lastJourney[touchpoint] = journey;
        }
      }
      for (int i = 0; i < size; i++) {
        long nobody = ofNobody[i];
        journeys.computeIfPresent(meaning.touchpoints().get(i), (step, all) -> all - nobody);
      }
    }
    return journeys;
  }

  /** How many journeys of persons touched any of these. */
  private static long touching(
      Set<Touchpoint> any, JourneyLog log, Meaning meaning, boolean[] simulated) {
    boolean[] wanted = new boolean[meaning.touchpoints().size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = any.contains(meaning.touchpoints().get(i));
    }
    long journeys = 0;
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      int[] touchpoints = reader.touchpoints();
      for (int i = 0; i < reader.length() && !simulated[reader.attributes()]; i++) {
        if (wanted[touchpoints[i]]) {
          journeys++;
          break;
        }
      }
    }
    return journeys;
  }
}
