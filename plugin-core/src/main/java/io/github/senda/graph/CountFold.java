package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.List;

/**
 * {@link JourneyCounts} in the making: the folds at work, and the graph that had to be put aside
 * when its fold was full. For one thread.
 */
final class CountFold {

  private final List<Touchpoint> touchpoints;
  private final CheckoutCounts.Fold checkouts;
  private GraphFold graph;
  private JourneyGraph full = JourneyGraph.empty();
  private long simulated;

  CountFold(List<Touchpoint> touchpoints) {
    this.touchpoints = touchpoints;
    this.checkouts = new CheckoutCounts.Fold(touchpoints);
    this.graph = new GraphFold(touchpoints.size());
  }

  /**
   * Adds the journeys of a log.
   *
   * @param ofNobody which sets of attributes are of journeys that no person made
   */
  void read(JourneyLog log, Meaning meaning, Simulated ofNobody) {
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      add(reader, ofNobody);
      makeRoom(reader.length());
    }
  }

  /** Adds the journey at which a reader stands. */
  void add(JourneyLog.Reader reader, Simulated ofNobody) {
    simulated += ofNobody.is(reader.attributes()) ? 1 : 0;
    graph.add(reader.touchpoints(), reader.micros(), reader.length(), reader.active());
    if (!reader.active()) {
      checkouts.add(reader.touchpoints(), reader.length());
    }
  }

  /** Makes it ready to take so many touches more. */
  void makeRoom(long touches) {
    if (!graph.hasRoomFor(touches)) {
      full = full.plus(graph.graph(touchpoints));
      graph = new GraphFold(touchpoints.size());
    }
  }

  /** The graph's fold, as long as there is room in it. */
  GraphFold graph() {
    return graph;
  }

  CheckoutCounts.Fold checkouts() {
    return checkouts;
  }

  long simulated() {
    return simulated;
  }

  void addSimulated(long journeys) {
    simulated += journeys;
  }

  /** Forgets all it holds, but not the room that it has made for it. */
  void clear() {
    graph.clear();
    checkouts.clear();
    full = JourneyGraph.empty();
    simulated = 0;
  }

  JourneyCounts counts() {
    return new JourneyCounts(full.plus(graph.graph(touchpoints)), checkouts.counts(), simulated);
  }
}
