package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

  /** A request as a merchant would tell it: {@code POST /cart/add ?product 302 /cart}. */
  private static Sign sign(String told) {
    String[] words = told.split(" ", -1);
    int at = 2;
    List<String> form = List.of();
    if (words.length > at && words[at].startsWith("?")) {
      form = List.of(words[at++].substring(1).split("&", -1));
    }
    Optional<String> forward = Optional.empty();
    if (words.length > at && words[at].startsWith(">")) {
      forward = Optional.of(words[at++].substring(1));
    }
    int status = words.length > at ? Integer.parseInt(words[at++]) : 200;
    Optional<String> location = words.length > at ? Optional.of(words[at]) : Optional.empty();
    int mark = words[1].indexOf('?');
    String path = mark < 0 ? words[1] : words[1].substring(0, mark);
    String query = mark < 0 ? "" : words[1].substring(mark + 1);
    return new Exchange(
            words[0],
            "shop.example",
            "",
            path,
            query,
            form,
            false,
            Optional.empty(),
            new Exchange.Answer(
                status,
                false,
                forward,
                location,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty()))
        .sign();
  }

  private static List<String> path(Rules rules, String... told) {
    List<String> texts = new ArrayList<>();
    int[] signs = new int[told.length];
    long[] micros = new long[told.length];
    for (int i = 0; i < told.length; i++) {
      String text = sign(told[i]).text();
      if (!texts.contains(text)) {
        texts.add(text);
      }
      signs[i] = texts.indexOf(text);
      micros[i] = i * 1_000_000L;
    }
    Meaning meaning = rules.meaning(texts);
    JourneyLog log =
        JourneyLog.of(List.of(JourneyBlock.builder().add(signs, micros).build()), texts);
    JourneyLog.Reader reader = log.reader(meaning);
    return reader.next()
        ? reader.journey().touchpoints().stream().map(Touchpoint::name).toList()
        : List.of();
  }

  private static List<String> path(String... told) {
    return path(Rules.builtIn(), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / | page_view",
        "GET /sobre-nosotros | page_view",
        "GET /search?q=jug | search",
        "GET /?s=camisa&post_type=product | search",
        "GET /buscar?texto=camisa | search",
        "GET /category/mugs | view_item_list",
        "GET /categoria-producto/tazas | view_item_list",
        "GET /tienda | view_item_list",
        "GET /products | view_item_list",
        "GET /product/104-water-jug | view_item",
        "GET /producto/jarra-de-agua | view_item",
        "GET /item.jsp?itemId=4 | view_item",
        "POST /cart/add ?product&quantity 302 /cart | add_to_cart",
        "POST /carrito/anadir ?producto 302 /carrito | add_to_cart",
        "GET /cart?add=&itemId=7 302 /cart | add_to_cart",
        "GET /tienda?add-to-cart=61 | add_to_cart",
        "GET /shop/Cart.action?addItemToCart=&workingItemId=9 | add_to_cart",
        "POST /cart ?productId&quantity 302 /cart | add_to_cart",
        "POST /cart/remove ?product 302 /cart | remove_from_cart",
        "POST /carrito/eliminar ?linea 302 /carrito | remove_from_cart",
        "DELETE /cart/items/7 | remove_from_cart",
        "POST /cart/update ?product&quantity 302 /cart | update_cart",
        "POST /carrito/actualizar ?cantidad 302 /carrito | update_cart",
        "POST /cart/coupon ?coupon 302 /cart | apply_coupon",
        "POST /carrito/cupon ?codigo | apply_coupon",
        "GET /cart | view_cart",
        "GET /carrito | view_cart",
        "GET /cesta | view_cart",
        "GET /checkout | begin_checkout",
        "GET /finalizar-compra | begin_checkout",
        "GET /checkout/direccion | begin_checkout",
        "POST /checkout/address ?street&city&postcode 302 /checkout/shipping | add_shipping_info",
        "POST /checkout/envio ?metodoEnvio 302 /checkout/pago | add_shipping_info",
        "POST /checkout ?shippingMethod | add_shipping_info",
        "POST /checkout ?cardNumber&cardCode | add_payment_info",
        "POST /checkout/pago ?numeroTarjeta&caducidad 302 /checkout/resumen | add_payment_info",
        "POST /checkout ?confirm 302 /order/77/confirmation | purchase",
        "POST /checkout/confirmar ?_csrf 302 /pedido/77/gracias | purchase",
        "POST /order/new ?confirmed | purchase",
        "POST /payment/return ?reference 302 /order/77/thank-you | purchase",
        "POST /login ?email&password 302 /account | login",
        "POST /iniciar-sesion ?usuario&contrasena 302 /mi-cuenta | login",
        "POST /login ?username&password 302 /login?error | login_failed",
        "POST /login ?username&password 401 | login_failed",
        "POST /register ?email&name&password 302 /account | sign_up",
        "POST /registro ?correo&nombre&clave 302 /mi-cuenta | sign_up",
        "GET /login | page_view",
        "GET /registro | page_view",
        "GET /account | account",
        "GET /mi-cuenta | account",
        "GET /orders | view_order",
        "GET /mis-pedidos | view_order",
        "GET /order/77 | view_order",
        "POST /contacto ?nombre&mensaje 302 /contacto/gracias | contact",
        "GET /contact | page_view",
        "POST /boletin ?email 302 /boletin/gracias | newsletter",
        "POST /newsletter/subscribe ?email | newsletter",
        "POST /product/104-jug/review ?author&stars 302 /product/104-jug/reviews | write_review",
        "POST /producto/jarra/opiniones ?texto | write_review",
        "GET /seguimiento | track_order",
        "POST /seguimiento ?email&order | track_order",
        "GET /order/tracking | track_order",
        "GET /suivi-commande | track_order",
        "GET /orders/{id}/track | track_order",
        "POST /devoluciones ?order&reason 302 /devoluciones/gracias | return_item",
        "GET /devoluciones/gracias | page_view",
        "GET /devoluciones | page_view",
        "POST /returnrequest/{id} ?reason 302 /returnrequest/history | return_item",
        "POST /payment/return 302 /order/{id}/confirmation | purchase",
        "POST /refunds ?order | refund",
        "POST /garantia ?order | warranty",
        "GET /mi-cuenta/mis-puntos | loyalty",
        "GET /rewardpoints/history | loyalty",
        "GET /invita-a-un-amigo | share",
        "POST /productemailafriend/{id} ?friend | share",
        "GET /account/subscriptions | subscription",
        "POST /subscription ?email | newsletter",
        "POST /returns ?order&reason 302 /returns/thanks | return_item",
        "GET /missing 404 | error_page",
        "GET /product/9 500 | error_page",
        "POST /checkout/pay ?cardNumber 500 | checkout_error",
        "POST /payment/return ?ref 302 /checkout?refused=1 | checkout_error",
        "POST /checkout/confirm ?confirm 302 /cart?out-of-stock | checkout_error",
        "POST /finalizar-compra ?confirm 302 /carrito?agotado | checkout_error",
        "POST /module/redsys/validation ?cc_number 302 /pedido?payment_error=1 | checkout_error",
        "POST /module/redsys/validation ?cc_number 302 /confirmacion-pedido?key=1 | purchase",
        "GET /pedido?step=4 | begin_checkout",
        "GET /index.php?route=checkout/cart | view_cart",
        "GET /index.php?controller=order | begin_checkout",
        "POST /checkout ?confirm 302 https://bank.example/pay | begin_checkout"
      })
  void builtIn_knowsTheUsualShapesOfShops(String told, String touchpoint) {
    List<String> expected =
        touchpoint.equals("begin_checkout") && told.startsWith("POST")
            ? List.of("checkout_step")
            : List.of(touchpoint);

    assertEquals(expected, path(told));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /checkout 302 /cart",
        "GET /checkout 302 /login?next",
        "POST /checkout/payment ?cardNumber 302 /cart",
        "POST /finalizar-compra 302 /carrito",
        "GET /account 302 /login",
        "POST /logout 302 /",
        "GET /old-page 301 /new-page",
        "GET /search/suggest?q=ju",
        "GET /cart/mini",
        "POST /api/telemetry ?x",
        "POST /payment/notify ?reference"
      })
  void builtIn_takesHopsBouncesAndPartsForNothing(String told) {
    assertEquals(List.of(), path(told));
  }

  @Test
  void visit_isToldInTheOrderOfTheSteps() {
    assertEquals(
        List.of(
            "page_view",
            "view_item",
            "add_to_cart",
            "view_cart",
            "page_view",
            "begin_checkout",
            "checkout_error",
            "add_shipping_info",
            "add_shipping_info",
            "checkout_error",
            "add_payment_info",
            "purchase",
            "view_order"),
        path(
            "GET / >/v/home",
            "GET /product/1-a >/v/product",
            "POST /cart/add ?product 302 /cart",
            "GET /cart >/v/cart",
            "GET /checkout 302 /login?next=/checkout",
            "GET /login?next=/checkout >/v/login",
            "POST /checkout ?guestEmail >/v/address",
            "POST /checkout ?fullName&street&city >/v/address",
            "POST /checkout ?fullName&street&city >/v/shipping",
            "POST /checkout ?shippingMethod >/v/payment",
            "POST /checkout ?cardName&cardNumber&cardCode >/v/payment",
            "POST /checkout ?cardName&cardNumber&cardCode >/v/review",
            "POST /checkout ?confirm 302 /order/CT-10401/confirmation",
            "GET /order/CT-10401/confirmation >/v/confirmation",
            "GET /order/CT-10401/confirmation >/v/confirmation",
            "GET /order/CT-10401 >/v/order"));
  }

  @Test
  void login_hasFailedWhereTheSameViewIsShownAgain() {
    assertEquals(
        List.of("page_view", "login_failed", "page_view"),
        path("GET /login >/v/login", "POST /login ?email&password >/v/login", "GET /about"));
  }

  @Test
  void login_hasFailedWhereTheSameFormFollows() {
    assertEquals(
        List.of("page_view", "login_failed", "login", "account"),
        path(
            "GET /login",
            "POST /login ?email&password",
            "POST /login ?email&password",
            "GET /account"));
  }

  @Test
  void login_hasFailedWhereTheShopRedirectsOtherwise() {
    assertEquals(
        List.of("page_view", "login", "page_view", "login_failed"),
        path(
            "GET /login",
            "POST /login ?email&password 302 /home",
            "GET /login",
            "POST /login ?email&password"));
  }

  @Test
  void coupon_wasRefusedWhereTheShopRedirectsOtherwise() {
    assertEquals(
        List.of("view_cart", "coupon_refused", "apply_coupon", "view_cart"),
        path(
            "GET /cart >/v/cart",
            "POST /cart/coupon ?coupon >/v/cart",
            "POST /cart/coupon ?coupon 302 /cart",
            "GET /cart >/v/cart"));
  }

  @Test
  void coupon_wasRefusedByStatus() {
    assertEquals(List.of("coupon_refused"), path("POST /api/cart/coupon ?coupon 422"));
  }

  @Test
  void coupon_isAppliedWhereThePageIsShownAgainEitherWay() {
    assertEquals(
        List.of("view_cart", "apply_coupon", "apply_coupon", "begin_checkout"),
        path(
            "GET /cart >/v/cart",
            "POST /cart/coupon ?coupon >/v/cart",
            "POST /cart/coupon ?coupon >/v/cart",
            "GET /checkout"));
  }

  @Test
  void coupon_thatTheMerchantNamesIsWhatTheMerchantSays() {
    Rules rules =
        Rules.parse(
            new StringReader(
                "{\"rules\":[{\"touchpoint\":\"apply_coupon\",\"method\":\"POST\","
                    + "\"path\":\"cupon\",\"status\":[2,4]}]}"),
            "rules.json");

    assertEquals(List.of("apply_coupon"), path(rules, "POST /cupon ?codigo 422"));
  }

  @Test
  void viewOfEveryPage_tellsNothing() {
    assertEquals(
        List.of("page_view", "view_item", "page_view", "login"),
        path(
            "GET / >/layout.jsp",
            "GET /product/1 >/layout.jsp",
            "GET /login >/layout.jsp",
            "POST /login ?email&password >/layout.jsp"));
  }

  @Test
  void checkoutBegins_atTheFirstPageReallyShown() {
    assertEquals(
        List.of("begin_checkout", "add_shipping_info", "checkout_step", "add_payment_info"),
        path(
            "GET /checkout/payment 302 /checkout/address",
            "GET /checkout/address",
            "POST /checkout/address ?street&city 302 /checkout/payment",
            "GET /checkout/payment",
            "POST /checkout/payment ?cardNumber 302 /checkout/review"));
  }

  @Test
  void purchase_isOnceForAnOrderWhateverIsReloaded() {
    assertEquals(
        List.of("add_to_cart", "purchase", "view_cart", "add_to_cart", "purchase"),
        path(
            "POST /cart/add ?product 302 /cart",
            "POST /checkout/confirm ?_csrf 302 /checkout/thank-you",
            "GET /checkout/thank-you",
            "GET /checkout/thank-you",
            "GET /cart",
            "GET /checkout/thank-you",
            "POST /cart/add ?product 302 /cart",
            "GET /checkout/thank-you"));
  }

  @Test
  void purchase_isNoneWhereOnlyTheThankYouPageIsOpenedAgain() {
    assertEquals(List.of("page_view"), path("GET /", "GET /order/77/confirmation"));
  }

  @Test
  void purchase_isAtTheThankYouPageWhereThePaymentWasElsewhere() {
    assertEquals(
        List.of("begin_checkout", "checkout_step", "purchase"),
        path(
            "GET /checkout",
            "POST /checkout ?confirm 302 https://bank.example/pay",
            "GET /pedido/77/gracias"));
  }

  @Test
  void confirmationPage_isTheLastLookWhereItsFormFollows() {
    assertEquals(
        List.of("add_to_cart", "begin_checkout", "checkout_step", "purchase"),
        path(
            "POST /cart/add ?product 302 /cart",
            "GET /checkout/payment",
            "GET /checkout/confirmation",
            "POST /checkout/confirm ?_csrf",
            "GET /checkout/confirmation"));
  }

  @Test
  void wholeOrderInOneForm_isPlacedByItsLastTry() {
    String form = "POST /checkout ?address&city&payment_method&terms";

    assertEquals(
        List.of("begin_checkout", "checkout_error", "purchase"),
        path("GET /checkout", form, form, "GET /checkout/order-received/77"));
  }

  @Test
  void thanksLoadedAgain_areNoFailureWhereTheirViewIsSeen() {
    String order = "POST /order/confirm ?name&remark&colour&terms >/cart/";

    assertEquals(
        List.of("add_to_cart", "checkout_error", "purchase", "page_view"),
        path(
            "POST /order/addItem ?productCode >/cart/cart.jsp",
            "POST /order/displayTerms >/cart/terms.jsp",
            order + "terms.jsp",
            order + "complete.jsp",
            order + "complete.jsp",
            "GET /about"));
  }

  @Test
  void formBehindAnActThatNothingNames_failsWhereItsViewIsShownAgain() {
    assertEquals(
        List.of("checkout_error", "add_shipping_info"),
        path(
            "POST /order/checkUser >/cart/user.jsp",
            "POST /order/processUser ?firstName&email&address1&city&zip >/cart/user.jsp",
            "POST /order/processUser ?firstName&email&address1&city&zip >/cart/invoice.jsp"));
  }

  @Test
  void wholeOrderInOneForm_isPlacedWhereARedirectOnlySaysWhatIsMissing() {
    String form =
        "POST /checkout ?shippingAddressStreet1&shippingAddressCity&shippingAddressZipcode"
            + "&cardNumber&cvc&shippingMethod";

    List<String> path =
        path(
            "GET /",
            "GET /bookshelf",
            "GET /bookDetail?id=4",
            "POST /shoppingCart/addItem ?book.id&qty >/bookDetail",
            "GET /shoppingCart/cart",
            "POST /shoppingCart/updateCartItem ?id&qty >/shoppingCart/cart",
            "GET /shoppingCart/removeItem?id=12 >/shoppingCart/cart",
            "GET /checkout?id=1",
            form + " 302 /checkout?id=1&missingRequiredField=true",
            "GET /checkout?id=1&missingRequiredField=true",
            form,
            "GET /faq",
            "GET /hours");

    assertEquals(1, path.stream().filter("checkout_error"::equals).count(), path.toString());
    assertEquals(1, path.stream().filter("purchase"::equals).count(), path.toString());
  }

  @Test
  void orderKeptByALink_isOnceAndNoneWhereItLeadsBack() {
    assertEquals(
        List.of("add_to_cart", "page_view", "purchase", "page_view"),
        path(
            "POST /cart ?id&cantidad",
            "GET /saveOrder 302 /usuario/login",
            "GET /usuario/login",
            "GET /saveOrder 302 /",
            "GET /"));
  }

  @ParameterizedTest
  @CsvSource({
    "POST /purchase ?name&email&address&creditcard, purchase",
    "POST /AddtoCart ?uid&pid&pqty, add_to_cart",
    "GET /Controlador?accion=Delete&idp=5 302 /Controlador?accion=Carrito, remove_from_cart",
    "POST /Controlador?accion=ActualizarCantidad ?idp&Cantidad, update_cart",
    "POST /Controlador?accion=Validar ?txtuser&txtpass 302 /inicio, login",
    "POST /actions/Catalog.action ?keyword&searchProducts, search",
    "GET /customer/cart/12, view_cart",
    "GET /usuario/compras, view_order",
  })
  void shopsOfSchoolbooks_areUnderstood(String told, String touchpoint) {
    assertEquals(List.of(touchpoint), path(told));
  }

  @Test
  void cart_isNotTouchedWhereTheVisitorIsSentToSignIn() {
    assertEquals(
        List.of("page_view"),
        path("POST /shoppingCart/addItem ?book.id&qty 302 /login", "GET /login"));
  }

  @Test
  void pageOfAFrontController_isNoProductWhereItIsTheFirstPage() {
    assertEquals(
        List.of("page_view", "add_to_cart"),
        path(
            "GET /Controlador?accion=home",
            "GET /Controlador?accion=AgregarCarrito&id=3 302 /Controlador?accion=home"));
  }

  @Test
  void orderPage_isTheThankYouPageRightAfterTheOrder() {
    assertEquals(
        List.of("begin_checkout", "purchase", "page_view", "view_order"),
        path(
            "GET /orders/create",
            "POST /orders/create ?_csrf 302 /my/orders/1001",
            "GET /my/orders/1001",
            "GET /my/orders/1001",
            "GET /",
            "GET /my/orders/1001"));
  }

  @Test
  void ownRules_comeFirstAndMayUseTheirOwnWords() {
    Rules rules =
        Rules.parse(
            new StringReader(
                """
                // what our shop is called like
                {"words": {"jars": ["jarras", "$product"]},
                 "rules": [
                   {"touchpoint": "view_item", "path": "/$jars/ {slug}|jarras"},
                   {"touchpoint": "gift_card", "template": "/regalo/*/ver", "method": "get"},
                   {"touchpoint": null, "template": "/interno/**", "status": [2, 3, 4]}
                 ]}
                """
                    .replace("/$jars/ {slug}|jarras", "$jars")),
            "senda.json");

    assertEquals(List.of("view_item"), path(rules, "GET /jarras"));
    assertEquals(List.of("gift_card"), path(rules, "GET /regalo/boda/ver"));
    assertEquals(List.of(), path(rules, "GET /interno/a/b 404"));
    assertEquals(List.of("view_cart"), path(rules, "GET /cart"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"rules\": [{\"path\": \"x\"}]} | senda.json, line 1, $.rules[0]: the rule has no",
        "{\"rules\": [\\n"
            + "{\"touchpoint\": null, \"paht\": \"x\"}]} | line 2, $.rules[0].paht: \"paht\"",
        "{\"rules\": [{\"touchpoint\": null, \"path\": \"$x\"}]} | \"$x\" names no words; there are"
            + " [",
        "{\"rules\": [{\"touchpoint\": null, \"status\": 302}]} | a status is told by its first"
            + " digit",
        "{\"rules\": {}} | expected a list [...] of rules",
        "{\"channels\": {}} | line 1, $.channels: expected a list [...] of rules of channels",
        "{\"channels\": [\\n{\"source\": \"a\"}]} | line 2, $.channels[0].source: the rule has no \"channel\"",
        "{\"channels\": [{\"channel\": \"ads\"}]} | the rule asks for none of source, medium, campaign,",
        "{\"channels\": [{\"channel\": \"Ads!\"}]} | $.channels[0].channel: a channel's name is up to 40",
        "{\"channels\": [{\"channel\": null, \"host\": \"a\"}]} | \"host\" is none of name, channel, source,",
        "{\"channels\": [{\"channel\": null, \"source\": \"$x\"}]} | \"$x\" is no kind of sources; there are [ads",
        "{\"channels\": [{\"channel\": null, \"medium\": []}]} | the list is empty, and nothing would",
        "{\"channels\": [{\"channel\": null, \"medium\": \"*\"}]} | a text has 1 to 120 characters, and",
        "{\"rules\": [ | the file ends before its last bracket is closed",
        "{\"rules\" []} | this is not JSON",
        "[] | expected an object {...}"
      })
  void parse_tellsMistakesWithTheirPlace(String json, String message) {
    IllegalArgumentException told =
        assertThrows(
            IllegalArgumentException.class,
            () -> Rules.parse(new StringReader(json.replace("\\n", "\n")), "senda.json"));

    assertTrue(told.getMessage().contains(message), told.getMessage());
  }

  @Test
  void channels_ofTheFileComeBeforeTheBuiltInOnes() {
    Rules rules =
        Rules.parse(
            new StringReader(
                """
                {"channels": [
                  // the fair in June
                  {"channel": "offline", "campaign": ["feria*", "*_feria"]},
                  {"channel": null, "source": "banco.example"},
                  {"channel": "partners", "source": "Amigos.example", "medium": "referral"}
                ]}
                """),
            "senda.json");

    assertEquals("offline", channel(rules, "campaign=feria_2026;medium=cpc;source=google"));
    assertEquals("offline", channel(rules, "campaign=la_feria"));
    assertEquals("direct", channel(rules, "source=banco.example"));
    assertEquals("partners", channel(rules, "medium=referral;source=blog.amigos.example"));
    assertEquals("email", channel(rules, "medium=email;source=amigos.example"));
    assertEquals("direct", channel(Rules.builtIn(), "device=phone"));
  }

  private static String channel(Rules rules, String attributes) {
    return rules.channels().of(Attributes.parse(attributes)).name();
  }

  @Test
  void dictionaryEntryThatIsNoSign_isNoise() {
    Meaning meaning = Rules.builtIn().meaning(List.of("nonsense", sign("GET /cart").text()));

    assertEquals(Touchpoint.of("view_cart"), meaning.touchpoints().get(0));
  }

  @Test
  void told_meansWhatItWasToldAndSaysNothingOfTheShopsAddresses() {
    List<String> seen = new ArrayList<>();
    for (String page : List.of("", "/cart", "/about", "/a", "/b", "/c", "/d", "/e", "/f", "/g")) {
      seen.add(sign("GET /shop" + page).text());
    }
    seen.add(sign("GET /shop/a/b").text());
    List<String> all = new ArrayList<>(seen);
    for (Touchpoint touchpoint : Touchpoints.ELSEWHERE) {
      all.add("TOLD /" + touchpoint + " 0 ?:touchpoint=" + touchpoint);
    }

    List<Optional<Verdict>> verdicts = Rules.builtIn().verdictsOf(all);

    assertEquals(Rules.builtIn().verdictsOf(seen), verdicts.subList(0, seen.size()));
    for (int i = 0; i < Touchpoints.ELSEWHERE.size(); i++) {
      assertEquals(
          Optional.of(Touchpoints.ELSEWHERE.get(i)),
          verdicts.get(seen.size() + i).orElseThrow().touchpoint());
    }
  }

  @Test
  void letterThatNothingCameOf_isNobodysVisit() {
    List<String> signs =
        List.of(
            "TOLD /newsletter_sent 0 ?:touchpoint=newsletter_sent",
            "TOLD /newsletter_opened 0 ?:touchpoint=newsletter_opened");
    Meaning meaning = Rules.builtIn().meaning(signs);

    int[] alone = meaning.of(new int[] {0, 0}, new int[2], new long[] {1, 2}, 2);
    int[] opened = meaning.of(new int[] {0, 1}, new int[2], new long[] {1, 2}, 2);

    assertArrayEquals(new int[] {-1, -1}, alone);
    assertEquals("newsletter_sent", meaning.touchpoints().get(opened[0]).name());
    assertEquals("newsletter_opened", meaning.touchpoints().get(opened[1]).name());
  }
}
