package io.github.senda.benchmarks;

import io.github.senda.graph.Funnel;
import io.github.senda.graph.GraphFilter;
import io.github.senda.graph.SimpleGraph;
import io.github.senda.graph.Simplification;
import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.View;
import io.github.senda.metric.DropOff;
import io.github.senda.metric.Share;
import io.github.senda.touch.Stage;
import io.github.senda.touch.Stages;
import io.github.senda.touch.Touchpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;

/**
 * The maps that layouts are compared on: seeded ones of 10, 40, 120 and 300 touchpoints, four of
 * each, and those of the public logs where these are there.
 */
final class LayoutGraphs {

  private static final int[] TOUCHPOINTS = {10, 40, 120, 300};
  private static final int SEEDS = 4;
  private static final int STAGES = 7;

  /** Between so many transitions the journeys of a seeded map go, in all. */
  private static final int[] TRANSITIONS = {32, 150, 600, 1500};

  private LayoutGraphs() {}

  /** How each map is made, by its name, in an order that stays. */
  static Map<String, Callable<JourneyMap>> all(Path data) {
    Map<String, Callable<JourneyMap>> maps = new LinkedHashMap<>();
    for (int size = 0; size < TOUCHPOINTS.length; size++) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        int touchpoints = TOUCHPOINTS[size];
        int transitions = TRANSITIONS[size];
        int chance = seed;
        maps.put(
            touchpoints + " touchpoints, seed " + seed,
            () -> seeded(touchpoints, transitions, chance));
      }
    }
    if (Files.isDirectory(data)) {
      Callable<JourneyMap> shop =
          () ->
              real(data.resolve("retentioneering_ecom.csv.gz"), "session_id", "event", "timestamp");
      maps.put("a shop's clicks", shop);
      maps.put(
          "a shop's clicks, 80 % of the flow", () -> shop.call().showing(new GraphFilter(0.8)));
      maps.put("receipts of an authority", () -> mined(data.resolve("receipt.csv")));
      maps.put("the running example", () -> mined(data.resolve("running-example.csv")));
    } else {
      System.out.println("left out: the public logs, which are not at " + data);
    }
    return maps;
  }

  /** People who mostly go on, to few places more than to others, and sometimes back. */
  static JourneyMap seeded(int touchpoints, int transitions, long seed) {
    Random random = new Random(seed);
    List<List<Integer>> ways = new ArrayList<>();
    int[] stageOf = new int[touchpoints];
    for (int i = 0; i < touchpoints; i++) {
      stageOf[i] = i * STAGES / touchpoints;
      ways.add(new ArrayList<>());
    }
    // Entry and exit take part of what there may be.
    int entries = Math.max(2, touchpoints / 10);
    int wanted = transitions - entries - touchpoints * 3 / 4;
    for (int to = entries; to < touchpoints; to++) {
      // Everything is met: each has one before it, mostly in the stage before.
      ways.get(random.nextInt(Math.max(entries, to - touchpoints / STAGES))).add(to);
    }
    for (int i = touchpoints - entries; i < wanted; i++) {
      int from = random.nextInt(touchpoints);
      int part = random.nextInt(20);
      int step = part < 8 ? 1 : part < 10 ? 2 : part < 11 ? 3 : part < 15 ? 0 : part < 18 ? -1 : -2;
      int stage = Math.max(0, Math.min(STAGES - 1, stageOf[from] + step));
      int first = (stage * touchpoints + STAGES - 1) / STAGES;
      int after = ((stage + 1) * touchpoints + STAGES - 1) / STAGES;
      int to = first + random.nextInt(Math.max(1, after - first));
      if (to < touchpoints && to != from && !ways.get(from).contains(to)) {
        ways.get(from).add(to);
      }
    }
    JourneyBlock.Builder block = JourneyBlock.builder();
    long time = 1_700_000_000_000_000L;
    for (int journey = 0; journey < transitions * 40; journey++) {
      List<Integer> steps = new ArrayList<>();
      int at = random.nextInt(entries);
      do {
        steps.add(at);
        List<Integer> on = ways.get(at);
        // Three places in four are left from by somebody.
        if (on.isEmpty() || (at % 4 != 3 && random.nextInt(8) == 0)) {
          break;
        }
        at = on.get((int) (random.nextDouble() * on.size()));
      } while (steps.size() < 40);
      int[] signs = steps.stream().mapToInt(Integer::intValue).toArray();
      long[] micros = new long[signs.length];
      for (int i = 0; i < signs.length; i++) {
        micros[i] = time += 1_000_000L * (1 + random.nextInt(90));
      }
      block.add(signs, micros);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < touchpoints; i++) {
      names.add(i % 5 == 4 ? "a place with a longer name " + i : "place " + i);
    }
    List<Stage> order = new ArrayList<>();
    Map<Touchpoint, Stage> members = new HashMap<>();
    for (int stage = 1; stage <= STAGES; stage++) {
      order.add(new Stage("part_" + stage));
    }
    for (int i = 0; i < touchpoints; i++) {
      members.put(Touchpoint.of(names.get(i)), order.get(stageOf[i]));
    }
    JourneyLog log = JourneyLog.of(List.of(block.build()), names);
    return map(log, Meaning.named(names), new Stages(order, members));
  }

  /** A map without the merging of rare touchpoints, which would leave little to lay out. */
  private static JourneyMap map(JourneyLog log, Meaning meaning, Stages stages) {
    SimpleGraph simple = SimpleGraph.of(log, meaning, Simplification.NONE);
    return new JourneyMap(
        Optional.empty(),
        View.ALL,
        stages,
        simple,
        simple.shown(GraphFilter.ALL),
        Funnel.of(log, meaning, List.of()),
        new Share(0, 0),
        new Share(0, 0),
        DropOff.of(simple.graph()),
        0);
  }

  private static JourneyMap mined(Path file) throws IOException {
    return real(file, "case:concept:name", "concept:name", "time:timestamp");
  }

  private static JourneyMap real(Path file, String caseColumn, String name, String time)
      throws IOException {
    record Row(String time, int touchpoint) {}
    Map<String, Integer> numbers = new LinkedHashMap<>();
    Map<String, List<Row>> cases = new LinkedHashMap<>();
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      List<String> heading = cells(lines.readLine());
      int caseAt = heading.indexOf(caseColumn);
      int nameAt = heading.indexOf(name);
      int timeAt = heading.indexOf(time);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> cells = cells(line);
        int number = numbers.computeIfAbsent(cells.get(nameAt), added -> numbers.size());
        cases
            .computeIfAbsent(cells.get(caseAt), added -> new ArrayList<>())
            .add(new Row(cells.get(timeAt), number));
      }
    }
    JourneyBlock.Builder block = JourneyBlock.builder();
    long start = 1_700_000_000_000_000L;
    for (List<Row> rows : cases.values()) {
      rows.sort(Comparator.comparing(Row::time));
      long[] micros = new long[rows.size()];
      for (int i = 0; i < micros.length; i++) {
        micros[i] = start += 30_000_000L;
      }
      block.add(rows.stream().mapToInt(Row::touchpoint).toArray(), micros);
    }
    List<String> names = List.copyOf(numbers.keySet());
    JourneyLog log = JourneyLog.of(List.of(block.build()), names);
    return JourneyMap.of(log, Meaning.named(names), GraphFilter.ALL);
  }

  /** The cells of a line; a comma between quotes is none. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char letter = line.charAt(i);
      if (letter == '"') {
        quoted = !quoted;
      } else if (letter == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(letter);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
