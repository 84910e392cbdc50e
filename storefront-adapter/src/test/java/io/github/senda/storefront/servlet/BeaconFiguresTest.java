package io.github.senda.storefront.servlet;

import static io.github.senda.storefront.servlet.BeaconServerTest.RAGE;
import static io.github.senda.storefront.servlet.BeaconServerTest.cookie;
import static io.github.senda.storefront.servlet.BeaconServerTest.headers;
import static io.github.senda.storefront.servlet.BeaconServerTest.tell;
import static io.github.senda.storefront.servlet.BeaconServerTest.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import io.github.senda.graph.Funnel;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Variants;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Sessionizer;
import io.github.senda.map.Labels;
import io.github.senda.metric.DropOff;
import io.github.senda.metric.Leaks;
import io.github.senda.store.JourneyStore;
import io.github.senda.storefront.capture.RuleBook;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.storefront.capture.Survey;
import io.github.senda.storefront.leaks.LeaksJson;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Money;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.Touchpoints;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a beacon may change of a merchant's figures, whoever sends it: nothing that matters. */
class BeaconFiguresTest {

  @TempDir Path folder;

  /** Open as long as somebody may read what they gave. */
  private final List<JourneyStore> stores = new ArrayList<>();

  /** What a shop has seen, as a panel reads it an hour later. */
  private JourneyLog kept(ShopServer shop, List<Touch> touches) throws Exception {
    shop.clock.forward(Duration.ofHours(1));
    Path place = Files.createTempDirectory(folder, "store");
    JourneyStore store = JourneyStore.open(place, Sessionizer.STANDARD, shop.clock);
    stores.add(store);
    store.append(touches);
    store.seal();
    return store.read();
  }

  @AfterEach
  void close() {
    stores.forEach(JourneyStore::close);
  }

  private List<Object> figures(ShopServer shop, List<Touch> touches) throws Exception {
    JourneyLog log = kept(shop, touches);
    RuleBook rules = RuleBook.open(Files.createTempDirectory(folder, "rules"), Rules.builtIn());
    Meaning meaning = rules.rules().meaning(log.signs());
    JourneyGraph graph = JourneyGraph.of(log, meaning);
    List<Object> figures = new ArrayList<>();
    figures.add("journeys " + graph.journeys() + " touches " + graph.touches());
    graph
        .transitions()
        .forEach(arc -> figures.add(arc.from() + ">" + arc.to() + " " + arc.count()));
    graph.steps().forEach(step -> figures.add(step + " " + DropOff.at(step, graph).share()));
    figures.add(Funnel.of(log, meaning, Touchpoints.CHECKOUT).steps());
    figures.add(
        Survey.of(log, rules).sightings().stream()
            .map(seen -> seen.key() + seen.verdict() + seen.touches() + seen.visits())
            .toList());
    figures.add(Variants.of(log, meaning).distinct());
    return figures;
  }

  /** Where the shop leaks, as the panel hands it out. */
  private JsonObject leaks(ShopServer shop, List<Touch> touches) throws Exception {
    JourneyLog log = kept(shop, touches);
    Leaks.Terms terms = new Leaks.Terms(Instant.MAX, Leaks.Terms.USUAL, ZoneOffset.UTC);
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.beginObject();
    LeaksJson.write(
        json,
        Leaks.of(log, Rules.builtIn().meaning(log.signs()), terms),
        Leaks.Terms.USUAL,
        Labels.of(Locale.ENGLISH));
    json.endObject();
    return JsonParser.parseString(text.toString()).getAsJsonObject();
  }

  /** The same without what only a page can know, which nobody pays for. */
  private static JsonObject withoutThePagesWord(JsonObject leaks) {
    JsonObject rest = leaks.deepCopy();
    rest.getAsJsonObject("checkouts").remove("fields");
    for (JsonElement left : rest.getAsJsonArray("latest")) {
      for (String pagesWord : List.of("field", "seconds", "secondsInStep", "pageSays")) {
        left.getAsJsonObject().remove(pagesWord);
      }
    }
    return rest;
  }

  private static String text(JsonObject money) {
    return money.get("amount").getAsString() + " " + money.get("currency").getAsString();
  }

  private static Set<String> pagesSay(JsonObject leaks) {
    Set<String> said = new TreeSet<>();
    for (JsonElement left : leaks.getAsJsonArray("latest")) {
      Optional.ofNullable(left.getAsJsonObject().getAsJsonObject("pageSays"))
          .ifPresent(money -> said.add(text(money)));
    }
    return said;
  }

  /** What is in the carts of a state. */
  private static List<String> worth(JsonObject leaks, String state) {
    List<String> worth = new ArrayList<>();
    for (JsonElement row : leaks.getAsJsonObject("carts").getAsJsonArray("worth")) {
      if (row.getAsJsonObject().get("state").getAsString().equals(state)) {
        row.getAsJsonObject()
            .getAsJsonArray("amounts")
            .forEach(money -> worth.add(text(money.getAsJsonObject())));
      }
    }
    return worth;
  }

