package io.github.senda.storefront.host;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;

/** What visitors do in the awkward shop: a page a step, and all that a servlet can do beside. */
final class AwkwardVisits {

  /** The true path of {@link #buy}. */
  static final List<String> BOUGHT =
      List.of(
          "page_view",
          "search",
          "view_item_list",
          "view_item",
          "add_to_cart",
          "view_cart",
          "update_cart",
          "view_cart",
          "remove_from_cart",
          "view_cart",
          "page_view",
          "login_failed",
          "login",
          "account",
          "begin_checkout",
          "add_shipping_info",
          "checkout_step",
          "add_shipping_info",
          "checkout_step",
          "checkout_error",
          "add_payment_info",
          "checkout_step",
          "purchase",
          "page_view");

  /** What {@link #wander} leaves: template, class of the status, {@code !} if the shop threw. */
  static final List<String> WANDERED =
      List.of(
          "/category/{slug} 2",
          "/async 2",
          "/odd/async/dispatch 2",
          "/odd/async/throws 5",
          "/odd/async/timeout 5",
          "/odd/async/excused 5",
          "/odd/async/again 2",
          "/boom 5!",
          "/blow 5!",
          "/odd/half 5!",
          "/missing 4",
          "/odd/refused 4",
          "/odd/broken-error-page 4",
          "/odd/forward/missing 4",
          "/odd/forward/throws 5!",
          "/odd/include 2",
          "/echo/form 2",
          "/product/{id} 2");

  private AwkwardVisits() {}

  /**
   * From the front page to an order, paid at a bank that sends the visitor back by a form.
   *
   * @param bank the same browser at the bank: SameSite keeps the cookie back from there
   * @return the last answer
   */
  static HttpResponse<String> buy(Shopper buyer, Shopper bank) throws Exception {
    buyer.get("/");
    buyer.get("/search?q=cup");
    buyer.get("/category/mugs");
    buyer.get("/product/1234");
    buyer.post("/cart/add", "product=1234&quantity=1");
    buyer.get("/cart?added=1234");
    buyer.post("/cart/update", "product=1234&quantity=2");
    buyer.get("/cart");
    buyer.post("/cart/remove", "product=7");
    buyer.get("/cart");
    buyer.get("/checkout/address");
    buyer.get("/login");
    buyer.post("/login", "email=a%40b.example&password=wrong");
    buyer.post("/login", "email=a%40b.example&password=right");
    buyer.get("/account");
    buyer.get("/checkout/address");
    buyer.post("/checkout/address", "street=x&city=y&postcode=z");
    buyer.get("/checkout/shipping");
    buyer.post("/checkout/shipping", "shippingMethod=fast");
    buyer.get("/checkout/payment");
    buyer.post("/checkout/payment", "cardNumber=4000000000000002&cvc=123");
    buyer.post("/checkout/payment", "cardNumber=4111111111111111&cvc=123");
    buyer.get("/checkout/review");
    bank.post("/payment/return", "reference=77");
    buyer.get("/order/77/confirmation");
    buyer.get("/order/77/confirmation");
    buyer.post("/logout", "x=1");
    return buyer.get("/");
  }

  static void wander(Shopper wanderer) throws Exception {
    wanderer.get("/category/wander");
    for (String path :
        List.of(
            "/async",
            "/odd/async/dispatch",
            "/odd/async/throws",
            "/odd/async/timeout",
            "/odd/async/excused",
            "/odd/async/again",
            "/boom",
            "/blow")) {
      wanderer.get(path);
    }
    wanderer.getCutShort("/odd/half");
    for (String path :
        List.of(
            "/missing",
            "/odd/refused",
            "/odd/broken-error-page",
            "/odd/forward/missing",
            "/odd/forward/throws",
            "/odd/include")) {
      wanderer.get(path);
    }
    wanderer.post("/echo/form", "name=x");
    wanderer.get("/assets/site.css");
    wanderer.get("/product/2");
  }

  /** All that may differ between a shop with a guest and one without. */
  static void compare(Twins twins) throws IOException {
    for (String path :
        List.of(
            "/assets/site.css",
            "/product/1",
            "/",
            "/category/mugs",
            "/cart",
            "/async",
            "/boom",
            "/blow",
            "/missing",
            "/product/%C3%B1?utm_source=x&q=a%20b",
            "/product/1;jsessionid=stale",
            "/checkout/address",
            "/odd/async/dispatch",
            "/odd/async/throws",
            "/odd/async/timeout",
            "/odd/async/excused",
            "/odd/async/again",
            "/odd/sold-out",
            "/odd/half",
            "/odd/refused",
            "/odd/broken-error-page",
            "/odd/forward/missing",
            "/odd/forward/throws",
            "/odd/include",
            "/odd/latin?name=%F1",
            "/odd/headers",
            "/odd/nothing",
            "/odd/session")) {
      twins.get(path);
    }
    for (String method : List.of("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW")) {
      twins.ask(method, "/product/1", Twins.PAGE);
      twins.ask(method, "/odd/headers", "");
    }
    twins.ask("GET", "/cart", "DNT: 1\r\n" + Twins.PAGE);
    twins.ask("GET", "/cart", "Range: bytes=0-3\r\nIf-None-Match: \"x\"\r\n" + Twins.PAGE);
    for (String form :
        List.of(
            "name=Jos%C3%A9+Mar%C3%ADa&card=4111111111111111",
            "name=\u00F1&name=b",
            "name=%ZZ&%=1",
            "name",
            "a&".repeat(12_000) + "name=many",
            "name=" + "x".repeat(100_000))) {
      for (String path :
          List.of("/echo/form", "/echo/body", "/odd/count", "/odd/unread", "/odd/latin", "/boom")) {
        twins.post(path, form);
      }
    }
    twins.get("/login");
    twins.post("/login", "password=wrong");
    twins.post("/login", "password=right");
    twins.get("/account");
    twins.get("/odd/session");
    twins.post("/logout", "x=1");
    oddBodies(twins);
    for (String path : List.of("/product/1", "/boom", "/odd/include", "/async", "/missing")) {
      twins.pipelined(path);
    }
    for (String path : List.of("/odd/unread", "/odd/count", "/echo/form", "/odd/refused")) {
      twins.patient(path, "name=patient");
    }
  }

  private static void oddBodies(Twins twins) throws IOException {
    String form = "Content-Type: application/x-www-form-urlencoded\r\n";
    String chunks = "5\r\nname=\r\n3\r\nxyz\r\n0\r\n\r\n";
    String part = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nparted\r\n--b--\r\n";
    for (String path : List.of("/echo/form", "/odd/count", "/odd/unread")) {
      twins.raw(
          "chunked " + path,
          "POST",
          path,
          Twins.PAGE + form + "Transfer-Encoding: chunked\r\n",
          chunks);
      twins.raw(
          "multipart " + path,
          "POST",
          path,
          Twins.PAGE
              + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: "
              + part.length()
              + "\r\n",
          part);
      twins.raw("put " + path, "PUT", path, Twins.PAGE + form + "Content-Length: 6\r\n", "name=x");
      twins.raw(
          "type of no kind " + path,
          "POST",
          path,
          Twins.PAGE + "Content-Type: ;;;\r\nContent-Length: 6\r\n",
          "name=x");
    }
    twins.raw("no body", "POST", "/echo/form", Twins.PAGE + form + "Content-Length: 0\r\n", "");
    twins.raw("odd cookies", "GET", "/cart", "Cookie: senda_=; =; a=b; $x\r\n" + Twins.PAGE, "");
  }
}
