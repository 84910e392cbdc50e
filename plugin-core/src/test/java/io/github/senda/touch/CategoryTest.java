package io.github.senda.touch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CategoryTest {

  @Test
  void word_isTheSameHoweverAShopWritesIt() {
    for (String said : List.of("ollas-y-sartenes", "Ollas y Sartenes", "ollas__y_sartenes")) {
      assertEquals(Optional.of("ollas y sartenes"), Category.word(said), said);
    }
    assertEquals(Optional.of("té & café"), Category.word("Té & Café"));
    assertEquals(Optional.of("verano 2026"), Category.word("verano-2026"));
  }

  @Test
  void word_isNoIdAndNothingLong() {
    for (String said :
        List.of(
            "",
            "7",
            "12345",
            "a",
            "x1938475",
            "a@b.es",
            "{slug}",
            "ollas;x",
            "ollas=x",
            "-".repeat(9))) {
      assertEquals(Optional.empty(), Category.word(said), said);
    }
    assertEquals(Optional.empty(), Category.word("o".repeat(61)));
  }

  @Test
  void category_isReadFromASignAndFromALog() {
    Sign sign =
        new Sign(
            "GET",
            "/producto/{slug}",
            List.of(Category.NAMED + "té & café"),
            Optional.empty(),
            2,
            false,
            Optional.empty());

    assertEquals(Optional.of("té & café"), Category.of(sign.text()));
    assertEquals(Optional.of("ollas"), Category.of(Category.joined("view_item", "ollas")));
    assertEquals(Optional.empty(), Category.of(Category.joined("view_item", "")));
    assertEquals(Optional.empty(), Category.of(Sign.page("/").text()));
    assertEquals(Optional.empty(), Category.of("an activity of :category= a log"));
  }
}
