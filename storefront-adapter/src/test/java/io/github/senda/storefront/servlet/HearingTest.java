package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import io.github.senda.storefront.voice.ShopVoice;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HearingTest {

  private final Counts counts = new Counts();
  private final Hearing hearing = new Hearing(counts);

  private static HttpServletRequest request(Map<String, Object> said) {
    Map<String, Object> attributes = new TreeMap<>(said);
    HttpServletRequest request = mock();
    lenient()
        .when(request.getAttribute(anyString()))
        .thenAnswer(call -> attributes.get(call.<String>getArgument(0)));
    lenient()
        .when(request.getAttributeNames())
        .thenAnswer(call -> Collections.enumeration(List.copyOf(attributes.keySet())));
    doAnswer(call -> attributes.put(call.getArgument(0), call.getArgument(1)))
        .when(request)
        .setAttribute(anyString(), any());
    return request;
  }

  private Heard hear(Map<String, Object> said) {
    return hearing.hear(request(said)).orElse(Heard.NOTHING);
  }

  @Test
  void shop_isHeardByAttributesAlone() {
    Heard heard =
        hear(
            Map.of(
                "senda.touchpoint",
                "Add to cart",
                "senda.value",
                59.9,
                "senda.currency",
                Currency.getInstance("EUR"),
                "senda.order",
                1042L,
                "senda.cart",
                "C-7",
                "senda.attr.member",
                "gold"));

    assertEquals(Optional.of(Touchpoint.of("add_to_cart")), heard.named());
    assertEquals(
        new Facts(
            Optional.empty(),
            Optional.of("1042"),
            Optional.of("C-7"),
            Optional.empty(),
            Optional.of(new Money(599_000, "EUR"))),
        heard.facts());
    assertEquals(Attributes.of("member", "gold"), heard.attributes());
    assertEquals(Map.of(), counts.misheard());
  }

  @Test
  void voice_saysTheSameWithTypes() {
    HttpServletRequest request = request(Map.of());
    ShopVoice.purchase("1042", new BigDecimal("59.90"), "eur")
        .attribute("member", "gold")
        .tell(request);

    Heard heard = hearing.hear(request).orElseThrow();
    assertEquals(Optional.of(Touchpoint.of("purchase")), heard.named());
    assertEquals(Optional.of("1042"), heard.facts().order());
    assertEquals(Optional.of(new Money(599_000, "EUR")), heard.facts().value());
    assertEquals("gold", heard.attributes().values().get("member"));
  }

  @Test
  void nothingSaid_isNothingHeard() {
    assertEquals(Optional.empty(), hearing.hear(request(Map.of("shop.own", "x"))));
  }

  @Test
  void whatCannotBeUsed_isCountedByKindAndLeftOut() {
    HttpServletRequest careless = request(Map.of());
    ShopVoice.purchase(null, null, null).tell(careless);
    hearing.hear(careless);
    Heard heard =
        hear(
            Map.of(
                "senda.touchpoint", "https://shop.example/?a=b",
                "senda.value", "59,90",
                "senda.currency", "EUR",
                "senda.cart", "x".repeat(101)));
    hear(Map.of("senda.value", Double.NaN, "senda.currency", "EUR"));
    hear(Map.of("senda.attr.email", "ana@example.org"));
    hear(Map.of("senda.attr.telephone", "+34 600 123 456"));
    hear(Map.of("senda.attr.visitor", "simulated"));

    assertEquals(Heard.NOTHING, heard);
    assertEquals(
        Map.of(
            "said_touchpoint", 1L,
            "said_value", 2L,
            "said_currency", 1L,
            "said_order", 1L,
            "said_cart", 1L,
            "said_attribute", 3L),
        counts.misheard());
  }

  @Test
  void category_isHeardInOneFormAndNeverAPersons() {
    assertEquals(
        Optional.of("ollas y sartenes"),
        hear(Map.of("senda.category", "Ollas y sartenes")).category());
    assertEquals(Optional.empty(), hear(Map.of("senda.category", "ana@example.org")).category());
    assertEquals(Optional.empty(), hear(Map.of("senda.category", "600 123 456")).category());
    assertEquals(Map.of("said_category", 2L), counts.misheard());
    HttpServletRequest request = request(Map.of());
    ShopVoice.touchpoint("view_item").category("Ollas").tell(request);
    assertEquals(Optional.of("ollas"), hearing.hear(request).orElseThrow().category());
  }

  @Test
  void idsInNames_areStoppedBeforeTheyFillTheStore() {
    for (int i = 0; i < 1_000; i++) {
      hear(Map.of("senda.touchpoint", "product_" + i, "senda.attr.seller", "s" + i));
    }

    assertEquals(1_000 - Hearing.MOST_TOUCHPOINTS, counts.of(Hearing.Misheard.SAID_TOUCHPOINT));
    assertEquals(1_000 - Hearing.MOST_VALUES, counts.of(Hearing.Misheard.SAID_ATTRIBUTE));
    assertTrue(hear(Map.of("senda.touchpoint", "product_7")).named().isPresent(), "known goes on");
  }

  @Test
  void attributeOfAVisit_isHeardLongAfterTheStartToo() {
    HttpServletRequest silent = request(Map.of());
    for (int i = 0; i < 2_000; i++) {
      hearing.hear(silent);
    }
    HttpServletRequest member = request(Map.of("senda.attr.member", "gold"));
    long heard = 0;
    for (int i = 0; i < 3_000; i++) {
      heard += hearing.hear(member).map(words -> words.attributes().values().size()).orElse(0);
    }

    assertTrue(heard > 1_500, "heard of " + heard);
  }

  @Test
  void form_isRefusedWhereAFrameworkNotedIt() {
    String spring = "org.springframework.validation.BindingResult.order";
    assertTrue(refused(spring, new Binding(true)));
    assertEquals(false, refused(spring, new Binding(false)));
    assertEquals(false, refused(spring, "not a binding at all"));
    assertTrue(refused("SPRING_SECURITY_LAST_EXCEPTION", new IllegalStateException()));
    assertTrue(refused("error", "La tarjeta fue rechazada"));
    assertTrue(refused("loginErrors", List.of("x")));
    assertEquals(false, refused("errors", List.of()));
    assertEquals(false, refused("error", ""));
    assertEquals(false, refused("jakarta.servlet.error.message", "x"));
    assertTrue(refused("struts.valueStack", new Stack(List.of("model", new Action(true)))));
    assertEquals(false, refused("struts.valueStack", new Stack(List.of(new Action(false)))));
    assertEquals(false, refused("actionBean", new Binding(true)));
  }

  private static boolean refused(String name, Object value) {
    return Refusals.isNoted(List.of(name), Map.of(name, value)::get);
  }

  /** As Spring's. */
  public record Binding(boolean errors) {
    public boolean hasErrors() {
      return errors;
    }
  }

  /** As Struts' interface of that name. */
  public interface ValidationAware {
    boolean hasErrors();
  }

  /** As a shop's action. */
  public record Action(boolean hasErrors) implements ValidationAware {}

  /** As Struts' value stack. */
  public record Stack(List<Object> root) {
    public List<Object> getRoot() {
      return root;
    }
  }
}
