package io.github.senda.storefront.beacon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import io.github.senda.touch.VisitorId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much the beacon takes, remembers and asks. */
class LimitsTest {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private static final class Hand extends Clock {
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final Hand clock = new Hand();
  private final Buckets buckets = new Buckets(clock);

  private static Sender sender(long visitor, String address) {
    return new Sender(new VisitorId(0, visitor), Attributes.none(), Sender.range(address), START);
  }

  private long taken(int tries, Function<Integer, Sender> sender) {
    return IntStream.range(0, tries).filter(i -> buckets.take(sender.apply(i))).count();
  }

  @Test
  void visitor_hasThirtyAtOnceAndThenOneEveryTwoSeconds() {
    assertEquals(30, taken(100, i -> sender(1, "")));
    clock.now = START.plusSeconds(10);
    assertEquals(5, taken(100, i -> sender(1, "")));
    assertTrue(buckets.take(sender(2, "")), "another is not concerned");
  }

  @Test
  void network_hasThreeHundredAtOnceWhoeverSends() {
    assertEquals(300, taken(1_000, i -> sender(i, "198.51.100." + i % 250)));
    assertTrue(buckets.take(sender(5_000, "198.51.101.1")), "another network is not concerned");
  }

  @Test
  void all_haveTwoThousandAtOnceWhereNothingTellsNetworksApart() {
    assertEquals(2_000, taken(5_000, i -> sender(i, "")));
  }

  @Test
  void clockThatIsSetBack_fillsNothing() {
    taken(30, i -> sender(1, ""));
    clock.now = START.minus(Duration.ofDays(1));
    assertFalse(buckets.take(sender(1, "")));
  }

  @Test
  void senders_areForgottenBeyondABound() {
    taken(30_000, i -> sender(i, "10." + i % 200 + "." + i % 250 + ".1"));
    assertEquals(Buckets.MOST, buckets.size());
  }

  @Test
  void range_isTheFirstBitsOfAnAddress() {
    assertEquals(Optional.of("198.51.100."), Sender.range("198.51.100.7"));
    assertEquals(Optional.of("2001:db8:1:"), Sender.range("2001:db8:1:0:0:0:0:7"));
    assertEquals(Optional.empty(), Sender.range("unknown"));
  }

  @Test
  void quarantine_countsByCauseAndKeepsAThousandLooks() {
    Quarantine quarantine = new Quarantine();
    for (int i = 0; i < 1_500; i++) {
      quarantine.add(Quarantine.Cause.WRONG_SHAPE, "shape" + i, START, i);
    }
    quarantine.add(Quarantine.Cause.WRONG_SHAPE, "shape1499", START.plusSeconds(1), 7);

    assertEquals(Map.of("wrong_shape", 1_501L), quarantine.byName());
    assertEquals(Quarantine.MOST, quarantine.entries().size());
    assertTrue(
        quarantine
            .entries()
            .contains(
                new Quarantine.Entry(
                    Quarantine.Cause.WRONG_SHAPE, "shape1499", 2, START.plusSeconds(1), 7)));
  }

  private static Touch touch(long visitor, String path) {
    return new Touch(new VisitorId(0, visitor), Sign.page(path), START, Attributes.none());
  }

  private Question question() {
    return Question.of(
        Question.Kind.CSAT,
        Touchpoints.PURCHASE,
        sign ->
            Optional.of(sign.path().equals("/thanks") ? Touchpoints.PURCHASE : Touchpoints.SEARCH),
        () -> 0,
        clock);
  }

  @Test
  void question_isPutOnceToWhoeverHasBought() {
    Question question = question();
    VisitorId visitor = new VisitorId(0, 1);
    question.notice(touch(1, "/search"));
    assertEquals(Optional.empty(), question.ask(visitor));

    question.notice(touch(1, "/thanks"));
    question.notice(touch(1, "/search"));

    assertEquals(Optional.of(Question.Kind.CSAT), question.ask(visitor));
    assertEquals(Optional.empty(), question.ask(visitor));
    question.notice(touch(1, "/thanks"));
    assertEquals(Optional.empty(), question.ask(visitor), "never twice");
  }

