package io.github.senda.graph;

import io.github.senda.journey.JourneyColumns;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.DefaultDirectedGraph;

/**
 * All journeys laid over one another, from {@link Touchpoint#ENTRY} to {@link Touchpoint#EXIT}, or
 * to {@link Touchpoint#ACTIVE} where a visit is still open. Called a directly-follows graph (van
 * der Aalst, <i>Process Mining</i>, 2016). Immutable; safe for any thread.
 *
 * <p>It keeps these laws: into every step goes as much as out of it, and as often as the step was
 * touched; the counts of transitions between steps add up to touches less journeys; {@code
 * a.plus(b)} holds exactly the journeys of both.
 */
public final class JourneyGraph {

  private static final JourneyGraph EMPTY =
      new JourneyGraph(new TreeMap<>(), Collections.emptyList(), 0, 0, 0);

  /** How often a touchpoint was touched, by how many journeys, and how many of these have ended. */
  record Visits(long touches, long journeys, long ended) {
    private static final Visits NONE = new Visits(0, 0, 0);

    Visits plus(Visits other) {
      return new Visits(touches + other.touches, journeys + other.journeys, ended + other.ended);
    }
  }

  private final SortedMap<Touchpoint, Visits> visits;
  private final List<Transition> transitions;
  private final Graph<Touchpoint, Transition> graph;
  private final long journeys;
  private final long active;
  private final long touches;

  private JourneyGraph(
      SortedMap<Touchpoint, Visits> visits,
      List<Transition> transitions,
      long journeys,
      long active,
      long touches) {
    this.visits = visits;
    this.transitions = transitions;
    this.journeys = journeys;
    this.active = active;
    this.touches = touches;
    Graph<Touchpoint, Transition> mutable = new DefaultDirectedGraph<>(Transition.class);
    mutable.addVertex(Touchpoint.ENTRY);
    visits.keySet().forEach(mutable::addVertex);
    mutable.addVertex(Touchpoint.ACTIVE);
    mutable.addVertex(Touchpoint.EXIT);
    for (Transition transition : transitions) {
      mutable.addEdge(transition.from(), transition.to(), transition);
    }
    this.graph = new AsUnmodifiableGraph<>(mutable);
  }

  /** The graph of no journeys. */
  public static JourneyGraph empty() {
    return EMPTY;
  }

  /** Lays the journeys of a log over one another, in one pass. */
  public static JourneyGraph of(JourneyLog log, Meaning meaning) {
    return of(log.reader(meaning), meaning);
  }

  /** Lays what a reader has left over one another; it is read to its end. */
  static JourneyGraph of(JourneyLog.Reader reader, Meaning meaning) {
    JourneyGraph graph = empty();
    GraphFold fold = new GraphFold(meaning.touchpoints().size());
    JourneyColumns journeys = new JourneyColumns();
    while (reader.next(journeys)) {
      fold.add(journeys);
      if (fold.isFull()) {
        graph = graph.plus(fold.graph(meaning.touchpoints()));
        fold = new GraphFold(meaning.touchpoints().size());
      }
    }
    return graph.plus(fold.graph(meaning.touchpoints()));
  }

  static JourneyGraph of(
      Map<Touchpoint, Visits> visits, List<Transition> transitions, long journeys, long active) {
    long touches = visits.values().stream().mapToLong(Visits::touches).sum();
    return new JourneyGraph(new TreeMap<>(visits), sorted(transitions), journeys, active, touches);
  }

  private static List<Transition> sorted(List<Transition> transitions) {
    List<Transition> sorted = new ArrayList<>(transitions);
    sorted.sort(Comparator.comparing(Transition::from).thenComparing(Transition::to));
    return Collections.unmodifiableList(sorted);
  }

  /** The graph of the journeys of both; order and grouping do not matter. */
  public JourneyGraph plus(JourneyGraph other) {
    if (journeys == 0 || other.journeys == 0) {
      return journeys == 0 ? other : this;
    }
    TreeMap<Touchpoint, Visits> visitsOfBoth = new TreeMap<>(visits);
    other.visits.forEach((touchpoint, more) -> visitsOfBoth.merge(touchpoint, more, Visits::plus));
    List<Transition> transitionsOfBoth = new ArrayList<>();
    for (Transition mine : transitions) {
      Optional<Transition> theirs = other.transition(mine.from(), mine.to());
      transitionsOfBoth.add(
          theirs.isEmpty()
              ? mine
              : new Transition(
                  mine.from(),
                  mine.to(),
                  mine.count() + theirs.get().count(),
                  mine.totalMicros() + theirs.get().totalMicros(),
                  mine.durations().plus(theirs.get().durations())));
    }
    for (Transition theirs : other.transitions) {
      if (transition(theirs.from(), theirs.to()).isEmpty()) {
        transitionsOfBoth.add(theirs);
      }
    }
    return new JourneyGraph(
        visitsOfBoth,
        sorted(transitionsOfBoth),
        journeys + other.journeys,
        active + other.active,
        touches + other.touches);
  }

  /** The graph itself, not to be changed: steps, the ends, and a transition for each arc. */
  public Graph<Touchpoint, Transition> graph() {
    return graph;
  }

  /** The steps that were touched, by name; without the ends. */
  public SortedSet<Touchpoint> steps() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(visits.keySet()));
  }

  /** All transitions, those from and to the ends as well, by start and end. */
  public List<Transition> transitions() {
    return transitions;
  }

  /** The transition from one touchpoint straight to another, if any journey went so. */
  public Optional<Transition> transition(Touchpoint from, Touchpoint to) {
    if (!graph.containsVertex(from) || !graph.containsVertex(to)) {
      return Optional.empty();
    }
    return Optional.ofNullable(graph.getEdge(from, to));
  }

  /** How many journeys went from one touchpoint straight to another, each time counted. */
  public long count(Touchpoint from, Touchpoint to) {
    return transition(from, to).map(Transition::count).orElse(0L);
  }

  /** How often a step was touched. */
  public long touches(Touchpoint step) {
    return visits(step).touches();
  }

  /** How many journeys touched a step, ended and open ones. */
  public long journeys(Touchpoint step) {
    return visits(step).journeys();
  }

  /** How many ended journeys touched a step: the denominator of the step's rates. */
  public long ended(Touchpoint step) {
    return visits(step).ended();
  }

  private Visits visits(Touchpoint step) {
    return visits.getOrDefault(step, Visits.NONE);
  }

  /** The number of touches. */
  public long touches() {
    return touches;
  }

  /** The number of journeys, ended and open ones. */
  public long journeys() {
    return journeys;
  }

  /** The number of journeys that are still open. */
  public long active() {
    return active;
  }

  /** The number of journeys that have ended: the denominator of every rate. */
  public long ended() {
    return journeys - active;
  }

  /** Equal where the same journeys were counted: every count, sum and histogram is the same. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof JourneyGraph that)
        || journeys != that.journeys
        || active != that.active
        || !visits.equals(that.visits)
        || transitions.size() != that.transitions.size()) {
      return false;
    }
    for (int i = 0; i < transitions.size(); i++) {
      Transition mine = transitions.get(i);
      Transition theirs = that.transitions.get(i);
      if (!mine.from().equals(theirs.from())
          || !mine.to().equals(theirs.to())
          || mine.count() != theirs.count()
          || mine.totalMicros() != theirs.totalMicros()
          || !mine.durations().equals(theirs.durations())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return visits.hashCode();
  }

  @Override
  public String toString() {
    return journeys + " journeys, " + touches + " touches, " + transitions;
  }
}
