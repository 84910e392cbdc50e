package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Sign;
import io.github.senda.touch.VisitorId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final String BROWSER = "Firefox/140.0";
  private static final int ANA = 1;
  private static final int LUIS = 2;

  private final Counts counts = new Counts();
  private Instant now = START;
  private WaitingRoom waiting = room();

  private WaitingRoom room() {
    return new WaitingRoom(
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        },
        counts);
  }

  private void pass(long millis) {
    now = now.plusMillis(millis);
  }

  /** A form that is answered by a redirect. */
  static WaitingRoom.Form form(String redirect, String browser, Instant time) {
    return new WaitingRoom.Form(
        Sign.page("/payment/return"),
        time,
        Attributes.none(),
        Facts.none(),
        redirect.hashCode(),
        true,
        browser.hashCode());
  }

  private static WaitingRoom.Form shown(String address, Instant time) {
    return new WaitingRoom.Form(
        Sign.page(address),
        time,
        Attributes.none(),
        Facts.none(),
        address.hashCode(),
        false,
        BROWSER.hashCode());
  }

  /** A page that somebody without a cookie came to from another site. */
  static WaitingRoom.Page page(int visitor, String address, String browser, Instant time) {
    return new WaitingRoom.Page(
        new VisitorId(0, visitor),
        time,
        address.hashCode(),
        Optional.empty(),
        false,
        browser.hashCode(),
        false);
  }

  private static WaitingRoom.Page clicked(int visitor, String from, Instant time) {
    return new WaitingRoom.Page(
        new VisitorId(0, visitor),
        time,
        "/next".hashCode(),
        Optional.of(from.hashCode()),
        true,
        BROWSER.hashCode(),
        true);
  }

  private static void assertIs(int visitor, Optional<WaitingRoom.Page> page) {
    assertEquals(
        Optional.of(new VisitorId(0, visitor)), page.map(WaitingRoom.Page::visitor), "whose");
  }

  @Test
  void form_isClaimedByThePageAfterIt() {
    waiting.expect();
    WaitingRoom.Form form = form("/thanks", BROWSER, now);
    pass(10);
    assertTrue(waiting.enter(form).isEmpty());
    pass(10);

    assertEquals(Optional.of(form), waiting.claim(page(ANA, "/thanks", BROWSER, now)));
    assertEquals(0, waiting.size());
  }

  @Test
  void form_isClaimedByThePageThatCameBeforeItWasOver() {
    Instant came = now;
    waiting.expect();
    pass(10);
    assertTrue(waiting.claim(page(ANA, "/thanks", BROWSER, now)).isEmpty());
    pass(10);

    assertIs(ANA, waiting.enter(form("/thanks", BROWSER, came)));
    assertEquals(0, waiting.size());
  }

  @Test
  void formShownAsAPage_isClaimedFromThereInEitherOrder() {
    Instant came = now;
    waiting.expect();
    waiting.enter(shown("/payment/return", came));
    assertTrue(waiting.claim(clicked(ANA, "/payment/return", now)).isPresent());

    assertTrue(waiting.claim(clicked(ANA, "/payment/return", now)).isEmpty());
    assertIs(ANA, waiting.enter(shown("/payment/return", came)));
  }

  @Test
  void twoFormsOfTheSameBrowser_areEachClaimedByTheirOwn() {
    Instant anaCame = now;
    waiting.expect();
    pass(1);
    Instant luisCame = now;
    waiting.expect();
    pass(1);
    waiting.claim(page(LUIS, "/order/2", BROWSER, now));
    pass(1);
    waiting.claim(page(ANA, "/order/1", BROWSER, now));

    assertIs(ANA, waiting.enter(form("/order/1", BROWSER, anaCame)));
    assertIs(LUIS, waiting.enter(form("/order/2", BROWSER, luisCame)));
  }

  @Test
  void twoFormsToOnePage_areClaimedInTheOrderInWhichTheyCame() {
    Instant anaCame = now;
    waiting.expect();
    pass(1);
    Instant luisCame = now;
    waiting.expect();
    waiting.claim(page(ANA, "/thanks", BROWSER, now));
    pass(1);
    waiting.claim(page(LUIS, "/thanks", BROWSER, now));

    assertIs(ANA, waiting.enter(form("/thanks", BROWSER, anaCame)));
    assertIs(LUIS, waiting.enter(form("/thanks", BROWSER, luisCame)));
  }

  @Test
  void pageThatClaimedAForm_claimsNoOther() {
    Instant luisCame = now;
    waiting.expect();
    Instant anaCame = now;
    waiting.expect();
    waiting.enter(form("/thanks", BROWSER, anaCame));
    assertTrue(waiting.claim(page(ANA, "/thanks", BROWSER, now)).isPresent());

    assertTrue(waiting.enter(form("/thanks", BROWSER, luisCame)).isEmpty());
    assertTrue(waiting.claim(page(LUIS, "/thanks", BROWSER, now)).isPresent());
  }

  @Test
  void pageBeforeTheFormCame_isNotItsVisitors() {
    waiting.expect();
    waiting.claim(page(LUIS, "/thanks", BROWSER, now));
    pass(1);
    Instant came = now;
    waiting.expect();
    pass(1);

    assertTrue(waiting.enter(form("/thanks", BROWSER, came)).isEmpty());
  }

  @Test
  void pageAskedForFromAPageOfTheShop_isNotWhereABankLedTo() {
    WaitingRoom.Page ofLuis =
        new WaitingRoom.Page(
            new VisitorId(0, LUIS),
            now,
            "/thanks".hashCode(),
            Optional.of("/checkout".hashCode()),
            true,
            BROWSER.hashCode(),
            true);
    waiting.expect();
    waiting.claim(ofLuis);
    assertTrue(waiting.enter(form("/thanks", BROWSER, now)).isEmpty());
    assertTrue(waiting.claim(ofLuis).isEmpty());

    assertTrue(waiting.claim(page(ANA, "/thanks", BROWSER, now)).isPresent());
  }

  @Test
  void anotherBrowserOrAddress_claimsNothing() {
    waiting.expect();
    waiting.claim(page(LUIS, "/thanks", "Chrome/150", now));
    waiting.claim(page(LUIS, "/other", BROWSER, now));

    assertTrue(waiting.enter(form("/thanks", BROWSER, now)).isEmpty());
    assertTrue(waiting.claim(page(LUIS, "/thanks", "Chrome/150", now)).isEmpty());
  }

  @Test
  void pages_areOnlyRememberedAMinuteAfterAForm() {
    assertTrue(waiting.isEmpty());
    waiting.expect();
    assertFalse(waiting.isEmpty());
    Instant came = now;
    waiting.claim(page(ANA, "/thanks", BROWSER, now));
    now = now.plus(Duration.ofSeconds(61));
    waiting.claim(page(LUIS, "/", BROWSER, now));

    assertTrue(waiting.isEmpty());
    assertEquals(0, waiting.size());
    assertTrue(waiting.enter(form("/thanks", BROWSER, came)).isEmpty());
  }

  @Test
  void formThatNobodyClaims_isCountedAfterAMinute() {
    waiting.expect();
    waiting.enter(form("/thanks", BROWSER, now));
    now = now.plus(Duration.ofSeconds(61));

    assertTrue(waiting.claim(page(ANA, "/thanks", BROWSER, now)).isEmpty());
    assertEquals(1, counts.of(Counts.Cause.UNCLAIMED));
    assertTrue(waiting.isEmpty());
  }
}
