package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.senda.journey.Meaning;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BeaconSignTest {

  private static final List<String> SHOP =
      List.of(
          Sign.page("/product/{id}").text(),
          "POST /cart/add 3 ?product =/cart",
          Sign.page("/cart").text(),
          Sign.page("/checkout").text(),
          "POST /checkout 2 ?cardNumber",
          "POST /checkout 3 ?confirm =/order/{id}/confirmation",
          Sign.page("/order/{id}/confirmation").text());

  private static String told(String path, String... words) {
    return BeaconSign.of(path, Optional.empty(), List.of(words), Parts.anew()).text();
  }

  private static List<String> meanings(List<String> dictionary, int... signs) {
    Meaning meaning = Rules.builtIn().meaning(dictionary);
    int[] touchpoints =
        meaning.of(signs, new int[signs.length], new long[signs.length], signs.length);
    List<String> names = new ArrayList<>();
    for (int touchpoint : touchpoints) {
      names.add(touchpoint < 0 ? "-" : meaning.touchpoints().get(touchpoint).name());
    }
    return names;
  }

  @Test
  void sign_hasThePagesTemplateAndNamesAsTheFilterHasThem() {
    Sign sign =
        BeaconSign.of(
            "/product/1234;jsessionid=9",
            Optional.empty(),
            List.of(":left", ":visible=10", ":field=cardNumber"),
            Parts.anew());

    assertEquals("BEACON", sign.method());
    assertEquals("/product/{id}", sign.path());
    assertEquals(List.of(":field=cardNumber", ":left", ":visible=10"), sign.parameters());
    assertEquals(0, sign.statusClass());
    assertEquals(sign, Sign.parse(sign.text()));
  }

  @Test
  void sign_hasTheTemplateThatTheShopsOwnRoutingGives() {
    Routes routes = new Routes();
    routes.add("/{page}");
    routes.add("/taller/{maker}");
    routes.add("/taller/hoy");
    Parts parts = Parts.anew();
    for (String[] page :
        new String[][] {
          {"/taller/maria-garcia", "/taller/{slug}"},
          {"/taller/hoy", "/taller/hoy"},
          {"/maria-garcia", "/{slug}"},
          {"/other/maria-garcia", "/other/maria-garcia"},
        }) {
      Sign sign = BeaconSign.of(page[0], routes.of(page[0]), List.of(":rage"), parts);

      assertEquals(page[1], sign.path(), page[0]);
    }
  }

  @Test
  void whatAPageTells_isNoStepAndChangesNoOther() {
    List<String> dictionary = new ArrayList<>(SHOP);
    dictionary.add(told("/order/1/confirmation", ":said=purchase"));
    dictionary.add(told("/checkout", ":left", ":visible=3", ":field=cardNumber"));
    dictionary.add(told("/cart/add", ":said=add_to_cart"));
    int[] plain = {0, 1, 2, 3, 4, 5, 6};
    int[] mixed = {0, 9, 7, 1, 9, 2, 8, 3, 8, 4, 7, 5, 7, 6, 7};

    List<String> before = meanings(SHOP, plain);
    List<String> after = meanings(dictionary, mixed);

    assertEquals("purchase", before.get(5));
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < mixed.length; i++) {
      if (mixed[i] >= SHOP.size()) {
        assertEquals("-", after.get(i));
      } else {
        rest.add(after.get(i));
      }
    }
    assertEquals(before, rest);
    assertEquals(before, meanings(dictionary, plain));
  }

  @Test
  void route_isAlookAtWhatItsPageIs() {
    List<String> dictionary = new ArrayList<>(SHOP);
    List<String> paths =
        List.of(
            "/product/7",
            "/cart",
            "/checkout",
            "/checkout/payment",
            "/order/7/confirmation",
            "/cart/add",
            "/search",
            "/somewhere");
    paths.forEach(path -> dictionary.add(told(path, ":route")));
    int[] routes = new int[paths.size()];
    for (int i = 0; i < routes.length; i++) {
      routes[i] = SHOP.size() + i;
    }

    assertEquals(
        List.of(
            "view_item",
            "view_cart",
            "begin_checkout",
            "begin_checkout",
            "page_view",
            "page_view",
            "search",
            "page_view"),
        meanings(dictionary, routes));
  }

  @Test
  void noRule_mayMakeAPurchaseOfIt() {
    Rules rules =
        Rules.parse(
            new StringReader(
                "{\"rules\":[{\"touchpoint\":\"purchase\",\"template\":\"/**\",\"status\":[2]}]}"),
            "mine");
    List<String> dictionary = List.of(told("/a", ":said=purchase"), told("/a", ":route"));

    Meaning meaning = rules.meaning(dictionary);

    int[] signs = {0, 1};
    int[] read = meaning.of(signs, new int[2], new long[2], 2);
    assertEquals(-1, read[0]);
    assertEquals(Touchpoints.PAGE_VIEW, meaning.touchpoints().get(read[1]));
  }

  @Test
  void nothing_isProposedForIt() {
    List<Optional<Verdict>> verdicts =
        Rules.builtIn().verdictsOf(List.of(told("/a", ":rage"), told("/a", ":route")));

    assertEquals(List.of(Optional.empty(), Optional.empty()), verdicts);
    assertEquals(Optional.empty(), Habits.sign(told("/a", ":route")));
  }

  @Test
  void reader_isLeftAloneWhereNothingIsTold() {
    Meaning.Sequence reader = (touchpoints, signs, orders, micros, length) -> touchpoints[0] = 7;
    int[] touchpoints = {1, 2};

    BeaconSign.apart(SHOP, reader).read(touchpoints, new int[] {0, 1}, new int[2], new long[2], 2);

    assertArrayEquals(new int[] {7, 2}, touchpoints);
    assertEquals(reader, BeaconSign.apart(SHOP, reader));
    assertEquals(
        Optional.of(Touchpoint.of("view_item")),
        BeaconSign.look(Optional.of(Touchpoints.VIEW_ITEM)));
  }
}
