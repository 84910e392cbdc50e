package io.github.senda.benchmarks;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.KeptGraphs;
import io.github.senda.journey.JourneyFilter;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import io.github.senda.storefront.panel.PanelLook;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.VisitorId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real store, as large as it is asked to be: what it takes of a small heap to answer from it,
 * what another minute's touches cost, and whether whoever writes has to wait for whoever reads.
 */
final class StoreInUse {

  private static final int BATCH = 1_000;
  private static final int BETWEEN_SEALS = 50_000;
  private static final long MOST = 100L << 30;
  private static final int MINUTE = 100;
  private static final int MINUTES = 20;
  private static final int SECONDS = 20;

  /** What the store goes by. */
  private final AtomicLong now = new AtomicLong(BigLog.START.toEpochMilli());

  private final JourneyStore store;
  private final Clock clock;
  private final KeptGraphs kept = KeptGraphs.standard();
  private List<String> signs = List.of();
  private Meaning meaning = Meaning.named(List.of());

  private StoreInUse(Path folder) throws Exception {
    long begin = System.nanoTime();
    clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return Instant.ofEpochMilli(now.get());
          }
        };
    store = JourneyStore.open(folder, Sessionizer.STANDARD, clock, MOST);
    tell("open", System.nanoTime() - begin);
  }

  /** Arguments: {@code fill}, {@code ask} or {@code live}, a folder, and how many touches. */
  public static void main(String[] arguments) throws Exception {
    long touches = Long.parseLong(arguments[2]);
    StoreInUse use = new StoreInUse(Path.of(arguments[1]));
    try {
      switch (arguments[0]) {
        case "fill" -> use.fill(touches);
        case "ask" -> use.ask();
        case "live" -> use.live(touches);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    } finally {
      use.store.close();
    }
  }

  private void fill(long touches) throws Exception {
    List<Touch> batch = new ArrayList<>();
    long[] since = {0};
    BigLog.write(
        touches,
        (visitor, channel, device, touchpoints, micros, length) -> {
          for (int i = 0; i < length; i++) {
            batch.add(
                touch(visitor, channel, device, touchpoints[i], Math.floorDiv(micros[i], 1000)));
          }
          if (batch.size() >= BATCH) {
            now.set(Math.floorDiv(micros[0], 1000));
            store.append(batch);
            since[0] += batch.size();
            batch.clear();
          }
          if (since[0] >= BETWEEN_SEALS) {
            int unused = store.seal();
            since[0] = 0;
          }
        });
    store.append(batch);
    now.addAndGet(Duration.ofHours(2).toMillis());
    int unused = store.seal();
  }

  private static Touch touch(long visitor, int channel, int device, int touchpoint, long millis) {
    TreeMap<String, String> said = new TreeMap<>();
    said.put("channel", "c" + channel);
    said.put("device", "d" + device);
    if (visitor % 5 == 0) {
      said.put("consent", "given");
    }
    return new Touch(
        new VisitorId(visitor, 7),
        Sign.page("/t" + touchpoint),
        Instant.ofEpochMilli(millis),
        new Attributes(said));
  }

  private void ask() throws Exception {
    JourneyLog log = timed("read", store::read);
    log.blocks().stream()
        .mapToLong(block -> Math.floorDiv(block.lastStart(), 1000))
        .max()
        .ifPresent(last -> now.set(last + Duration.ofHours(2).toMillis()));
    Meaning meaning = meaning(log);
    JourneyGraph graph = timed("the whole graph, first", () -> kept.graph(log, meaning));
    System.out.println(graph.touches() + " touches");
    timed("the whole graph, again", () -> kept.graph(log, meaning));
    for (int turn = 0; turn < 3; turn++) {
      int[] days = Answers.period(turn);
      timed(
          "days " + days[0] + " to " + days[1],
          () ->
              kept.graph(
                  log.begunBetween(
                      BigLog.START.plus(Duration.ofDays(days[0])),
                      BigLog.START.plus(Duration.ofDays(days[1]))),
                  meaning));
    }
    JourneyFilter filter = JourneyFilter.parse("passes(t7) and never(t23)");
    for (int turn = 0; turn < 2; turn++) {
      timed("a filter", () -> kept.graph(log.where(filter), meaning));
    }
    minutes();
    PanelLook panel = new PanelLook(store::read, this::meaning, clock);
    timed("the panel's first look", panel::map);
    now.addAndGet(1);
    timed("what became of carts", () -> leaks(panel));
    for (int turn = 0; turn < 3; turn++) {
      // Beyond the time for which a look that took long is given again.
      now.addAndGet(Duration.ofHours(1).toMillis());
      timed("the panel's next look", panel::map);
    }
  }

  private static boolean leaks(PanelLook panel) {
    panel.leaks();
    return true;
  }

  /** What is new each minute: a few touches, a seal, a reading, a graph. */
  private void minutes() throws Exception {
    long[] writes = new long[MINUTES];
    long[] reads = new long[MINUTES];
    long[] graphs = new long[MINUTES];
    for (int minute = 0; minute < MINUTES; minute++) {
      now.addAndGet(Duration.ofMinutes(1).toMillis());
      List<Touch> some = new ArrayList<>();
      for (int i = 0; i < MINUTE; i++) {
        some.add(touch(-1 - minute - i % 10, i % 6, i % 3, i % 40, now.get()));
      }
      long begin = System.nanoTime();
      store.append(some);
      int unused = store.seal();
      writes[minute] = System.nanoTime() - begin;
      begin = System.nanoTime();
      JourneyLog log = store.read();
      reads[minute] = System.nanoTime() - begin;
      JourneyGraph graph = kept.graph(log, meaning(log));
      graphs[minute] = System.nanoTime() - begin - reads[minute];
      if (graph.touches() == 0) {
        throw new IllegalStateException("there is no touch at all");
      }
    }
    tell("another minute written, median", median(writes));
    tell("another minute read, median", median(reads));
    tell("another minute's graph, median", median(graphs));
  }

  /** Writes as a busy shop does, first alone and then beside somebody who reads all the time. */
  private void live(long rate) throws Exception {
    JourneyLog log = store.read();
    now.set(System.currentTimeMillis());
    Meaning meaning = meaning(log);
    writing("alone", rate);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong readings = new AtomicLong();
    Thread reader =
        new Thread(
            () -> {
              try {
                while (!stop.get()) {
                  JourneyGraph unused = JourneyGraph.of(store.read(), meaning);
                  readings.incrementAndGet();
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    reader.start();
    writing("beside a reader", rate);
    stop.set(true);
    reader.join();
    System.out.println(readings + " times everything was read and counted");
  }

  private void writing(String how, long rate) throws Exception {
    List<Long> appends = new ArrayList<>();
    List<Long> seals = new ArrayList<>();
    long begin = System.nanoTime();
    long visitor = System.nanoTime();
    for (int quarter = 0; quarter < 4 * SECONDS; quarter++) {
      long due = begin + quarter * 250_000_000L;
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
      }
      // An hour of a shop in a quarter of a second: what came is sealed at the next.
      now.addAndGet(Duration.ofHours(1).toMillis());
      List<Touch> some = new ArrayList<>();
      for (int i = 0; i < rate / 4; i++) {
        some.add(touch(visitor + i / 10, i % 6, i % 3, i % 40, now.get()));
      }
      visitor += rate;
      long start = System.nanoTime();
      store.append(some);
      appends.add(System.nanoTime() - start);
      if (quarter % 4 == 3) {
        start = System.nanoTime();
        int unused = store.seal();
        seals.add(System.nanoTime() - start);
      }
    }
    tell(how + ": an append, median", median(appends));
    tell(how + ": the slowest append", appends.stream().mapToLong(nanos -> nanos).max().orElse(0));
    tell(how + ": a seal, median", median(seals));
    tell(how + ": the slowest seal", seals.stream().mapToLong(nanos -> nanos).max().orElse(0));
  }

  /** The same as long as no sign is new, as the panel has it. */
  private Meaning meaning(JourneyLog log) {
    if (!signs.equals(log.signs())) {
      signs = log.signs();
      meaning = of(signs);
    }
    return meaning;
  }

  private static Meaning of(List<String> signs) {
    List<Optional<Touchpoint>> bySign = new ArrayList<>();
    for (String sign : signs) {
      String name = sign.replaceAll(".*/(t[0-9]+).*", "$1");
      bySign.add(Optional.of(Touchpoint.of(name.equals("t30") ? "purchase" : name)));
    }
    return Meaning.of(bySign);
  }

  /** Something that is timed. */
  private interface Question<T> {
    T ask() throws Exception;
  }

  private static <T> T timed(String what, Question<T> question) throws Exception {
    long begin = System.nanoTime();
    T answer = question.ask();
    tell(what, System.nanoTime() - begin);
    return answer;
  }

  private static void tell(String what, long nanos) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-40s %10.1f ms %6d MB",
            what,
            nanos / 1e6,
            (runtime.totalMemory() - runtime.freeMemory()) >> 20));
  }

  private static long median(List<Long> nanos) {
    return median(nanos.stream().mapToLong(one -> one).toArray());
  }

  private static long median(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
