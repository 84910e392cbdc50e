package io.github.senda.storefront.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.VisitorId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TellingTest {

  private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
  private static final Locale SPANISH = Locale.forLanguageTag("es");
  private static final Path GOLDEN =
      Path.of("src/test/resources/io/github/senda/storefront/intake");

  private final RememberingStore store = new RememberingStore();
  private final Telling telling =
      Telling.into(
          store, Clock.fixed(NOW, ZoneOffset.UTC), ZoneId.of("Europe/Madrid"), Period.ofMonths(25));

  private ToldReport csv(String text) throws IOException {
    return csv(text.getBytes(StandardCharsets.UTF_8), Locale.ENGLISH);
  }

  private ToldReport csv(byte[] bytes, Locale locale) throws IOException {
    return telling.csv(new ByteArrayInputStream(bytes), ToldOptions.of("csv", locale));
  }

  private ToldReport json(String text) throws IOException {
    return telling.json(text, ToldOptions.of("api", Locale.ENGLISH));
  }

  @Test
  void spreadsheetInSpanish_isReadAsItIsSaved() throws IOException {
    String table =
        """
        Punto de contacto;Fecha y hora;Nº cliente;Pedido;Importe;Moneda;Canal;Atributo.tienda;Vendedora
        Reembolso;22/11/2026 9:05;C-17;CT-10401;1.234,50 €;;offline;Peñíscola;Begoña
        phone_call;1/7/2026;;;;;;;
        Garantía;2026-02-28 23:59:59;;;;;;;
        ;;;;;;;;
        """
            .replace("\n", "\r\n");
    ToldReport report = csv(table.getBytes(Charset.forName("windows-1252")), SPANISH);
    assertEquals(new ToldReport(3, 0, 0, 0, List.of()), report);
    ToldTouch refund = store.touches.get(0);
    assertEquals("refund", refund.touchpoint().name());
    assertEquals(Instant.parse("2026-11-22T08:05:00Z"), refund.time());
    assertEquals(Optional.of("C-17"), refund.customer());
    assertEquals(Optional.of("CT-10401"), refund.order());
    assertEquals(Optional.of(new Money(12_345_000, "EUR")), refund.value());
    assertEquals(Map.of("channel", "offline", "tienda", "Peñíscola"), refund.attributes().values());
    assertEquals(Instant.parse("2026-06-30T22:00:00Z"), store.touches.get(1).time());
    assertEquals("warranty", store.touches.get(2).touchpoint().name());
  }

  @Test
  void touch_hasTheSignOfWhatWasTold() throws IOException {
    csv("touchpoint,time,order\nrefund,2026-11-22T08:05:00Z,CT-1\n");
    var touch = store.touches.get(0).touch(new VisitorId(1, 2), false);
    assertEquals("TOLD /refund 0 ?:touchpoint=refund", touch.sign().text());
    assertEquals(Optional.of("CT-1"), touch.facts().order());
  }

  @Test
  void category_isPartOfTheSign() throws IOException {
    ToldReport report =
        csv(
            """
            touchpoint,time,item_category
            refund,2026-11-22T08:05:00Z,Ollas
            refund,2026-11-22T08:06:00Z,ana@example.org
            """);

    assertEquals(1, report.refused());
    assertEquals("item_category", report.bad().get(0).field());
    var touch = store.touches.get(0).touch(new VisitorId(1, 2), false);
    assertEquals("TOLD /refund 0 ?:category=ollas&:touchpoint=refund", touch.sign().text());
    ToldTouch again = store.touches.get(0);
    json(Telling.lines(List.of(again)));
    assertEquals(Optional.of("ollas"), again.category());
  }

  @Test
  void table_toldTwiceCountsOnce() throws IOException {
    String table =
        """
        touchpoint,time,key
        refund,2026-11-01,R-1
        refund,2026-11-01,R-2
        phone_call,2026-11-02,
        phone_call,2026-11-02,
        """;
    assertEquals(4, csv(table).taken());
    ToldReport again = csv(table);
    assertEquals(List.of(0L, 4L), List.of(again.taken(), again.known()));
    assertEquals(4, store.touches.size());
    String other =
        "time;touchpoint\n02/11/2026;Phone call\n2026-11-02 00:00;phone-call\n01/11/2026;refund";
    assertEquals(1, csv(other).taken(), "columns and forms differ, the touches do not");
  }

  @Test
  void table_goesOnWhereItBrokeOff() throws IOException {
    StringBuilder table = new StringBuilder("touchpoint,time\n");
    for (int i = 0; i < 5_600; i++) {
      table.append("newsletter_sent,2026-11-01 09:").append(10 + i % 40).append('\n');
    }
    ToldStore breaking =
        batch -> {
          if (store.touches.size() >= 4_000) {
            throw new IOException("The disk is full.");
          }
          return store.take(batch);
        };
    Telling broken =
        Telling.into(
            breaking,
            Clock.fixed(NOW, ZoneOffset.UTC),
            ZoneId.of("Europe/Madrid"),
            Period.ofMonths(25));
    byte[] bytes = table.toString().getBytes(StandardCharsets.UTF_8);
    assertThrows(
        IOException.class,
        () -> broken.csv(new ByteArrayInputStream(bytes), ToldOptions.of("csv", Locale.ENGLISH)));
    assertEquals(4_000, store.touches.size());
    ToldReport rest = csv(bytes, Locale.ENGLISH);
    assertEquals(List.of(1_600L, 4_000L), List.of(rest.taken(), rest.known()));
    assertEquals(5_600, store.touches.size());
  }

  @Test
  void badRows_areToldWithPlaceAndRemedyAndCostNoOther() throws IOException {
    String table = Files.readString(GOLDEN.resolve("told-bad.csv"));
    for (Locale locale : List.of(Locale.ENGLISH, SPANISH)) {
      ToldReport report = csv(table.getBytes(StandardCharsets.UTF_8), locale);
      StringBuilder said = new StringBuilder();
      said.append(report.taken() + report.known()).append(" good, ");
      said.append(report.refused()).append(" bad\n");
      for (BadTouch bad : report.bad()) {
        said.append(bad.place()).append(" | ").append(bad.field());
        said.append(" | ").append(bad.message()).append('\n');
      }
      Path golden = GOLDEN.resolve("told-bad." + locale.getLanguage() + ".txt");
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(golden, said);
      }
      assertEquals(Files.readString(golden), said.toString());
    }
    assertEquals(2, store.touches.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "59,9 | 599000",
        "59.90 | 599000",
        "-12,00 | -120000",
        "1.234,50 | 12345000",
        "1,234.50 | 12345000",
        "1 234,50 | 12345000",
        "1.234.567 | 12345670000",
        "1234.567 | 12345670",
        "0,125 | 1250",
        "€ 7 | 70000",
        "7 EUR | 70000"
      })
  void amount_isReadInAnyUsualForm(String text, long tenThousandths) throws Wrong {
    assertEquals(
        new Money(tenThousandths, "EUR"),
        AmountText.of(text, Optional.empty(), Optional.of("EUR")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.234",
        "1,234",
        "12.34.56",
        "1,23,456",
        "12-3",
        "abc",
        "=1+1",
        "1e9999",
        "--1",
        "1.2.345,6"
      })
  void amount_isRefusedWhereItMayMeanAnother(String text) {
    assertThrows(
        Wrong.class, () -> AmountText.of(text, Optional.of("EUR"), Optional.empty()), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "touchpoint,time\n=HYPERLINK(\"http://x\"),2026-11-01\n",
        "touchpoint,time\n\"ref\u0000und\",2026-11-01\n",
        "touchpoint,time,attr.member\nrefund,2026-11-01,@SUM(1)\n",
        "touchpoint,time,attr.member\nrefund,2026-11-01,ana@example.com\n",
        "touchpoint,time,attr.member\nrefund,2026-11-01,+34600111222\n",
        "touchpoint,time,attr.consent\nrefund,2026-11-01,given\n",
        "touchpoint,time,channel\nrefund,2026-11-01,<b>\n",
        "touchpoint,time,source\nrefund,2026-11-01,a b\n",
        "touchpoint,time,customer\nrefund,2026-11-01,\"C\n1\"\n",
        "touchpoint,time\nrefund,\u202e2026-11-01\n",
        "touchpoint,time\nrefund,31/02/2026\n",
        "touchpoint,time\nrefund,2026-11-23T00:00:00Z\n",
        "touchpoint,time\nrefund,2024-10-21\n",
        "touchpoint,time,value\nrefund,2026-11-01,12\n"
      })
  void hostileRow_isRefusedByItself(String table) throws IOException {
    ToldReport report = csv(table + "\nrefund,2026-11-01\n".replace("\n", "\n"));
    assertEquals(1, report.refused(), () -> report.bad().toString());
    assertEquals(1, report.taken());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "touchpoint;fecha2\nx;y\n",
        "fecha,hora,contacto\n1,2,3\n",
        "a\n",
        "\"touchpoint"
      })
  void fileThatIsNoSuchTable_isOneClearError(String table) {
    BadInput error = assertThrows(BadInput.class, () -> csv(table));
    assertTrue(error.getMessage().length() > 20, error.getMessage());
  }

  @Test
  void textOfTwoBytesALetter_isOneClearError() {
    byte[] bytes =
        "\ufefftouchpoint\ttime\nrefund\t2026-11-01\n".getBytes(StandardCharsets.UTF_16LE);
    BadInput error = assertThrows(BadInput.class, () -> csv(bytes, SPANISH));
    assertTrue(error.getMessage().contains("guárdalo como CSV"), error.getMessage());
  }

  @Test
  void markOfByteOrderAndSeparatorLine_areNoHarm() throws IOException {
    assertEquals(1, csv("\ufeffsep=;\r\ntouchpoint;time\r\nrefund;2026-11-01\r\n").taken());
    assertEquals(1, csv("\ufefftouchpoint\ttime\nphone_call\t2026-11-01\n").taken());
  }

  @Test
  void names_areFew() throws IOException {
    StringBuilder table = new StringBuilder("touchpoint,time\n");
    for (int i = 0; i < 300; i++) {
      table.append("own_").append(i).append(",2026-11-01\n");
    }
    ToldReport report = csv(table.toString());
    assertEquals(List.of(100L, 200L), List.of(report.taken(), report.refused()));
  }

  @Test
  void json_isAnArrayOrObjectsInLines() throws IOException {
    String one = "{\"touchpoint\":\"refund\",\"time\":\"2026-11-01T10:00:00Z\",\"key\":\"%s\"}";
    ToldReport array =
        json(
            "["
                + String.format(one, "a")
                + ",{\"touchpoint\":\"purchase\",\"time\":1793000000,\"key\":7,\"value\":59.9,"
                + "\"currency\":\"EUR\",\"customer\":null,\"attributes\":{\"member\":\"gold\"}}]");
    assertEquals(2, array.taken(), () -> array.bad().toString());
    assertEquals(Optional.of(new Money(599_000, "EUR")), store.touches.get(1).value());
    ToldReport lines =
        json(String.format(one, "a") + "\n\n{broken\n" + String.format(one, "b") + "\n");
    assertEquals(List.of(1L, 1L, 1L), List.of(lines.taken(), lines.known(), lines.refused()));
    assertEquals(1, lines.bad().get(0).place());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"time\":\"2026-11-01\",\"key\":\"a\"}]",
        "[{\"touchpoint\":\"refund\",\"time\":\"2026-11-01\"}]",
        "[{\"touchpoint\":\"refund\",\"time\":\"2026-11-01\",\"key\":\"a\",\"email\":\"a@b.c\"}]",
        "[{\"touchpoint\":\"refund\",\"touchpoint\":\"refund\",\"time\":\"2026-11-01\",\"key\":\"a\"}]",
        "[{\"touchpoint\":[\"refund\"],\"time\":\"2026-11-01\",\"key\":\"a\"}]",
        "[{\"touchpoint\":\"refund\",\"time\":true,\"key\":\"a\"}]",
        "[{\"touchpoint\":\"refund\",\"time\":\"2026-11-01\",\"key\":\"a\",\"attributes\":[]}]",
        "[{\"touchpoint\":\"refund\",\"time\":\"2026-11-01\",\"key\":\"a\",\"value\":\"NaN\",\"currency\":\"EUR\"}]",
        "[7]",
        "[null]",
        "\"text\"",
        "7"
      })
  void badObject_isRefusedByItself(String text) throws IOException {
    ToldReport report = json(text);
    assertEquals(List.of(0L, 1L), List.of(report.taken(), report.refused()));
    assertEquals(0, report.bad().get(0).place());
  }

  @Test
  void brokenArray_takesNothing() {
    String one = "{\"touchpoint\":\"refund\",\"time\":\"2026-11-01\",\"key\":\"a\"}";
    for (String text :
        List.of("[" + one, "[" + one + ",]", "[" + one + "] x", "[" + "[".repeat(5_000))) {
      assertThrows(BadInput.class, () -> json(text), text);
    }
    assertTrue(store.touches.isEmpty());
  }

  @Test
  void written_isReadAsItWas() throws IOException {
    csv(
        "touchpoint,time,customer,order,value,currency,channel,attr.member\n"
            + "refund,2026-11-01 10:00,\"C \"\"1\"\"\",O-1,12.50,EUR,offline,gold\n");
    List<ToldTouch> before = List.copyOf(store.touches);
    RememberingStore other = new RememberingStore();
    Telling.into(other, Clock.fixed(NOW, ZoneOffset.UTC), ZoneOffset.UTC, Period.ofMonths(25))
        .json(ToldJson.write(before), ToldOptions.of("api", Locale.ENGLISH));
    assertEquals(before, other.touches);
  }

  @Test
  void keys_doNotDependOnTheOrderOfDifferentRows() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      rows.add(
          List.of("refund", "phone_call", "share").get(random.nextInt(3))
              + ",2026-11-0"
              + (1 + random.nextInt(9)));
    }
    csv("touchpoint,time\n" + String.join("\n", rows));
    assertEquals(400, store.touches.size());
    Collections.shuffle(rows, random);
    assertEquals(0, csv("touchpoint,time\n" + String.join("\n", rows)).taken(), "seed " + seed);
  }

  @Test
  void mistakes_haveASentenceInEachLanguage() {
    for (Locale locale : List.of(Locale.ENGLISH, SPANISH)) {
      Mistake.Words words = Mistake.Words.of(locale);
      for (Mistake mistake : Mistake.values()) {
        assertTrue(words.of(mistake, "x").length() > 15, mistake + " in " + locale);
      }
    }
  }

  @Test
  void touchpoint_isNamedAsThePanelShowsItOrAsItIs() throws IOException {
    csv("contacto;fecha\nBoletín abierto;2026-11-01\nLLAMADA;2026-11-01\nmi feria;2026-11-01\n");
    assertEquals(
        List.of("newsletter_opened", "phone_call", "mi_feria"),
        store.touches.stream().map(ToldTouch::touchpoint).map(Touchpoint::name).toList());
  }
}
