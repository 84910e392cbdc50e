package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Sessionizer;
import io.github.senda.metric.SearchedFor;
import io.github.senda.metric.Share;
import io.github.senda.store.TouchWriter;
import io.github.senda.storefront.capture.RuleBook;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.storefront.panel.PrivacyFacts;
import io.github.senda.storefront.panel.VisitorRecords;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

class StoreSourceTest {

  private static StoreSource source(
      Path folder, TouchWriter writer, StoreRecords records, Clock clock) {
    ServletContext context = Mockito.mock();
    Mockito.when(context.getInitParameterNames()).thenReturn(Collections.emptyEnumeration());
    Mockito.when(context.getContextPath()).thenReturn("");
    Settings settings = Settings.of(context, Map.of(), Map.of("user.home", folder.toString()));
    Capture capture = new Capture(writer, settings, "", clock, records);
    return new StoreSource(
        "shop",
        writer,
        records,
        capture,
        Optional.empty(),
        RuleBook.open(folder, Rules.builtIn()),
        List.of(),
        ZoneOffset.UTC,
        Duration.ofDays(1),
        true,
        clock,
        new PrivacyFacts(capture.consents().mode(), "/senda-privacy", 25, 13),
        settings.view().view());
  }

  @Test
  void searches_areThoseOfTheJourneysThatTheyWereMadeIn(@TempDir Path folder) throws Exception {
    ShopServer.Hand clock = new ShopServer.Hand();
    try (TouchWriter writer =
        TouchWriter.open(folder, new Sessionizer(Duration.ofMinutes(30)), clock)) {
      StoreRecords records = new StoreRecords(writer);
      StoreSource source = source(folder, writer, records, clock);
      for (int i = 0; i < 11; i++) {
        VisitorId visitor = new VisitorId(5, i);
        Facts searched = Facts.none().searching(Optional.of("taza"));
        writer.record(touch(visitor, "/search", clock.instant(), searched));
        String next = i < 4 ? "/product/{id}" : "/cart";
        writer.record(touch(visitor, next, clock.instant().plusSeconds(9), Facts.none()));
      }
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (source.searches().size() < 11) {
        assertTrue(System.nanoTime() < end, () -> source.searches() + " " + writer.status());
        Thread.onSpinWait();
      }
      JourneyLog log = source.log();

      assertEquals(
          List.of(new SearchedFor("taza", new Share(7, 11))),
          SearchedFor.of(log, source.meaning(log), source.searches(), SearchedFor.FEWEST));
      String access = records.access(VisitorRecords.Person.of(new VisitorId(5, 0)), "visitor");
      assertTrue(access.contains("\"words\": \"taza\""), access);

      assertEquals(1, records.erase(VisitorRecords.Person.of(new VisitorId(5, 0)), "visitor"));
      assertEquals(10, source.searches().size());
      assertEquals(1, records.erase(VisitorRecords.Person.of(new VisitorId(5, 1)), "visitor"));
      assertEquals(List.of(), source.searches());
    }
  }

  private static Touch touch(VisitorId visitor, String path, Instant time, Facts facts) {
    return new Touch(visitor, Sign.page(path), time, Attributes.of("consent", "given"), facts);
  }

  @Test
  void status_saysHowManyWithdrawalsWereLost(@TempDir Path folder) {
    ShopServer.Hand clock = new ShopServer.Hand();
    TouchWriter writer = TouchWriter.open(folder, new Sessionizer(Duration.ofMinutes(30)), clock);
    try {
      StoreRecords records = new StoreRecords(writer);
      StoreSource source = source(folder, writer, records, clock);
      assertFalse(source.status().notices().toString().contains("withdrawals_lost"));

      // One that is closed takes none, as one with a thousand waiting.
      writer.close();
      records.withdraw(new VisitorId(1, 2));
      records.withdraw(new VisitorId(3, 4));

      assertEquals(
          List.of("withdrawals_lost|count=2"),
          source.status().notices().stream().filter(said -> said.contains("lost")).toList());
    } finally {
      writer.close();
    }
  }
}
