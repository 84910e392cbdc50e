package io.github.senda.metric;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Searched;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words that visitors looked for in the shop, and how often nothing came of it: no product was
 * looked at between the search and the next one, or the end of the journey. Called zero-result or
 * abandoned searches elsewhere. Only of visitors who agreed to be known again. A value; safe for
 * any thread.
 *
 * @param words what was looked for
 * @param fruitless the journeys in which no search for it was followed by a {@code view_item}, of
 *     those in which it was looked for; open journeys among them
 */
public record SearchedFor(String words, Share fruitless) {

  /** Words for which fewer have looked are told to nobody. */
  public static final int FEWEST = 10;

  private record Touch(long visitor, long millis) {}

  /** What is counted of one word. */
  private static final class Count {
    private final Set<Long> visitors = new HashSet<>();
    private long journeys;
    private long fruitless;
  }

  /**
   * What was looked for in the journeys of a log, the most journeys first, then by the words.
   *
   * @param searches what is known of searches, of these journeys and of others
   * @param least how many journeys and how many visitors must have looked for the same words
   */
  public static List<SearchedFor> of(
      JourneyLog log, Meaning meaning, List<Searched> searches, int least) {
    Map<Touch, String> words = new HashMap<>();
    for (Searched one : searches) {
      one.words()
          .ifPresent(said -> words.put(new Touch(one.visitor(), one.time().toEpochMilli()), said));
    }
    Map<String, Count> counts = words.isEmpty() ? Map.of() : count(log, meaning, words);
    List<SearchedFor> all = new ArrayList<>();
    counts.forEach(
        (said, count) -> {
          if (count.journeys >= least && count.visitors.size() >= least) {
            all.add(new SearchedFor(said, new Share(count.fruitless, count.journeys)));
          }
        });
    all.sort(
        Comparator.<SearchedFor>comparingLong(one -> -one.fruitless.whole())
            .thenComparing(SearchedFor::words));
    return List.copyOf(all);
  }

  private static Map<String, Count> count(
      JourneyLog log, Meaning meaning, Map<Touch, String> words) {
    int view = meaning.touchpoints().indexOf(Touchpoints.VIEW_ITEM);
    Map<String, Count> counts = new HashMap<>();
    for (JourneyLog.Reader journey = log.reader(meaning); journey.next(); ) {
      if (journey.visitor() == 0) {
        continue;
      }
      searched(journey, view, words)
          .forEach(
              (said, found) -> {
                Count count = counts.computeIfAbsent(said, any -> new Count());
                count.visitors.add(journey.visitor());
                count.journeys++;
                count.fruitless += found ? 0 : 1;
              });
    }
    return counts;
  }

  /** What was looked for in one journey, and whether a product was looked at after it. */
  private static Map<String, Boolean> searched(
      JourneyLog.Reader journey, int view, Map<Touch, String> words) {
    Map<String, Boolean> found = new HashMap<>();
    int[] touchpoints = null;
    String last = null;
    for (int i = 0; i < journey.seen(); i++) {
      String said =
          words.get(new Touch(journey.visitor(), Math.floorDiv(journey.seenMicros()[i], 1_000L)));
      if (said != null) {
        last = said;
        touchpoints = touchpoints == null ? journey.seenTouchpoints() : touchpoints;
        found.putIfAbsent(said, false);
      } else if (last != null && view >= 0 && touchpoints[i] == view) {
        found.put(last, true);
      }
    }
    return found;
  }
}
