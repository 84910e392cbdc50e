package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Way;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.map.JourneyMap;
import io.github.senda.touch.Stage;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that stands in any of several maps, by which places are given, so that a touchpoint stands in
 * the same place whichever of them is drawn. Counts are the largest of any map, so a map that holds
 * all journeys of another gives the same with it as without. Immutable.
 */
final class Union {

  /** A transition between different touchpoints, and how often it happened at most. */
  record Tie(Touchpoint from, Touchpoint to, long count) {}

  private static final Comparator<Tie> MOST_FREQUENT_FIRST =
      new Comparator<>() {
        @Override
        public int compare(Tie one, Tie other) {
          int byCount = Long.compare(other.count, one.count);
          int byStart = byCount != 0 ? byCount : one.from.compareTo(other.from);
          return byStart != 0 ? byStart : one.to.compareTo(other.to);
        }
      };

  private final List<JourneyMap> maps;
  private final List<Stage> stages;
  private final TreeMap<Touchpoint, Integer> columns = new TreeMap<>();
  private final List<Tie> ties = new ArrayList<>();
  private final TreeSet<Touchpoint> sinks = new TreeSet<>();

  private Union(List<JourneyMap> maps) {
    this.maps = maps;
    Map<Touchpoint, Stage> stageOf = new HashMap<>();
    Set<Stage> order = new LinkedHashSet<>();
    Map<List<Touchpoint>, Long> counts = new HashMap<>();
    for (JourneyMap map : maps) {
      order.addAll(map.stages().order());
      JourneyGraph graph = map.graph();
      for (Touchpoint step : graph.steps()) {
        stageOf.putIfAbsent(step, map.stages().of(step).orElseThrow());
      }
      for (Transition transition : graph.transitions()) {
        if (!transition.from().equals(transition.to())) {
          List<Touchpoint> ends = List.of(transition.from(), transition.to());
          counts.put(ends, Math.max(transition.count(), counts.getOrDefault(ends, 0L)));
        }
      }
    }
    Set<Stage> used = new HashSet<>(stageOf.values());
    List<Stage> inOrder = new ArrayList<>(order);
    inOrder.retainAll(used);
    this.stages = List.copyOf(inOrder);
    for (Map.Entry<Touchpoint, Stage> entry : stageOf.entrySet()) {
      columns.put(entry.getKey(), 1 + stages.indexOf(entry.getValue()));
    }
    if (!counts.isEmpty()) {
      columns.put(Touchpoint.ENTRY, 0);
    }
    for (Map.Entry<List<Touchpoint>, Long> entry : counts.entrySet()) {
      ties.add(new Tie(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()));
    }
    ties.sort(MOST_FREQUENT_FIRST);
    for (Tie tie : ties) {
      if (!columns.containsKey(tie.to)) {
        sinks.add(tie.to);
      }
    }
  }

  static Union of(List<JourneyMap> maps) {
    return new Union(List.copyOf(maps));
  }

  List<JourneyMap> maps() {
    return maps;
  }

  /** The stages that have touchpoints, in order. */
  List<Stage> stages() {
    return stages;
  }

  /** The column of each touchpoint that stands in one: 0 for the entry, then stage by stage. */
  Map<Touchpoint, Integer> columns() {
    return columns;
  }

  /** The ends that lie below the stages, from above to below. */
  List<Touchpoint> sinks() {
    List<Touchpoint> inOrder = new ArrayList<>(List.of(Touchpoint.EXIT, Touchpoint.ACTIVE));
    inOrder.retainAll(sinks);
    return inOrder;
  }

  /** The transitions, the most frequent first, then by name. */
  List<Tie> ties() {
    return ties;
  }

  Way way(Touchpoint from, Touchpoint to) {
    return switch (to.kind()) {
      case ACTIVE -> Way.OPEN;
      case EXIT -> from.equals(Touchpoints.PURCHASE) ? Way.DONE : Way.DROP_OFF;
      case ENTRY, STEP -> {
        int steps = columns.get(to) - columns.get(from);
        yield steps > 0 ? Way.FORWARD : steps < 0 ? Way.BACK : Way.WITHIN;
      }
    };
  }

  /** An arc between places. */
  Arc arc(Touchpoint from, Touchpoint to, int width, Map<Touchpoint, Place> cards) {
    Way way = way(from, to);
    Place start = cards.get(from);
    Optional<Place> end = Optional.ofNullable(cards.get(to));
    List<Place> path = new ArrayList<>();
    if (way == Way.FORWARD) {
      path.add(start);
      for (int column = columns.get(from) + 1; column < columns.get(to); column++) {
        path.add(Place.gap(from, to, column));
      }
      path.add(end.orElseThrow());
    } else if (way == Way.BACK && columns.get(from) - columns.get(to) == 1) {
      path.add(end.orElseThrow());
      path.add(start);
    }
    return new Arc(from, to, way, width, start, end, path);
  }
}