  @Test
  void question_isNotPutHalfAnHourLater() {
    Question question = question();
    question.notice(touch(1, "/thanks"));
    clock.now = START.plus(Duration.ofMinutes(31));
    assertEquals(Optional.empty(), question.ask(new VisitorId(0, 1)));
  }

  @Test
  void answer_isTakenOnceAndOnlyOfWhoeverWasAsked() {
    Question question = question();
    VisitorId visitor = new VisitorId(0, 1);
    assertFalse(question.takesAnswer(visitor));
    question.notice(touch(1, "/thanks"));
    assertFalse(question.takesAnswer(visitor));
    question.ask(visitor);
    assertTrue(question.takesAnswer(visitor));
    assertFalse(question.takesAnswer(visitor));
  }

  @Test
  void options_sayWhatCannotBeUsed() {
    List<String> complaints = new ArrayList<>();
    Map<String, String> set =
        Map.of(
            "senda.beacon.enabled", "yes",
            "senda.beacon.path", "beacon",
            "senda.question", "survey",
            "senda.question.after", "");

    BeaconOptions options =
        BeaconOptions.read(name -> Optional.ofNullable(set.get(name)), complaints);

    assertEquals(
        new BeaconOptions(Optional.of("/senda-beacon"), Optional.empty(), Touchpoints.PURCHASE),
        options);
    assertEquals(4, complaints.size(), complaints::toString);
    assertTrue(
        complaints.stream().allMatch(said -> said.startsWith("senda.")), complaints::toString);
  }

  @Test
  void options_areTakenAsTheyStand() {
    List<String> complaints = new ArrayList<>();
    Map<String, String> set =
        Map.of(
            "senda.beacon.path", "/b/",
            "senda.question", "NPS",
            "senda.question.after", "contact");

    assertEquals(
        new BeaconOptions(
            Optional.of("/b"), Optional.of(Question.Kind.NPS), Touchpoint.of("contact")),
        BeaconOptions.read(name -> Optional.ofNullable(set.get(name)), complaints));
    assertEquals(
        Optional.empty(),
        BeaconOptions.read(
                name -> Optional.of("false").filter(off -> name.endsWith("enabled")), complaints)
            .path());
    assertEquals(List.of(), complaints);
  }

  @Test
  void files_areSmallPacked() {
    int beacon = Beacon.script(true, Optional.of("usercentrics")).packedSize();
    int question = BeaconFile.of("question.js", text -> text).packedSize();
    int style = BeaconFile.of("question.css", text -> text).packedSize();
    System.out.println(
        "Packed: senda.js " + beacon + ", question.js " + question + ", question.css " + style);

    assertTrue(beacon < 4 * 1024, () -> "senda.js has " + beacon + " bytes");
    assertTrue(question + style < 3 * 1024, () -> "the question has " + (question + style));
  }

  @Test
  void script_asksOnlyWhereThereIsAQuestion() {
    assertTrue(Beacon.script(false, Optional.empty()).text().contains("ASKS = false"));
    assertTrue(Beacon.script(true, Optional.empty()).text().contains("ASKS = true"));
  }

  @Test
  void script_knowsTheEventsThatTheServerKnows() {
    String script = Beacon.script(false, Optional.empty()).text();
    for (String event : BodyReader.EVENTS) {
      assertTrue(script.matches("(?s).*\\b" + event + "\\b.*"), event);
    }
  }

  @Test
  void script_neverReadsAValueOrAText() {
    String script = Beacon.script(true, Optional.empty()).text();
    for (String never :
        List.of(
            "target.value",
            ".innerText",
            "document.title",
            "doc.title",
            "location.search",
            "location.href",
            "doc.cookie",
            ".message",
            "eval(",
            "innerHTML",
            "referrer")) {
      assertFalse(script.contains(never), never);
    }
  }
}
