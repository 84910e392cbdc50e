package io.github.senda.map;

import io.github.senda.graph.CheckoutCounts;
import io.github.senda.graph.Funnel;
import io.github.senda.graph.GraphFilter;
import io.github.senda.graph.Hidden;
import io.github.senda.graph.JourneyCounts;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.SimpleGraph;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.metric.DropOff;
import io.github.senda.metric.Share;
import io.github.senda.touch.Stages;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a merchant looks at: a period, its graph by stages, its funnel and numbers, and what of it
 * is shown. Everything in it comes from the same journeys, so its figures agree. A value; safe for
 * any thread.
 *
 * @param period the days it tells of; empty where it tells of all there is
 * @param view what of it is shown, and how
 * @param stages the stages, with a stage for every step of the graph
 * @param simple the graph, after rare touchpoints were merged into {@link Touchpoints#OTHERS}, and
 *     what that hides
 * @param shown the transitions that are drawn, and how much is hidden
 * @param funnel the way through those steps of the checkout that anybody touched, over ended
 *     journeys
 * @param conversion ended journeys with a purchase, of all ended journeys
 * @param cartAbandonment ended journeys that put something into the cart and bought nothing after,
 *     of those that put something into the cart
 * @param dropOffs where journeys ended before their goal, most first
 * @param simulated how many of the journeys no person made
 */
public record JourneyMap(
    Optional<Period> period,
    View view,
    Stages stages,
    SimpleGraph simple,
    GraphFilter.Shown shown,
    Funnel funnel,
    Share conversion,
    Share cartAbandonment,
    List<DropOff> dropOffs,
    long simulated) {

  /** How many touchpoints a picture holds before the rarest are merged. */
  public static final int MOST_TOUCHPOINTS = 40;

  private static final Set<Touchpoint> SELLING =
      Set.of(Touchpoints.ADD_TO_CART, Touchpoints.BEGIN_CHECKOUT, Touchpoints.PURCHASE);

  public JourneyMap {
    dropOffs = List.copyOf(dropOffs);
  }

  /** The map of a log's journeys that began in a period. */
  public static JourneyMap of(JourneyLog log, Meaning meaning, Period period, GraphFilter filter) {
    return of(log, meaning, Optional.of(period), View.ALL.paths(filter));
  }

  /** The map of all journeys of a log. */
  public static JourneyMap of(JourneyLog log, Meaning meaning, GraphFilter filter) {
    return of(log, meaning, Optional.empty(), View.ALL.paths(filter));
  }

  /** The map of a log's journeys that began in a period, or of all. */
  public static JourneyMap of(JourneyLog log, Meaning meaning, Optional<Period> period, View view) {
    return of(log, meaning, period, view, JourneyGraph::of);
  }

  /** The same, with graphs from a place that may know them already. */
  public static JourneyMap of(
      JourneyLog whole,
      Meaning meaning,
      Optional<Period> period,
      View view,
      SimpleGraph.Graphs graphs) {
    JourneyLog log = period.map(days -> whole.begunBetween(days.start(), days.end())).orElse(whole);
    Zoom zoom = view.zoom();
    boolean zoomed = !zoom.equals(Zoom.NONE);
    JourneyCounts counts = graphs.counts(log, meaning);
    JourneyGraph all = counts.graph();
    Stages stages = zoomed ? StagePlan.of(view.stages(), all, log, meaning) : view.stages();
    Meaning seen = zoomed ? zoom.of(meaning, log.signs(), stages) : meaning;
    SimpleGraph simple =
        SimpleGraph.of(
            log, seen, zoomed ? graphs.graph(log, seen) : all, view.simplification(), graphs);
    JourneyGraph graph = simple.graph();
    // A step that a shop does not have would make all after it look unreached.
    List<Touchpoint> checkout =
        Touchpoints.CHECKOUT.stream().filter(step -> all.journeys(step) > 0).toList();
    CheckoutCounts checkouts = counts.checkouts();
    Funnel carts = checkouts.funnel(List.of(Touchpoints.ADD_TO_CART, Touchpoints.PURCHASE));
    long filled = carts.steps().get(0).reached();
    long bought = carts.steps().get(1).reached();
    return new JourneyMap(
        period,
        view,
        zoomed
            ? StagePlan.seen(stages, zoom, graph)
            : StagePlan.of(view.stages(), graph, log, simple.meaning()),
        simple,
        simple.shown(view.paths()),
        checkouts.funnel(checkout),
        new Share(all.ended(Touchpoints.PURCHASE), all.ended()),
        new Share(filled - bought, filled),
        Departures.of(log, meaning, all, view, stages, simple),
        counts.simulated());
  }

  /** The same map with other transitions drawn. */
  public JourneyMap showing(GraphFilter filter) {
    return new JourneyMap(
        period,
        view.paths(filter),
        stages,
        simple,
        simple.shown(filter),
        funnel,
        conversion,
        cartAbandonment,
        dropOffs,
        simulated);
  }

  /** All journeys of the map laid over one another, as its touchpoints are shown. */
  public JourneyGraph graph() {
    return simple.graph();
  }

  /** How many touchpoints were merged into {@link Touchpoints#OTHERS}; 0 for none. */
  public int merged() {
    return simple.merged().size();
  }

  /** How many of the {@link #merged} ones can be shown each for itself; the others are too rare. */
  public int openable() {
    return (int) simple.merged().stream().filter(step -> !simple.small().contains(step)).count();
  }

  /** What is hidden, and how many journeys it touches. */
  public Hidden hidden() {
    return simple.hidden(view.paths());
  }

  /** The journeys that ended at a step before their goal, of the ended ones that touched it. */
  public Share left(Touchpoint step) {
    for (DropOff dropOff : dropOffs) {
      if (dropOff.touchpoint().equals(step)) {
        return dropOff.share();
      }
    }
    return new Share(0, graph().ended(step));
  }

  /**
   * Whether any journey met a cart, a checkout or an order. Where none did, as in the log of
   * another process, there is no conversion to tell.
   */
  public boolean sells() {
    // The funnel has the steps that anybody touched, whatever these are shown as.
    for (Funnel.Step step : funnel.steps()) {
      if (SELLING.contains(step.touchpoint())) {
        return true;
      }
    }
    return false;
  }
}
