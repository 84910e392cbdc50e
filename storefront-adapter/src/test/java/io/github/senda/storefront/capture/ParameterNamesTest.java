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
  void selector_keepsAValueThatLooksLikeAnIdentifierAndNoOther() {
    for (String told : List.of("a", "add_to_cart", "checkout/cart", "a.b-c_d.e", "step2", "7")) {
      assertEquals(Optional.of("action=" + told), ParameterNames.of("action", told));
    }
    for (String untold : List.of("", "_a", "a..b", "anna@example.org", "123", "a b", "a/")) {
      assertEquals(Optional.of("action"), ParameterNames.of("action", untold), untold);
    }
  }
}
