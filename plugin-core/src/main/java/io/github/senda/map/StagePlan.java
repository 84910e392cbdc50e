package io.github.senda.map;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Stage;
import io.github.senda.touch.Stages;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every step of a graph a stage. A shop's touchpoints have theirs by name. A log of anything
 * else is put into parts by where in a journey its touchpoints are first met, on average: that is
 * the order in which people tell such a process.
 */
final class StagePlan {

  private static final int MOST_IN_A_PART = 8;
  private static final int MOST_PARTS = 8;

  private StagePlan() {}

  /**
   * The stages of a graph's steps.
   *
   * @param model what the merchant says; of no matter to a log that it hardly knows
   */
  static Stages of(Stages model, JourneyGraph graph, JourneyLog log, Meaning meaning) {
    long known =
        graph.steps().stream()
            .filter(step -> model.of(step).isPresent())
            .mapToLong(graph::touches)
            .sum();
    return known * 2 >= graph.touches() ? completed(model, graph) : byPosition(graph, log, meaning);
  }

  /** What a model does not know is a page like others, and stands at the beginning. */
  private static Stages completed(Stages model, JourneyGraph graph) {
    Map<Touchpoint, Stage> missing = new HashMap<>();
    for (Touchpoint step : graph.steps()) {
      if (model.of(step).isEmpty()) {
        missing.put(step, model.of(Parting.whole(step)).orElse(model.order().get(0)));
      }
    }
    return model.with(missing);
  }

  /**
   * The stages of the steps that are seen where the stages of all steps are known already: a stage
   * that stands for itself, a part of a touchpoint, several merged into one.
   */
  static Stages seen(Stages all, Zoom zoom, JourneyGraph graph) {
    Map<Touchpoint, Stage> named = new HashMap<>();
    all.order().forEach(stage -> named.put(Zoom.touchpoint(stage), stage));
    zoom.merged().forEach((from, to) -> all.of(from).ifPresent(stage -> named.put(to, stage)));
    named.keySet().removeAll(all.members().keySet());
    return completed(all.with(named), graph);
  }

  private static Stages byPosition(JourneyGraph graph, JourneyLog log, Meaning meaning) {
    double[] positions = new double[meaning.touchpoints().size()];
    long[] journeys = new long[positions.length];
    long[] lastJourney = new long[positions.length];
    JourneyLog.Reader reader = log.reader(meaning);
    for (long journey = 1; reader.next(); journey++) {
      for (int i = 0; i < reader.length(); i++) {
        int touchpoint = reader.touchpoints()[i];
        if (lastJourney[touchpoint] != journey) {
          lastJourney[touchpoint] = journey;
          journeys[touchpoint]++;
          positions[touchpoint] += (i + 0.5) / reader.length();
        }
      }
    }
    Map<Touchpoint, Double> position = new HashMap<>();
    for (int i = 0; i < positions.length; i++) {
      if (journeys[i] > 0) {
        position.put(meaning.touchpoints().get(i), positions[i] / journeys[i]);
      }
    }
    List<Touchpoint> inOrder = new ArrayList<>(graph.steps());
    inOrder.sort(
        Comparator.<Touchpoint>comparingDouble(position::get)
            .thenComparing(Comparator.naturalOrder()));
    int parts =
        Math.max(
            1,
            Math.min(
                MOST_PARTS,
                Math.max(
                    (int) Math.ceil((double) inOrder.size() / MOST_IN_A_PART),
                    (int) Math.round(Math.sqrt(inOrder.size())))));
    List<Stage> order = new ArrayList<>();
    Map<Touchpoint, Stage> members = new HashMap<>();
    for (int part = 0; part < parts; part++) {
      Stage stage = new Stage("part_" + (part + 1));
      order.add(stage);
      int from = part * inOrder.size() / parts;
      int to = (part + 1) * inOrder.size() / parts;
      inOrder.subList(from, to).forEach(step -> members.put(step, stage));
    }
    return new Stages(order, members);
  }
}
