package com.example.tomillo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckoutRulesTest {
  private static final Clock NOVEMBER =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
  private static final Address GRANADA =
      new Address("Eva", "Elvira 3", "Granada", "18010", "ES", "");
  private static final Address PORTO = new Address("Rui", "Rua 1", "Porto", "4000", "PT", "");

  private final Shop shop = Shop.opened(NOVEMBER, Optional.empty());
  private final Product jug = shop.catalogue().product(104).orElseThrow();

  private Checkout ready() {
    return Checkout.begin()
        .as("eva@example.com")
        .to(GRANADA)
        .by(Shipping.STANDARD)
        .with(Payment.bank());
  }

  @Test
  void money_roundsToTheCent() {
    assertEquals(Money.of(145), Money.of(1450).percent(10));
    assertEquals(Money.of(2), Money.of(15).percent(10));
    assertEquals(Money.of(2100), Money.of(12_100).vat());
  }

  @Test
  void card_isCheckedByItsDigitAndItsDate() {
    CardTerminal terminal = new CardTerminal(NOVEMBER);

    assertEquals(Optional.of("4242424242424242"), CardTerminal.number("4242 4242-4242 4242"));
    assertTrue(CardTerminal.number("4242 4242 4242 4243").isEmpty());
    assertTrue(terminal.valid("11/26"));
    assertFalse(terminal.valid("10/26"));
    assertFalse(terminal.valid("13/26"));
    assertTrue(terminal.refusal("4000000000009995").isPresent());
  }

  @Test
  void shipping_isFreeFromEightyEurosAndDearerAbroad() {
    assertEquals(Money.of(490), Shipping.STANDARD.cost(Money.of(7999), GRANADA));
    assertEquals(Money.ZERO, Shipping.STANDARD.cost(Money.of(8000), GRANADA));
    assertEquals(Money.of(1890), Shipping.EXPRESS.cost(Money.of(8000), PORTO));
  }

  @Test
  void changedAddress_hasShippingAndPaymentAskedForAgain() {
    assertEquals("review", ready().step());
    assertEquals("shipping", ready().to(PORTO).step());
  }

  @Test
  void warehouse_takesAllLinesOrNone() {
    Product gone = shop.catalogue().product(402).orElseThrow();
    List<Line> lines = List.of(new Line(jug, 20), new Line(gone, 1));

    assertEquals(Optional.of(gone), shop.warehouse().take(lines));
    assertEquals(Optional.empty(), shop.warehouse().take(List.of(new Line(jug, 20))));
  }

  @Test
  void bank_isHeardOnce() {
    Basket basket = new Basket();
    basket.add(jug, 2);
    Order order =
        shop.orders().place(Optional.empty(), basket, ready(), Order.State.AWAITING_PAYMENT);

    assertTrue(shop.orders().settle(order.number(), true).orElseThrow().paid());
    assertTrue(shop.orders().settle(order.number(), false).orElseThrow().paid());
    assertEquals(Money.of(6290), order.total());
  }

  @Test
  void password_isKeptOnlyAsAHash() {
    Accounts accounts = new Accounts();
    accounts.open("Eva@Example.com", "Eva", "olivo-y-lino");

    assertTrue(accounts.check("eva@example.com", "olivo-y-lino").isPresent());
    assertTrue(accounts.check("eva@example.com", "olivo").isEmpty());
    assertTrue(accounts.open("EVA@example.com", "Otra", "12345678").isEmpty());
  }
}
