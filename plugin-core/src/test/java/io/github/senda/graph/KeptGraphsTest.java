package io.github.senda.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Unit;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is kept has to give what counting anew gives, whatever happened in between. */
class KeptGraphsTest {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final Touchpoint OTHERS = Touchpoint.of("others");
  private static final List<String> ATTRIBUTES =
      List.of("", "device=phone", "device=phone;visitor=simulated", "visitor=simulated");

  /** A shop's log by chance, which goes on: blocks come, go, grow together and change. */
  private static final class Shop {
    private final Random random;
    private final List<String> names = new ArrayList<>();
    private final List<JourneyBlock> blocks = new ArrayList<>();
    private final Meaning meaning;
    private long now = JourneyLog.micros(START);

    Shop(long seed, int touchpoints) {
      random = new Random(seed);
      for (int i = 0; i < touchpoints; i++) {
        names.add("touchpoint " + i);
      }
      // Some steps of the checkout, as chance has it; no shop has them in order.
      for (Touchpoint step : Touchpoints.CHECKOUT) {
        if (random.nextInt(4) > 0) {
          names.set(random.nextInt(touchpoints), step.name());
        }
      }
      meaning = Meaning.named(names);
    }

    JourneyBlock block(boolean open) {
      JourneyBlock.Builder block = open ? JourneyBlock.openBuilder() : JourneyBlock.builder();
      for (int journeys = 1 + random.nextInt(120); journeys > 0; journeys--) {
        now += random.nextInt(60_000_000);
        int[] signs = new int[1 + random.nextInt(random.nextInt(9) == 0 ? 90 : 7)];
        long[] micros = new long[signs.length];
        for (int i = 0; i < signs.length; i++) {
          signs[i] = Math.min(random.nextInt(names.size()), random.nextInt(names.size()));
          long pause = random.nextInt(3) == 0 ? 0 : random.nextInt(1 << (1 + random.nextInt(30)));
          micros[i] = i == 0 ? now : micros[i - 1] + pause;
        }
        block.add(signs, micros, 0, signs.length, random.nextInt(ATTRIBUTES.size()));
      }
      return block.build();
    }

    void goOn() {
      int what = random.nextInt(10);
      int at = blocks.isEmpty() ? 0 : random.nextInt(blocks.size());
      if (what < 6 || blocks.size() < 3) {
        blocks.add(block(false));
      } else if (what == 6) {
        blocks.remove(at);
      } else if (what == 7) {
        blocks.set(at, lateTouch(blocks.get(at)));
      } else if (what == 8) {
        JourneyBlock one = blocks.remove(at);
        JourneyBlock other = blocks.remove(at % blocks.size());
        blocks.add(both(one, other));
      } else {
        blocks.add(blocks.remove(at));
      }
    }

    /** The same block, in which one visit goes on. */
    private JourneyBlock lateTouch(JourneyBlock block) {
      JourneyBlock.Builder changed = JourneyBlock.builder();
      int late = random.nextInt(block.journeys());
      JourneyBlock.Cursor cursor = block.cursor();
      for (int j = 0; cursor.next(); j++) {
        if (j != late) {
          changed.add(cursor);
          continue;
        }
        int[] signs = Arrays.copyOf(cursor.signs(), cursor.length() + 1);
        long[] micros = Arrays.copyOf(cursor.micros(), cursor.length() + 1);
        micros[cursor.length()] = micros[cursor.length() - 1] + 30_000_000;
        signs[cursor.length()] = random.nextInt(names.size());
        changed.add(signs, micros, 0, signs.length, cursor.attributes());
      }
      return changed.build();
    }

    private static JourneyBlock both(JourneyBlock one, JourneyBlock other) {
      JourneyBlock.Builder both = JourneyBlock.builder();
      for (JourneyBlock block : List.of(one, other)) {
        for (JourneyBlock.Cursor cursor = block.cursor(); cursor.next(); ) {
          both.add(cursor);
        }
      }
      return both.build();
    }

    JourneyLog log() {
      List<JourneyBlock> all = new ArrayList<>(blocks);
      if (random.nextBoolean()) {
        all.add(block(true));
      }
      JourneyLog log = new JourneyLog(all, names, ATTRIBUTES, Optional.empty(), Optional.empty());
      if (random.nextInt(3) == 0) {
        return log;
      }
      if (random.nextInt(8) == 0) {
        return log.counting(Unit.JOURNEY);
      }
      long span = Math.max(1, now - JourneyLog.micros(START));
      long one = (long) (random.nextDouble() * span);
      long other = (long) (random.nextDouble() * span);
      return log.begunBetween(
          START.plusNanos(Math.min(one, other) * 1000),
          START.plusNanos(Math.max(one, other) * 1000));
    }

