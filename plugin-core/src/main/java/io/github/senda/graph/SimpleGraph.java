package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A log's graph made simpler, with all that this hides. Touchpoints are merged or left out by
 * projecting every journey and counting again, so each count and time is true of what is shown;
 * transitions are only hidden. Everything there is stands in {@link #graph}; {@link #shown} and
 * {@link #hidden} part it. Safe for any thread.
 */
public final class SimpleGraph {

  private final JourneyLog log;
  private final Meaning meaning;
  private final Meaning projected;
  private final JourneyGraph whole;
  private final JourneyGraph graph;
  private final Set<Touchpoint> merged;
  private final Set<Touchpoint> small;
  private final Set<Touchpoint> leftOut;
  private final ShowingOrder order;
  private Optional<HiddenJourneys> journeys = Optional.empty();

  private SimpleGraph(
      JourneyLog log,
      Meaning meaning,
      Meaning projected,
      JourneyGraph whole,
      JourneyGraph graph,
      Set<Touchpoint> merged,
      Set<Touchpoint> small,
      Set<Touchpoint> leftOut) {
    this.log = log;
    this.meaning = meaning;
    this.projected = projected;
    this.whole = whole;
    this.graph = graph;
    this.merged = Set.copyOf(merged);
    this.small = Set.copyOf(small);
    this.leftOut = Set.copyOf(leftOut);
    this.order = ShowingOrder.of(graph);
  }

  /** Lays the journeys of a log over one another, in one reading or by what is known already. */
  @FunctionalInterface
  public interface Graphs {
    /** Gives what {@link JourneyGraph#of} gives. */
    JourneyGraph graph(JourneyLog log, Meaning meaning);

    /** Gives what {@link JourneyCounts#of} gives. */
    default JourneyCounts counts(JourneyLog log, Meaning meaning) {
      return JourneyCounts.of(log, meaning);
    }
  }

  /** Makes the graph of a log simpler. */
  public static SimpleGraph of(JourneyLog log, Meaning meaning, Simplification how) {
    return of(log, meaning, how, JourneyGraph::of);
  }

  /** Makes the graph of a log simpler, with graphs from a place that may know them already. */
  public static SimpleGraph of(JourneyLog log, Meaning meaning, Simplification how, Graphs graphs) {
    return of(log, meaning, graphs.graph(log, meaning), how, graphs);
  }

  /**
   * The same, where the graph is known already before it is made simpler.
   *
   * @param whole the graph of that log and meaning
   */
  public static SimpleGraph of(
      JourneyLog log, Meaning meaning, JourneyGraph whole, Simplification how, Graphs graphs) {
    Set<Touchpoint> leftOut = new HashSet<>(how.leftOut());
    leftOut.retainAll(whole.steps());
    Meaning kept = leftOut.isEmpty() ? meaning : meaning.hiding(leftOut);
    JourneyGraph left = leftOut.isEmpty() ? whole : graphs.graph(log, kept);
    Set<Touchpoint> merged = how.rare(left);
    Set<Touchpoint> small = SmallGroups.of(left, log, kept, how.fewest(), graphs);
    merged.addAll(small);
    Meaning projected = merged.isEmpty() ? kept : kept.merging(merged, Touchpoints.OTHERS);
    JourneyGraph graph = merged.isEmpty() ? left : graphs.graph(log, projected);
    return new SimpleGraph(log, meaning, projected, whole, graph, merged, small, leftOut);
  }

  /** What touches mean in this graph: whatever else is counted of what it shows is read so. */
  public Meaning meaning() {
    return projected;
  }

  /** All journeys before any touchpoint was merged or left out. */
  public JourneyGraph whole() {
    return whole;
  }

  /** All journeys as they are projected, with the transitions that are shown and those hidden. */
  public JourneyGraph graph() {
    return graph;
  }

  /** The touchpoints that were merged into {@link Touchpoints#OTHERS}. */
  public Set<Touchpoint> merged() {
    return merged;
  }

  /** Those of {@link #merged} that stand together as too few journeys touched them. */
  public Set<Touchpoint> small() {
    return small;
  }

  /** The touchpoints that were left out, of those that anybody touched. */
  public Set<Touchpoint> leftOut() {
    return leftOut;
  }

  /** Which transitions are shown. */
  public GraphFilter.Shown shown(GraphFilter filter) {
    return filter.of(graph, order);
  }

  /**
   * What is hidden, exactly. The log is read when this is asked for the first time, and answers for
   * every filter from then on.
   */
  public Hidden hidden(GraphFilter filter) {
    List<Transition> all = order.transitions();
    int shown = order.shown(filter.share());
    int arcs = 0;
    long count = 0;
    int starts = 0;
    for (Transition transition : all.subList(shown, all.size())) {
      if (transition.isBetweenSteps()) {
        arcs++;
        count += transition.count();
      } else if (transition.from().equals(Touchpoint.ENTRY)) {
        starts++;
      }
    }
    int ends = all.size() - shown - arcs - starts;
    int touchpoints = leftOut.size() + merged.size();
    if (touchpoints == 0 && shown == all.size()) {
      return new Hidden(0, 0, 0, 0, 0, 0, graph.journeys());
    }
    HiddenJourneys counted = journeys();
    return new Hidden(touchpoints, arcs, count, starts, ends, counted.beyond(shown), counted.all());
  }

  private synchronized HiddenJourneys journeys() {
    if (journeys.isEmpty()) {
      journeys = Optional.of(HiddenJourneys.of(log, meaning, merged, leftOut, order));
    }
    return journeys.get();
  }
}
