package io.github.senda.metric;

import io.github.senda.touch.Channel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * To which channel a visit is credited that may have come by itself, since somebody was brought by
 * an earlier one: the models of attribution that are called last non-direct click and first click
 * elsewhere. Visits are those of one visitor, in the order of their beginnings; a visitor whose
 * visits nobody may link has one. Within a look-back of so many days a visit may be credited to an
 * earlier one; one that lies exactly so long ago is within.
 *
 * @param first the channel of the earliest visit within the look-back, this one included
 * @param lastNonDirect the channel of the latest visit within the look-back, this one included,
 *     that did not come directly; direct if there is none
 */
public record ChannelCredit(Channel first, Channel lastNonDirect) {

  /** How far back Google Analytics looks as well. */
  public static final Duration LOOK_BACK = Duration.ofDays(90);

  /**
   * A visit as far as it matters here.
   *
   * @param micros when it began, in microseconds since the epoch
   * @param channel how it came in
   */
  public record Visit(long micros, Channel channel) {}

  /**
   * The credit of each visit of one visitor.
   *
   * @param visits in the order of their beginnings
   * @throws IllegalArgumentException if they are not
   */
  public static List<ChannelCredit> of(List<Visit> visits, Duration lookBack) {
    long reach = lookBack.toNanos() / 1_000;
    Deque<Visit> within = new ArrayDeque<>();
    Visit lastNonDirect = new Visit(0, Channel.DIRECT);
    long before = Long.MIN_VALUE;
    List<ChannelCredit> credits = new ArrayList<>(visits.size());
    for (Visit visit : visits) {
      if (visit.micros() < before) {
        throw new IllegalArgumentException("a visitor's visits come in the order of time");
      }
      before = visit.micros();
      within.addLast(visit);
      while (visit.micros() - within.peekFirst().micros() > reach) {
        within.removeFirst();
      }
      if (!visit.channel().equals(Channel.DIRECT)) {
        lastNonDirect = visit;
      }
      boolean known = visit.micros() - lastNonDirect.micros() <= reach;
      credits.add(
          new ChannelCredit(
              within.peekFirst().channel(), known ? lastNonDirect.channel() : Channel.DIRECT));
    }
    return credits;
  }
}
