package io.github.senda.metric;

import io.github.senda.graph.GoalGraph;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jgrapht.Graph;
import org.jgrapht.graph.EdgeReversedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;

/**
 * What becomes of a visitor, by where they are: how likely the goal is, how likely they are lost,
 * and how many steps are still to come. An absorbing Markov chain: with {@code P = [Q R; 0 I]}, the
 * expected visits are {@code N = (I - Q)^-1}, the absorption {@code B = N R} and the steps {@code t
 * = N 1} (Kemeny and Snell, <i>Finite Markov Chains</i>, 1960). The goal and {@link
 * Touchpoint#EXIT} absorb; {@link Touchpoint#ENTRY} is a step as well. Solved exactly, not
 * simulated. Immutable; safe for any thread.
 *
 * <p>Fitted on journeys that are cut at the goal, the absorption from {@code ENTRY} is the observed
 * conversion, and the expected visits are the observed mean ones, to the last digits of floating
 * point: the law that proves the whole.
 */
public final class MarkovChain {

  /** More touchpoints than these are not solved for: it would take minutes. */
  public static final int MOST = 2_000;

  /**
   * Somewhere a visitor may be.
   *
   * @param journeys how many ended journeys were there before the goal: what the rest stands on
   * @param absorption how likely they reach the goal from there, from 0 to 1
   * @param loss how likely they leave without it, from 0 to 1
   * @param steps the expected touches until either, that at which they are included; empty where it
   *     may be that neither ever comes
   * @param visits how often a journey is there, on average, before it reaches the goal or is lost
   */
  public record State(
      long journeys, double absorption, double loss, OptionalDouble steps, double visits) {

    /** Whether it stands on too few journeys to be shown as a rate. */
    public boolean isSmall() {
      return new Share(Math.round(absorption * journeys), journeys).isSmall();
    }
  }

  private final Touchpoint goal;
  private final Share conversion;
  private final SortedMap<Touchpoint, State> states;

  private MarkovChain(Touchpoint goal, Share conversion, SortedMap<Touchpoint, State> states) {
    this.goal = goal;
    this.conversion = conversion;
    this.states = Collections.unmodifiableSortedMap(states);
  }

  /**
   * The chain of a log's ended journeys up to a goal.
   *
   * @throws IllegalArgumentException if there are more than {@link #MOST} touchpoints
   */
  public static MarkovChain of(JourneyLog log, Meaning meaning, Touchpoint goal) {
    return of(GoalGraph.of(log, meaning, goal), goal);
  }

  /**
   * The chain of a graph. Transitions from the goal and to {@link Touchpoint#ACTIVE} have no part
   * in it; only over a {@link GoalGraph} is its absorption the observed conversion.
   *
   * @throws IllegalArgumentException if there are more than {@link #MOST} touchpoints
   */
  public static MarkovChain of(JourneyGraph graph, Touchpoint goal) {
    if (graph.steps().size() > MOST) {
      throw new IllegalArgumentException(
          graph.steps().size() + " touchpoints are more than the " + MOST + " that are solved for");
    }
    SortedMap<Touchpoint, State> states = new TreeMap<>();
    ChainRows rows =
        ChainRows.of(graph, goal, absorbed(graph.graph(), Set.of(goal, Touchpoint.EXIT)));
    if (rows.size() > 0) {
      Set<Touchpoint> endless = absorbed(graph.graph(), rows.stuck());
      for (ChainRows.Solved solved : rows.solve()) {
        Touchpoint touchpoint = solved.touchpoint();
        OptionalDouble steps =
            endless.contains(touchpoint)
                ? OptionalDouble.empty()
                : OptionalDouble.of(solved.steps());
        states.put(
            touchpoint,
            new State(
                journeys(touchpoint, graph),
                solved.absorption(),
                solved.loss(),
                steps,
                solved.visits()));
      }
    }
    for (Touchpoint stuck : rows.stuck()) {
      states.put(stuck, new State(journeys(stuck, graph), 0, 0, OptionalDouble.empty(), 0));
    }
    return new MarkovChain(goal, new Share(graph.ended(goal), graph.ended()), states);
  }

  /** All from which one of some touchpoints is reached, by any way that somebody went. */
  private static Set<Touchpoint> absorbed(
      Graph<Touchpoint, Transition> graph, Set<Touchpoint> ends) {
    Set<Touchpoint> found = new HashSet<>();
    Set<Touchpoint> there = new HashSet<>(ends);
    there.retainAll(graph.vertexSet());
    if (!there.isEmpty()) {
      new BreadthFirstIterator<>(new EdgeReversedGraph<>(graph), there)
          .forEachRemaining(found::add);
    }
    return found;
  }

  private static long journeys(Touchpoint touchpoint, JourneyGraph graph) {
    return touchpoint.isStep() ? graph.ended(touchpoint) : graph.ended();
  }

  /** The goal. */
  public Touchpoint goal() {
    return goal;
  }

  /** The ended journeys that reached the goal, of all that ended. */
  public Share conversion() {
    return conversion;
  }

  /** What becomes of visitors by where they are, {@link Touchpoint#ENTRY} first, then by name. */
  public SortedMap<Touchpoint, State> states() {
    return states;
  }

  /** What becomes of a visitor who is there; empty if nobody was before the goal. */
  public Optional<State> at(Touchpoint touchpoint) {
    return Optional.ofNullable(states.get(touchpoint));
  }

  /** The expected touches of a journey until goal or loss, that of entering included. */
  public OptionalDouble steps() {
    return at(Touchpoint.ENTRY).map(State::steps).orElse(OptionalDouble.empty());
  }
}
