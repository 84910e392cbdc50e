package io.github.senda.storefront.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.storefront.browser.Chromium;
import io.github.senda.storefront.lucid.LucidCourier;
import io.github.senda.storefront.lucid.LucidServer;
import io.github.senda.storefront.lucid.LucidSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A merchant sends a drawing to Lucid: a real browser, a real panel, a Lucid that is played. */
@Tag("browser")
class LucidBrowserTest {

  private static final String TOKEN = "the-token-of-casa-lola";

  @TempDir Path folder;
  @TempDir Path profile;

  @Test
  void merchant_givesAKeySendsAndGetsTheLinkOrTheReason() throws Exception {
    HandClock clock = new HandClock();
    try (Chromium page = Chromium.open("the push to Lucid", profile);
        LucidServer lucid = new LucidServer();
        PanelServer server =
            new PanelServer(
                folder,
                "/shop",
                new MemorySource(clock).journeys(20, "page_view", "view_item", "purchase"),
                PanelAccess.of(Optional.of(TOKEN), Optional.empty(), Optional.empty(), clock),
                Optional.of(
                    LucidCourier.of(
                        LucidSettings.NONE, folder.resolve("store"), lucid.addresses(), clock)))) {
      page.open(server.address() + "/?lang=es");
      page.element("#token").sendKeys(TOKEN, Keys.ENTER);
      page.click("#export");
      page.click("#lucid-box summary");
      page.until("a key is asked for", () -> page.element("#lucid-key").isDisplayed());
      page.element("#lucid-key").sendKeys("no es una clave", Keys.ENTER);
      page.until("it is refused", () -> page.text("#lucid-trouble").contains("una sola palabra"));

      page.element("#lucid-key").clear();
      page.element("#lucid-key").sendKeys("key-CANARY", Keys.ENTER);
      page.until("the form is there", () -> page.element("#lucid-name").isDisplayed());
      assertEquals("", page.text("#lucid-trouble"));
      page.element("#lucid-name").clear();
      page.element("#lucid-name").sendKeys("Casa Lola <b>1</b>");
      page.click("[data-key=lucid-send]");
      page.until("it has arrived", () -> page.element("#lucid-link").isDisplayed());

      assertEquals(LucidServer.LINK, page.element("#lucid-link").getAttribute("href"));
      assertTrue(lucid.asked().get(0).body().contains("\"title\":\"Casa Lola <b>1</b>\""));
      page.picture("lucid-es");

      lucid.answers("/v1/documents", 429, "");
      page.click("[data-key=lucid-send]");
      page.until(
          "it is told why not", () -> page.text("#lucid-result").contains("Espera un minuto"));
      page.size(390, 800);
      assertFalse(
          (Boolean)
              page.script(
                  "const box = document.getElementById('exporting');"
                      + "return box.scrollWidth > box.clientWidth"));
      page.picture("lucid-390");
      assertFalse(page.driver().getPageSource().contains("CANARY"));
      assertEquals(
          List.of(),
          page.console().stream()
              .filter(line -> line.startsWith("SEVERE") && !line.contains(" 422 "))
              .toList());
    }
  }
}
