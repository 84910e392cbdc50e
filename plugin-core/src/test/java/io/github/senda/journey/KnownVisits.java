package io.github.senda.journey;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Visits by chance as plain values, some of visitors who are known, and the log that they are. */
final class KnownVisits {

  static final List<String> NAMES =
      List.of("home", "view_item", "view_cart", "purchase", "noise", "search", "two words");

  private static final List<String> SETS =
      List.of(
          "",
          "channel=email",
          "channel=email;device=phone",
          "channel=ads;items=12",
          "device=desktop;items=3;visitor=simulated");

  /** One visit, or several of one visitor as one; a touch that means nothing is called noise. */
  record Visit(
      long visitor,
      Attributes attributes,
      List<String> names,
      List<Long> micros,
      List<Optional<Money>> values,
      boolean open) {

    /** What is left without noise. */
    List<String> way() {
      return names.stream().filter(name -> !name.equals("noise")).toList();
    }
  }

  final List<Visit> visits = new ArrayList<>();

  /** The same for the same seed. */
  static KnownVisits generated(long seed, int count, int visitors) {
    Random random = new Random(seed);
    KnownVisits known = new KnownVisits();
    for (int i = 0; i < count; i++) {
      long visitor = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(visitors);
      int length = 1 + random.nextInt(random.nextInt(8) == 0 ? 40 : 6);
      List<String> names = new ArrayList<>();
      List<Long> micros = new ArrayList<>();
      List<Optional<Money>> values = new ArrayList<>();
      long time = 1_000_000L * random.nextInt(200) * (random.nextInt(4) == 0 ? 1 : 3600);
      for (int touch = 0; touch < length; touch++) {
        names.add(NAMES.get(random.nextInt(NAMES.size())));
        micros.add(time);
        time += random.nextInt(3) * 400_000_000L;
        boolean said = random.nextInt(6) == 0;
        String currency = random.nextBoolean() ? "EUR" : "USD";
        values.add(
            said
                ? Optional.of(new Money(random.nextInt(9) * 100_000L, currency))
                : Optional.empty());
      }
      String set = SETS.get(random.nextInt(SETS.size()));
      known.visits.add(
          new Visit(
              visitor, Attributes.parse(set), names, micros, values, random.nextInt(12) == 0));
    }
    return known;
  }

  KnownVisits visit(long visitor, long second, boolean open, String... names) {
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      micros.add((second + i * 60L) * 1_000_000);
    }
    List<Optional<Money>> values = new ArrayList<>();
    List.of(names).forEach(name -> values.add(Optional.empty()));
    visits.add(new Visit(visitor, Attributes.none(), List.of(names), micros, values, open));
    return this;
  }

  /** In several blocks, those of open visits apart. */
  JourneyLog log() {
    List<JourneyBlock> blocks = new ArrayList<>();
    JourneyBlock.Builder ended = JourneyBlock.builder();
    JourneyBlock.Builder open = JourneyBlock.openBuilder();
    for (Visit visit : visits) {
      JourneyBlock.Builder block = visit.open() ? open : ended;
      int length = visit.names().size();
      int[] signs = visit.names().stream().mapToInt(NAMES::indexOf).toArray();
      long[] micros = visit.micros().stream().mapToLong(m -> m).toArray();
      block.add(signs, micros, 0, length, set(visit)).by(visit.visitor());
      for (int i = 0; i < length; i++) {
        block.know(i, 0, visit.values().get(i).isPresent() ? 7 : 0, visit.values().get(i));
      }
      if (ended.journeys() == 50) {
        blocks.add(ended.build());
        ended = JourneyBlock.builder();
      }
    }
    blocks.add(ended.build());
    blocks.add(open.build());
    return new JourneyLog(blocks, NAMES, SETS, Optional.empty(), Optional.empty());
  }

  private static int set(Visit visit) {
    return Math.max(0, SETS.indexOf(visit.attributes().text()));
  }

  /** Names as touchpoints, noise as nothing. */
  static Meaning meaning() {
    return Meaning.of(
        NAMES.stream()
            .map(
                name ->
                    name.equals("noise")
                        ? Optional.<Touchpoint>empty()
                        : Optional.of(Touchpoint.of(name)))
            .toList());
  }

  /** The plainest way to join: lists of lists, sorted, cut. */
  List<Visit> joined(Unit unit) {
    if (unit == Unit.VISIT) {
      return visits;
    }
    Map<Long, List<Visit>> groups = new LinkedHashMap<>();
    long nobody = -1;
    for (Visit visit : visits) {
      long key = visit.visitor() == 0 ? nobody-- : visit.visitor();
      groups.computeIfAbsent(key, added -> new ArrayList<>()).add(visit);
    }
    List<Visit> joined = new ArrayList<>();
    for (List<Visit> group : groups.values()) {
      join(group, unit, joined);
    }
    return joined;
  }

  private record Step(Visit visit, String name, long micros, Optional<Money> value) {}

  private static void join(List<Visit> group, Unit unit, List<Visit> into) {
    // As blocks have them: those of ended visits first, then by time.
    List<Visit> visits = new ArrayList<>(group);
    visits.sort(
        Comparator.<Visit>comparingLong(visit -> visit.micros().get(0))
            .thenComparing(visit -> visit.open()));
    List<Step> steps = new ArrayList<>();
    for (Visit visit : visits) {
      for (int i = 0; i < visit.names().size(); i++) {
        steps.add(
            new Step(visit, visit.names().get(i), visit.micros().get(i), visit.values().get(i)));
      }
    }
    steps.sort(Comparator.comparingLong(Step::micros));
    boolean open = visits.stream().anyMatch(Visit::open);
    List<Step> piece = new ArrayList<>();
    boolean bought = false;
    for (Step step : steps) {
      if (bought && !step.name().equals("noise")) {
        into.add(visit(piece, false));
        piece = new ArrayList<>();
        bought = false;
      }
      piece.add(step);
      bought |= unit == Unit.JOURNEY && step.name().equals("purchase");
    }
    into.add(visit(piece, open && !bought));
  }

  private static Visit visit(List<Step> steps, boolean open) {
    Visit first = steps.get(0).visit();
    return new Visit(
        first.visitor(),
        first.attributes(),
        steps.stream().map(Step::name).toList(),
        steps.stream().map(Step::micros).toList(),
        steps.stream().map(Step::value).toList(),
        open);
  }

  /** When a visitor's first visit began. */
  long firstStart(long visitor) {
    return visits.stream()
        .filter(visit -> visit.visitor() == visitor)
        .mapToLong(visit -> visit.micros().get(0))
        .min()
        .orElseThrow();
  }

  /** As a line that tells any two apart that differ in what is counted. */
  static String line(Visit visit) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < visit.names().size(); i++) {
      if (!visit.names().get(i).equals("noise")) {
        line.append(visit.names().get(i)).append('@').append(visit.micros().get(i)).append(' ');
      }
    }
    return line + (visit.open() ? "open" : "ended");
  }
}
