package io.github.senda.graph;

import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import org.jgrapht.Graph;

/**
 * The transitions of a graph in the order in which they come to be shown, so that whatever is shown
 * is a beginning of it. First stand those that are always shown: a way from {@link
 * Touchpoint#ENTRY} to every touchpoint and a way from every touchpoint to {@link Touchpoint#EXIT}
 * (to {@link Touchpoint#ACTIVE} where nobody has left yet), each the one whose weakest transition
 * is the strongest that there is, and the heaviest into and out of each touchpoint. Then all others
 * by weight. Ties go by name.
 *
 * <p>The ways are two maximum-bottleneck arborescences, one from {@code ENTRY} and one against the
 * arrows. They are grown as Prim grows a tree, always by the heaviest transition that leads out of
 * what is reached: whenever a touchpoint is reached so, some transition of its widest way leads out
 * as well, so none that is taken is weaker than that way. JGraphT spans undirected graphs only.
 */
final class ShowingOrder {

  private static final Comparator<Transition> HEAVIEST_FIRST =
      Comparator.comparingLong(Transition::count)
          .reversed()
          .thenComparing(Transition::from)
          .thenComparing(Transition::to);

  private final List<Transition> order;
  private final int always;

  private ShowingOrder(List<Transition> order, int always) {
    this.order = List.copyOf(order);
    this.always = always;
  }

  static ShowingOrder of(JourneyGraph journeys) {
    Graph<Touchpoint, Transition> graph = journeys.graph();
    Set<Transition> always = new HashSet<>();
    grow(Touchpoint.ENTRY, new HashSet<>(), graph::outgoingEdgesOf, Transition::to, always);
    Set<Touchpoint> leading = new HashSet<>();
    grow(Touchpoint.EXIT, leading, graph::incomingEdgesOf, Transition::from, always);
    grow(Touchpoint.ACTIVE, leading, graph::incomingEdgesOf, Transition::from, always);
    Map<Touchpoint, Transition> in = new HashMap<>();
    Map<Touchpoint, Transition> out = new HashMap<>();
    List<Transition> heaviestFirst = new ArrayList<>(journeys.transitions());
    heaviestFirst.sort(HEAVIEST_FIRST);
    for (Transition transition : heaviestFirst) {
      // A step that leads to itself is not yet connected to anything.
      if (!transition.from().equals(transition.to())) {
        in.putIfAbsent(transition.to(), transition);
        out.putIfAbsent(transition.from(), transition);
      }
    }
    always.addAll(in.values());
    always.addAll(out.values());
    Set<Transition> order = new LinkedHashSet<>();
    heaviestFirst.stream().filter(always::contains).forEach(order::add);
    order.addAll(heaviestFirst);
    return new ShowingOrder(List.copyOf(order), always.size());
  }

  private static void grow(
      Touchpoint root,
      Set<Touchpoint> reached,
      Function<Touchpoint, ? extends Collection<Transition>> arcs,
      Function<Transition, Touchpoint> beyond,
      Set<Transition> taken) {
    PriorityQueue<Transition> frontier = new PriorityQueue<>(HEAVIEST_FIRST);
    reached.add(root);
    frontier.addAll(arcs.apply(root));
    while (!frontier.isEmpty()) {
      Transition heaviest = frontier.poll();
      Touchpoint next = beyond.apply(heaviest);
      if (reached.add(next)) {
        taken.add(heaviest);
        frontier.addAll(arcs.apply(next));
      }
    }
  }

  /** All transitions in order. */
  List<Transition> transitions() {
    return order;
  }

  /** How many of them are shown where a share of all that was gone is asked for. */
  int shown(double share) {
    if (share >= 1) {
      return order.size();
    }
    long total = order.stream().mapToLong(Transition::count).sum();
    long held = 0;
    int shown = 0;
    while (shown < order.size() && (shown < always || held < share * total)) {
      held += order.get(shown++).count();
    }
    return shown;
  }
}
