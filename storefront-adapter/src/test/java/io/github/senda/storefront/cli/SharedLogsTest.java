package io.github.senda.storefront.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.senda.storefront.intake.LogReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures of public logs that independent tools agree on; only where these logs are. */
class SharedLogsTest {

  private static Figures figures(String file, String... options) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared/data"))) {
      folder = folder.getParent();
    }
    boolean there = folder != null && Files.exists(folder.resolve("shared/data").resolve(file));
    if (!there) {
      System.out.println("left out: " + file + " is not there (shared/data beside the project)");
    }
    assumeTrue(there, file);
    return Figures.of(
        LogReader.of(List.of(options)).read(folder.resolve("shared/data").resolve(file)));
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

  @Test
  void accessLog_hasTheVisitsThatOthersFind() {
    Figures half = figures("access.log.gz", "--every-request");
    Figures hour = figures("access.log.gz", "--every-request", "--gap", "60m");

    assertEquals(List.of(10_000L, 3_224L), row(half).subList(0, 2));
    assertEquals(List.of(10_000L, 2_743L), row(hour).subList(0, 2));
  }
}
