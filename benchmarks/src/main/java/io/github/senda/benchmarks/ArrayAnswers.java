package io.github.senda.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * The limit: sorted primitive arrays in memory and one loop for each question, with nothing kept
 * that the question does not ask for.
 */
final class ArrayAnswers implements Answers {

  private static final int SIZE = BigLog.TOUCHPOINTS;

  private final byte[] touchpoints;
  private final long[] micros;

  /** Where each visit begins; one more at the end. */
  private int[] visits = new int[1024];

  private byte[] channels = new byte[1024];
  private byte[] devices = new byte[1024];
  private int[] visitors = new int[1024];
  private int used;

  /** The visits by visitor, then by time. */
  private final int[] byVisitor;

  ArrayAnswers(int touches) {
    touchpoints = new byte[touches];
    micros = new long[touches];
    BigLog.write(touches, this::add);
    byVisitor = byVisitor();
  }

  private void add(
      long visitor, int channel, int device, int[] newTouchpoints, long[] times, int length) {
    if (used + 1 == visits.length) {
      visits = Arrays.copyOf(visits, used * 2);
      channels = Arrays.copyOf(channels, used * 2);
      devices = Arrays.copyOf(devices, used * 2);
      visitors = Arrays.copyOf(visitors, used * 2);
    }
    int at = visits[used];
    for (int i = 0; i < length; i++) {
      touchpoints[at + i] = (byte) newTouchpoints[i];
    }
    System.arraycopy(times, 0, micros, at, length);
    channels[used] = (byte) channel;
    devices[used] = (byte) device;
    visitors[used] = (int) visitor;
    visits[++used] = at + length;
  }

  private int[] byVisitor() {
    int most = 0;
    for (int visit = 0; visit < used; visit++) {
      most = Math.max(most, visitors[visit]);
    }
    int[] places = new int[most + 2];
    for (int visit = 0; visit < used; visit++) {
      places[visitors[visit] + 1]++;
    }
    for (int i = 1; i < places.length; i++) {
      places[i] += places[i - 1];
    }
    int[] order = new int[used];
    for (int visit = 0; visit < used; visit++) {
      order[places[visitors[visit]]++] = visit;
    }
    return order;
  }

  @Override
  public Answer answer(Question question, int turn) {
    long[] counts = new long[SIZE * SIZE];
    long[] sums = new long[SIZE * SIZE];
    switch (question) {
      case GRAPH, AGAIN -> all(counts, sums);
      case MEDIANS -> {
        all(counts, sums);
        return answer(counts, sums, medians(counts));
      }
      case WEEK -> {
        long from = micros(0, BigLog.WEEK.getEpochSecond());
        long to = from + Duration.ofDays(7).toNanos() / 1000;
        some(
            counts,
            sums,
            from,
            to,
            visit -> channels[visit] == BigLog.CHANNEL && devices[visit] == BigLog.DEVICE);
      }
      case PASSES -> some(counts, sums, Long.MIN_VALUE, Long.MAX_VALUE, passes()::get);
      case ACROSS -> across(counts, sums);
      case PERIOD -> {
        int[] days = Answers.period(turn);
        long start = BigLog.START.getEpochSecond();
        some(counts, sums, micros(days[0], start), micros(days[1], start), visit -> true);
      }
    }
    return answer(counts, sums, 0);
  }

  private static long micros(int days, long second) {
    return (second + days * 86_400L) * 1_000_000;
  }

  private static Answer answer(long[] counts, long[] sums, double medians) {
    long arcs = Arrays.stream(counts).filter(count -> count > 0).count();
    return new Answer(arcs, Arrays.stream(counts).sum(), Arrays.stream(sums).sum(), medians);
  }

  private void all(long[] counts, long[] sums) {
    for (int visit = 0; visit < used; visit++) {
      add(visit, counts, sums);
    }
  }

  private void add(int visit, long[] counts, long[] sums) {
    int end = visits[visit + 1];
    int from = touchpoints[visits[visit]];
    long before = micros[visits[visit]];
    for (int i = visits[visit] + 1; i < end; i++) {
      int to = touchpoints[i];
      long now = micros[i];
      int arc = from * SIZE + to;
      counts[arc]++;
      sums[arc] += now - before;
      from = to;
      before = now;
    }
  }

  private void some(long[] counts, long[] sums, long from, long to, IntPredicate taken) {
    for (int visit = 0; visit < used; visit++) {
      long start = micros[visits[visit]];
      if (start >= from && start < to && taken.test(visit)) {
        add(visit, counts, sums);
      }
    }
  }

  private BitSet passes() {
    BitSet passes = new BitSet(used);
    for (int visit = 0; visit < used; visit++) {
      boolean passed = false;
      boolean met = false;
      for (int i = visits[visit]; i < visits[visit + 1]; i++) {
        passed |= touchpoints[i] == BigLog.PASSED;
        met |= touchpoints[i] == BigLog.AVOIDED;
      }
      passes.set(visit, passed && !met);
    }
    return passes;
  }

  private void across(long[] counts, long[] sums) {
    int last = -1;
    int from = -1;
    long before = 0;
    for (int visit : byVisitor) {
      if (visitors[visit] != last) {
        last = visitors[visit];
        from = -1;
      }
      for (int i = visits[visit]; i < visits[visit + 1]; i++) {
        int to = touchpoints[i];
        long now = micros[i];
        if (from >= 0) {
          int arc = from * SIZE + to;
          counts[arc]++;
          sums[arc] += now - before;
        }
        from = to == BigLog.PURCHASE ? -1 : to;
        before = now;
      }
    }
  }

  /** All durations of each arc in a row, each row sorted. */
  private double medians(long[] counts) {
    long[][] rows = new long[counts.length][];
    for (int arc = 0; arc < rows.length; arc++) {
      rows[arc] = new long[(int) counts[arc]];
    }
    int[] filled = new int[counts.length];
    for (int visit = 0; visit < used; visit++) {
      for (int i = visits[visit] + 1; i < visits[visit + 1]; i++) {
        int arc = touchpoints[i - 1] * SIZE + touchpoints[i];
        rows[arc][filled[arc]++] = micros[i] - micros[i - 1];
      }
    }
    double sum = 0;
    for (long[] row : rows) {
      if (row.length > 0) {
        Arrays.sort(row);
        sum += (row[(row.length - 1) / 2] + row[row.length / 2]) / 2.0;
      }
    }
    return sum;
  }

  @Override
  public void close() {}
}
