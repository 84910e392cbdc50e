package io.github.senda.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Unit;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is counted in a small table has to be what all ways together tell. */
class VariantsByGoalTest {

  private static final int ROOM = 1 << 16;

  @Test
  void ways_areThoseOfAllVariants() {
    for (long seed = 0; seed < 80; seed++) {
      Scenes scene = Scenes.generated(seed, 200, 2 + (int) seed % 4);
      JourneyLog log = seed % 7 == 0 ? scene.log().counting(Unit.JOURNEY) : scene.log();
      Meaning meaning = scene.meaning();
      Touchpoint goal =
          seed % 9 == 0 ? Touchpoints.REFUND : meaning.touchpoints().get((int) seed % 2);
      long fewest = seed % 12;
      Variants variants = Variants.of(log, meaning);
      VariantsByGoal ways = VariantsByGoal.of(log, meaning, goal, fewest, 8, ROOM);

      assertTrue(ways.exact(), "seed " + seed);
      assertEquals(variants.distinct(), ways.distinct(), "seed " + seed);
      assertEquals(
          CommonVariants.of(variants.through(goal, true), fewest, 8),
          ways.reached(),
          "seed " + seed);
      assertEquals(
          CommonVariants.of(variants.through(goal, false), fewest, 8), ways.past(), "seed " + seed);
    }
  }

  @Test
  void ways_ofManyMoreThanThereIsRoomForAreCountedRightAllTheSame() {
    for (long seed = 0; seed < 12; seed++) {
      JourneyLog log = manyWays(seed);
      Meaning meaning = Meaning.named(log.signs());
      Touchpoint goal = meaning.touchpoints().get(3);
      Variants variants = Variants.of(log, meaning);
      for (long fewest : new long[] {1, 10, 60}) {
        VariantsByGoal ways = VariantsByGoal.of(log, meaning, goal, fewest, 12, 1 << 9);
        String told = "seed " + seed + ", fewest " + fewest;

        assertFalse(ways.exact(), told);
        assertTrue(ways.distinct() <= variants.distinct(), told);
        assertTrue(ways.distinct() > 128, told);
        assertRight(variants.through(goal, true), ways.reached(), fewest, told);
        assertRight(variants.through(goal, false), ways.past(), fewest, told);
        assertTrue(ways.reached().shown().size() + ways.past().shown().size() > 8, told);
      }
    }
  }

  private static void assertRight(Variants all, CommonVariants common, long fewest, String told) {
    List<Variant> top = all.top(12);
    assertEquals(top.subList(0, common.shown().size()), common.shown(), told);
    long shown = common.shown().stream().mapToLong(Variant::journeys).sum();
    assertEquals(all.journeys(), shown + common.journeys(), told);
    assertTrue(common.shown().stream().allMatch(way -> way.journeys() >= fewest), told);
    assertTrue(common.journeys() == 0 || common.journeys() >= fewest, told);
  }

  /** A few ways that many take, and thousands that one or two do. */
  private static JourneyLog manyWays(long seed) {
    Random random = new Random(seed);
    List<int[]> common = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      common.add(random.ints(1 + random.nextInt(6), 0, 9).toArray());
    }
    JourneyBlock.Builder block = JourneyBlock.builder();
    for (int i = 0; i < 6000; i++) {
      // The first of them are taken most, the last hardly.
      int[] signs =
          random.nextInt(3) > 0
              ? common.get((int) (20 * Math.pow(random.nextDouble(), 2)))
              : random.ints(2 + random.nextInt(7), 0, 9).toArray();
      block.add(signs, new long[signs.length]);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      names.add("touchpoint " + i);
    }
    return JourneyLog.of(List.of(block.build()), names);
  }
}
