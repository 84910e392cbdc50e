package io.github.senda.map;

import io.github.senda.graph.Funnel;
import io.github.senda.graph.GraphFilter;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Variants;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.metric.DropOff;
import io.github.senda.metric.Share;
import io.github.senda.touch.Stages;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a merchant looks at: a period, its graph by stages, its funnel and numbers, and what of it
 * is shown. Everything in it comes from the same journeys, so its figures agree. A value; safe for
 * any thread.
 *
 * @param period the days it tells of; empty where it tells of all there is
 * @param stages the stages, with a stage for every step of the graph
 * @param graph the graph, after rare touchpoints were merged into {@link Touchpoints#OTHERS}
 * @param merged how many touchpoints were merged so; 0 for none
 * @param shown the transitions that are drawn, and how much is hidden
 * @param funnel the way through those steps of the checkout that anybody touched, over ended
 *     journeys
 * @param conversion ended journeys with a purchase, of all ended journeys
 * @param cartAbandonment ended journeys that put something into the cart and bought nothing after,
 *     of those that put something into the cart
 * @param dropOffs where journeys ended before their goal, most first
 * @param variants the distinct ways, over ended journeys
 */
public record JourneyMap(
    Optional<Period> period,
    Stages stages,
    JourneyGraph graph,
    int merged,
    GraphFilter.Shown shown,
    Funnel funnel,
    Share conversion,
    Share cartAbandonment,
    List<DropOff> dropOffs,
    Variants variants) {

  /** How many touchpoints a picture holds before the rarest are merged. */
  public static final int MOST_TOUCHPOINTS = 40;

  public JourneyMap {
    dropOffs = List.copyOf(dropOffs);
  }

  /** The map of a log's journeys that began in a period. */
  public static JourneyMap of(JourneyLog log, Meaning meaning, Period period, GraphFilter filter) {
    return of(log.begunBetween(period.start(), period.end()), meaning, Optional.of(period), filter);
  }

  /** The map of all journeys of a log. */
  public static JourneyMap of(JourneyLog log, Meaning meaning, GraphFilter filter) {
    return of(log, meaning, Optional.empty(), filter);
  }

  private static JourneyMap of(
      JourneyLog log, Meaning meaning, Optional<Period> period, GraphFilter filter) {
    JourneyGraph whole = JourneyGraph.of(log, meaning);
    Set<Touchpoint> rare = rare(whole);
    Meaning projected = rare.isEmpty() ? meaning : meaning.merging(rare, Touchpoints.OTHERS);
    JourneyGraph graph = rare.isEmpty() ? whole : JourneyGraph.of(log, projected);
    // A step that a shop does not have would make all after it look unreached.
    List<Touchpoint> checkout =
        Touchpoints.CHECKOUT.stream().filter(step -> whole.journeys(step) > 0).toList();
    Funnel orders = Funnel.of(log, meaning, List.of(Touchpoints.PURCHASE));
    Funnel carts = Funnel.of(log, meaning, List.of(Touchpoints.ADD_TO_CART, Touchpoints.PURCHASE));
    long filled = carts.steps().get(0).reached();
    long bought = carts.steps().get(1).reached();
    return new JourneyMap(
        period,
        StagePlan.of(graph, log, projected),
        graph,
        rare.size(),
        filter.of(graph),
        Funnel.of(log, meaning, checkout),
        new Share(orders.steps().get(0).reached(), orders.journeys()),
        new Share(filled - bought, filled),
        DropOff.of(graph),
        Variants.of(log, projected));
  }

  /** The same map with other transitions drawn. */
  public JourneyMap showing(GraphFilter filter) {
    return new JourneyMap(
        period,
        stages,
        graph,
        merged,
        filter.of(graph),
        funnel,
        conversion,
        cartAbandonment,
        dropOffs,
        variants);
  }

  /**
   * Whether any journey met a cart, a checkout or an order. Where none did, as in the log of
   * another process, there is no conversion to tell.
   */
  public boolean sells() {
    return Stream.of(Touchpoints.ADD_TO_CART, Touchpoints.BEGIN_CHECKOUT, Touchpoints.PURCHASE)
        .anyMatch(step -> graph.journeys(step) > 0);
  }

  /**
   * The rarest steps, so many that the others and the one they are merged into are few enough. What
   * every shop has is rare in none: an order stays an order, however many pages there are.
   */
  private static Set<Touchpoint> rare(JourneyGraph graph) {
    if (graph.steps().size() <= MOST_TOUCHPOINTS) {
      return Set.of();
    }
    Stages shop = Stages.shop();
    return new HashSet<>(
        graph.steps().stream()
            .sorted(
                Comparator.<Touchpoint, Boolean>comparing(step -> shop.of(step).isEmpty())
                    .thenComparing(step -> -graph.journeys(step))
                    .thenComparing(Comparator.naturalOrder()))
            .skip(MOST_TOUCHPOINTS - 1)
            .toList());
  }
}
