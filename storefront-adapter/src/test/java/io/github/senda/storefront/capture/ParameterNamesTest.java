package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParameterNamesTest {

  /** Gives up where somebody reads it again and again. */
  private static final class Watched implements CharSequence {
    private final String text;
    private int reads;

    Watched(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (reads++ > 100 * text.length()) {
        throw new IllegalStateException("read more than a hundred times over: " + text);
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @Test
  void selector_isReadInOneGoWhateverAVisitorWritesThere() {
    for (String hostile :
        List.of(
            "a" + "_".repeat(38) + "!",
            "a".repeat(39) + "!",
            "a_".repeat(19) + "9!",
            "a.b_".repeat(9) + "-!",
            "a/".repeat(20))) {
      CharSequence watched = new Watched(hostile);
      assertFalse(ParameterNames.IDENTIFIER.matcher(watched).matches(), hostile);
    }
  }

  @Test
  void event_isANameThatStandsFirstAndAlone() {
    assertEquals(List.of("viewItem=", "itemId"), ParameterNames.query("viewItem=&itemId=EST-1"));
    assertEquals(List.of("add="), ParameterNames.query("add"));
    assertEquals(List.of("q", "sort"), ParameterNames.query("q=&sort="));
    assertEquals(List.of("itemId", "viewItem"), ParameterNames.query("itemId=1&viewItem="));
  }

  @Test
  void button_keepsWhatItsBracketsSay() {
    String kept = ParameterNames.of("dispatch[checkout.add..148]", "").orElseThrow();

    assertEquals(Optional.of("checkout.add.."), ParameterNames.selected(kept));
    assertEquals(Optional.empty(), ParameterNames.selected("attribute[7]"));
    assertEquals(Optional.empty(), ParameterNames.selected(":touchpoint=purchase"));
  }

  @Test
  void orderOfAQuery_isItsValue() {
    assertEquals(Optional.of("1384"), ParameterNames.order("key=x&order_id=1384&a=b"));
    assertEquals(Optional.of("9"), ParameterNames.order("id_order=9"));
    assertEquals(Optional.empty(), ParameterNames.order("order=&orderby=price"));
  }

  @Test
  void selector_keepsAValueThatLooksLikeAnIdentifierAndNoOther() {
    for (String told : List.of("a", "add_to_cart", "checkout/cart", "a.b-c_d.e", "step2")) {
      assertEquals(Optional.of("action=" + told), ParameterNames.of("action", told));
    }
    assertEquals(Optional.of("step=7"), ParameterNames.of("step", "7"));
    for (String untold : List.of("", "7", "_a", "a..b", "anna@example.org", "123", "a b", "a/")) {
      assertEquals(Optional.of("action"), ParameterNames.of("action", untold), untold);
    }
  }
}
