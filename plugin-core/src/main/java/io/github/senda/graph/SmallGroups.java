package io.github.senda.graph;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
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
    Simulated simulated = Simulated.of(store);
    long journeys = 0;
    for (JourneyBlock block : store.blocks()) {
      if (journeys >= fewest) {
        break;
      }
      if (!simulated.any()) {
        journeys += block.journeys();
        continue;
      }
      JourneyBlock.Cursor cursor = block.cursor();
      while (journeys < fewest && cursor.next()) {
        journeys += simulated.is(cursor.attributes()) ? 0 : 1;
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
   * @param graphs where the graph is asked for in which they are one
   */
  static Set<Touchpoint> of(
      JourneyGraph graph, JourneyLog log, Meaning meaning, long fewest, SimpleGraph.Graphs graphs) {
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
    Meaning together = meaning.merging(small, Touchpoints.OTHERS);
    if (graphs.graph(log, together).journeys(Touchpoints.OTHERS) < fewest) {
      rarestFirst.stream()
          .filter(step -> graph.journeys(step) >= fewest && !small.contains(step))
          .findFirst()
          .ifPresent(small::add);
    }
    return small;
  }

  /** The same, with graphs counted anew. */
  public static Set<Touchpoint> of(
      JourneyGraph graph, JourneyLog log, Meaning meaning, long fewest) {
    return of(graph, log, meaning, fewest, JourneyGraph::of);
  }

  /** Those of some touchpoints that any person touched. */
  private static Set<Touchpoint> ofPersons(Set<Touchpoint> some, JourneyLog log, Meaning meaning) {
    Simulated simulated = Simulated.of(log);
    if (!simulated.any()) {
      return some;
    }
    Set<Touchpoint> ofPersons = new HashSet<>();
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next() && ofPersons.size() < some.size()) {
      for (int i = 0; i < reader.length() && !simulated.is(reader.attributes()); i++) {
        Touchpoint step = meaning.touchpoints().get(reader.touchpoints()[i]);
        if (some.contains(step)) {
          ofPersons.add(step);
        }
      }
    }
    return ofPersons;
  }
}
