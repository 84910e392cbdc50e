package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Never two people in one journey and never one in two, over real HTTP; or how often not. */
class WhoIsWhoTest {

  private static final String ANA = "203.0.113.7";

  @TempDir Path folder;
  private ShopServer shop;

  private void open(String... settings) throws Exception {
    List<String> all = new ArrayList<>(List.of("senda.trusted-proxies", "127.0.0.1"));
    all.addAll(List.of(settings));
    shop = new ShopServer(folder, all.toArray(String[]::new));
  }

  @AfterEach
  void close() throws Exception {
    shop.close();
  }

  private List<VisitorId> visitors() {
    return shop.touches.stream().map(Touch::visitor).distinct().toList();
  }

  private Visitor keeper() {
    return new Visitor(shop, ANA, true);
  }

  private Visitor refuser() {
    return new Visitor(shop, ANA, false);
  }

  @Test
  void twoTabs_areOneVisitor() throws Exception {
    open();
    Visitor first = keeper();
    first.arrive("/");
    Visitor second = first.tab();
    second.click("/category/mugs");
    first.click("/product/1");
    second.click("/product/2");
    first.submit("/cart/add");

    assertEquals(1, visitors().size());
  }

  @Test
  void twoPeopleBehindOneAddress_areTwo() throws Exception {
    open();
    Visitor ana = keeper();
    Visitor luis = keeper();
    ana.arrive("/");
    luis.arrive("/");
    ana.click("/product/1");
    luis.click("/product/2");

    assertNotEquals(ana.cookie(), luis.cookie());
    assertEquals(2, visitors().size());
  }

  @Test
  void refusers_areToldApartByThePageTheyComeFrom() throws Exception {
    open();
    Visitor ana = refuser();
    Visitor luis = refuser();
    ana.arrive("/category/mugs");
    luis.arrive("/category/plates");
    ana.click("/product/1");
    luis.click("/product/2");
    ana.submit("/cart/add");
    ana.click("/cart");
    luis.click("/product/3");

    assertEquals(2, visitors().size());
    assertEquals(
        List.of("/category/{slug}", "/product/{id}", "/cart/add", "/cart"),
        shop.touches.stream()
            .filter(touch -> touch.visitor().equals(visitors().get(0)))
            .map(touch -> touch.sign().path())
            .toList());
  }

  @Test
  void refuser_isTheSameAfterTheBank() throws Exception {
    open();
    Visitor ana = refuser();
    ana.arrive("/");
    ana.click("/checkout/payment");
    ana.submit("/pay");
    ana.comeBack("GET", "/order/77/confirmation");

    assertEquals(1, visitors().size());
  }

  @Test
  void keeper_isTheSameAfterTheBanksForm_andTheBanksOwnCallIsNobody() throws Exception {
    open();
    Visitor ana = keeper();
    ana.arrive("/");
    ana.click("/checkout/payment");
    ana.comeBack("POST", "/payment/return");
    shop.send("POST", "/payment/return", Map.of("User-Agent", "PaymentGateway"));
    ana.comeBack("GET", "/order/77/confirmation");

    assertEquals(1, visitors().size());
    assertEquals(4, shop.touches.size());
    assertEquals(1, shop.capture.counts().of(Counts.Cause.SERVER_CALL));
  }

  @Test
  void session_isNoIdentity() throws Exception {
    open();
    Visitor ana = keeper();
    ana.arrive("/restless");
    ana.click("/restless");
    ana.click("/login");
    ana.submit("/login");
    ana.click("/logout");
    ana.click("/");
    ana.click("/restless");

    assertEquals(1, visitors().size());
    awaitTouches(7);
    assertEquals(7, shop.touches.size());
  }

  @Test
  void midnight_cutsNobody() throws Exception {
    open();
    shop.clock.set("2026-11-22T23:50:00Z");
    Visitor ana = keeper();
    Visitor luis = new Visitor(shop, "203.0.113.8", false);
    ana.arrive("/");
    luis.arrive("/");
    shop.clock.forward(Duration.ofMinutes(15));
    ana.click("/cart");
    luis.click("/cart");
    shop.clock.forward(Duration.ofMinutes(15));
    ana.click("/product/1");
    luis.click("/product/1");

    assertEquals(2, visitors().size());
  }