    Meaning zoom() {
      int some = random.nextInt(3) == 0 ? 0 : random.nextInt(names.size());
      Set<Touchpoint> merged = new HashSet<>();
      for (int i = 0; i < some; i++) {
        merged.add(Touchpoint.of(names.get(random.nextInt(names.size()))));
      }
      Touchpoint into = random.nextBoolean() ? OTHERS : Touchpoint.of(names.get(0));
      Meaning once = merged.isEmpty() ? meaning : meaning.merging(merged, into);
      if (random.nextInt(8) == 0) {
        return once.hiding(Set.of(Touchpoint.of(names.get(1))));
      }
      return random.nextInt(4) == 0 && names.size() > 2
          ? once.merging(
              Set.of(Touchpoint.of(names.get(1)), Touchpoint.of(names.get(2))),
              Touchpoint.of("stage"))
          : once;
    }
  }

  @Test
  void graph_isWhatCountingAnewGives() {
    for (long seed = 0; seed < 25; seed++) {
      Shop shop = new Shop(seed, 2 + (int) (seed * 13 % 90));
      KeptGraphs kept = KeptGraphs.ofBytes(1 << 24);
      for (int step = 0; step < 40; step++) {
        shop.goOn();
        JourneyLog log = shop.log();
        Meaning meaning = shop.zoom();
        assertEquals(
            JourneyGraph.of(log, meaning),
            kept.graph(log, meaning),
            "seed " + seed + ", step " + step);
      }
    }
  }

  @Test
  void counts_areWhatCountingAnewGives() {
    for (long seed = 0; seed < 25; seed++) {
      Shop shop = new Shop(seed, 6 + (int) (seed * 13 % 90));
      KeptGraphs kept = KeptGraphs.ofBytes(seed % 5 == 0 ? 30_000 : 1 << 24);
      for (int step = 0; step < 40; step++) {
        shop.goOn();
        JourneyLog log = shop.log();
        Meaning meaning = shop.random.nextInt(3) == 0 ? shop.zoom() : shop.meaning;
        String told = "seed " + seed + ", step " + step;
        JourneyCounts counts = kept.counts(log, meaning);

        assertEquals(JourneyCounts.of(log, meaning), counts, told);
        List<Touchpoint> some =
            Touchpoints.CHECKOUT.stream().filter(it -> shop.random.nextBoolean()).toList();
        assertEquals(Funnel.of(log, meaning, some), counts.checkouts().funnel(some), told);
        assertEquals(simulated(log, meaning), counts.simulated(), told);
        Meaning zoom = shop.zoom();
        assertEquals(JourneyGraph.of(log, zoom), kept.graph(log, zoom), told);
      }
    }
  }

