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
import java.util.ArrayList;
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
    assertEquals(List.of("email 10/40", "others 5/21"), told(20, 40, 1));
    assertEquals(List.of("others 0/3"), told(3));
    assertEquals(List.of(), told());
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
      assertTrue(
          shares.size() == 1
              || shares.stream().allMatch(s -> s.conversion().whole() >= ChannelShare.FEWEST),
          failure);
    }
  }
}
