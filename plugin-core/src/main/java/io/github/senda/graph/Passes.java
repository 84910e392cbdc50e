package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many journeys passed each touchpoint and each transition, however often each of them did: the
 * numerator of "so many of a hundred visits go this way". Unit: ended journeys. Immutable; safe for
 * any thread.
 */
public final class Passes {

  /** A transition's ends. The order is by start, then by end. */
  public record Arc(Touchpoint from, Touchpoint to) implements Comparable<Arc> {
    /** Whether it leads from a step to a step. */
    public boolean isBetweenSteps() {
      return from.isStep() && to.isStep();
    }

    @Override
    public int compareTo(Arc other) {
      int byStart = from.compareTo(other.from);
      return byStart != 0 ? byStart : to.compareTo(other.to);
    }
  }

  private final long journeys;
  private final SortedMap<Touchpoint, Long> bySteps;
  private final SortedMap<Arc, Long> byArcs;

  private Passes(long journeys, SortedMap<Touchpoint, Long> bySteps, SortedMap<Arc, Long> byArcs) {
    this.journeys = journeys;
    this.bySteps = Collections.unmodifiableSortedMap(bySteps);
    this.byArcs = Collections.unmodifiableSortedMap(byArcs);
  }

  /**
   * Reads a log once.
   *
   * @param graph the graph of that log and meaning
   */
  public static Passes of(JourneyGraph graph, JourneyLog log, Meaning meaning) {
    List<Transition> transitions = graph.transitions();
    ArcTable table = ArcTable.of(meaning.touchpoints(), transitions);
    long[] passed = new long[transitions.size()];
    long[] lastJourney = new long[transitions.size()];
    long journeys = 0;
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      if (reader.active()) {
        continue;
      }
      journeys++;
      int from = table.entry();
      for (int i = 0; i <= reader.length(); i++) {
        int to = i < reader.length() ? reader.touchpoints()[i] : table.end(false);
        int place = table.place(from, to);
        if (lastJourney[place] != journeys) {
          lastJourney[place] = journeys;
          passed[place]++;
        }
        from = to;
      }
    }
    SortedMap<Touchpoint, Long> bySteps = new TreeMap<>();
    graph.steps().forEach(step -> bySteps.put(step, graph.ended(step)));
    bySteps.values().removeAll(List.of(0L));
    SortedMap<Arc, Long> byArcs = new TreeMap<>();
    for (int place = 0; place < passed.length; place++) {
      if (passed[place] > 0) {
        Transition transition = transitions.get(place);
        byArcs.put(new Arc(transition.from(), transition.to()), passed[place]);
      }
    }
    return new Passes(journeys, bySteps, byArcs);
  }

  /** How many journeys there are. */
  public long journeys() {
    return journeys;
  }

  /** How many journeys passed each step that any passed, by name. */
  public SortedMap<Touchpoint, Long> steps() {
    return bySteps;
  }

  /** How many journeys passed each transition that any passed, those at the ends among them. */
  public SortedMap<Arc, Long> arcs() {
    return byArcs;
  }

  @Override
  public String toString() {
    return journeys + " journeys, " + byArcs;
  }
}
