package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/, /",
        "\"\", /",
        "//, /",
        "/cart/, /cart",
        "/cart//items, /cart/items",
        "/Cart, /Cart",
        "/a/../cart, /cart",
        "/order/1384, /order/{id}",
        "/order/CT-10401/confirmation, /order/{id}/confirmation",
        "/product/104-water-jug, /product/{id}",
        "/producto/sudadera-con-logo/, /producto/{slug}",
        "/product/shirt/reviews, /product/{slug}/reviews",
        "/category/men/shoes, /category/{slug}/{slug}",
        "/products, /products",
        "/products/all, /products/all",
        "/cart;jsessionid=0A1B2C.node1, /cart",
        "/cart;v=1/items;x=2, /cart/items",
        "/u/6d62d909-f957-430e-8689-b5129c0bb75e, /u/{id}",
        "/f/3c59dc048e8850243be8079a5c74d079, /f/{id}",
        "/es/hombres/1-1-camiseta-colibri.html, /es/hombres/{id}",
        "/checkout/step2, /checkout/step2",
        "/finalizar-compra/order-received/1384, /finalizar-compra/order-received/{id}",
        "/niños/camisas, /niños/camisas",
        "/ni%C3%B1os, /niños",
        "/{id}/x, /{id}/x",
        "/{evil}/x, /_evil_/x",
        "/a/b?c=1#d, /a/b"
      })
  void of_givesTheTemplate(String path, String template) {
    assertEquals(template, PathTemplate.of(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/u/ana@example.com",
        "/u/ana%40example.com",
        "/u/ana%2540example.com",
        "/pay/4111111111111111",
        "/pay/4111-1111-1111-1111",
        "/t/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVPmB92K27uhbUJU1p1r",
        "/iban/ES9121000418450200051332",
        "/tel/+34600112233",
        "/product/ana%40example.com",
        "/w/Hq2fT9xLmPz1"
      })
  void of_keepsNothingOfAPersonOrToken(String path) {
    String template = PathTemplate.of(path);

    assertTrue(template.endsWith("/{id}") || template.endsWith("/{slug}"), template);
  }

  @Test
  void of_isBoundedAndStableForAnyText() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder path = new StringBuilder("/");
      int length = random.nextInt(400);
      for (int c = 0; c < length; c++) {
        path.append(random.nextInt(5) == 0 ? '/' : (char) (random.nextInt(0x300) + 1));
      }

      String template = PathTemplate.of(path.toString());

      assertTrue(template.length() <= 200, "seed " + seed + ": " + template);
      assertTrue(template.startsWith("/"), "seed " + seed + ": " + template);
      assertFalse(
          template.chars().anyMatch(Character::isISOControl), "seed " + seed + ": " + template);
      assertEquals(template, PathTemplate.of(template), "seed " + seed);
    }
  }
}
