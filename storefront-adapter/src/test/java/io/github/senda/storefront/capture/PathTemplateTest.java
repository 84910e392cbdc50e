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
  @CsvSource({
    "/buscar/zapatos rojos, /buscar/{slug}",
    "/buscar/zapatos%20rojos/pagina/2, /buscar/{slug}/pagina/{id}",
    "/es/busqueda/zapatos+rojos/mujer, /es/busqueda/{slug}/{slug}",
    "/search/maria-garcia, /search/{slug}",
    "/search/orders/maria, /search/{slug}/{slug}",
    "/search/new.garcia, /search/{slug}",
    "/search/result/rucksack, /search/result/{slug}",
    "/search/suggest, /search/suggest",
    "/search/searchResults.jsp, /search/searchResults.jsp",
    "/catalogsearch/result/index/, /catalogsearch/result/index",
    "/catalogsearch/advanced/result/, /catalogsearch/advanced/result",
    "/resultados-de-busqueda/embarazo, /resultados-de-busqueda/{slug}",
    "/buscar-zapatos-rojos.html, /buscar",
    "/busqueda-avanzada, /busqueda-avanzada",
    "/recherche/chaussures, /recherche/{slug}",
    "/suche/rote-schuhe, /suche/{slug}",
    "/ricerca/scarpe, /ricerca/{slug}",
    "/pesquisa/sapatos, /pesquisa/{slug}",
    "/products/search/zapatos, /products/search/{slug}",
    "/s/zapatos, /s/{slug}",
    "/s/cart, /s/cart",
    "/q/zapatos, /q/{slug}",
    "/searching/zapatos, /searching/zapatos"
  })
  void of_keepsNoWordsOfASearch(String path, String template) {
    assertEquals(template, PathTemplate.of(path));
  }

  @ParameterizedTest
  @CsvSource({
    "/user/maria-garcia, /user/{slug}",
    "/user/maria.garcia, /user/{slug}",
    "/user/shop.garcia, /user/{slug}",
    "/user/search-garcia, /user/{slug}",
    "/user/maria-garcia/orders/view, /user/{slug}/orders/view",
    "/user/12/address-book, /user/{id}/address-book",
    "/user/login, /user/login",
    "/usuario/ana/amigos/luis, /usuario/{slug}/amigos/{slug}",
    "/perfil/Ana%20Pérez, /perfil/{slug}",
    "/perfil/direcciones, /perfil/direcciones",
    "/profile/edit/, /profile/edit",
    "/members/max, /members/{slug}",
    "/blog/author/maria-garcia, /blog/author/{slug}",
    "/autor/lorca, /autor/{slug}",
    "/auteur/hugo, /auteur/{slug}",
    "/benutzer/lena, /benutzer/{slug}",
    "/utente/giulia, /utente/{slug}",
    "/utilizador/joana, /utilizador/{slug}",
    "/lista-de-boda/ana-y-luis, /lista-de-boda/{slug}",
    "/customer/account/loginPost/referer/aHR0cDov, /customer/account/loginPost/referer/{slug}",
    "/customer/section/load, /customer/section/load",
    "/customer/accountSummary.json, /customer/accountSummary.json",
    "/customer/account/orders/print/Invoice/40, /customer/account/orders/print/Invoice/{id}",
    "/product/client, /product/client",
    "/authors, /authors"
  })
  void of_keepsNoNameWhereAPersonIsAnnounced(String path, String template) {
    assertEquals(template, PathTemplate.of(path));
    assertEquals(template, PathTemplate.of(template));
  }

  @Test
  void of_isStableForPathsOfItsWords() {
    long seed = 20261123;
    Random random = new Random(seed);
    String[] words =
        ("search user product blog list edit new maria garcia buscar-zapatos client orders p s q"
                + " result sale login 12 {slug} {id} max.html shop.garcia search-new")
            .split(" ", -1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder path = new StringBuilder();
      for (int c = random.nextInt(8); c >= 0; c--) {
        path.append('/').append(words[random.nextInt(words.length)]);
      }

      String template = PathTemplate.of(path.toString());

      assertEquals(template, PathTemplate.of(template), "seed " + seed + ": " + path);
    }
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
