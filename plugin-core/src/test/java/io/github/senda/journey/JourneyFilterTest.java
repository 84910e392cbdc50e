package io.github.senda.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.journey.FilterMistake.Kind;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoint;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class JourneyFilterTest {

  private static final String EXAMPLE = "channel=email and passes(view_cart) and never(purchase)";

  /** Filters of every kind. */
  private static final List<String> KINDS =
      List.of(
          EXAMPLE,
          "began >= 1970-01-02",
          "began < 1970-01-03T06:00",
          "began = 1970-01-04",
          "began != 1970-01-01",
          "began <= 1970-01-02 or began > 1970-01-05",
          "began > 1970-01-02T10:00:00+02:00",
          "channel in (email, ads)",
          "channel != email",
          "items >= 10",
          "attr.items < 10",
          "landing = home",
          "landing in (search, \"two words\")",
          "landing != view_item",
          "visitor = new",
          "visitor = returning",
          "visitor in (unknown, simulated)",
          "visitor != new",
          "outcome = purchase",
          "outcome = left",
          "outcome in (active, purchase)",
          "value >= 40",
          "value < 30 EUR",
          "value != 10",
          "passes('two words')",
          "never(search)",
          "then(home, purchase)",
          "then(home, home)",
          "directly(view_item, view_cart)",
          "directly(purchase, purchase)",
          "variant(home)",
          "variant(home > view_item)",
          "not passes(home)",
          "not (passes(home) or channel = email)",
          "passes(home) or passes(search) and never(view_cart)",
          "(passes(home) or passes(search)) and never(view_cart)");

  private static JourneyFilter parsed(String text) {
    try {
      return JourneyFilter.parse(text);
    } catch (FilterMistake e) {
      throw new AssertionError(text + ": " + e.getMessage(), e);
    }
  }

  private static FilterMistake mistake(String text) {
    return assertThrows(FilterMistake.class, () -> JourneyFilter.parse(text), text);
  }

  @Test
  void text_isReadAsTheSameFilterAgain() {
    for (String text : KINDS) {
      JourneyFilter filter = parsed(text);

      assertEquals(filter, parsed(filter.text()), text);
      assertEquals(filter.text(), parsed(filter.text()).text(), text);
      JourneyFilter placed = filter.at(ZoneId.of("Europe/Madrid"));
      assertEquals(placed, parsed(placed.text()), text);
      assertEquals(filter.not(), parsed(filter.not().text()), text);
    }
  }

  @Test
  void text_isCanonical() {
    assertEquals(
        "channel = email and passes(view_cart) and never(purchase)", parsed(EXAMPLE).text());
    assertEquals("a = 1 and b = 2 and c = 3", parsed(" a=1 AND (b=2 and\tc='3')").text());
    assertEquals("not (a = 1 or b = \"x \"\"y\"\"\")", parsed("not(a=1 or b='x \"y\"')").text());
    assertEquals("attr.value = \"and\"", parsed("attr.value=\"and\"").text());
    assertEquals("\"my column\" in (x, \"y z\")", parsed("'my column' in (x,'y z',x)").text());
    assertEquals("value >= 49.9 EUR", parsed("value>=49.90 eur").text());
    assertEquals("variant(a > \"b c\" > a)", parsed("variant(a>'b c'>a)").text());
    assertEquals("", parsed(" ").text());
    assertTrue(parsed("").isAll());
  }

  @Test
  void and_or_not_areWrittenSoThatTheyMeanTheSame() {
    JourneyFilter either = parsed("passes(a) or passes(b)");

    assertEquals("x = 1 and (passes(a) or passes(b))", parsed("x=1").and(either).text());
    assertEquals("passes(a) or passes(b) or x = 1", either.or(parsed("x=1")).text());
    assertEquals(either, JourneyFilter.all().and(either));
    assertTrue(either.or(JourneyFilter.all()).isAll());
    assertEquals(Set.of("a", "b"), either.touchpoints());
    assertEquals(Set.of("x"), parsed("not x=1").attributes());
  }

  @Test
  void mistake_saysWhereAndWhatWasExpected() {
    Map<String, String> sentences = new TreeMap<>();
    for (String text :
        List.of(
            "channel=email and",
            "channel=email passes(a)",
            "channel email",
            "chanel >",
            "landing >= home",
            "device in phone",
            "device in (phone desktop)",
            "pases(a)",
            "passes a",
            "passes()",
            "then(a)",
            "variant(a, b)",
            "visitor = nuw",
            "outcome = purchased",
            "began >= yesterday",
            "value >= much",
            "items >= many",
            "(a = 1 or b = 2",
            "a = \"one",
            "!a",
            "a = 1 and )")) {
      FilterMistake mistake = mistake(text);
      sentences.put(text, mistake.getMessage());
      String spanish = mistake.sentence(Locale.forLanguageTag("es-MX"));
      assertTrue(spanish.startsWith("columna " + mistake.column() + ": "), spanish);
      assertFalse((spanish + mistake.getMessage()).contains("{"), spanish);
    }

    assertEquals(
        "column 18: here stands a condition, such as channel = email or passes(view_cart), not the"
            + " end",
        sentences.get("channel=email and"));
    assertEquals(
        "column 1: there is no pases(...); there are: passes, never, then, directly, variant; near:"
            + " passes",
        sentences.get("pases(a)"));
    assertEquals(
        "column 11: outcome is purchase, left or active, not \"purchased\"; an attribute of that"
            + " name is attr.outcome; near: purchase",
        sentences.get("outcome = purchased"));
    assertEquals("column 5: then is written as \"then(A, B)\"", sentences.get("then(a)"));
    assertEquals(
        "column 1: the parenthesis that is opened here is not closed",
        sentences.get("(a = 1 or b = 2"));
  }

  @Test
  void mistake_ofEveryKindHasASentenceInBothLanguages() {
    for (Kind kind : Kind.values()) {
      FilterMistake mistake = new FilterMistake(kind, 3, "x", "y", List.of("z"));
      for (Locale locale : List.of(Locale.ENGLISH, Locale.forLanguageTag("es"))) {
        assertFalse(mistake.sentence(locale).contains(kind.name()), mistake.sentence(locale));
        assertFalse(mistake.sentence(locale).contains("{"), mistake.sentence(locale));
      }
    }
  }

  @Test
  void column_countsCharactersAndNotTheirHalves() {
    assertEquals(7, mistake("a='😀' )").column());
  }

  @Test
  void bounds_areTold() {
    assertEquals(Kind.TOO_DEEP, mistake("(".repeat(60) + "a=1" + ")".repeat(60)).kind());
    assertEquals(Kind.TOO_DEEP, mistake("not ".repeat(900) + "a=1").kind());
    assertEquals(Kind.TOO_LONG, mistake("a".repeat(JourneyFilter.LONGEST + 1)).kind());
    parsed("(".repeat(40) + "a=1" + ")".repeat(40));
  }

  @Test
  void parse_neverFailsButByItsOwnMistake() {
    String[] words = {
      "and",
      "or",
      "not",
      "in",
      "(",
      ")",
      ",",
      "=",
      "!=",
      "<",
      "<=",
      ">",
      ">=",
      "\"",
      "'",
      "began",
      "value",
      "visitor",
      "outcome",
      "landing",
      "passes",
      "never",
      "then",
      "directly",
      "variant",
      "channel",
      "email",
      "2026-10-01",
      "2026-13-01",
      "1970-01-01T00:00Z",
      "50",
      "EUR",
      "1e999",
      "new",
      "left",
      "!",
      "a b",
      "😀",
      "\u0000",
      "\n",
      "attr.",
      "attr.x",
      ";",
      "0000-00-00T",
      "é"
    };
    int read = 0;
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      if (seed % 4 == 0) {
        text.append(KINDS.get(random.nextInt(KINDS.size())));
        for (int i = random.nextInt(3); i >= 0 && !text.isEmpty(); i--) {
          int at = random.nextInt(text.length());
          text.replace(at, at + random.nextInt(2), words[random.nextInt(words.length)]);
        }
      } else {
        for (int i = random.nextInt(12); i >= 0; i--) {
          text.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
        }
      }
      try {
        JourneyFilter filter = JourneyFilter.parse(text.toString());
        read++;
        assertEquals(filter, parsed(filter.text()), "seed " + seed + ": " + text);
        JourneyFilter placed = filter.at(ZoneId.of("America/Santiago"));
        assertEquals(placed, parsed(placed.text()), "seed " + seed + ": " + text);
      } catch (FilterMistake e) {
        assertTrue(
            e.column() >= 1 && e.column() <= text.length() + 1, "seed " + seed + ": " + text);
        assertFalse(e.getMessage().isBlank());
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + text, e);
      }
    }
    assertTrue(read > 1000, read + " were filters");
  }

  /** What a filter means, the plain way. */
  private static boolean takes(Condition condition, KnownVisits.Visit visit, KnownVisits all) {
    List<String> way = visit.way();
    if (condition instanceof Condition.All and) {
      return and.parts().stream().allMatch(part -> takes(part, visit, all));
    } else if (condition instanceof Condition.Any or) {
      return or.parts().stream().anyMatch(part -> takes(part, visit, all));
    } else if (condition instanceof Condition.Not not) {
      return !takes(not.part(), visit, all);
    } else if (condition instanceof Condition.Began began) {
      Instant start = Instant.EPOCH.plusNanos(visit.micros().get(0) * 1000);
      return holds(began.comparison(), start.compareTo((Instant) began.when()));
    } else if (condition instanceof Condition.Attribute attribute) {
      String value = visit.attributes().values().get(attribute.name());
      return switch (attribute.comparison()) {
        case EQUAL -> attribute.values().stream().anyMatch(one -> one.equals(value));
        case OTHER -> attribute.values().stream().noneMatch(one -> one.equals(value));
        default ->
            value != null
                && holds(
                    attribute.comparison(),
                    new BigDecimal(value).compareTo(new BigDecimal(attribute.values().get(0))));
      };
    } else if (condition instanceof Condition.Landing landing) {
      return landing.names().contains(way.get(0)) == (landing.comparison() == Comparison.EQUAL);
    } else if (condition instanceof Condition.Visitors visitors) {
      String kind =
          visit.visitor() == 0
              ? "unknown"
              : visit.micros().get(0) > all.firstStart(visit.visitor()) ? "returning" : "new";
      boolean simulated = "simulated".equals(visit.attributes().values().get("visitor"));
      boolean found =
          visitors.kinds().contains(kind) || (simulated && visitors.kinds().contains("simulated"));
      return found == (visitors.comparison() == Comparison.EQUAL);
    } else if (condition instanceof Condition.Outcome outcome) {
      String kind = way.contains("purchase") ? "purchase" : visit.open() ? "active" : "left";
      return outcome.kinds().contains(kind) == (outcome.comparison() == Comparison.EQUAL);
    } else if (condition instanceof Condition.Worth worth) {
      Optional<Money> said = Optional.empty();
      for (int i = 0; i < visit.names().size(); i++) {
        if (Set.of("view_cart", "purchase").contains(visit.names().get(i))) {
          said = visit.values().get(i).isPresent() ? visit.values().get(i) : said;
        }
      }
      return said.isPresent()
          && (worth.currency().isEmpty() || worth.currency().get().equals(said.get().currency()))
          && holds(
              worth.comparison(),
              Long.compare(said.get().tenThousandths(), worth.tenThousandths()));
    }
    Condition.Way asked = (Condition.Way) condition;
    List<String> names = asked.names();
    return switch (asked.kind()) {
      case PASSES -> way.contains(names.get(0));
      case NEVER -> !way.contains(names.get(0));
      case THEN ->
          way.contains(names.get(0))
              && way.subList(way.indexOf(names.get(0)) + 1, way.size()).contains(names.get(1));
      case DIRECTLY -> Collections.indexOfSubList(way, names) >= 0;
      case VARIANT -> way.equals(names);
    };
  }

  private static boolean holds(Comparison comparison, int compared) {
    return switch (comparison) {
      case EQUAL -> compared == 0;
      case OTHER -> compared != 0;
      case LESS -> compared < 0;
      case AT_MOST -> compared <= 0;
      case MORE -> compared > 0;
      case AT_LEAST -> compared >= 0;
    };
  }

  private static long count(JourneyLog log, Meaning meaning) {
    long count = 0;
    for (JourneyLog.Reader reader = log.reader(meaning); reader.next(); ) {
      count++;
    }
    return count;
  }

  @Test
  void filters_takeWhatTheNaiveTwinTakes() throws Exception {
    ZoneId zone = ZoneId.of("Europe/Madrid");
    for (long seed = 0; seed < 25; seed++) {
      KnownVisits visits = KnownVisits.generated(seed, 100, 12);
      for (String text : KINDS) {
        JourneyFilter filter = parsed(text).at(zone);
        Condition condition = FilterReader.read(filter.text()).orElseThrow();
        for (Unit unit : Unit.values()) {
          Predicate<KnownVisits.Visit> taken = visit -> takes(condition, visit, visits);
          long expected =
              visits.joined(unit).stream()
                  .filter(visit -> !visit.way().isEmpty())
                  .filter(taken)
                  .count();

          assertEquals(
              expected,
              count(visits.log().counting(unit).where(filter), KnownVisits.meaning()),
              text + " by " + unit + ", seed " + seed);
        }
      }
    }
  }

  @Test
  void law_aFilterAndItsOppositeAreAll() {
    for (long seed = 0; seed < 15; seed++) {
      JourneyLog log = KnownVisits.generated(seed, 100, 12).log();
      for (Unit unit : Unit.values()) {
        JourneyGraph all = JourneyGraph.of(log.counting(unit), KnownVisits.meaning());
        for (String text : KINDS) {
          JourneyFilter filter = parsed(text);
          JourneyLog some = log.where(filter).counting(unit);
          JourneyLog others = log.counting(unit).where(filter.not());

          assertEquals(
              all,
              JourneyGraph.of(some, KnownVisits.meaning())
                  .plus(JourneyGraph.of(others, KnownVisits.meaning())),
              text + " by " + unit + ", seed " + seed);
        }
      }
    }
  }

  @Test
  void filter_meansTheSameWhateverIsMerged() {
    Meaning meaning = KnownVisits.meaning();
    Meaning merged =
        meaning
            .merging(
                Set.of(Touchpoint.of("view_cart"), Touchpoint.of("search")), Touchpoint.of("rest"))
            .merging(Set.of(Touchpoint.of("rest"), Touchpoint.of("home")), Touchpoint.of("others"));
    for (long seed = 0; seed < 15; seed++) {
      JourneyLog log = KnownVisits.generated(seed, 100, 12).log();
      for (String text : KINDS) {
        for (Unit unit : Unit.values()) {
          JourneyLog some = log.where(parsed(text)).counting(unit);

          assertEquals(count(some, meaning), count(some, merged), text + ", seed " + seed);
          JourneyGraph graph = JourneyGraph.of(some, merged);
          assertEquals(JourneyGraph.of(some, meaning).touches(), graph.touches(), text);
          assertFalse(graph.steps().contains(Touchpoint.of("search")), text);
        }
      }
      assertEquals(0, count(log.where(parsed("passes(rest)")), merged), "seed " + seed);
    }
  }

  @Test
  void where_narrowsFurtherAndKeepsThePeriod() {
    KnownVisits visits = KnownVisits.generated(3, 200, 12);
    JourneyLog log = visits.log().begunBetween(Instant.EPOCH, Instant.EPOCH.plusSeconds(200_000));

    JourneyLog twice = log.where(parsed("passes(home)")).where(parsed("never(search)"));

    assertEquals(
        count(log.where(parsed("passes(home) and never(search)")), KnownVisits.meaning()),
        count(twice, KnownVisits.meaning()));
    assertTrue(
        count(twice, KnownVisits.meaning()) < count(twice.whenever(), KnownVisits.meaning()));
  }

  @Test
  void marking_passesOverNoneAndSaysWhichAreTaken() {
    for (long seed = 0; seed < 10; seed++) {
      JourneyLog log = KnownVisits.generated(seed, 100, 12).log();
      Meaning meaning = KnownVisits.meaning();
      for (String text : KINDS) {
        for (Unit unit : Unit.values()) {
          JourneyLog some = log.counting(unit).where(parsed(text));
          long taken = 0;
          long all = 0;
          for (JourneyLog.Reader reader = some.marking().reader(meaning); reader.next(); all++) {
            taken += reader.taken() ? 1 : 0;
          }

          assertEquals(count(some, meaning), taken, text + ", seed " + seed);
          assertEquals(count(some.unfiltered(), meaning), all, text + ", seed " + seed);
        }
      }
    }
  }

  @Test
  void describing_addsWhatRulesSayAlsoWhereNothingWasKept() {
    KnownVisits visits = KnownVisits.generated(3, 200, 12);
    JourneyLog log =
        visits
            .log()
            .describing(
                kept ->
                    kept.values().containsKey("channel") ? kept : kept.with("channel", "direct"));

    assertEquals("channel=direct", log.attributes().get(0));
    assertEquals(
        count(visits.log().where(parsed("not channel in (email, ads)")), KnownVisits.meaning()),
        count(log.where(parsed("channel = direct")), KnownVisits.meaning()));
  }

  @Test
  void value_isWhatTheServerSaidAndNotAPage() {
    JourneyBlock block =
        JourneyBlock.builder()
            .add(new int[] {0, 1}, new long[] {0, 1})
            .know(0, 0, 0, Money.parse("20", "EUR"))
            .know(1, 0, 0, Money.parse("99", "EUR"))
            .build();
    JourneyLog log = JourneyLog.of(List.of(block), List.of("view_cart", "BEACON /cart 2 ?:said="));
    Meaning meaning =
        Meaning.of(
            List.of(
                Optional.of(Touchpoint.of("view_cart")), Optional.of(Touchpoint.of("view_cart"))));

    assertEquals(1, count(log.where(parsed("value = 20")), meaning));
    assertEquals(0, count(log.where(parsed("value > 20")), meaning));
  }

  @Test
  void strangers_areNamesThatNothingHas() {
    JourneyLog log = KnownVisits.generated(3, 50, 12).log();

    List<JourneyFilter.Stranger> strangers =
        parsed("chanel = email and passes(view_carts) and device = phone")
            .strangersIn(log, KnownVisits.meaning());

    assertEquals(
        List.of(
            new JourneyFilter.Stranger(true, "chanel", List.of("channel")),
            new JourneyFilter.Stranger(false, "view_carts", List.of("view_cart"))),
        strangers);
  }

  @Test
  void word_isQuotedWhereItMustBe() {
    for (String name : Arrays.asList("a", "a b", "\"", "'", "and", "(", "😀", "a\u00a0b", "x,y")) {
      JourneyFilter filter = parsed("passes(" + JourneyFilter.word(name) + ")");

      assertEquals(Set.of(name), filter.touchpoints());
    }
  }
}
