package io.github.senda.benchmarks;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Variants;
import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ten million touches in blocks, laid over one another: one call of each method reads them all.
 * {@code read} is the floor that every answer stands on; {@code naive} is what one would write
 * first.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FoldBenchmark {

  private static final int TOUCHES = 10_000_000;
  private static final int TOUCHPOINTS = 40;

  private JourneyLog log;
  private Meaning meaning;

  /** Journeys of ten touches on average, by a walk in which the next touchpoint is mostly near. */
  @Setup
  public void fill() {
    Random random = new Random(20261122);
    List<JourneyBlock> blocks = new ArrayList<>();
    JourneyBlock.Builder block = JourneyBlock.builder();
    int[] signs = new int[64];
    long[] micros = new long[64];
    long start = 1_790_000_000_000_000L;
    for (int touches = 0; touches < TOUCHES; ) {
      int length = 1 + random.nextInt(19);
      start += random.nextInt(5_000) * 1000L;
      long time = start;
      int at = random.nextInt(6);
      for (int i = 0; i < length; i++) {
        signs[i] = at;
        micros[i] = time;
        time += (long) (-Math.log(1 - random.nextDouble()) * 25_000) * 1000;
        int step = (int) Math.round(random.nextGaussian() * 3);
        at = Math.floorMod(at + step, TOUCHPOINTS);
      }
      block.add(signs, micros, 0, length, 0);
      touches += length;
      if (block.journeys() == 4096) {
        blocks.add(block.build());
        block = JourneyBlock.builder();
      }
    }
    blocks.add(block.build());
    List<String> names = new ArrayList<>();
    for (int i = 0; i < TOUCHPOINTS; i++) {
      names.add("touchpoint " + i);
    }
    log = JourneyLog.of(blocks, names);
    meaning = Meaning.named(names);
  }

  @Benchmark
  public long read() {
    long touches = 0;
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      touches += reader.length();
    }
    return touches;
  }

  @Benchmark
  public JourneyGraph graph() {
    return JourneyGraph.of(log, meaning);
  }

  @Benchmark
  public Variants variants() {
    return Variants.of(log, meaning);
  }

  @Benchmark
  public Map<Integer, long[]> naive() {
    Map<Integer, long[]> arcs = new HashMap<>();
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      for (int i = 1; i < reader.length(); i++) {
        long[] arc =
            arcs.computeIfAbsent(
                reader.touchpoints()[i - 1] * TOUCHPOINTS + reader.touchpoints()[i],
                key -> new long[2]);
        arc[0]++;
        arc[1] += reader.micros()[i] - reader.micros()[i - 1];
      }
    }
    return arcs;
  }
}
