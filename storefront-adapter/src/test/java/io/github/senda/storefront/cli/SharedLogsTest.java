package io.github.senda.storefront.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.senda.graph.FunnelPaths;
import io.github.senda.journey.FilterMistake;
import io.github.senda.journey.JourneyFilter;
import io.github.senda.journey.Unit;
import io.github.senda.metric.MarkovChain;
import io.github.senda.metric.Share;
import io.github.senda.storefront.intake.LogReader;
import io.github.senda.storefront.intake.ReadLog;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The figures of public logs that independent tools agree on; only where these logs are. */
class SharedLogsTest {

  private static Figures figures(String file, String... options) {
    return figures(JourneyFilter.all(), Unit.VISIT, file, options);
  }

  private static Figures figures(JourneyFilter filter, Unit unit, String file, String... options) {
    return Figures.of(read(filter, unit, file, options));
  }

  private static ReadLog read(String file, String... options) {
    return read(JourneyFilter.all(), Unit.VISIT, file, options);
  }

  private static ReadLog read(JourneyFilter filter, Unit unit, String file, String... options) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared/data"))) {
      folder = folder.getParent();
    }
    boolean there = folder != null && Files.exists(folder.resolve("shared/data").resolve(file));
    if (!there) {
      System.out.println("left out: " + file + " is not there (shared/data beside the project)");
    }
    assumeTrue(there, file);
    ReadLog read =
        LogReader.of(List.of(options))
            .withAttributes(filter.attributes())
            .read(folder.resolve("shared/data").resolve(file));
    return new ReadLog(read.log().where(filter).counting(unit), read.meaning(), List.of());
  }

  /** Touches, journeys, touchpoints, transitions, their sum, starts, ends, variants. */
  private static List<Long> row(Figures figures) {
    return List.of(
        figures.touches(),
        figures.journeys(),
        (long) figures.touchpoints(),
        (long) figures.arcs().size(),
        figures.transitionSum(),
        figures.starts(),
        figures.ends(),
        (long) figures.variants());
  }

  private static Figures.Arc arc(Figures figures, String from, String to) {
    return figures.arcs().stream()
        .filter(arc -> arc.from().equals(from) && arc.to().equals(to))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void runningExample_hasTheFiguresThatOthersFind() {
    Figures figures = figures("running-example.csv");

    assertEquals(List.of(42L, 6L, 8L, 16L, 36L, 1L, 2L, 6L), row(figures));
    assertEquals(
        new Figures.Arc("check ticket", "decide", 6, 181_960, 129_300),
        arc(figures, "check ticket", "decide"));
  }

  @Test
  void receipt_hasTheFiguresThatOthersFind() {
    Figures figures = figures("receipt.csv");

    assertEquals(List.of(8_577L, 1_434L, 27L, 99L, 7_143L, 1L, 14L, 116L), row(figures));
    assertEquals(713, figures.topVariantJourneys());
  }

  @Test
  void shopClickstream_hasTheFiguresThatOthersFindBySession() {
    Figures figures = figures("retentioneering_ecom.csv.gz", "--case", "session_id");

    assertEquals(List.of(31_106L, 3_605L, 19L, 336L, 27_501L, 16L, 19L, 3_003L), row(figures));
    Figures.Arc arc = arc(figures, "catalog", "product_view");
    assertEquals(1_679, arc.count());
    assertEquals(138.597, arc.meanSeconds(), 0.0005);
    assertEquals(92, arc.medianSeconds());
  }

  @Test
  void shopClickstream_hasTheFiguresThatOthersFindByUser() {
    Figures figures = figures("retentioneering_ecom.csv.gz", "--case", "user_id");

    assertEquals(List.of(31_106L, 600L, 19L, 338L, 30_506L), row(figures).subList(0, 5));
    assertEquals(600, figures.variants());
  }

  /** The chain and the funnel that independent tools find of the same log. */
  @Test
  void shopClickstream_hasThePathsThatOthersFind() {
    ReadLog read = read("retentioneering_ecom.csv.gz", "--case", "session_id");
    MarkovChain chain = MarkovChain.of(read.log(), read.meaning(), Touchpoints.PURCHASE);

    assertEquals(new Share(470, 3605), chain.conversion());
    assertEquals(0.130374, absorption(chain, Touchpoint.ENTRY), 5e-7);
    assertEquals(9.2169, chain.steps().orElseThrow(), 5e-5);
    assertEquals(0.193194, absorption(chain, Touchpoint.of("add_to_cart")), 5e-7);
    assertEquals(0.230533, absorption(chain, Touchpoint.of("cart")), 5e-7);
    assertEquals(0.287791, absorption(chain, Touchpoint.of("shipping_details")), 5e-7);
    assertEquals(0.382447, absorption(chain, Touchpoint.of("payment_details")), 5e-7);
    assertEquals(0.17211, absorption(chain, Touchpoint.of("payment_error")), 5e-6);
    assertEquals(List.of(2837L, 2108L, 602L, 271L, 96L, 27L, 4L), funnel(read));
  }

  @Test
  void shopClickstream_hasTheFunnelThatOthersFindByUser() {
    assertEquals(
        List.of(600L, 596L, 502L, 419L, 315L, 209L, 109L),
        funnel(read("retentioneering_ecom.csv.gz", "--case", "user_id")));
  }

  private static double absorption(MarkovChain chain, Touchpoint from) {
    return chain.at(from).orElseThrow().absorption();
  }

  private static List<Long> funnel(ReadLog read) {
    CommandLine line =
        CommandLine.parse(
            "graph",
            List.of(
                "--funnel",
                "catalog,product_view,add_to_cart,cart,shipping_details,payment_details,purchase"),
            Set.of(),
            Set.of(FunnelFigures.OPTION),
            false);
    return FunnelFigures.asked(line, Steps.of(read, Optional.empty()))
        .orElseThrow()
        .funnel()
        .stops()
        .stream()
        .map(FunnelPaths.Stop::reached)
        .toList();
  }

  @Test
  void accessLog_hasTheVisitsThatOthersFind() {
    Figures half = figures("access.log.gz", "--every-request");
    Figures hour = figures("access.log.gz", "--every-request", "--gap", "60m");

    assertEquals(List.of(10_000L, 3_224L), row(half).subList(0, 2));
    assertEquals(List.of(10_000L, 2_743L), row(hour).subList(0, 2));
  }

  private static Figures sessions(String filter) throws FilterMistake {
    return figures(
        JourneyFilter.parse(filter),
        Unit.VISIT,
        "retentioneering_ecom.csv.gz",
        "--case",
        "session_id");
  }

  /** Counted by a few lines of another language over the same file. */
  @Test
  void shopClickstream_hasTheFilteredFiguresThatOthersCount() throws FilterMistake {
    Figures left = sessions("platform = desktop and passes(cart) and never(purchase)");

    assertEquals(List.of(3_442L, 270L), row(left).subList(0, 2));
    assertEquals(254, left.arcs().size());
    assertEquals(1_137, sessions("acquisition_channel in (email, social)").journeys());
    assertEquals(552, sessions("passes(cart) and never(purchase)").journeys());
    assertEquals(910, sessions("landing = catalog").journeys());
    assertEquals(364, sessions("then(add_to_cart, purchase)").journeys());
    assertEquals(1_315, sessions("directly(catalog, product_view)").journeys());
    assertEquals(470, sessions("outcome = purchase").journeys());
    assertEquals(497, sessions("began >= 2024-03-01 and began < 2024-04-01").journeys());
    assertEquals(70, sessions("variant(home)").journeys());
    assertEquals(3_605, sessions("not variant(a > b)").journeys());
  }

  @Test
  void shopClickstream_hasTheJoinedFiguresThatOthersCount() throws FilterMistake {
    assertEquals(3_605, users(JourneyFilter.all(), Unit.VISIT).journeys());
    assertEquals(1_037, users(JourneyFilter.all(), Unit.JOURNEY).journeys());
    assertEquals(600, users(JourneyFilter.all(), Unit.VISITOR).journeys());
    assertEquals(600, users(JourneyFilter.parse("visitor = new"), Unit.VISIT).journeys());
    assertEquals(3_005, users(JourneyFilter.parse("visitor = returning"), Unit.VISIT).journeys());
    assertEquals(
        row(figures("retentioneering_ecom.csv.gz", "--case", "user_id")),
        row(users(JourneyFilter.all(), Unit.VISITOR)));
  }

  private static Figures users(JourneyFilter filter, Unit unit) {
    return figures(filter, unit, "retentioneering_ecom.csv.gz", "--visitor", "user_id");
  }
}