  @Test
  void clockSetBack_cutsNobodyAndKeepsTheOrder() throws Exception {
    open();
    shop.clock.set("2026-11-23T00:05:00Z");
    Visitor ana = refuser();
    ana.arrive("/");
    ana.click("/category/mugs");
    shop.clock.set("2026-11-22T23:58:00Z");
    ana.click("/product/1");
    ana.click("/cart");

    assertEquals(1, visitors().size());
    List<Instant> times = shop.touches.stream().map(Touch::time).toList();
    assertEquals(times.stream().sorted().distinct().toList().size(), 3, times.toString());
    assertEquals(times.stream().sorted().toList(), times);
    shop.clock.set("2020-01-01T00:00:00Z");
    ana.click("/cart");
    assertEquals(Instant.parse("2020-01-01T00:00:00Z"), shop.touches.get(4).time());
  }

  @Test
  void nodesBehindABalancer_knowTheSameCookie() throws Exception {
    open();
    try (ShopServer other = new ShopServer(folder.resolve("other"))) {
      Visitor ana = keeper();
      ana.arrive("/");
      String cookie = ana.cookie();
      other.send(
          "GET",
          "/cart",
          Map.of(
              "User-Agent",
              "Mozilla/5.0 Firefox/140.0",
              "Accept",
              "text/html",
              "Cookie",
              VisitorCookie.of("").name() + "=" + cookie));

      assertEquals(visitors(), other.touches.stream().map(Touch::visitor).toList());
    }
  }

  @Test
  void proxyThatIsNotTrusted_makesNobodyTheSame() throws Exception {
    shop = new ShopServer(folder);
    refuser().arrive("/");
    new Visitor(shop, "203.0.113.8", false).arrive("/");

    assertEquals(2, visitors().size());
    assertEquals(0, shop.capture.remembered());
    assertTrue(shop.capture.isBehindUnknownProxy(), "and the panel says so");
  }

  @Test
  void shop_isHeardThroughForwardsFailuresAndAsync() throws Exception {
    open();
    Visitor ana = keeper();
    ana.arrive("/said");
    ana.click("/said/broken");
    ana.click("/said/later");

    awaitTouches(3);
    for (int i = 0; i < 2; i++) {
      Touch purchase = shop.touches.get(i);
      assertTrue(purchase.sign().parameters().contains(":touchpoint=purchase"));
      assertEquals("77", purchase.facts().order().orElse("none"));
    }
    assertEquals("EUR", shop.touches.get(0).facts().value().orElseThrow().currency());
    assertTrue(shop.touches.get(2).sign().has(":touchpoint"), shop.touches.get(2).toString());
  }

  @Test
  void orderShownAgain_isAboutTheSame() throws Exception {
    open();
    Visitor ana = keeper();
    ana.arrive("/order/77/confirmation");
    ana.click("/order/77/confirmation");
    ana.click("/");

    assertEquals(
        List.of("77", "77", "none"),
        shop.touches.stream().map(touch -> touch.facts().same().orElse("none")).toList());
  }

