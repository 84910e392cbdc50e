package io.github.senda.storefront.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What visitors do in Casa Tomillo: a shop whose checkout is one address. */
final class TomilloVisits {

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
          "coupon_refused",
          "apply_coupon",
          "view_cart",
          "add_to_cart",
          "view_cart",
          "remove_from_cart",
          "view_cart",
          "page_view",
          "login_failed",
          "login",
          "begin_checkout",
          "checkout_error",
          "add_shipping_info",
          "add_shipping_info",
          "checkout_error",
          "add_payment_info",
          "purchase",
          "account",
          "page_view",
          "error_page");

  private static final String FRAGMENT =
      "Accept: */*\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n";
  private static final String ADDRESS =
      "fullName=Eva+Ru%C3%ADz&street=Calle+Elvira+3&city=Granada&country=ES&phone=&postcode=";
  private static final String CARD = "cardName=Eva&cardExpiry=12%2F39&cardCode=123&cardNumber=";
  private static final String CONFIRM = "name=\"confirm\" value=\"([^\"]+)\"";
  private static final int MOST_PAGES = 400;

  private TomilloVisits() {}

  /** From the front page to an order, with a failure at each step that can fail, and out again. */
  static void buy(Twins twins) throws IOException {
    twins.get("/");
    twins.get("/search?q=jarra");
    twins.get("/category/kitchen");
    twins.get("/product/104-water-jug");
    twins.post("/cart/add", "product=104&quantity=1");
    twins.get("/cart");
    twins.ask("GET", "/cart/mini", FRAGMENT);
    twins.post("/cart/update", "product=104&quantity=3");
    twins.get("/cart");
    twins.post("/cart/coupon", "coupon=NADA");
    twins.post("/cart/coupon", "coupon=TOMILLO10");
    twins.get("/cart");
    twins.post("/cart/add", "product=201&quantity=1");
    twins.get("/cart");
    twins.post("/cart/remove", "product=201");
    twins.get("/cart");
    twins.get(twins.sentTo(twins.get("/checkout")));
    twins.post("/login", "email=ana%40example.com&password=wrong&next=%2Fcheckout");
    twins.post("/login", "email=ana%40example.com&password=tomillo-2026&next=%2Fcheckout");
    twins.get("/checkout");
    twins.post("/checkout", ADDRESS + "x");
    twins.post("/checkout", ADDRESS + "18010");
    twins.post("/checkout", "shippingMethod=standard");
    twins.post("/checkout", CARD + "4000000000000002");
    twins.post("/checkout", CARD + "4242424242424242");
    String thanks = twins.sentTo(twins.post("/checkout", TomilloVisits::confirmed));
    twins.get(thanks);
    twins.get(thanks);
    twins.get("/account");
    twins.post("/logout", "x=1");
    twins.get("/");
    twins.get("/product/404-brass-lantern");
  }

  /** A guest who pays at the bank: refused the first time, paid the second. */
  static void payAtTheBank(Twins twins, Twins bank) throws IOException {
    twins.get("/product/104-water-jug");
    twins.post("/cart/add", "product=104&quantity=1");
    twins.get("/login?next=/checkout");
    twins.post("/checkout", "guestEmail=nobody");
    twins.post("/checkout", "guestEmail=eva%40example.com");
    twins.post("/checkout", ADDRESS + "18010");
    twins.post("/checkout", "shippingMethod=standard");
    for (String word : List.of("refused", "paid")) {
      twins.get("/checkout?step=payment");
      twins.post("/checkout", "payByBank=1");
      String order = orderOf(twins.post("/checkout", TomilloVisits::confirmed));
      String said =
          "reference=" + order + "&status=" + word + "&signature=" + signature(order, word);
      bank.post("/payment/notify", said);
      String back = bank.sentTo(bank.post("/payment/return", said));
      twins.get(back);
      twins.get(back);
    }
  }

  /** Every page that a link leads to and every form that is nowhere else sent. */
  static void tour(Twins twins) throws IOException {
    twins.get("/?lang=en");
    follow(twins);
    twins.get("/?lang=es");
    twins.post("/boletin", "email=nobody");
    twins.post("/boletin", "email=eva%40example.com");
    twins.post("/contacto", "name=Eva&email=eva%40example.com&subject=order&message=");
    twins.post("/contacto", "name=Eva&email=eva%40example.com&subject=order&message=hola");
    twins.post("/seguimiento", "order=&email=eva");
    twins.post("/seguimiento", "order=1&email=eva%40example.com");
    twins.post("/devoluciones", "order=&email=eva&reason=size");
    twins.post("/devoluciones", "order=1&email=eva%40example.com&reason=whim");
    twins.post("/register", "name=Eva&email=eva&password=short");
    twins.post("/register", "name=Eva&email=eva%40tour.example&password=long-enough");
    for (String form : twins.formsNotSent()) {
      if (form.endsWith("/review")) {
        twins.post(form, "author=Eva&stars=9&text=");
        twins.post(form, "author=Eva&stars=4&text=%3Cb%3Ebien%3C%2Fb%3E");
      }
    }
    twins.post("/cart/add", "product=104&quantity=x");
    twins.post("/cart/add", "product=104&quantity=999");
    twins.post("/cart/add", "product=402&quantity=1");
    twins.post("/cart/update", "product=402&quantity=1");
    twins.post("/cart/coupon", "coupon=NADA");
    twins.post("/cart/remove", "product=7");
    twins.post("/login", "email=x&password=y");
    twins.post("/checkout", "nothing=1");
    twins.get("/checkout?step=review");
    twins.post("/payment/return", "reference=CT-1&status=paid&signature=none");
    twins.post("/nowhere", "a=1");
    twins.get("/nowhere");
    twins.get("/category/shoes");
    twins.get("/order/CT-99999/confirmation");
    twins.get("/gracias");
    follow(twins);
    twins.post("/logout", "x=1");
    follow(twins);
  }

  private static void follow(Twins twins) throws IOException {
    int pages = 0;
    for (List<String> links = twins.linksToFollow(); !links.isEmpty(); ) {
      for (String link : links) {
        if (++pages > MOST_PAGES) {
          throw new AssertionError("the shop has no end: " + links);
        }
        twins.get(link);
      }
      links = twins.linksToFollow();
    }
  }

  private static String confirmed(String page) {
    Matcher attempt = Pattern.compile(CONFIRM).matcher(page);
    if (!attempt.find()) {
      throw new AssertionError("nothing to confirm in " + page);
    }
    return "confirm=" + attempt.group(1);
  }

  private static String orderOf(String redirect) {
    Matcher order = Pattern.compile("reference=(CT-[0-9]+)").matcher(redirect);
    if (!order.find()) {
      throw new AssertionError("not sent to the bank: " + redirect);
    }
    return order.group(1);
  }

  private static String signature(String... values) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Wars.BANK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal(String.join("\n", values).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
