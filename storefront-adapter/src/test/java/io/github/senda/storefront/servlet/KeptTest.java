package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Searched;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import io.github.senda.store.Person;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PRIVACY.md says is kept of a visit is what a store has after it. */
class KeptTest {

  private static final Path SAID = Path.of("PRIVACY.md");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"anonymous", "ask", "off"})
  void store_keepsOfAVisitWhatIsSaid(String mode) throws Exception {
    List<String> kept = kept(mode);
    String block = "```\n" + mode + "\n" + String.join("\n", kept) + "\n```";

    assertTrue(Files.readString(SAID).contains(block), () -> SAID + " should say:\n" + block);
  }

  private List<String> kept(String mode) throws Exception {
    // The cookie that the shop sets with its first page stands for a visitor who agreed.
    String[] settings =
        mode.equals("ask")
            ? new String[] {"senda.consent", mode, "senda.consent.cookie", "JSESSIONID"}
            : new String[] {"senda.consent", mode};
    try (ShopServer shop = new ShopServer(folder, settings)) {
      Visitor ana = new Visitor(shop, "203.0.113.7", true);
      ana.arrive("/restless?utm_source=news&utm_campaign=ana%40example.com");
      await(shop, mode, 1);
      shop.clock.forward(Duration.ofSeconds(20));
      ana.click("/product/104?q=secret");
      await(shop, mode, 2);
      shop.clock.forward(Duration.ofSeconds(40));
      ana.click("/said");
      await(shop, mode, 3);
      shop.clock.forward(Duration.ofHours(2));
      try (JourneyStore store =
          JourneyStore.open(folder.resolve("store"), Sessionizer.STANDARD, shop.clock)) {
        store.append(shop.touches);
        int sealed = store.seal();
        assertEquals(mode.equals("off") ? 0 : 1, sealed);
        List<String> lines = lines(store.read());
        for (VisitorId visitor :
            shop.touches.stream().map(Touch::visitor).collect(Collectors.toSet())) {
          for (Searched search : store.searchesOf(Person.of(visitor))) {
            lines.add(
                search.time() + "  searched: " + search.words().orElse("a salted hash, 64 bits"));
          }
        }
        return lines;
      }
    }
  }

  private static void await(ShopServer shop, String mode, int touches) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!mode.equals("off") && shop.touches.size() < touches) {
      assertTrue(System.nanoTime() < end, "touch " + touches + " did not come");
      Thread.onSpinWait();
    }
  }

  private static List<String> lines(JourneyLog log) {
    List<String> lines = new ArrayList<>();
    for (JourneyBlock block : log.blocks()) {
      JourneyBlock.Cursor cursor = block.cursor();
      while (cursor.next()) {
        lines.add("of the visit: " + quoted(log.attributes().get(cursor.attributes())));
        lines.add(
            "whose it was: " + (cursor.visitor() == 0 ? "nothing" : "a salted hash, 64 bits"));
        for (int i = 0; i < cursor.length(); i++) {
          lines.add(
              Instant.EPOCH.plusNanos(cursor.micros()[i] * 1_000)
                  + "  "
                  + log.signs().get(cursor.signs()[i])
                  + (cursor.orders()[i] == 0 ? "" : "  order: a number within the store")
                  + (cursor.cart(i) == 0 ? "" : "  cart: a salted hash")
                  + cursor.value(i).map(KeptTest::amount).orElse(""));
        }
      }
    }
    return lines.isEmpty() ? new ArrayList<>(List.of("nothing")) : lines;
  }

  private static String amount(Money value) {
    BigDecimal amount = BigDecimal.valueOf(value.tenThousandths(), 4).stripTrailingZeros();
    return "  value: " + amount.toPlainString() + " " + value.currency();
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "nothing" : text;
  }
}
