package io.github.senda.examples.candil;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.senda.examples.candil.Visitor.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Visits that are driven through the shop, with the truth beside every step: the touchpoint that it
 * is, or that it is none. The truth is told here and nowhere else.
 */
final class Script {

  private static final String[] ADDRESS = {
    "nombre", "Lola", "calle", "Real+1", "cp", "23400", "ciudad", "Ubeda"
  };

  private final Visitor visitor;
  private final List<String> truth = new ArrayList<>();

  private Script(Visitor visitor) {
    this.visitor = visitor;
  }

  /**
   * Somebody who buys, with all that goes wrong on the way.
   *
   * @return the touchpoints of the visit, in order, a pattern of a line each
   */
  static List<String> buy(Visitor visitor) throws IOException {
    Script script = new Script(visitor);
    script.browse();
    script.fillTheCart();
    script.signUpAndIn();
    script.checkOut();
    script.lookAround();
    return script.truth;
  }

  /** Somebody who fills a cart and leaves it at the shop's door. */
  static List<String> leave(Visitor visitor) throws IOException {
    Script script = new Script(visitor);
    script.is("view_item", 200, visitor.get("/producto/kenia-nyeri"));
    script.is("add_to_cart", 201, visitor.fetch("POST", LINES, wish("kenia-nyeri", 2)));
    script.is("view_cart", 200, visitor.get("/carrito"));
    script.isNothing(302, visitor.get("/compra/datos"));
    script.is("page_view", 200, visitor.follow());
    return script.truth;
  }

  private static final String LINES = "/api/carrito/lineas";

  private static String wish(String product, int quantity) {
    return "{\"producto\":\"" + product + "\",\"cantidad\":" + quantity + "}";
  }

  private static String[] card(String number) {
    return new String[] {
      "titular", "Lola", "numeroTarjeta", number, "caducidad", "12%2F39", "cvv", "123"
    };
  }

  private void browse() throws IOException {
    is("page_view", 200, visitor.get("/"));
    is("view_item_list", 200, visitor.get("/coleccion/en-grano"));
    is("view_item_list", 200, visitor.get("/coleccion/en-grano?tueste=claro&orden=precio"));
    is("search", 200, visitor.get("/buscar?q=taza"));
    is("view_item", 200, visitor.get("/producto/cafetera-moka"));
    isNothing(200, visitor.listen("/existencias", "cafetera-moka"));
    isNothing(200, visitor.get("/candil.css"));
  }

  private void fillTheCart() throws IOException {
    is("add_to_cart", 201, visitor.fetch("POST", LINES, wish("cafetera-moka", 1)));
    is("view_item", 200, visitor.get("/producto/etiopia-guji"));
    is("add_to_cart", 201, visitor.fetch("POST", LINES, wish("etiopia-guji", 1)));
    is("view_cart", 200, visitor.get("/carrito"));
    is("update_cart", 200, visitor.fetch("PUT", LINES + "/etiopia-guji", wish("etiopia-guji", 3)));
    isNothing(200, visitor.fetch("GET", "/carrito/lineas", ""));
    is("remove_from_cart", 200, visitor.fetch("DELETE", LINES + "/cafetera-moka", ""));
    isNothing(200, visitor.fetch("GET", "/carrito/lineas", ""));
  }

  private void signUpAndIn() throws IOException {
    isNothing(302, visitor.get("/compra/datos"));
    is("page_view", 200, visitor.follow());
    is("page_view", 200, visitor.get("/registro"));
    is("page_view", 200, visitor.post("/registro", "nombre", "Eva", "correo", "eva", "clave", "1"));
    is(
        "sign_up",
        302,
        visitor.post(
            "/registro",
            "nombre",
            "Eva",
            "correo",
            "eva%40example.com",
            "clave",
            "larga-de-verdad"));
    is("page_view", 200, visitor.follow());
    is("login_failed", 302, signIn("otra-clave"));
    is("page_view", 200, visitor.follow());
    is("login", 302, signIn("larga-de-verdad"));
  }

  private Answer signIn(String password) throws IOException {
    return visitor.post("/acceso", "correo", "eva%40example.com", "clave", password);
  }

  private void checkOut() throws IOException {
    is("begin_checkout", 200, visitor.follow());
    is(
        "checkout_error",
        200,
        visitor.post("/compra/datos", "nombre", "Lola", "calle", "", "cp", "x", "ciudad", ""));
    is("add_shipping_info", 302, visitor.post("/compra/datos", ADDRESS));
    is("checkout_step", 200, visitor.follow());
    is("add_shipping_info", 302, visitor.post("/compra/envio", "entrega", "domicilio"));
    is("checkout_step", 200, visitor.follow());
    is("checkout_error", 200, visitor.post("/compra/pago", card("4000000000000002")));
    is("purchase", 302, visitor.post("/compra/pago", card("4242424242424242")));
    String thanks = visitor.answers().get(visitor.answers().size() - 1).location();
    isNothing(200, visitor.follow());
    isNothing(200, visitor.get(thanks));
  }

  private void lookAround() throws IOException {
    is("account", 200, visitor.get("/cuenta"));
    is("view_order", 200, visitor.get("/cuenta/pedidos"));
    is("page_view", 200, visitor.get("/tostando"));
    is("page_view", 200, visitor.get("/entrega?cp=23400"));
    is("error_page", 500, visitor.get("/catas"));
    is("error_page", 404, visitor.get("/producto/no-hay"));
    is("newsletter", 302, visitor.post("/boletin", "correo", "eva%40example.com"));
    is("page_view", 200, visitor.follow());
    isNothing(302, visitor.get("/compra/pago"));
    isNothing(302, visitor.follow());
    isNothing(302, visitor.follow());
    is("view_cart", 200, visitor.follow());
    isNothing(302, visitor.post("/salir"));
    is("page_view", 200, visitor.follow());
  }

  private void is(String touchpoint, int status, Answer answer) {
    isNothing(status, answer);
    truth.add(touchpoint + "\n");
  }

  private static void isNothing(int status, Answer answer) {
    assertEquals(status, answer.status(), () -> answer.request() + " answered " + answer.text());
  }
}
