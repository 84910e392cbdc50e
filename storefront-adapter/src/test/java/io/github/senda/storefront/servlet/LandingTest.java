package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.senda.storefront.channel.Channels;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Touch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What brought the visitor, over real HTTP, through payment, sign-in and back. */
class LandingTest {

  private static final String NEWSLETTER = "?utm_source=abril&utm_medium=email&utm_campaign=flores";

  @TempDir Path folder;
  private ShopServer shop;
  private Visitor ana;

  private void open(String... settings) throws Exception {
    List<String> all = new ArrayList<>(List.of("senda.trusted-proxies", "127.0.0.1"));
    all.addAll(List.of(settings));
    shop = new ShopServer(folder, all.toArray(String[]::new));
    ana = new Visitor(shop, "203.0.113.7", true);
  }

  @AfterEach
  void close() throws Exception {
    shop.close();
  }

  private void from(String referer, String path) throws Exception {
    ana.send("GET", path, "cross-site", referer, Map.of());
  }

  /** What is known of the visit, as a store puts it together. */
  private Attributes visit() {
    return shop.touches.stream().map(Touch::attributes).reduce(Attributes.none(), Attributes::then);
  }

  private String channel() {
    return Channels.builtIn().of(visit()).name();
  }

  @Test
  void purchase_afterPayPalIsTheNewsletters() throws Exception {
    open();
    from("https://mail.google.com/", "/product/1" + NEWSLETTER);
    ana.submit("/cart/add");
    ana.click("/checkout");
    from(
        "https://www.paypal.com/", "/order/77/confirmation?token=EC-1&PayerID=2&utm_source=paypal");

    assertEquals(4, shop.touches.size());
    assertEquals("email", channel());
    assertEquals(
        "browser=safari;campaign=flores;device=phone;medium=email;source=abril", visit().text());
  }

  @Test
  void purchase_afterTheBanksFormIsTheSearchEngines() throws Exception {
    open();
    from("https://www.google.es/", "/product/1");
    ana.click("/checkout/payment");
    ana.send(
        "POST", "/payment/return", "cross-site", "https://sis.redsys.es/", Map.of("Cookie", ""));
    from("https://sis.redsys.es/", "/order/77/confirmation");

    assertEquals(4, shop.touches.size());
    assertEquals("search", channel());
  }

  @Test
  void visitor_whoComesBackFromPayingOrSigningInCameByHimself() throws Exception {
    for (String host :
        List.of(
            "https://www.paypal.com/",
            "https://sis.redsys.es/",
            "https://hooks.stripe.com/",
            "https://accounts.google.com/",
            "https://login.microsoftonline.com/",
            "https://appleid.apple.com/",
            "https://tienda.eu.auth0.com/",
            "https://centinelapi.cardinalcommerce.com/")) {
      open();
      ana.arrive("/product/1");
      ana.click("/login");
      from(host, "/checkout");
      from(host, "/order/77/confirmation");

      assertEquals("direct", channel(), host);
      shop.close();
    }
    open();
  }

  @Test
  void host_thatTheShopSentSomebodyToBroughtNobodyWhoWasHere() throws Exception {
    open();
    ana.arrive("/product/1");
    ana.submit("/pay");
    from("https://bank.example/", "/order/77/confirmation");
    assertEquals("direct", channel());

    shop.touches.clear();
    ana = new Visitor(shop, "203.0.113.8", true);
    from("https://bank.example/offers", "/product/1");
    assertEquals("referral", channel());
  }

  @Test
  void firstThatSaysSomething_decides() throws Exception {
    open();
    ana.arrive("/");
    from("https://www.instagram.com/", "/product/1");
    from("https://mail.google.com/", "/product/2" + NEWSLETTER);

    assertEquals("social", channel());
    assertEquals("instagram.com", visit().values().get("source"));
  }

  @Test
  void shopsOwnPages_bringNobody() throws Exception {
    open("senda.hosts", "blog.example.com");
    ana.arrive("/");
    ana.click("/product/1" + NEWSLETTER);
    ana.send("GET", "/product/2", "same-site", "http://ayuda.example/", Map.of());
    ana.send("GET", "/product/3", "", shop.origin() + "/", Map.of());
    ana.send("GET", "/product/4", "cross-site", "https://es.blog.example.com/", Map.of());
    ana.send(
        "GET",
        "/product/5",
        "",
        "https://www.tienda.es/",
        Map.of("X-Forwarded-Host", "tienda.es:443, proxy.internal"));

    assertEquals("direct", channel());
  }

  @Test
  void appsOwnBrowser_isTheAppWhereNothingElseIsSaid() throws Exception {
    open();
    String app =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/22F Instagram 385.0";
    ana.send("GET", "/product/1", "none", "", Map.of("User-Agent", app));
    assertEquals("social", channel());
    assertEquals("browser=app;device=phone;source=instagram", visit().text());

    shop.touches.clear();
    ana = new Visitor(shop, "203.0.113.8", true);
    ana.send("GET", "/product/1" + NEWSLETTER, "none", "", Map.of("User-Agent", app));
    assertEquals("email", channel());
  }

  @Test
  void olderBrowsers_areToldByTheReferrerAlone() throws Exception {
    open();
    ana.send("GET", "/product/1", "", "https://www.bing.com/search?q=cuenco", Map.of());

    assertEquals("search", channel());
  }

  @Test
  void nothingOfAReferrerIsKeptButItsHost_andNothingThatNamesSomebody() throws Exception {
    open();
    from("https://mail.example.org/inbox/ana?to=ana@example.org", "/?utm_campaign=ana@example.org");
    from("https://x.example.net/CANARY", "/?gclid=CANARY&utm_source=612345678&utm_medium=email");

    String kept = shop.touches.stream().map(touch -> touch.attributes().text()).toList().toString();
    for (String trace : List.of("CANARY", "ana", "612345678", "inbox", "mail.")) {
      assertFalse(kept.contains(trace), kept);
    }
    assertEquals("example.org", visit().values().get("source"));
  }

  @Test
  void touchesOfOneBrowser_shareTheirAttributes() throws Exception {
    open();
    ana.arrive("/");
    ana.click("/product/1");
    ana.submit("/cart/add");

    assertEquals(1, shop.touches.stream().map(t -> t.attributes().text()).distinct().count());
    assertEquals("browser=safari;device=phone", visit().text());
  }
}
