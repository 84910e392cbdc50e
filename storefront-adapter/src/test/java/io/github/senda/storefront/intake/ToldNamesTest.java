package io.github.senda.storefront.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToldNamesTest {

  private final ToldNames names = new ToldNames();

  /** An e-mail address, a telephone, a card, an account, national ids, tokens. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana@example.com",
        "ana_at_example@",
        "tel_612345678",
        "612 345 678",
        "c4111111111111111",
        "es9121000418450200051332",
        "dni_12345678z",
        "X1234567L",
        "eyjhbgcioijiuzi1niisinr5cci6ikpxvcj9",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
        "b_d41d8cd98f00b204e9800998ecf8427e",
      })
  void whatMayTellWhoSomebodyIs_isNoName(String text) {
    assertThrows(Wrong.class, () -> names.touchpoint(text));
    assertThrows(Wrong.class, () -> names.channel(text));
    assertThrows(Wrong.class, () -> names.attributeName(text));
    assertThrows(Wrong.class, () -> names.attribute("member", text));
  }

  @Test
  void plainWords_areNames() throws Wrong {
    assertEquals("garden_party", names.touchpoint("Garden party").name());
    assertEquals("offline", names.channel("Offline"));
    assertEquals("Pe\u00f1\u00edscola", names.attribute("tienda", "Pe\u00f1\u00edscola"));
    assertEquals("2026-11", names.attribute("fair", "2026-11"));
  }
}