  /** A shop that names its carts and says what is put into them. */
  private static Touch withTheWordOfTheServer(Touch touch) {
    if (!touch.sign().path().equals("/cart/add")) {
      return touch;
    }
    Facts said =
        new Facts(
            touch.facts().same(),
            touch.facts().order(),
            Optional.of("cart of " + touch.visitor()),
            Optional.empty(),
            Money.parse("15", "EUR"));
    return new Touch(touch.visitor(), touch.sign(), touch.time(), touch.attributes(), said);
  }

  @Test
  void forgeries_changeNoFigureThatMatters() throws Exception {
    try (ShopServer shop = new ShopServer(folder)) {
      // What is told may be some seconds old: the hour shall be the same.
      shop.clock.forward(Duration.ofMinutes(10));
      for (int i = 0; i < 6; i++) {
        Visitor visitor = new Visitor(shop, "", true);
        visitor.arrive("/category/linen");
        visitor.click("/product/" + (100 + i));
        if (i > 1) {
          visitor.submit("/cart/add");
          visitor.click("/cart");
        }
        if (i == 2) {
          // Deeper in the checkout than this shop lets anybody who has not signed in.
          Touch last = shop.touches.get(shop.touches.size() - 1);
          for (String step : List.of("GET /checkout 2", "POST /checkout/shipping 3 =/payment")) {
            shop.touches.add(
                new Touch(
                    last.visitor(),
                    Sign.parse(step),
                    last.time(),
                    last.attributes(),
                    last.facts()));
          }
        } else if (i > 2) {
          visitor.click("/checkout/address");
          visitor.submit("/checkout/payment");
        }
        if (i > 3) {
          visitor.submit("/payment/return");
          visitor.click("/order/77/confirmation");
        }
      }
      List<Touch> honest =
          shop.touches.stream().map(BeaconFiguresTest::withTheWordOfTheServer).toList();
      String name = VisitorCookie.of("").name() + "=";
      List<String> cookies = new ArrayList<>();
      honest.stream().map(touch -> name + touch.visitor()).distinct().forEach(cookies::add);
      for (int i = 0; i < 40; i++) {
        cookies.add(name + "%032x".formatted(i + 7));
      }

      int forged = 0;
      for (String cookie : cookies) {
        for (String event : List.of("purchase", "add_to_cart", "begin_checkout", "refund")) {
          for (String path : List.of("/order/77/confirmation", "/cart/add", "/x/" + forged)) {
            tell(
                shop,
                "{\"touches\":[{\"is\":\"said\",\"path\":\""
                    + path
                    + "\",\"age\":0,\"event\":\""
                    + event
                    + "\",\"value\":99999,\"currency\":\"EUR\"},{\"is\":\"left\",\"path\":\""
                    + path
                    + "\",\"age\":1,\"visible\":4,\"field\":\"f"
                    + forged++
                    + "\",\"order\":1,\"fields\":2,\"sent\":true}]}",
                headers(cookie));
          }
        }
        tell(shop, "{\"purchase\":true}", headers(cookie));
        tell(shop, RAGE, headers(cookie, "Sec-Fetch-Site", "cross-site"));
        tell(
            shop,
            RAGE.replace("\"rage\"", "\"purchase\"").replace("2000", "\"now\""),
            headers(cookie));
      }
      // What came over the wire and thousands more, as if no bucket had held them back.
      List<Touch> all = new ArrayList<>(honest);
      List<Touch> told = told(shop);
      all.addAll(told);
      for (int i = 0; i < 5_000; i++) {
        Touch one = told.get(i % told.size());
        all.add(
            new Touch(
                honest.get(i % honest.size()).visitor(),
                Sign.parse(
                    "BEACON /cart/" + "abcdefghij".charAt(i % 10) + " 0 ?:said=purchase&:n=" + i),
                one.time(),
                one.attributes(),
                one.facts()));
      }

      assertTrue(told.size() > 500, () -> "taken: " + told.size());
      assertEquals(figures(shop, honest), figures(shop, all));

      JsonObject leaks = leaks(shop, honest);
      JsonObject after = leaks(shop, all);
      assertTrue(pagesSay(leaks).isEmpty(), leaks::toString);
      assertEquals(Set.of("100000.0000 EUR"), pagesSay(after), after::toString);
      assertEquals(List.of("30.0000 EUR"), worth(leaks, "abandoned"), leaks::toString);
      assertEquals(2, leaks.getAsJsonObject("checkouts").get("bought").getAsInt());
      assertEquals(2, leaks.getAsJsonObject("checkouts").get("dropped").getAsInt());
      assertEquals(withoutThePagesWord(leaks), withoutThePagesWord(after));
    }
  }

  @Test
  void routes_areLooksAndNeverMore() throws Exception {
    try (ShopServer shop = new ShopServer(folder)) {
      String cookie = cookie(shop);
      for (String path :
          List.of("/order/77/confirmation", "/cart/add", "/checkout/payment", "/product/7")) {
        tell(shop, RAGE.replace("rage", "route").replace("/cart", path), headers(cookie));
      }

      String figures = figures(shop, shop.touches).toString();

      assertTrue(figures.contains("view_item"), figures);
      assertTrue(figures.contains("begin_checkout"), figures);
      assertTrue(
          !figures.contains(">purchase")
              && !figures.contains(">add_to_cart")
              && !figures.contains(">add_payment_info"),
          figures);
    }
  }
}
