package io.github.senda.storefront.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTest {

  @ParameterizedTest
  @CsvSource({
    "q=Zapatos+rojos, zapatos rojos",
    "page=2&S=caf%C3%A9, café",
    "busqueda=%2525C3%2525A1mbar, ámbar",
    "suchbegriff=Stuhl%20'rot', stuhl rot",
    "recherche=t-shirt%00<b>, t shirt b",
    "q=taza+ana%2540example.com, taza",
    "q=camiseta+talla+42, camiseta talla 42",
    "q=600%2B12%2B34%2B56+taza, taza",
  })
  void words_areReadAsAPersonWould(String query, String words) {
    assertEquals(Optional.of(words), SearchText.of(query));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "q",
        "q=",
        "q=a",
        "page=zapatos",
        "name=zapatos",
        "q=ana%40example.com",
        "q=ana%252540example.com",
        "q=600123456",
        "q=6.0.0.1.2.3.4.5.6",
        "q=6%236%236%236%236%236%236%236%236",
        "q=4111+1111+1111+1111",
        "q=ES91+2100+0418+4502+0005+1332",
        "q=12345678Z",
        "q=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
        "q=3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "q=one+two+three+four+five+six+seven+eight+nine",
        "q=%E2%80%AE%20%20",
      })
  void whatMayTellWhoSomebodyIs_orIsNoSearch_isNotKept(String query) {
    assertEquals(Optional.empty(), SearchText.of(query));
  }

  @Test
  void length_isBounded() {
    assertTrue(SearchText.of("q=" + "ab ".repeat(7) + "c".repeat(10)).isPresent());
    assertFalse(SearchText.of("q=" + "zapato".repeat(11)).isPresent());
    assertFalse(SearchText.of("q=" + "a%20".repeat(200)).isPresent());
    assertFalse(SearchText.of("x=1&".repeat(60) + "q=taza").isPresent());
  }
}
