package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.senda.journey.Meaning;
import io.github.senda.touch.Hint;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /checkout 3 =/login?next | forced_login",
        "GET /cart/checkout 3 =/account/login | forced_login",
        "GET /finalizar-compra 3 =/identificacion | forced_login",
        "GET /checkout 2 >/WEB-INF/login.jsp | forced_login",
        "POST /checkout 3 ?shippingMethod =/cart?expired | session_expired",
        "POST /checkout 2 ?confirm >/WEB-INF/views/cart.html | sent_to_cart",
        "POST /checkout/confirm 3 =/cart | sent_to_cart",
        "POST /checkout/confirm 3 =/cart?out-of-stock | sold_out",
        "POST /finalizar-compra 3 =/carrito?error&agotado | sold_out",
        "GET /checkout 3 =/cart?soldOut | sold_out",
        "POST /checkout 2 ?confirm >/WEB-INF/views/sold-out.html | sold_out",
        "POST /cart/add 3 =/product/{slug}?outofstock |",
        "POST /checkout 2 ! ?fullName&postcode | server_error",
        "GET /product/{slug} 5 | server_error",
        "POST /payment/return 3 =/checkout?refused | payment_refused",
        "GET /payment/return 3 =/checkout?error | payment_refused",
        "GET /envios-y-devoluciones 2 | shipping_page",
        "GET /info/shipping 2 | shipping_page",
        "GET /contacto 2 | help_page",
        "GET /preguntas-frecuentes 2 | help_page",
        "GET /login 2 ?next | login_page",
        "GET /checkout/shipping 2 |",
        "GET /checkout 3 =/cart |",
        "GET /account 3 =/login |",
        "POST /login 3 =/checkout |",
        "POST /cart/remove 3 ?product =/cart |",
        "GET /product/{slug} 2 |",
        "BEACON /envios 0 ?:left |",
        "no sign |"
      })
  void sign_tellsBesideItsTouchpoint(String sign, String hint) {
    Meaning meaning = Rules.builtIn().meaning(List.of(sign));

    assertEquals(
        hint == null ? "" : hint,
        meaning.hint(0).map(Hint::name).map(name -> name.toLowerCase(Locale.ROOT)).orElse(""),
        sign);
  }
}
