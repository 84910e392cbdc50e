package io.github.senda.touch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Test
  void touchpoint_ofALogIsNeverAnEnd() {
    assertNotEquals(Touchpoint.EXIT, Touchpoint.of("EXIT"));
    assertThrows(IllegalArgumentException.class, () -> Touchpoint.of(""));
  }

  @Test
  void visitorId_readsWhatItWrote() {
    VisitorId visitor = VisitorId.random(new SecureRandom());

    assertEquals(Optional.of(visitor), VisitorId.parse(visitor.toString()));
    assertEquals("0000000000000001ffffffffffffffff", new VisitorId(1, -1).toString());
  }

  @Test
  void visitorId_takesNothingForged() {
    for (String forged : List.of("", "1", "g".repeat(32), "A".repeat(32), "0".repeat(33))) {
      assertEquals(Optional.empty(), VisitorId.parse(forged));
    }
  }

  @Test
  void attributes_readWhatTheyWrote() {
    Attributes attributes = Attributes.parse("device=phone;visitor=simulated");

    assertEquals("simulated", attributes.values().get("visitor"));
    assertEquals("device=phone;visitor=simulated", attributes.text());
    assertEquals(Attributes.none(), Attributes.parse(""));
    assertThrows(IllegalArgumentException.class, () -> Attributes.of("a;b", "c"));
    assertThrows(IllegalArgumentException.class, () -> Attributes.parse("a"));
  }

  @Test
  void stages_ofAShopKnowItsTouchpoints() {
    Stages shop = Stages.shop();

    assertEquals(Optional.of(new Stage("cart")), shop.of(Touchpoints.ADD_TO_CART));
    assertEquals(Optional.empty(), shop.of(Touchpoint.of("blog")));
  }

  @Test
  void stages_refuseAStageThatIsNotInTheirOrder() {
    Stage stage = new Stage("cart");

    assertThrows(
        IllegalArgumentException.class,
        () -> new Stages(List.of(), Map.of(Touchpoints.VIEW_CART, stage)));
    assertThrows(IllegalArgumentException.class, () -> new Stages(List.of(stage, stage), Map.of()));
    assertThrows(IllegalArgumentException.class, () -> new Stage("Cart & more"));
  }

  @Test
  void attributes_ofOneVisitKeepWhatFirstSaidWhereItCameFrom() {
    Attributes direct = Attributes.parse("device=phone");
    Attributes newsletter = Attributes.parse("device=phone;medium=email;source=abril");
    Attributes bank = Attributes.parse("device=desktop;source=bank.example");

    assertEquals(newsletter, direct.then(newsletter));
    assertEquals(
        Attributes.parse("device=desktop;medium=email;source=abril"), newsletter.then(bank));
    assertEquals(newsletter, newsletter.then(direct).then(Attributes.none()));
    assertEquals(
        Attributes.of("channel", "offline"),
        Attributes.of("channel", "offline").then(Attributes.of("campaign", "abril")),
        "half of one answer and half of another is none");
  }

  @Test
  void channel_hasAPlainName() {
    assertEquals("search", Channel.SEARCH.toString());
    for (String name : List.of("", "Ads", "a b", "1", "ñ", "a".repeat(41))) {
      assertThrows(IllegalArgumentException.class, () -> new Channel(name));
    }
  }
}
