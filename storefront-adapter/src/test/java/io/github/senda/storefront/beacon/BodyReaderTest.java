package io.github.senda.storefront.beacon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.senda.storefront.capture.BeaconSign;
import io.github.senda.storefront.capture.Parts;
import io.github.senda.touch.Money;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

  private static final String RAGE = "{\"is\":\"rage\",\"path\":\"/\",\"age\":0}";

  private static List<Said> read(String touches) throws Refused {
    return BodyReader.read(("{\"touches\":[" + touches + "]}").getBytes(StandardCharsets.UTF_8));
  }

  private static Said one(String fields) throws Refused {
    return read("{\"path\":\"/a\",\"age\":5," + fields.replace('\'', '"') + "}").get(0);
  }

  private static Quarantine.Cause cause(String body) {
    return assertThrows(
            Refused.class, () -> BodyReader.read(body.getBytes(StandardCharsets.UTF_8)), body)
        .why();
  }

  private static Quarantine.Cause causeOf(String fields) {
    return assertThrows(Refused.class, () -> one(fields), fields).why();
  }

  @Test
  void everyKind_isReadAsASignHasIt() throws Refused {
    assertEquals(
        List.of(":left", ":visible=10", ":field=card[no]", ":order=2", ":fields=4", ":sent"),
        one("'is':'left','visible':12,'field':'card[no]','order':2,'fields':4,'sent':true")
            .words());
    assertEquals(List.of(":left", ":visible=0"), one("'is':'left','visible':0").words());
    assertEquals(
        List.of(":error=TypeError", ":script=own"),
        one("'is':'error','kind':'TypeError','script':'own'").words());
    assertEquals(
        List.of(":error=Error", ":script=other"),
        one("'is':'error','kind':'PaymentOfAnaError','script':'other'").words());
    assertEquals(List.of(":rage"), one("'is':'rage'").words());
    assertEquals(List.of(":restored"), one("'is':'restored'").words());
    assertEquals(List.of(":route"), one("'is':'route'").words());
    assertEquals(
        List.of(":answer=nps:10"), one("'is':'answer','question':'nps','score':10").words());
    Said said = one("'is':'said','event':'view_item','value':19.95,'currency':'EUR'");
    assertEquals(List.of(":said=view_item"), said.words());
    assertEquals(Optional.of(new Money(199_500, "EUR")), said.value());
    assertEquals("/a", said.path());
    assertEquals(5, said.ageMillis());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dni-12345678Z",
        "X1234567L",
        "ES9121000418450200051332",
        "field[3f2504e0-4f89-11d3-9a0c-0305e82c3301]",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
        "f_d41d8cd98f00b204e9800998ecf8427e",
      })
  void field_whoseNameMayTellWhoSomebodyIs_isOneWithoutAName(String name) throws Refused {
    assertEquals(
        List.of(":left", ":visible=1", ":order=2", ":fields=4"),
        one("'is':'left','visible':1,'field':'" + name + "','order':2,'fields':4").words());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tel612345678", "c[4111111111111111]"})
  void field_whoseNameIsANumber_hasItMadeLikeAnyOther(String name) throws Refused {
    Said said = one("'is':'left','visible':1,'field':'" + name + "','order':2,'fields':4");
    String sign = BeaconSign.of("/a", Optional.empty(), said.words(), Parts.remembered()).text();

    assertFalse(sign.matches(".*[0-9]{5}.*"), sign);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "2,1", "9,3", "29,10", "99,30", "299,100", "999,300", "100000,1000"})
  void visibleTime_isTheLargestStepNotAboveIt(long seconds, int step) throws Refused {
    assertEquals(":visible=" + step, one("'is':'left','visible':" + seconds).words().get(1));
  }

  @Test
  void age_isHalfAnHourAtMost() throws Refused {
    assertEquals(
        1_800_000, read("{\"is\":\"rage\",\"path\":\"/\",\"age\":99999999999}").get(0).ageMillis());
  }

  @Test
  void body_mayBeEightKilobytesAndNoMore() throws Refused {
    String blank = " ".repeat(BodyReader.MOST_BYTES - RAGE.length() - 14);

    assertEquals(1, read(blank + RAGE).size());
    assertEquals(Quarantine.Cause.TOO_LARGE, cause("{\"touches\":[ " + blank + RAGE + "]}"));
  }

  @Test
  void touches_areOneToTwenty() throws Refused {
    assertEquals(20, read(String.join(",", Collections.nCopies(20, RAGE))).size());
    assertEquals(
        Quarantine.Cause.TOO_MANY,
        cause("{\"touches\":[" + String.join(",", Collections.nCopies(21, RAGE)) + "]}"));
    assertEquals(Quarantine.Cause.TOO_MANY, cause("{\"touches\":[]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{}x",
        "{\"touches\":[" + RAGE + "]} x",
        "{'touches':[]}",
        "{\"touches\":[,]}",
        "{\"touches\":[" + RAGE,
        "{\"touches\":[{\"is\":\"rage\",\"path\":\"/\",\"age\":00}]}"
      })
  void whatIsNoJson_isRefusedAsThat(String body) {
    Quarantine.Cause cause = cause(body);

    assertEquals(
        body.equals("{}x") ? Quarantine.Cause.WRONG_SHAPE : Quarantine.Cause.NOT_JSON, cause);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "7",
        "{\"other\":[]}",
        "{\"touches\":{}}",
        "{\"touches\":[7]}",
        "{\"touches\":[null]}",
        "{\"touches\":[" + RAGE + "],\"more\":1}"
      })
  void anotherShape_isRefusedAsThat(String body) {
    assertEquals(Quarantine.Cause.WRONG_SHAPE, cause(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'is':'rage','text':'what Ana typed'",
        "'is':'rage','visible':3",
        "'is':'rage','is':'rage'",
        "'is':'rage','kind':{}",
        "'is':'rage','kind':null",
        "'is':7",
        "'is':'left'",
        "'is':'left','visible':'3'",
        "'is':'left','visible':true",
        "'is':'left','visible':3,'field':'a'",
        "'is':'left','visible':3,'order':1",
        "'is':'left','visible':3,'sent':true",
        "'is':'left','visible':3,'field':'a','order':1,'fields':1,'sent':'yes'",
        "'is':'error','kind':'TypeError'",
        "'is':'said'",
        "'is':'said','event':'view_item','value':3",
        "'is':'said','event':'view_item','currency':'EUR'"
      })
  void touchOfAnotherShape_isRefusedAsThat(String fields) {
    assertEquals(Quarantine.Cause.WRONG_SHAPE, causeOf(fields));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'is':'else'",
        "'is':'left','visible':-1",
        "'is':'left','visible':1.5",
        "'is':'left','visible':1e3",
        "'is':'left','visible':9999999999999",
        "'is':'left','visible':3,'field':'what Ana typed','order':1,'fields':1",
        "'is':'left','visible':3,'field':'','order':1,'fields':1",
        "'is':'left','visible':3,'field':'a','order':0,'fields':1",
        "'is':'left','visible':3,'field':'a','order':1,'fields':100",
        "'is':'error','kind':'Cannot read x','script':'own'",
        "'is':'error','kind':'Error','script':'theirs'",
        "'is':'said','event':'ana_ruiz'",
        "'is':'said','event':'purchase','value':-1,'currency':'EUR'",
        "'is':'said','event':'purchase','value':1e300,'currency':'EUR'",
        "'is':'said','event':'purchase','value':'9','currency':'EUR'",
        "'is':'said','event':'purchase','value':9,'currency':'eur'",
        "'is':'answer','question':'csat','score':0",
        "'is':'answer','question':'csat','score':6",
        "'is':'answer','question':'nps','score':11",
        "'is':'answer','question':'off','score':1"
      })
  void valueThatDoesNotExist_isRefusedAsThat(String fields) {
    assertEquals(Quarantine.Cause.WRONG_VALUE, causeOf(fields));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"cart\"", "\"/a\\u0000\"", "\"/a\\nb\""})
  void path_isAbsoluteAndPlain(String path) {
    assertEquals(
        Quarantine.Cause.WRONG_VALUE,
        cause("{\"touches\":[{\"is\":\"rage\",\"path\":" + path + ",\"age\":0}]}"));
  }

  @Test
  void path_hasFiveHundredCharactersAtMost() throws Refused {
    String path = "/" + "a".repeat(BodyReader.LONGEST_TEXT - 1);

    assertEquals(1, read(RAGE.replace("\"/\"", "\"" + path + "\"")).size());
    assertEquals(
        Quarantine.Cause.WRONG_VALUE,
        cause("{\"touches\":[" + RAGE.replace("\"/\"", "\"" + path + "a\"") + "]}"));
  }

  @Test
  void depth_isBounded() {
    assertEquals(
        Quarantine.Cause.WRONG_SHAPE,
        cause("{\"touches\":[{\"is\":[" + "[".repeat(3000) + "]".repeat(3000) + "]}]}"));
    assertEquals(Quarantine.Cause.WRONG_SHAPE, cause("[".repeat(4000) + "]".repeat(4000)));
  }

  @Test
  void shape_holdsKnownNamesOnly() {
    Refused refused =
        assertThrows(Refused.class, () -> one("'is':'rage','ana@example.com':'4111 1111'"));

    assertEquals("? age is path touches", refused.shape());
  }
}
