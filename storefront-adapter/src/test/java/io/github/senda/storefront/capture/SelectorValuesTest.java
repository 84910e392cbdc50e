package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.VisitorId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorValuesTest {

  private final SelectorValues values = new SelectorValues();

  private static VisitorId id(int number) {
    return new VisitorId(7, number);
  }

  private static Optional<VisitorId> visitor(int number) {
    return Optional.of(id(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "step2",
        "op",
        "checkout/payment_method/save",
        "add_to_cart",
        "addtocart",
        "selectDeliveryOption",
        "order-confirmation",
        "shopping_cart",
        "finalizar_compra",
        "product/product",
      })
  void wordsOfShops_areKeptFromTheFirst(String value) {
    assertTrue(values.areShops(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CanaryQxZwKj", "maria", "add_maria", "anaGarcia", "maria.garcia", "checkout/ana"})
  void whatOneVisitorSends_isNotKeptHoweverOften(String value) {
    for (int i = 0; i < 10; i++) {
      assertFalse(values.keeps(value, id(1)));
      assertFalse(values.areShops(value));
    }
    assertFalse(values.keeps(value, id(2)));
  }

  @Test
  void whatThreeVisitorsSend_isTheShopsOwn() {
    assertFalse(values.keeps("szallitas", id(1)));
    assertFalse(values.keeps("szallitas", id(2)));
    assertTrue(values.keeps("szallitas", id(3)));
    assertTrue(values.areShops("szallitas"));
  }

  @Test
  void candidates_areBounded() {
    assertFalse(values.keeps("szallitas", id(1)));
    assertFalse(values.keeps("szallitas", id(2)));
    for (int i = 0; i < 3_000; i++) {
      assertFalse(values.keeps("nobody's " + Integer.toString(i + 1_000, 8), id(i)));
    }
    assertFalse(values.keeps("szallitas", id(3)), "it was forgotten among many");
  }

  @Test
  void parts_ofAShopKeepAValueOnceThreeHaveSentIt() {
    Parts parts = Parts.remembered();

    for (int i = 0; i < 5; i++) {
      assertEquals(
          Optional.of(i < 2 ? "step" : "step=szallitas"),
          parts.sentBy(visitor(i)).name("step", "szallitas"));
    }
    assertEquals(Optional.of("step=szallitas"), parts.name("step", "szallitas"));
    assertEquals(Optional.of("step"), parts.name("step", "maria"));
    assertEquals(Optional.of("step=maria"), Parts.anew().name("step", "maria"));
  }
}
