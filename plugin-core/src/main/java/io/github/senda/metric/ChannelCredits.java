package io.github.senda.metric;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import io.github.senda.touch.Touchpoints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Conversion by channel under three models of credit ({@link ChannelCredit}): a visit is its own
 * channel's, that of the last one that was not direct, or that of the first. Every model credits
 * each ended visit once, so all have the same sum. A value; safe for any thread.
 *
 * @param own by the channel that brought the very visit
 * @param lastNonDirect by the last channel within the look-back that was not direct
 * @param first by the first channel within the look-back
 * @param linked how many of the visits belong to somebody whose visits may be linked; the others
 *     are their own channel's in every model
 */
public record ChannelCredits(
    List<ChannelShare> own,
    List<ChannelShare> lastNonDirect,
    List<ChannelShare> first,
    long linked) {

  public ChannelCredits {
    own = List.copyOf(own);
    lastNonDirect = List.copyOf(lastNonDirect);
    first = List.copyOf(first);
  }

  /** Counts of one model: visits with a purchase and all, by the channel's number. */
  private record Tally(long[] bought, long[] all) {
    Tally(int channels) {
      this(new long[channels], new long[channels]);
    }

    void add(int channel, boolean hasBought) {
      bought[channel] += hasBought ? 1 : 0;
      all[channel]++;
    }

    /** Takes a visit from its own channel and gives it to another. */
    void move(LinkedVisits.Visit visit, int to) {
      bought[visit.channel()] -= visit.bought() ? 1 : 0;
      all[visit.channel()]--;
      add(to, visit.bought());
    }

    List<ChannelShare> shares(List<Channel> channels) {
      Map<Channel, long[]> counts = new TreeMap<>();
      for (int i = 0; i < all.length; i++) {
        if (all[i] > 0) {
          counts.put(channels.get(i), new long[] {bought[i], all[i]});
        }
      }
      return ChannelShare.merged(counts);
    }
  }

  /**
   * The credits of a log's ended visits. Where it counts only a period, visits before it are read
   * all the same, since they may have brought somebody. Memory grows with the linked visits alone.
   *
   * @param by by which channel a visit of such attributes came
   */
  public static ChannelCredits of(
      JourneyLog log, Meaning meaning, Function<Attributes, Channel> by, Duration lookBack) {
    List<Channel> channels = new ArrayList<>();
    Map<Channel, Integer> numbers = new HashMap<>();
    int[] bySet =
        log.attributeValues().stream()
            .map(by)
            .mapToInt(channel -> number(channel, numbers, channels))
            .toArray();
    int purchase = meaning.touchpoints().indexOf(Touchpoints.PURCHASE);
    Leaks.Span span = Leaks.Span.of(log);
    Tally own = new Tally(channels.size());
    LinkedVisits linked = new LinkedVisits();
    JourneyLog.Reader reader = log.begunBetween(Instant.MIN, Instant.MAX).reader(meaning);
    while (reader.next()) {
      int channel = bySet[reader.attributes()];
      long begun = reader.seenMicros()[0];
      boolean counts = !reader.active() && span.contains(begun);
      boolean bought = counts && ChannelShare.has(reader, purchase);
      if (counts) {
        own.add(channel, bought);
      }
      if (reader.visitor() != 0) {
        linked.add(reader.visitor(), begun, channel, counts, bought);
      }
    }
    // Whatever is of somebody unknown, or of somebody's only visit, is its own channel's.
    Tally last = new Tally(own.bought.clone(), own.all.clone());
    Tally first = new Tally(own.bought.clone(), own.all.clone());
    linked.forEachVisitor(
        visits -> {
          List<ChannelCredit> credits =
              ChannelCredit.of(
                  visits.stream()
                      .map(
                          visit ->
                              new ChannelCredit.Visit(
                                  visit.micros(), channels.get(visit.channel())))
                      .toList(),
                  lookBack);
          for (int i = 0; i < credits.size(); i++) {
            LinkedVisits.Visit visit = visits.get(i);
            if (visit.counts()) {
              last.move(visit, numbers.get(credits.get(i).lastNonDirect()));
              first.move(visit, numbers.get(credits.get(i).first()));
            }
          }
        });
    return new ChannelCredits(
        own.shares(channels), last.shares(channels), first.shares(channels), linked.counted());
  }

  private static int number(
      Channel channel, Map<Channel, Integer> numbers, List<Channel> channels) {
    return numbers.computeIfAbsent(
        channel,
        added -> {
          channels.add(added);
          return channels.size() - 1;
        });
  }
}
