package io.github.senda.graph;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The touchpoints that too few journeys touched to be shown each for itself: whoever knows a little
 * of one visitor could find that visitor's way among so few (k-anonymity: Sweeney, <i>IJUFKS</i>
 * 10(5), 2002). They are merged, never blanked: of a graph into whose every step goes as much as
 * out of it, a blank can be worked out. A group that is of no person at all is nobody's secret.
 */
public final class SmallGroups {

  /** Fewer journeys than these are never shown of one touchpoint alone, where nothing is said. */
  public static final long USUAL = 10;

  private SmallGroups() {}

  /**
   * What a shop's store is shown with: {@code fewest}, or 1 as long as the whole store holds fewer
   * journeys of persons. What such a store holds is mostly what its merchant has just tried, who
   * wants to see whether it works.
   *
   * @param store all that the store holds, whatever is asked of it
   */
  public static long fewest(JourneyLog store, long fewest) {
    boolean[] simulated = simulated(store);
    boolean any = any(simulated);
    long journeys = 0;
    for (JourneyBlock block : store.blocks()) {
      if (journeys >= fewest) {
        break;
      }
      if (!any) {
        journeys += block.journeys();
        continue;
      }
      JourneyBlock.Cursor cursor = block.cursor();
      while (journeys < fewest && cursor.next()) {
        journeys += simulated[cursor.attributes()] ? 0 : 1;
      }
    }
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
    List<Touchpoint> rarestFirst =
        graph.steps().stream()
            .sorted(
                Comparator.<Touchpoint>comparingLong(graph::journeys)
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    rarestFirst.stream().takeWhile(step -> graph.journeys(step) < fewest).forEach(small::add);
    if (!small.isEmpty()) {
      small.retainAll(ofPersons(small, log, meaning));
    }
    if (small.isEmpty()) {
      return small;
    }
    if (graph.journeys(Touchpoints.OTHERS) > 0) {
      small.add(Touchpoints.OTHERS);
    }
    if (touching(small, log, meaning) < fewest) {
      rarestFirst.stream()
          .filter(step -> graph.journeys(step) >= fewest && !small.contains(step))
          .findFirst()
          .ifPresent(small::add);
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

  private static boolean any(boolean[] flags) {
    for (boolean flag : flags) {
      if (flag) {
        return true;
      }
    }
    return false;
  }

  /** Those of some touchpoints that any person touched. */
  private static Set<Touchpoint> ofPersons(Set<Touchpoint> some, JourneyLog log, Meaning meaning) {
    boolean[] simulated = simulated(log);
    if (!any(simulated)) {
      return some;
    }
    Set<Touchpoint> ofPersons = new HashSet<>();
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next() && ofPersons.size() < some.size()) {
      for (int i = 0; i < reader.length() && !simulated[reader.attributes()]; i++) {
        Touchpoint step = meaning.touchpoints().get(reader.touchpoints()[i]);
        if (some.contains(step)) {
          ofPersons.add(step);
        }
      }
    }
    return ofPersons;
  }

  /** How many journeys touched any of these. */
  private static long touching(Set<Touchpoint> any, JourneyLog log, Meaning meaning) {
    boolean[] wanted = new boolean[meaning.touchpoints().size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = any.contains(meaning.touchpoints().get(i));
    }
    long journeys = 0;
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      int[] touchpoints = reader.touchpoints();
      for (int i = 0; i < reader.length(); i++) {
        if (wanted[touchpoints[i]]) {
          journeys++;
          break;
        }
      }
    }
    return journeys;
  }
}
