package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The exact median time from each step of a closed funnel to the next; of an even number the mean
 * of the two in the middle. It takes eight bytes for each journey and step while it is made, so it
 * is made on demand; {@link FunnelPaths} has the histograms. A value; safe for any thread.
 *
 * @param seconds for each step the median in seconds since the step before; empty at the first, and
 *     where nobody got so far
 */
public record FunnelMedians(List<OptionalDouble> seconds) {

  public FunnelMedians {
    seconds = List.copyOf(seconds);
  }

  /** The medians of a log's ended journeys through steps, none of which stands twice. */
  public static FunnelMedians of(JourneyLog log, Meaning meaning, List<Touchpoint> steps) {
    Funnel funnel = Funnel.of(log, meaning, steps);
    int[] numbers = steps.stream().mapToInt(meaning.touchpoints()::indexOf).toArray();
    long[][] since = new long[numbers.length][];
    Arrays.setAll(
        since, i -> new long[i == 0 ? 0 : Math.toIntExact(funnel.steps().get(i).reached())]);
    int[] filled = new int[numbers.length];
    EndedFold.read(
        log,
        meaning,
        Optional.empty(),
        (touchpoints, micros, length, reached) -> {
          int step = 0;
          long before = 0;
          for (int i = 0; i < length && step < numbers.length; i++) {
            if (touchpoints[i] == numbers[step]) {
              if (step > 0) {
                since[step][filled[step]++] = micros[i] - before;
              }
              before = micros[i];
              step++;
            }
          }
        });
    List<OptionalDouble> seconds = new ArrayList<>();
    for (long[] durations : since) {
      seconds.add(median(durations));
    }
    return new FunnelMedians(seconds);
  }

  private static OptionalDouble median(long[] micros) {
    if (micros.length == 0) {
      return OptionalDouble.empty();
    }
    Arrays.sort(micros);
    int middle = micros.length / 2;
    return OptionalDouble.of(
        micros.length % 2 == 1
            ? micros[middle] / 1e6
            : (micros[middle - 1] + micros[middle]) / 2e6);
  }
}
