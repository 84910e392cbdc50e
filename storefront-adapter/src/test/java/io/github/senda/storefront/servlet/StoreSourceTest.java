package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.senda.journey.Sessionizer;
import io.github.senda.store.TouchWriter;
import io.github.senda.storefront.capture.RuleBook;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.storefront.panel.PrivacyFacts;
import io.github.senda.touch.VisitorId;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

class StoreSourceTest {

  @Test
  void status_saysHowManyWithdrawalsWereLost(@TempDir Path folder) {
    ShopServer.Hand clock = new ShopServer.Hand();
    ServletContext context = Mockito.mock();
    Mockito.when(context.getInitParameterNames()).thenReturn(Collections.emptyEnumeration());
    Mockito.when(context.getContextPath()).thenReturn("");
    Settings settings = Settings.of(context, Map.of(), Map.of("user.home", folder.toString()));
    TouchWriter writer = TouchWriter.open(folder, new Sessionizer(Duration.ofMinutes(30)), clock);
    try {
      StoreRecords records = new StoreRecords(writer);
      Capture capture = new Capture(writer, settings, "", clock, records);
      StoreSource source =
          new StoreSource(
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