  /** What is told at the end of the request may be told after its answer has arrived. */
  private void awaitTouches(int count) {
    Instant deadline = Instant.now().plusSeconds(20);
    while (shop.touches.size() < count && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void staff_isLeftOutByAddressAndByTheCookieOfThePanel() throws Exception {
    open("senda.staff.addresses", "198.51.100.0/24, 10.0.0.0/8");
    new Visitor(shop, "198.51.100.9", true).arrive("/");
    new Visitor(shop, "10.1.2.3", true).arrive("/");
    new Visitor(shop, "10.1.2.3, 203.0.113.99", true).arrive("/");
    String off = io.github.senda.storefront.panel.NotCounted.of("").name() + "=1";
    keeper().send("GET", "/", "none", "", Map.of("Cookie", off));

    assertEquals(1, shop.touches.size(), "what a visitor writes into the header is not believed");
    assertEquals(2, shop.capture.counts().of(Counts.Cause.STAFF));
    assertEquals(1, shop.capture.counts().of(Counts.Cause.NOT_COUNTED));
  }

  @Test
  void proxyThatIsTrusted_isNoNotice() throws Exception {
    open();
    keeper().arrive("/");

    assertEquals(false, shop.capture.isBehindUnknownProxy());
  }

  /** What came of a crowd: whose touches stand in whose journeys. */
  private record Crowd(int touches, int foreign, int people, int cut) {
    Crowd plus(Crowd more) {
      return new Crowd(
          touches + more.touches, foreign + more.foreign, people + more.people, cut + more.cut);
    }
  }

  /**
   * People behind one address with the same browser, who come at random and look at pages at
   * random; some refuse cookies, some leave after one page, some come from elsewhere once more.
   */
  private Crowd crowd(int people, double refusing, long seed) throws Exception {
    Random random = new Random(seed);
    List<Visitor> crowd = new ArrayList<>();
    Map<Visitor, Set<VisitorId>> numbers = new HashMap<>();
    Map<VisitorId, Map<Visitor, Integer>> journeys = new HashMap<>();
    int[] left = new int[people];
    for (int i = 0; i < people; i++) {
      crowd.add(new Visitor(shop, ANA, random.nextDouble() >= refusing));
      left[i] = random.nextDouble() < 0.4 ? 1 : 2 + random.nextInt(10);
    }
    boolean[] here = new boolean[people];
    List<Integer> under = new ArrayList<>();
    int next = 0;
    int touches = 0;
    while (next < people || !under.isEmpty()) {
      if (next < people && (under.size() < 10 || random.nextInt(10) == 0)) {
        under.add(next++);
      }
      int who = under.get(random.nextInt(under.size()));
      Visitor visitor = crowd.get(who);
      String path = (random.nextBoolean() ? "/product/" : "/category/a") + random.nextInt(60);
      int before = shop.touches.size();
      if (here[who] && random.nextInt(20) > 0) {
        visitor.click(path);
      } else {
        visitor.arrive(path);
        here[who] = true;
      }
      awaitTouches(before + 1);
      VisitorId number = shop.touches.get(before).visitor();
      numbers.computeIfAbsent(visitor, any -> new HashSet<>()).add(number);
      journeys.computeIfAbsent(number, any -> new HashMap<>()).merge(visitor, 1, Integer::sum);
      touches++;
      if (--left[who] == 0) {
        under.remove(Integer.valueOf(who));
      }
      shop.clock.forward(Duration.ofSeconds(random.nextInt(20)));
    }
    int foreign = 0;
    for (Map<Visitor, Integer> journey : journeys.values()) {
      int all = journey.values().stream().mapToInt(Integer::intValue).sum();
      foreign += all - journey.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
    long cut = numbers.values().stream().filter(known -> known.size() > 1).count();
    return new Crowd(touches, foreign, people, (int) cut);
  }

  private void assertShares(double refusing, double mostForeign, double mostCut) throws Exception {
    Crowd all = new Crowd(0, 0, 0, 0);
    for (long seed = 1; seed <= 3; seed++) {
      open();
      all = all.plus(crowd(300, refusing, seed));
      if (seed < 3) {
        shop.close();
      }
    }
    double foreign = (double) all.foreign() / all.touches();
    double cut = (double) all.cut() / all.people();
    String said =
        "seeds 1 to 3, %.0f %% refuse: %.2f %% of touches in another's journey, %.2f %% of people cut"
            .formatted(refusing * 100, foreign * 100, cut * 100);
    System.getLogger(WhoIsWhoTest.class.getName()).log(System.Logger.Level.INFO, said);
    assertTrue(foreign <= mostForeign && cut <= mostCut, said);
  }

  @Test
  void crowdThatKeepsCookies_isToldApartWithoutError() throws Exception {
    assertShares(0, 0, 0);
  }

  @Test
  void crowdOfWhichOneInTwentyRefuses_isToldApartWithAKnownError() throws Exception {
    assertShares(0.05, 0.001, 0.02);
  }

  @Test
  void crowdOfWhichAThirdRefuses_isToldApartWithAKnownError() throws Exception {
    assertShares(0.33, 0.06, 0.10);
  }
}
