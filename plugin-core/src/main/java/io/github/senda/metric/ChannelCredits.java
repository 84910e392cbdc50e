package io.github.senda.metric;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import io.github.senda.touch.Touchpoints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

  private static final Comparator<Linked> IN_TIME = Comparator.comparingLong(Linked::micros);

  public ChannelCredits {
    own = List.copyOf(own);
    lastNonDirect = List.copyOf(lastNonDirect);
    first = List.copyOf(first);
  }

  /** A visit of somebody known; one outside the period counts nowhere and may be credited. */
  private record Linked(long micros, Channel channel, boolean counts, boolean bought) {}

  /** Counts of one model: visits with a purchase and all, by channel. */
  private static final class Tally {
    private final Map<Channel, long[]> counts = new TreeMap<>();

    void add(Channel channel, boolean bought) {
      long[] count = counts.computeIfAbsent(channel, added -> new long[2]);
      count[0] += bought ? 1 : 0;
      count[1]++;
    }
  }

  /**
   * The credits of a log's ended visits. Where it counts only a period, visits before it are read
   * all the same, since they may have brought somebody. Memory grows with the linked visits alone.
   *
   * @param channels by which channel a visit of such attributes came
   */
  public static ChannelCredits of(
      JourneyLog log, Meaning meaning, Function<Attributes, Channel> channels, Duration lookBack) {
    List<Channel> bySet =
        log.attributes().stream().map(text -> channels.apply(Attributes.parse(text))).toList();
    int purchase = meaning.touchpoints().indexOf(Touchpoints.PURCHASE);
    Leaks.Span span = Leaks.Span.of(log);
    Tally own = new Tally();
    Tally last = new Tally();
    Tally first = new Tally();
    Map<Long, List<Linked>> byVisitor = new HashMap<>();
    JourneyLog.Reader reader = log.begunBetween(Instant.MIN, Instant.MAX).reader(meaning);
    while (reader.next()) {
      Channel channel = bySet.get(reader.attributes());
      long begun = reader.seenMicros()[0];
      boolean counts = !reader.active() && span.contains(begun);
      boolean bought = counts && ChannelShare.has(reader, purchase);
      if (counts) {
        own.add(channel, bought);
      }
      if (reader.visitor() != 0) {
        byVisitor
            .computeIfAbsent(reader.visitor(), known -> new ArrayList<>(2))
            .add(new Linked(begun, channel, counts, bought));
      } else if (counts) {
        last.add(channel, bought);
        first.add(channel, bought);
      }
    }
    long linked = 0;
    for (List<Linked> visits : byVisitor.values()) {
      visits.sort(IN_TIME);
      List<ChannelCredit> credits =
          ChannelCredit.of(
              visits.stream()
                  .map(visit -> new ChannelCredit.Visit(visit.micros(), visit.channel()))
                  .toList(),
              lookBack);
      for (int i = 0; i < credits.size(); i++) {
        Linked visit = visits.get(i);
        if (visit.counts()) {
          linked++;
          last.add(credits.get(i).lastNonDirect(), visit.bought());
          first.add(credits.get(i).first(), visit.bought());
        }
      }
    }
    return new ChannelCredits(
        ChannelShare.merged(own.counts),
        ChannelShare.merged(last.counts),
        ChannelShare.merged(first.counts),
        linked);
  }
}
