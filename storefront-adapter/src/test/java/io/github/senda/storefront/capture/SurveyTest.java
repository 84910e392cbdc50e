package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurveyTest {

  @TempDir Path folder;
  private RuleBook book;

  @BeforeEach
  void open() {
    book = RuleBook.open(folder, Rules.builtIn());
  }

  private static Survey.Sighting seen(Survey survey, String key) {
    return survey.sightings().stream()
        .filter(one -> one.key().equals(key) || one.key().startsWith(key + " ("))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    key
                        + " is none of "
                        + survey.sightings().stream().map(Survey.Sighting::key).toList()));
  }

  private Proposal proposal(SeenShop shop, String key) {
    return seen(Survey.of(shop.log(), book), key).proposal().orElseThrow();
  }

  @Test
  void survey_countsWhatIsUnderstoodAndWhatIsToBeConfirmed() throws IOException {
    SeenShop shop =
        new SeenShop()
            .visits(8, "GET / 2", "GET /botiga 2", "GET /botiga 2 ?veure", "GET /product/{slug} 2")
            .visits(3, "GET / 2", "GET /cart 2", "GET /xyzzy 2");
    Survey survey = Survey.of(shop.log(), book);

    assertEquals(5, survey.sightings().size());
    assertEquals(2, survey.count(Survey.Standing.TO_CONFIRM));
    assertEquals(3, survey.count(Survey.Standing.UNDERSTOOD));
    assertEquals(0, survey.count(Survey.Standing.CONFIRMED));
    Survey.Sighting list = survey.sightings().get(0);
    assertEquals("GET /botiga", list.key());
    assertEquals(16, list.touches());
    assertEquals(8, list.visits());
    assertEquals(Optional.of(Touchpoints.VIEW_ITEM), list.after());

    assertTrue(survey.answer(list.key(), Optional.of(Touchpoints.VIEW_ITEM_LIST)));
    Survey after = Survey.of(shop.log(), book);
    assertEquals(Survey.Standing.CONFIRMED, seen(after, "GET /botiga").standing());
    assertEquals(
        Optional.of(Touchpoints.VIEW_ITEM_LIST), seen(after, "GET /botiga").verdict().touchpoint());
    assertEquals(1, after.count(Survey.Standing.TO_CONFIRM));

    assertTrue(after.takeBack("GET /botiga"));
    assertEquals(2, Survey.of(shop.log(), book).count(Survey.Standing.TO_CONFIRM));
    assertFalse(after.answer("GET /never", Optional.empty()));
  }

  @Test
  void correction_ofWhatARuleRecognisedCanBeTakenBack() throws IOException {
    SeenShop shop = new SeenShop().visits(6, "GET / 2", "GET /cart 2", "GET /cart 2 ?a");
    Survey survey = Survey.of(shop.log(), book);
    String key = seen(survey, "GET /cart").key();
    survey.answer(key, Optional.empty());
    Survey after = Survey.of(shop.log(), book);

    assertEquals(Survey.Standing.CONFIRMED, seen(after, key).standing());
    assertEquals(Optional.empty(), seen(after, key).verdict().touchpoint());
    for (String sign : List.of("GET /cart 2", "GET /cart 2 ?a")) {
      assertEquals(Optional.empty(), book.rules().verdict(Sign.parse(sign)).touchpoint());
    }
    after.takeBack(key);
    assertEquals(Survey.Standing.UNDERSTOOD, seen(Survey.of(shop.log(), book), key).standing());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /winkelwagen 2 | GET /winkelwagen | view_cart | WORD",
        "GET /zoeken 2 | GET /zoeken | search | WORD",
        "GET /elcarritodelola 2 | GET /elcarritodelola | view_cart | WORD",
        "GET /afrekenen2 2 | GET /afrekenen2 | begin_checkout | WORD",
        "GET /chekout 2 | GET /chekout | begin_checkout | WORD",
        "GET /a1 2 >/WEB-INF/jsp/cart/Cart.jsp | GET /a1 >/WEB-INF/jsp/cart/Cart.jsp | view_cart |"
            + " VIEW",
        "POST /x 2 ?cardNumber | POST /x 2 ?cardNumber | add_payment_info | FIELDS",
        "POST /x 2 ?calle&ciudad | POST /x 2 ?calle&ciudad |" + " add_shipping_info | FIELDS",
        "POST /x 3 ?cantidad&producto =/carrito | POST /x 3 ?cantidad&producto =/carrito |"
            + " add_to_cart | LEADS_TO",
        "POST /x 2 ?a | POST /x 2 ?a | | NOTHING",
        "GET /x 2 ?:fetch | GET /x 2 ?:fetch | | SCRIPT",
        "GET /x 3 =/y | GET /x 3 =/y | | REDIRECT",
        "GET / 2 ?lang | GET / | page_view | HOME",
        "GET /empresa 2 | GET /empresa | page_view | INFORMATION",
        "GET /xyzzy 2 | GET /xyzzy | page_view | NOTHING"
      })
  void proposal_goesByWhatASignShows(String sign, String key, String touchpoint, String why) {
    Proposal proposal = proposal(new SeenShop().visits(1, sign), key);

    assertEquals(Optional.ofNullable(touchpoint).map(Touchpoint::of), proposal.touchpoint(), sign);
    assertEquals(why, proposal.why().kind().name(), sign);
  }

  @Test
  void proposal_goesByWhatVisitsDoAroundIt() {
    SeenShop shop =
        new SeenShop()
            .visits(
                20,
                "GET / 2",
                "GET /aaa 2",
                "GET /bbb/{id} 2",
                "POST /cart/add 3 ?product =/cart",
                "GET /cart 2",
                "GET /checkout 2",
                "GET /ccc 2",
                "POST /checkout 3 ?confirm =/order/{id}/thanks")
            .visits(30, "GET / 2", "GET /aaa 2", "GET /product/{id} 2");

    assertEquals(Optional.of(Touchpoints.VIEW_ITEM), proposal(shop, "GET /bbb/{id}").touchpoint());
    assertEquals(Optional.of(Touchpoints.VIEW_ITEM_LIST), proposal(shop, "GET /aaa").touchpoint());
    Proposal step = proposal(shop, "GET /ccc");
    assertEquals(Optional.of(Touchpoints.CHECKOUT_STEP), step.touchpoint());
    assertEquals(Proposal.Why.counted(Proposal.Kind.ON_THE_WAY_TO_PURCHASE, 20, 20), step.why());
  }

  @Test
  void proposal_findsThePurchaseThatNoRuleRecognised() {
    SeenShop shop =
        new SeenShop()
            .visits(
                12,
                "GET /product/{id} 2",
                "POST /cart/add 3 ?product =/cart",
                "GET /checkout 2",
                "GET /zzz/{id} 2");

    assertEquals(Optional.of(Touchpoints.PURCHASE), proposal(shop, "GET /zzz/{id}").touchpoint());
  }

  @Test
  void preview_countsWhatWouldChangeAndChangesNothing() {
    Survey survey =
        Survey.of(new SeenShop().visits(7, "GET / 2", "GET /xyzzy 2", "GET /cart 2").log(), book);
    Survey.Preview preview =
        survey.preview(
            "{\"rules\": [{\"touchpoint\": \"magic\", \"path\": \"xyzzy\"}, {\"touchpoint\": null,"
                + " \"path\": \"never\"}]}");

    assertEquals(2, preview.rules());
    assertEquals(1, preview.places());
    assertEquals(7, preview.touches());
    assertEquals(Optional.of(Touchpoint.of("magic")), preview.examples().get(0).then());
    assertEquals(0, book.changes());
    assertThrows(IllegalArgumentException.class, () -> survey.preview("[]"));
  }

  @Test
  void preview_ofTheRulesThatAreInUseChangesNothing() {
    SeenShop shop =
        new SeenShop()
            .visits(7, "GET /tienda 2", "GET /tienda/cart 2", "GET /cart/lines 2 ?:fetch");

    assertEquals(List.of(), Survey.of(shop.log(), book).preview(book.text()).examples());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /shop/cart?x=1 | GET /cart 2 ?x | view_cart",
        "GET | https://casa.example/shop/product/77-a?utm_source=x#top | GET /product/{id} 2 |"
            + " view_item",
        "get | //casa.example | GET / 2 | page_view",
        "POST | /checkout?cardNumber=1&cvv=2 | POST /checkout 2 ?cardNumber&cvv | add_payment_info",
        "GET | /shopping | GET /shopping 2 | page_view",
        "GET | ?s=a | GET / 2 ?s | search"
      })
  void trial_readsAnAddressAsAFilterReadsARequest(
      String method, String address, String sign, String touchpoint) {
    Survey.Trial trial = Survey.of(new SeenShop().log(), book).trial(method, address, "/shop");

    assertEquals(sign, trial.sign().text());
    assertEquals(Optional.of(Touchpoint.of(touchpoint)), trial.verdict().touchpoint());
    assertEquals(Optional.empty(), trial.seen());
  }

  @Test
  void trial_knowsTheViewAndSoTheAnswerOfAPageThatWasSeen() throws IOException {
    SeenShop shop = new SeenShop().visits(6, "GET / 2", "GET /aaa 2 >/v/one.jsp");
    Survey.of(shop.log(), book).answer("GET /aaa >/v/one.jsp", Optional.of(Touchpoints.SEARCH));
    Survey.Trial trial = Survey.of(shop.log(), book).trial("GET", "/aaa?b=1", "");

    assertEquals("GET /aaa 2 ?b >/v/one.jsp", trial.sign().text());
    assertEquals(Optional.of(Touchpoints.SEARCH), trial.verdict().touchpoint());
    assertEquals(6, trial.seen().orElseThrow().visits());
  }

  @Test
  void trial_refusesWhatIsNoAddress() {
    Survey survey = Survey.of(new SeenShop().log(), book);
    for (String wrong :
        List.of("", "cart", "javascript:alert(1)", "/a\nb", "/" + "a".repeat(4000))) {
      assertThrows(IllegalArgumentException.class, () -> survey.trial("GET", wrong, ""), wrong);
    }
    assertThrows(IllegalArgumentException.class, () -> survey.trial("G T", "/", ""));
  }

  @Test
  void survey_ofManySignsIsBounded() {
    SeenShop shop = new SeenShop();
    for (int i = 0; i < 2_000; i++) {
      shop.visits(
          1, "GET / 2", "POST /p" + (char) ('a' + i % 26) + "x".repeat(i % 50) + i + " 2 ?a");
    }
    Survey survey = Survey.of(shop.log(), book);

    assertEquals(2_001, survey.sightings().size());
  }
}
