package io.github.senda.storefront.cli;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.graph.TransitionMedians;
import io.github.senda.graph.Variants;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Unit;
import io.github.senda.storefront.intake.ReadLog;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The figures of a log's graph, without its ends.
 *
 * @param unit what is counted as a journey
 * @param filter which of them are counted, as its text; empty for all
 * @param touches how many touches
 * @param journeys how many journeys
 * @param touchpoints how many distinct touchpoints
 * @param transitionSum how often transitions were gone, all together
 * @param starts at how many distinct touchpoints journeys begin
 * @param ends at how many distinct touchpoints journeys end
 * @param variants how many distinct ways
 * @param topVariantJourneys how many journeys took the commonest way
 * @param arcs the transitions, the most gone first, then by names
 */
record Figures(
    Unit unit,
    String filter,
    long touches,
    long journeys,
    int touchpoints,
    long transitionSum,
    long starts,
    long ends,
    int variants,
    long topVariantJourneys,
    List<Arc> arcs) {

  /** A transition: how often it was gone, and its mean and exact median duration in seconds. */
  record Arc(String from, String to, long count, double meanSeconds, double medianSeconds) {}

  Figures {
    arcs = List.copyOf(arcs);
  }

  /** The same figures where so many journeys took the commonest way that may be shown. */
  Figures commonest(long journeysOfTopVariant) {
    return new Figures(
        unit,
        filter,
        touches,
        journeys,
        touchpoints,
        transitionSum,
        starts,
        ends,
        variants,
        journeysOfTopVariant,
        arcs);
  }

  static Figures of(ReadLog read) {
    JourneyGraph graph = JourneyGraph.of(read.log(), read.meaning());
    return of(graph, graph.transitions(), read.log(), read.meaning());
  }

  /**
   * The figures of a graph of which not all is shown.
   *
   * @param graph the graph of that log and meaning
   * @param shown its transitions that are shown
   */
  static Figures of(JourneyGraph graph, List<Transition> shown, JourneyLog log, Meaning meaning) {
    TransitionMedians medians = TransitionMedians.of(graph, log, meaning);
    Variants variants = Variants.of(log, meaning);
    List<Arc> arcs = new ArrayList<>();
    long sum = 0;
    long starts = 0;
    long ends = 0;
    for (Transition transition : shown) {
      if (transition.isBetweenSteps()) {
        arcs.add(
            new Arc(
                transition.from().name(),
                transition.to().name(),
                transition.count(),
                transition.totalMicros() / 1e6 / transition.count(),
                medians.seconds(transition.from(), transition.to()).orElseThrow()));
        sum += transition.count();
      } else if (transition.from().equals(Touchpoint.ENTRY)) {
        starts++;
      } else {
        ends++;
      }
    }
    // Stable, so that the transitions of one count stay in the graph's order, by names.
    arcs.sort(Comparator.comparingLong(Arc::count).reversed());
    return new Figures(
        log.unit(),
        log.filter().text(),
        graph.touches(),
        graph.journeys(),
        graph.steps().size(),
        sum,
        starts,
        ends,
        variants.distinct(),
        variants.top(1).isEmpty() ? 0 : variants.top(1).get(0).journeys(),
        arcs);
  }
}
