package io.github.senda.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChannelTest {

  private static final long DAY = Duration.ofDays(1).toNanos() / 1_000;
  private static final List<Channel> SOME =
      List.of(Channel.DIRECT, Channel.DIRECT, Channel.EMAIL, Channel.ADS, Channel.SEARCH);
  private static final List<String> SETS =
      List.of("", "channel=email", "channel=search", "channel=ads", "channel=social");

  private static ChannelCredit.Visit visit(double day, Channel channel) {
    return new ChannelCredit.Visit((long) (day * DAY), channel);
  }

  private static ChannelCredit last(ChannelCredit.Visit... visits) {
    List<ChannelCredit> credits = ChannelCredit.of(List.of(visits), ChannelCredit.LOOK_BACK);
    return credits.get(credits.size() - 1);
  }

  @Test
  void directVisit_isCreditedToWhatBroughtTheVisitorBefore() {
    assertEquals(
        new ChannelCredit(Channel.EMAIL, Channel.SEARCH),
        last(visit(1, Channel.EMAIL), visit(5, Channel.SEARCH), visit(9, Channel.DIRECT)));
    assertEquals(
        new ChannelCredit(Channel.DIRECT, Channel.ADS),
        last(visit(1, Channel.DIRECT), visit(2, Channel.ADS)));
    assertEquals(new ChannelCredit(Channel.DIRECT, Channel.DIRECT), last(visit(3, Channel.DIRECT)));
  }

  @Test
  void lookBack_reachesExactlyAsFarAsItSays() {
    assertEquals(Channel.EMAIL, last(visit(0, Channel.EMAIL), visit(90, Channel.DIRECT)).first());
    assertEquals(
        new ChannelCredit(Channel.DIRECT, Channel.DIRECT),
        last(visit(0, Channel.EMAIL), visit(90.001, Channel.DIRECT)));
  }

  @Test
  void visits_outOfOrderAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> last(visit(2, Channel.EMAIL), visit(1, Channel.DIRECT)));
  }

  @Test
  void credit_isThatOfItsNaiveTwin() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Duration lookBack = Duration.ofDays(random.nextInt(40));
      List<ChannelCredit.Visit> visits = new ArrayList<>();
      long day = -20;
      for (int i = random.nextInt(30); i >= 0; i--) {
        day += random.nextInt(15);
        visits.add(visit((double) day, SOME.get(random.nextInt(SOME.size()))));
      }
      assertEquals(twin(visits, lookBack), ChannelCredit.of(visits, lookBack), "seed " + seed);
    }
  }

  /** For each visit, looks at all others. */
  private static List<ChannelCredit> twin(List<ChannelCredit.Visit> visits, Duration lookBack) {
    List<ChannelCredit> credits = new ArrayList<>();
    for (int i = 0; i < visits.size(); i++) {
      Optional<Channel> first = Optional.empty();
      Channel last = Channel.DIRECT;
      for (int j = 0; j <= i; j++) {
        long ago = visits.get(i).micros() - visits.get(j).micros();
        if (ago * 1_000 <= lookBack.toNanos()) {
          Channel channel = visits.get(j).channel();
          first = first.isPresent() ? first : Optional.of(channel);
          last = channel.equals(Channel.DIRECT) ? last : channel;
        }
      }
      credits.add(new ChannelCredit(first.orElseThrow(), last));
    }
    return credits;
  }

  /** So many journeys of each set of attributes, of which so many bought. */
  private static JourneyLog log(int[] journeys, int[] bought) {
    JourneyBlock.Builder block = JourneyBlock.builder();
    for (int set = 0; set < journeys.length; set++) {
      for (int i = 0; i < journeys[set]; i++) {
        block.add(new int[] {0, i < bought[set] ? 1 : 0}, new long[] {i, i + 1}, 0, 2, set);
      }
    }
    JourneyBlock open = JourneyBlock.openBuilder().add(new int[] {1}, new long[] {7}).build();
    return new JourneyLog(
        List.of(block.build(), open),
        List.of("page_view", "purchase"),
        SETS,
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> told(int... journeys) {
    int[] bought = new int[journeys.length];
    for (int i = 0; i < bought.length; i++) {
      bought[i] = journeys[i] / 4;
    }
    JourneyLog log = log(journeys, bought);
    return ChannelShare.of(log, Meaning.named(log.signs()), ChannelTest::channel).stream()
        .map(
            share ->
                share.channel().map(Channel::name).orElse("others")
                    + " "
                    + share.conversion().part()
                    + "/"
                    + share.conversion().whole())
        .toList();
  }

  private static Channel channel(Attributes attributes) {
    return Optional.ofNullable(attributes.values().get("channel"))
        .map(Channel::new)
        .orElse(Channel.DIRECT);
  }

  @Test
  void shares_areOfEndedJourneysMostFirst() {
    assertEquals(List.of("email 10/40", "direct 5/20"), told(20, 40));
  }

  @Test
  void fewJourneys_areNeverOneChannelsAlone() {
    assertEquals(List.of("direct 5/20", "others 4/18"), told(20, 9, 9));
    assertEquals(List.of("email 10/40", "others 7/31"), told(0, 40, 1, 30));
    assertEquals(List.of(), told());
  }

  @Test
  void direct_isAlwaysToldAlone() {
    assertEquals(List.of("direct 5/20", "others 10/41"), told(20, 40, 1));
    assertEquals(List.of("email 10/40", "direct 0/3"), told(3, 40));
    assertEquals(List.of("direct 0/3"), told(3));
    assertEquals(List.of("direct 5/20", "others 0/3"), told(20, 3));
  }

  @Test
  void shares_keepEveryJourneyAndHideTheSmall() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int[] journeys = random.ints(SETS.size(), 0, 30).toArray();
      int[] bought = random.ints(SETS.size(), 0, 30).toArray();
      long all = 0;
      for (int i = 0; i < journeys.length; i++) {
        bought[i] = Math.min(bought[i], journeys[i]);
        all += journeys[i];
      }
      JourneyLog log = log(journeys, bought);
      List<ChannelShare> shares =
          ChannelShare.of(log, Meaning.named(log.signs()), ChannelTest::channel);

      String failure = "seed " + seed + ": " + shares;
      assertEquals(all, shares.stream().mapToLong(s -> s.conversion().whole()).sum(), failure);
      List<ChannelShare> others =
          shares.stream().filter(s -> !s.channel().equals(Optional.of(Channel.DIRECT))).toList();
      assertTrue(
          others.stream().allMatch(s -> s.conversion().whole() >= ChannelShare.FEWEST)
              || (others.size() == 1 && others.get(0).channel().isEmpty()),
          failure);
      assertEquals(
          journeys[0],
          shares.stream()
              .filter(s -> !others.contains(s))
              .mapToLong(s -> s.conversion().whole())
              .sum(),
          failure);
    }
  }

  @Test
  void credits_areAsANaiveTwinCountsThem() {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      JourneyBlock.Builder block = JourneyBlock.builder();
      List<long[]> visits = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        long[] visit = {
          random.nextInt(4), (long) (random.nextDouble() * 120 * DAY), random.nextInt(SETS.size())
        };
        visits.add(visit);
        block.add(new int[] {0}, new long[] {visit[1]}, 0, 1, (int) visit[2]).by(visit[0]);
      }
      JourneyLog log =
          new JourneyLog(
                  List.of(block.build()),
                  List.of("page_view"),
                  SETS,
                  Optional.empty(),
                  Optional.empty())
              .begunBetween(
                  Instant.EPOCH.plus(Duration.ofDays(60)),
                  Instant.EPOCH.plus(Duration.ofDays(110)));
      ChannelCredits credits =
          ChannelCredits.of(
              log, Meaning.named(log.signs()), ChannelTest::channel, Duration.ofDays(30));
      int[] last = new int[SETS.size()];
      int[] first = new int[SETS.size()];
      long linked = 0;
      for (long[] visit : visits) {
        if (visit[1] < 60 * DAY || visit[1] >= 110 * DAY) {
          continue;
        }
        List<long[]> before =
            visits.stream()
                .filter(one -> one == visit || (visit[0] != 0 && isEarlier(one, visit)))
                .sorted(Comparator.comparingLong(one -> one[1]))
                .toList();
        linked += visit[0] == 0 ? 0 : 1;
        first[(int) before.get(0)[2]]++;
        long lastSet = 0;
        for (long[] one : before) {
          lastSet = one[2] == 0 ? lastSet : one[2];
        }
        last[(int) lastSet]++;
      }
      assertEquals(linked, credits.linked(), "seed " + seed);
      assertEquals(shares(last), credits.lastNonDirect(), "last, seed " + seed);
      assertEquals(shares(first), credits.first(), "first, seed " + seed);
    }
  }

  private static boolean isEarlier(long[] one, long[] visit) {
    return one[0] == visit[0] && one[1] <= visit[1] && visit[1] - one[1] <= 30 * DAY;
  }

  private static List<ChannelShare> shares(int[] journeys) {
    JourneyLog log = log(journeys, new int[journeys.length]);
    return ChannelShare.of(log, Meaning.named(log.signs()), ChannelTest::channel);
  }
}
