package io.github.senda.graph;

import io.github.senda.journey.Journey;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plainest way to count the same things: maps of lists, nothing packed, nothing clever. */
final class NaiveGraph {

  final Map<List<Touchpoint>, List<Long>> microsByArc = new HashMap<>();
  final Map<Touchpoint, Long> touches = new HashMap<>();
  final Map<Touchpoint, Set<Integer>> journeysOf = new HashMap<>();
  final Map<Touchpoint, Set<Integer>> endedOf = new HashMap<>();
  final Map<List<Touchpoint>, Long> variants = new HashMap<>();
  final List<Journey> journeys = new ArrayList<>();

  NaiveGraph(JourneyLog log, Meaning meaning) {
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      add(reader.journey());
    }
  }

  private void add(Journey journey) {
    int number = journeys.size();
    journeys.add(journey);
    List<Touchpoint> way = new ArrayList<>(journey.touchpoints());
    way.add(0, Touchpoint.ENTRY);
    way.add(journey.active() ? Touchpoint.ACTIVE : Touchpoint.EXIT);
    for (int i = 1; i < way.size(); i++) {
      boolean between = i > 1 && i < way.size() - 1;
      long micros =
          between
              ? Duration.between(journey.times().get(i - 2), journey.times().get(i - 1)).toNanos()
                  / 1000
              : 0;
      microsByArc
          .computeIfAbsent(List.of(way.get(i - 1), way.get(i)), arc -> new ArrayList<>())
          .add(micros);
    }
    for (Touchpoint touchpoint : journey.touchpoints()) {
      touches.merge(touchpoint, 1L, Long::sum);
      journeysOf.computeIfAbsent(touchpoint, key -> new HashSet<>()).add(number);
      if (!journey.active()) {
        endedOf.computeIfAbsent(touchpoint, key -> new HashSet<>()).add(number);
      }
    }
    if (!journey.active()) {
      variants.merge(journey.touchpoints(), 1L, Long::sum);
    }
  }

  double medianSeconds(Touchpoint from, Touchpoint to) {
    List<Long> sorted = new ArrayList<>(microsByArc.get(List.of(from, to)));
    sorted.sort(null);
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half) / 1e6
        : (sorted.get(half - 1) + sorted.get(half)) / 2e6;
  }

  long reached(List<Touchpoint> steps) {
    long reached = 0;
    for (Journey journey : journeys) {
      List<Touchpoint> left = journey.touchpoints();
      boolean all = !journey.active();
      for (Touchpoint step : steps) {
        int at = left.indexOf(step);
        all &= at >= 0;
        left = at >= 0 ? left.subList(at + 1, left.size()) : List.of();
      }
      reached += all ? 1 : 0;
    }
    return reached;
  }
}
