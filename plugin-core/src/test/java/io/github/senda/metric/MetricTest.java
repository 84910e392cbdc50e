package io.github.senda.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MetricTest {

  /** Figures that several independent tools agree on. */
  @Test
  void confidence_isWilsons() {
    assertInterval(0, 0.277533, Confidence.of(0, 10));
    assertInterval(0.017876, 0.40415, Confidence.of(1, 10));
    assertInterval(0.236593, 0.763407, Confidence.of(5, 10));
    assertInterval(0.03813, 0.065314, Confidence.of(50, 1000));
    assertInterval(0.148469, 0.161236, Confidence.of(1908, 12330));
  }

  private static void assertInterval(double low, double high, Confidence confidence) {
    assertEquals(low, confidence.low(), 5e-7);
    assertEquals(high, confidence.high(), 5e-7);
  }

  @Test
  void confidence_ofNoneAndOfAllReachesTheEnd() {
    for (int whole = 1; whole < 200; whole++) {
      assertEquals(0, Confidence.of(0, whole).low());
      assertEquals(1, Confidence.of(whole, whole).high());
    }
  }

  @Test
  void confidence_ofNothingIsEverything() {
    assertEquals(new Confidence(0, 1), Confidence.of(0, 0));
    assertThrows(IllegalArgumentException.class, () -> Confidence.of(2, 1));
  }

  @Test
  void share_saysThatItIsSmall() {
    assertTrue(new Share(5, 29).isSmall());
    assertTrue(new Share(15, 30).isSmall(), "an interval of 0.34");
    assertFalse(new Share(50, 1000).isSmall());
    assertEquals(OptionalDouble.empty(), new Share(0, 0).value());
  }

  @Test
  void dropOff_ofTheTenVisitors() {
    List<DropOff> dropOffs = DropOff.of(Scenes.tenVisitors().graph());

    assertEquals(
        List.of(
            new DropOff(Touchpoints.VIEW_ITEM, new Share(4, 7)),
            new DropOff(Touchpoints.PAGE_VIEW, new Share(3, 9)),
            new DropOff(Touchpoints.BEGIN_CHECKOUT, new Share(1, 2)),
            new DropOff(Touchpoints.VIEW_CART, new Share(1, 3))),
        dropOffs);
  }

  @Test
  void dropOff_isEmptyAfterPurchase() {
    assertEquals(List.of(), DropOff.of(Scenes.shop().journey("view_item", "purchase").graph()));
  }

  @Test
  void dropOff_doesNotCountWhoIsStillThere() {
    assertEquals(
        List.of(new DropOff(Touchpoint.of("home"), new Share(1, 1))),
        DropOff.of(Scenes.shop().journey("home").stillOpen("home").graph()));
  }
}
