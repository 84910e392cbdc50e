package io.github.senda.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Searched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SearchedForTest {

  private static final List<String> SIGNS = List.of("search", "view_item", "page_view");
  private static final int SEARCH = 0;
  private static final int VIEW = 1;
  private static final int PAGE = 2;

  private final JourneyBlock.Builder block = JourneyBlock.builder();
  private final List<Searched> searches = new ArrayList<>();
  private long journeys;

  /** One journey: a word for each search, null for a product, an empty text for a page. */
  private void journey(long visitor, String... steps) {
    long start = ++journeys * 10_000_000;
    int[] signs = new int[steps.length];
    long[] micros = new long[steps.length];
    for (int i = 0; i < steps.length; i++) {
      micros[i] = start + i * 1_000L;
      signs[i] = steps[i] == null ? VIEW : steps[i].isEmpty() ? PAGE : SEARCH;
      if (signs[i] == SEARCH) {
        searches.add(
            new Searched(visitor, Instant.ofEpochMilli(micros[i] / 1_000), Optional.of(steps[i])));
      }
    }
    block.add(signs, micros, 0, signs.length, 0);
    block.by(visitor);
  }

  private List<SearchedFor> of(int least) {
    JourneyLog log = JourneyLog.of(List.of(block.build()), SIGNS);
    return SearchedFor.of(log, Meaning.named(SIGNS), searches, least);
  }

  private static SearchedFor one(String words, long fruitless, long journeys) {
    return new SearchedFor(words, new Share(fruitless, journeys));
  }

  @Test
  void search_isFruitlessWithoutAProductBeforeTheNextOne() {
    journey(1, "taza", "", null);
    journey(2, "taza", "cafe", null);
    journey(3, null, "taza");
    journey(4, "taza", "taza", "", null);

    assertEquals(List.of(one("taza", 2, 4), one("cafe", 0, 1)), of(1));
  }

  @Test
  void words_ofFewJourneysOrFewVisitorsAreNotTold() {
    for (int i = 0; i < 20; i++) {
      journey(7, "alone");
      journey(100 + i % 9, "nine");
      journey(100 + i % 10, "ten");
    }

    assertEquals(List.of(one("ten", 20, 20)), of(10));
  }

  @Test
  void figures_areThoseOfANaiveTwin() {
    for (long seed = 0; seed < 50; seed++) {
      SearchedForTest log = new SearchedForTest();
      Random random = new Random(seed);
      Map<String, List<Boolean>> fruitless = new TreeMap<>();
      Map<String, Set<Long>> visitors = new TreeMap<>();
      for (int i = 0; i < 60; i++) {
        long visitor = 1L + random.nextInt(15);
        String[] steps = new String[1 + random.nextInt(8)];
        for (int step = 0; step < steps.length; step++) {
          steps[step] = new String[] {"a", "b", "", null}[random.nextInt(4)];
        }
        log.journey(visitor, steps);
        for (String word : List.of("a", "b")) {
          if (Arrays.asList(steps).contains(word)) {
            fruitless.computeIfAbsent(word, any -> new ArrayList<>()).add(!hits(steps, word));
            visitors.computeIfAbsent(word, any -> new HashSet<>()).add(visitor);
          }
        }
      }
      List<SearchedFor> expected = new ArrayList<>();
      fruitless.forEach(
          (word, all) -> {
            if (all.size() >= 10 && visitors.get(word).size() >= 10) {
              expected.add(one(word, all.stream().filter(one -> one).count(), all.size()));
            }
          });
      expected.sort((x, y) -> Long.compare(y.fruitless().whole(), x.fruitless().whole()));
      assertEquals(expected, log.of(10), "seed " + seed);
    }
  }

  private static boolean hits(String[] steps, String word) {
    for (int i = 0; i < steps.length; i++) {
      if (word.equals(steps[i])) {
        for (int next = i + 1; next < steps.length; next++) {
          if (steps[next] == null) {
            return true;
          }
          if (!steps[next].isEmpty()) {
            break;
          }
        }
      }
    }
    return false;
  }
}
