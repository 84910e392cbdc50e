package io.github.senda.metric;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Passes;
import io.github.senda.graph.SmallGroups;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How two selections of journeys differ: at every touchpoint and transition that either passed, the
 * share of ended journeys that pass it, in the one and in the other. Differences of touchpoints are
 * adjusted together, and those of transitions together: among hundreds some look large by chance.
 * Both selections are taken to hold different journeys; of journeys that are in both, intervals
 * come out wider and values of p larger than they had to be. Immutable; safe for any thread.
 *
 * @param journeys the ended journeys of the one selection
 * @param others the ended journeys of the other
 * @param steps the difference at each touchpoint, by name
 * @param arcs the difference at each transition, by start and end
 */
public record Comparison(
    long journeys,
    long others,
    SortedMap<Touchpoint, Difference> steps,
    SortedMap<Passes.Arc, Difference> arcs) {

  public Comparison {
    steps = Collections.unmodifiableSortedMap(new TreeMap<>(steps));
    arcs = Collections.unmodifiableSortedMap(new TreeMap<>(arcs));
  }

  /** Compares one selection with another; both have to be read with meanings that show the same. */
  public static Comparison of(Passes one, Passes other) {
    return new Comparison(
        one.journeys(),
        other.journeys(),
        differences(one.steps(), one.journeys(), other.steps(), other.journeys()),
        differences(one.arcs(), one.journeys(), other.arcs(), other.journeys()));
  }

  /**
   * Compares one selection with another, with small groups of either put together: what is shown of
   * one could be too few of the other.
   *
   * @param meaning what both are shown as
   * @param fewest touchpoints of fewer journeys in either are not told for themselves; 1 or less
   *     for any
   */
  public static Comparison of(JourneyLog one, JourneyLog other, Meaning meaning, long fewest) {
    Meaning shown = meaning;
    for (JourneyLog log : List.of(one, other)) {
      Set<Touchpoint> small = SmallGroups.of(JourneyGraph.of(log, shown), log, shown, fewest);
      shown = small.isEmpty() ? shown : shown.merging(small, Touchpoints.OTHERS);
    }
    return of(passes(one, shown), passes(other, shown));
  }

  private static Passes passes(JourneyLog log, Meaning meaning) {
    return Passes.of(JourneyGraph.of(log, meaning), log, meaning);
  }

  private static <K> SortedMap<K, Difference> differences(
      SortedMap<K, Long> one, long wholeOfOne, SortedMap<K, Long> other, long wholeOfOther) {
    SortedSet<K> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    SortedMap<K, Difference> differences = new TreeMap<>();
    for (K key : keys) {
      differences.put(
          key,
          Difference.of(
              new Share(one.getOrDefault(key, 0L), wholeOfOne),
              new Share(other.getOrDefault(key, 0L), wholeOfOther)));
    }
    return adjusted(differences);
  }

  private static <K> SortedMap<K, Difference> adjusted(SortedMap<K, Difference> differences) {
    double[] q = adjusted(differences.values().stream().mapToDouble(Difference::p).toArray());
    SortedMap<K, Difference> adjusted = new TreeMap<>();
    int place = 0;
    for (Map.Entry<K, Difference> difference : differences.entrySet()) {
      adjusted.put(difference.getKey(), difference.getValue().adjusted(q[place++]));
    }
    return adjusted;
  }

  /**
   * Benjamini and Hochberg, <i>Journal of the Royal Statistical Society B</i> 57(1), 1995: the
   * {@code i}-th smallest of {@code n} values of p becomes the least of {@code p * n / i} from
   * there on.
   */
  static double[] adjusted(double[] p) {
    int n = p.length;
    int[] largestFirst =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(place -> -p[place]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] q = new double[n];
    double least = 1;
    for (int i = 0; i < n; i++) {
      int place = largestFirst[i];
      least = Math.min(least, p[place] * n / (n - i));
      q[place] = least;
    }
    return q;
  }
}
