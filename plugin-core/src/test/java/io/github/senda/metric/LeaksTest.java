package io.github.senda.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.JourneyFilter;
import io.github.senda.metric.CheckoutDropOff.After;
import io.github.senda.metric.CheckoutDropOff.Field;
import io.github.senda.metric.CheckoutDropOff.Met;
import io.github.senda.metric.CheckoutDropOffs.Tally;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoints;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LeaksTest {

  private static final Instant NOON = Visited.NOON;
  private static final Instant NEXT_WEEK = NOON.plus(Duration.ofDays(7));

  private static CheckoutDropOff only(Visited shop) {
    CheckoutDropOffs checkouts = shop.leaks().checkouts();
    assertEquals(1, checkouts.dropped(), "dropped");
    return checkouts.latest().get(0);
  }

  private static Optional<Money> euros(String amount) {
    return Money.parse(amount, "EUR");
  }

  private static String cause(String... touches) {
    return only(Visited.shop().visit(NOON, touches)).cause().key();
  }

  @Test
  void dropOff_saysHowFarItCameAndHowLong() {
    CheckoutDropOff left =
        only(
            Visited.shop()
                .visitBy(
                    "channel=email;device=phone",
                    NOON,
                    "view_item",
                    "add_to_cart",
                    "begin_checkout =40EUR",
                    "add_shipping_info",
                    "add_payment_info",
                    "view_cart =59.90EUR",
                    "page_view"));

    assertEquals(NOON, left.start());
    assertEquals(Touchpoints.ADD_PAYMENT_INFO, left.reached());
    assertEquals(Optional.of(Touchpoints.ADD_PAYMENT_INFO), left.completed());
    assertEquals(Duration.ofMinutes(4), left.whole());
    assertEquals(Duration.ofMinutes(2), left.inStep());
    assertEquals(Set.of(After.CART), left.after());
    assertEquals(euros("59.90"), left.value());
    assertEquals(Optional.of("email"), left.channel());
    assertEquals(Optional.of("phone"), left.device());
    assertEquals("unknown", left.cause().key());
    assertFalse(left.recovered());
  }

  @Test
  void dropOff_countsWhatStoodInTheWay() {
    CheckoutDropOff left =
        only(
            Visited.shop()
                .visit(
                    NOON,
                    "login_failed",
                    "begin_checkout",
                    "checkout_error @add_shipping_info",
                    "add_shipping_info",
                    "checkout_error @add_payment_info",
                    "checkout_error @add_payment_info"));

    assertEquals(
        List.of(
            new Met(Obstacle.DETAILS_REFUSED, Optional.of(Touchpoints.ADD_SHIPPING_INFO), 1),
            new Met(Obstacle.PAYMENT_REFUSED, Optional.of(Touchpoints.ADD_PAYMENT_INFO), 2)),
        left.met());
    assertEquals(Touchpoints.ADD_PAYMENT_INFO, left.reached());
    assertEquals(Optional.of(Touchpoints.ADD_SHIPPING_INFO), left.completed());
    assertEquals(Duration.ofMinutes(2), left.inStep());
    assertEquals("payment_refused", left.cause().key());
  }

  @Test
  void cause_isTheLastObstacleThatWasNotOvercome() {
    assertEquals(
        "unknown", cause("begin_checkout", "checkout_error @add_payment_info", "add_payment_info"));
    assertEquals("step_refused", cause("begin_checkout", "checkout_error"));
    assertEquals("coupon_refused", cause("begin_checkout", "view_cart", "coupon_refused"));
    assertEquals("unknown", cause("coupon_refused", "view_cart", "begin_checkout"));
    assertEquals(
        "order_refused", cause("begin_checkout", "add_payment_info", "checkout_error @purchase"));
    assertEquals(
        "sent_to_cart",
        cause("begin_checkout", "add_payment_info", "checkout_error @purchase !SENT_TO_CART"));
    assertEquals("sold_out", cause("begin_checkout", "checkout_error @purchase !SOLD_OUT"));
    assertEquals("sold_out", cause("begin_checkout", "? !SOLD_OUT", "view_cart"));
    assertEquals("server_error", cause("begin_checkout", "error_page !SERVER_ERROR"));
    assertEquals("page_missing", cause("begin_checkout", "error_page"));
    assertEquals(
        "session_expired",
        cause("begin_checkout", "add_shipping_info", "? !SESSION_EXPIRED", "view_cart"));
    assertEquals("script_error", cause("begin_checkout", "beacon :error=TypeError :script=own"));
    assertEquals(
        "coupon_refused",
        cause("begin_checkout", "coupon_refused", "beacon :error=TypeError :script=own"));
  }

  @Test
  void shippingCost_isTheCauseWhereItWasTheLastThingSeen() {
    assertEquals("shipping_cost", cause("begin_checkout", "add_shipping_info"));
    assertEquals("unknown", cause("begin_checkout", "add_shipping_info", "add_shipping_info"));
    assertEquals(
        "session_expired",
        cause(
            "? !FORCED_LOGIN", "login", "begin_checkout", "add_shipping_info", "? !FORCED_LOGIN"));
    assertEquals("forced_login", cause("begin_checkout", "add_shipping_info", "? !FORCED_LOGIN"));
    assertEquals("shipping_cost", cause("begin_checkout", "page_view !SHIPPING_PAGE"));
    assertEquals("unknown", cause("page_view !SHIPPING_PAGE", "begin_checkout"));
    assertEquals("unknown", cause("begin_checkout", "add_shipping_info", "add_payment_info"));
  }

  @Test
  void forcedLogin_isACheckoutThoughItNeverBegan() {
    CheckoutDropOff left =
        only(Visited.shop().visit(NOON, "add_to_cart", "? !FORCED_LOGIN", "page_view !LOGIN_PAGE"));

    assertEquals(Touchpoints.LOGIN, left.reached());
    assertEquals(Optional.empty(), left.completed());
    assertEquals("forced_login", left.cause().key());
    assertEquals(Set.of(After.LOGIN), left.after());
    assertEquals(
        "unknown", cause("? !FORCED_LOGIN", "page_view !LOGIN_PAGE", "login", "begin_checkout"));
    assertEquals("login_failed", cause("? !FORCED_LOGIN", "page_view !LOGIN_PAGE", "login_failed"));
  }

  @Test
  void beacon_tellsTheLastFieldAndWhatThePageSays() {
    CheckoutDropOff left =
        only(
            Visited.shop()
                .visit(
                    NOON,
                    "beacon :field=q :fields=1 :left :order=1",
                    "begin_checkout =20EUR",
                    "beacon :said=begin_checkout =9999EUR",
                    "beacon :field=phone :fields=6 :left :order=5",
                    "beacon :restored"));

    assertEquals(Optional.of(new Field("phone", 5, 6, false)), left.field());
    assertEquals(euros("20"), left.value());
    assertEquals(euros("9999"), left.pageSays());
    assertEquals(Duration.ofMinutes(3), left.inStep());
    assertEquals(Set.of(After.BACK), left.after());
  }

  @Test
  void checkout_isOneOfBoughtDroppedAndActive() {
    CheckoutDropOffs checkouts =
        Visited.shop()
            .visit(NOON, "add_to_cart", "begin_checkout", "purchase")
            .visit(NOON, "begin_checkout", "purchase", "begin_checkout")
            .visit(NOON, "begin_checkout")
            .visit(NOON, "view_item", "purchase")
            .stillOpen(NOON, "begin_checkout", "add_payment_info")
            .stillOpen(NOON, "begin_checkout", "purchase")
            .leaks()
            .checkouts();

    assertEquals(3, checkouts.bought());
    assertEquals(2, checkouts.dropped());
    assertEquals(1, checkouts.active());
    assertEquals(new Share(2, 5), checkouts.perCheckout());
  }

  @Test
  void dropOff_isRecoveredByTheCartsIdAndNeverWithout() {
    Visited shop =
        Visited.shop()
            .visit(NOON, "begin_checkout #7 =30EUR")
            .visit(NOON, "begin_checkout =50EUR")
            .visit(NEXT_WEEK, "view_cart #7", "purchase");

    CheckoutDropOffs checkouts = shop.leaks().checkouts();

    assertEquals(2, checkouts.dropped());
    assertEquals(1, checkouts.recovered());
    assertEquals(1, checkouts.linked());
    assertEquals(Map.of("EUR", 500_000L), checkouts.all().worth().tenThousandths());
  }

  @Test
  void money_isNeverAddedUpAcrossCurrencies() {
    Tally all =
        Visited.shop()
            .visit(NOON, "begin_checkout =10EUR")
            .visit(NOON, "begin_checkout =10.50EUR")
            .visit(NOON, "begin_checkout =10USD")
            .visit(NOON, "begin_checkout")
            .leaks()
            .checkouts()
            .all();

    assertEquals(Map.of("EUR", 205_000L, "USD", 100_000L), all.worth().tenThousandths());
    assertEquals(3, all.valued());
    assertEquals(4, all.count());
  }

  @Test
  void days_areThoseOfTheShopsZone() {
    CheckoutDropOffs checkouts =
        Visited.shop()
            .visit(Instant.parse("2026-03-02T22:59:00Z"), "begin_checkout")
            .visit(Instant.parse("2026-03-02T23:00:00Z"), "begin_checkout", "purchase")
            .leaks()
            .checkouts();

    assertEquals(
        Map.of(
            LocalDate.parse("2026-03-02"),
            new CheckoutDropOffs.Day(1, 1),
            LocalDate.parse("2026-03-03"),
            new CheckoutDropOffs.Day(1, 0)),
        checkouts.byDay());
  }

  @Test
  void cart_isWhatWasFilledAndNotWhatWasLookedAt() {
    Carts carts =
        Visited.shop()
            .visit(NOON, "view_cart", "begin_checkout", "purchase")
            .visit(NOON, "view_cart =0EUR")
            .visit(NOON, "add_to_cart")
            .visit(NOON, "view_cart =12EUR")
            .visit(NOON, "add_to_cart", "remove_from_cart")
            .visit(NOON, "add_to_cart", "add_to_cart", "remove_from_cart")
            .visit(NOON, "add_to_cart", "view_cart =0EUR")
            .visit(NOON, "add_to_cart", "purchase", "add_to_cart")
            .leaks()
            .carts();

    assertEquals(
        Map.of(
            Cart.State.OPEN, 0L,
            Cart.State.ABANDONED, 4L,
            Cart.State.RECOVERED, 0L,
            Cart.State.CONVERTED, 1L,
            Cart.State.EMPTIED, 2L),
        carts.states());
    assertEquals(new Share(4, 5), carts.perCart());
    assertEquals(new Share(4, 4), carts.perVisit());
    assertEquals(new Share(0, 0), carts.perVisitor());
    assertEquals(0, carts.linked());
  }

  @Test
  void cart_isOpenUntilNobodyHasTouchedItForLong() {
    Visited shop = Visited.shop().visit(NOON, "add_to_cart").stillOpen(NOON, "add_to_cart");

    assertEquals(
        2L, shop.leaks(NOON.plus(Duration.ofHours(24))).carts().states().get(Cart.State.OPEN));
    assertEquals(
        1L,
        shop.leaks(NOON.plus(Duration.ofHours(24)).plusMillis(1))
            .carts()
            .states()
            .get(Cart.State.OPEN));
  }

  @Test
  void cartRate_waitsUntilACartCouldBeAbandoned() {
    Visited shop =
        Visited.shop()
            .visit(NOON, "add_to_cart", "purchase")
            .visit(NOON, "add_to_cart")
            .visit(NEXT_WEEK, "add_to_cart", "purchase")
            .visit(NEXT_WEEK, "add_to_cart");

    assertEquals(
        new Share(1, 2), shop.leaks(NEXT_WEEK.plus(Duration.ofHours(1))).carts().perCart());
    assertEquals(
        new Share(2, 4), shop.leaks(NEXT_WEEK.plus(Duration.ofHours(25))).carts().perCart());
  }

  @Test
  void cart_isRecoveredByTheChannelThatBroughtTheVisitorBack() {
    Carts carts =
        Visited.shop()
            .visitBy("channel=search", NOON, "add_to_cart #5", "view_cart #5 =80EUR")
            .visitBy("channel=email", NEXT_WEEK, "view_cart #5 =80EUR")
            .visitBy(
                "channel=direct",
                NEXT_WEEK.plus(Duration.ofHours(3)),
                "begin_checkout #5",
                "purchase =75EUR")
            .leaks()
            .carts();

    assertEquals(1L, carts.states().get(Cart.State.RECOVERED));
    assertEquals(1, carts.all());
    assertEquals(Map.of("email", 1L), carts.recoveredBy());
    assertEquals(Optional.of(Duration.ofDays(7).minusMinutes(1)), carts.recoveredAfter());
    assertEquals(Map.of("EUR", 750_000L), carts.worth().get(Cart.State.RECOVERED).tenThousandths());
  }

  @Test
  void cart_thatIsBoughtTheSameDayWasNeverAbandoned() {
    Carts carts =
        Visited.shop()
            .visit(NOON, "add_to_cart #5")
            .visit(NOON.plus(Duration.ofHours(20)), "begin_checkout #5", "purchase")
            .leaks()
            .carts();

    assertEquals(1L, carts.states().get(Cart.State.CONVERTED));
    assertEquals(new Share(1, 1), carts.perVisit());
    assertEquals(new Share(0, 1), carts.perCart());
  }

  @Test
  void cart_goesOnUnderTheIdThatTheShopGivesItAfterSigningIn() {
    Carts carts =
        Visited.shop()
            .visit(NOON, "add_to_cart #1", "login", "view_cart #2")
            .visit(NEXT_WEEK, "view_cart #2", "purchase #9", "add_to_cart #9")
            .leaks()
            .carts();

    assertEquals(1L, carts.states().get(Cart.State.RECOVERED));
    assertEquals(1L, carts.states().get(Cart.State.ABANDONED));
  }

  @Test
  void cart_belongsToThePeriodInWhichItWasFilledWhateverBecameOfItLater() {
    Visited shop =
        Visited.shop()
            .visit(NOON, "add_to_cart #5")
            .visit(NEXT_WEEK, "view_cart #5", "purchase")
            .visit(NEXT_WEEK, "add_to_cart", "begin_checkout");
    Leaks day =
        Leaks.of(
            shop.log().begunBetween(NOON, NOON.plus(Duration.ofDays(1))),
            shop.meaning(),
            new Leaks.Terms(NEXT_WEEK.plus(Duration.ofDays(9)), Leaks.Terms.USUAL, Visited.MADRID));

    assertEquals(1L, day.carts().states().get(Cart.State.RECOVERED));
    assertEquals(1, day.carts().all());
    assertEquals(0, day.checkouts().dropped());
  }

  @Test
  void filter_takesCartsByTheVisitThatBeganThemWhateverBroughtTheirPurchase() throws Exception {
    Visited shop =
        Visited.shop()
            .visitBy("channel=email", NOON, "add_to_cart #5", "begin_checkout #5")
            .visitBy("channel=direct", NEXT_WEEK, "view_cart #5", "begin_checkout", "purchase")
            .visitBy("channel=direct", NOON, "add_to_cart #6", "begin_checkout #6")
            .visitBy("channel=email", NEXT_WEEK, "page_view");
    Leaks.Terms terms =
        new Leaks.Terms(NEXT_WEEK.plus(Duration.ofDays(9)), Leaks.Terms.USUAL, Visited.MADRID);
    Leaks email =
        Leaks.of(shop.log().where(JourneyFilter.parse("channel = email")), shop.meaning(), terms);
    Leaks others =
        Leaks.of(shop.log().where(JourneyFilter.parse("channel != email")), shop.meaning(), terms);

    assertEquals(1, email.carts().all());
    assertEquals(1L, email.carts().states().get(Cart.State.RECOVERED));
    assertEquals(1, email.checkouts().dropped());
    assertEquals(1, email.checkouts().recovered());
    assertEquals(0, email.checkouts().bought());
    assertEquals(1, others.carts().all());
    assertEquals(1L, others.carts().states().get(Cart.State.ABANDONED));
    assertEquals(1, others.checkouts().bought());
  }

  @Test
  void smallRows_areMergedIntoOne() {
    TreeMap<String, Tally> rows = new TreeMap<>();
    rows.put("ads", new Tally(9, 1, Purse.empty(), 0));
    rows.put("email", new Tally(3, 0, Purse.empty(), 0));
    rows.put("search", new Tally(10, 2, Purse.empty(), 0));

    assertEquals(
        Map.of(
            "search",
            new Tally(10, 2, Purse.empty(), 0),
            "others",
            new Tally(12, 1, Purse.empty(), 0)),
        CheckoutDropOffs.merging(rows, 10, "others"));
  }

  @Test
  void latest_areTheLastThatBegan() {
    Visited shop = Visited.shop();
    for (int i = 0; i < CheckoutDropOffs.MOST + 5; i++) {
      shop.visit(NOON.plus(Duration.ofHours((i * 37) % 105)), "begin_checkout");
    }

    List<CheckoutDropOff> latest = shop.leaks().checkouts().latest();

    assertEquals(CheckoutDropOffs.MOST, latest.size());
    assertEquals(NOON.plus(Duration.ofHours(104)), latest.get(0).start());
    assertEquals(NOON.plus(Duration.ofHours(5)), latest.get(latest.size() - 1).start());
  }

  @Test
  void terms_refuseACartThatIsAbandonedAtOnce() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Leaks.Terms(NOON, Duration.ZERO, Visited.MADRID));

    assertTrue(e.getMessage().contains("PT0S"));
  }
}