  private static long simulated(JourneyLog log, Meaning meaning) {
    long simulated = 0;
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      simulated += ATTRIBUTES.get(reader.attributes()).contains("simulated") ? 1 : 0;
    }
    return simulated;
  }

  @Test
  void checkouts_takeStepsInTheirOrderOnly() {
    CheckoutCounts counts =
        JourneyCounts.of(Scenes.tenVisitors().log(), Scenes.tenVisitors().meaning()).checkouts();
    assertThrows(
        IllegalArgumentException.class,
        () -> counts.funnel(List.of(Touchpoints.PURCHASE, Touchpoints.ADD_TO_CART)));
    assertThrows(IllegalArgumentException.class, () -> counts.funnel(List.of(Touchpoints.SEARCH)));
  }

  @Test
  void graph_isRightWithHardlyAnyMemory() {
    for (long most : new long[] {0, 2_000, 60_000}) {
      Shop shop = new Shop(most, 30);
      KeptGraphs kept = KeptGraphs.ofBytes(most);
      for (int step = 0; step < 40; step++) {
        shop.goOn();
        JourneyLog log = shop.log();
        Meaning meaning = shop.zoom();
        assertEquals(JourneyGraph.of(log, meaning), kept.graph(log, meaning), "step " + step);
        assertTrue(kept.bytes() <= most, kept.bytes() + " bytes, not " + most);
      }
    }
  }

  @Test
  void graph_ofAnotherPeriodReadsOnlyTheBlocksAtItsEdges() {
    Shop shop = new Shop(7, 20);
    for (int i = 0; i < 300; i++) {
      shop.blocks.add(shop.block(false));
    }
    JourneyLog log = JourneyLog.of(shop.blocks, shop.names);
    KeptGraphs kept = KeptGraphs.ofBytes(1 << 26);
    kept.graph(log, shop.meaning);
    long before = kept.bytes();
    long middle = shop.blocks.get(150).firstStart() + 1;
    JourneyLog half = log.begunBetween(START, Instant.EPOCH.plus(middle, ChronoUnit.MICROS));

    kept.graph(half, shop.meaning);

    assertTrue(kept.bytes() - before < before / 4, kept.bytes() - before + " more than " + before);
  }

  @Test
  void graph_ofAnotherMeaningIsKeptBesideAndBoundedToo() {
    Shop shop = new Shop(11, 20);
    for (int i = 0; i < 20; i++) {
      shop.blocks.add(shop.block(false));
    }
    JourneyLog log = JourneyLog.of(shop.blocks, shop.names);
    KeptGraphs kept = KeptGraphs.ofBytes(1 << 26);
    kept.graph(log, shop.meaning);
    long one = kept.bytes();
    for (int i = 0; i < 5; i++) {
      Meaning another = Meaning.named(shop.names);
      assertEquals(JourneyGraph.of(log, another), kept.graph(log, another));
    }

    assertEquals(2 * one, kept.bytes());
  }

  @Test
  void graph_ofAVisitOfAMillionTouchesIsCountedAndItsMediansAreExact() {
    Random random = new Random(3);
    int length = 1_000_000;
    int[] signs = new int[length];
    long[] micros = new long[length];
    for (int i = 1; i < length; i++) {
      signs[i] = random.nextInt(3);
      // As many ties as the clock of a shop gives, and pauses of exactly the limit.
      long pause = random.nextInt(4) == 0 ? 1_800_000 : random.nextInt(40) * 25L;
      micros[i] = micros[i - 1] + pause * 1000;
    }
    JourneyLog log =
        JourneyLog.of(
            List.of(JourneyBlock.builder().add(signs, micros).build()), List.of("a", "b", "c"));
    Meaning meaning = Meaning.named(log.signs());

    JourneyGraph graph = KeptGraphs.ofBytes(1 << 24).graph(log, meaning);
    TransitionMedians medians = TransitionMedians.of(graph, log, meaning);

    assertEquals(JourneyGraph.of(log, meaning), graph);
    assertEquals(length, graph.touches());
    for (Transition transition : graph.transitions()) {
      if (transition.isBetweenSteps()) {
        List<Long> pauses = new ArrayList<>();
        for (int i = 1; i < length; i++) {
          if (log.signs().get(signs[i - 1]).equals(transition.from().name())
              && log.signs().get(signs[i]).equals(transition.to().name())) {
            pauses.add(micros[i] - micros[i - 1]);
          }
        }
        pauses.sort(null);
        long middle = pauses.get((pauses.size() - 1) / 2) + pauses.get(pauses.size() / 2);
        assertEquals(
            middle / 2e6, medians.seconds(transition.from(), transition.to()).orElseThrow());
      }
    }
  }

  @Test
  void passers_countEachJourneyOnceHoweverManyThereAre() {
    for (long seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      int journeys = 1 + random.nextInt(seed % 10 == 0 ? 90_000 : 3_000);
      Passers.Builder builder = new Passers.Builder(9, journeys);
      List<Set<Integer>> naive = new ArrayList<>();
      for (int journey = 0; journey < journeys; journey++) {
        int[] touchpoints = new int[1 + random.nextInt(4)];
        Set<Integer> passed = new TreeSet<>();
        for (int i = 0; i < touchpoints.length; i++) {
          touchpoints[i] = random.nextInt(random.nextInt(8) == 0 ? 8 : 3);
          passed.add(touchpoints[i]);
        }
        naive.add(passed);
        builder.add(touchpoints, touchpoints.length);
      }
      Passers passers = builder.build();
      for (int[] asked : new int[][] {{0}, {5}, {8}, {3, 7}, {1, 2, 6}, {0, 1, 2, 3, 4, 5, 6}}) {
        long expected =
            naive.stream()
                .filter(passed -> Arrays.stream(asked).anyMatch(passed::contains))
                .count();
        assertEquals(expected, passers.passing(asked), "seed " + seed);
      }
    }
  }
}
