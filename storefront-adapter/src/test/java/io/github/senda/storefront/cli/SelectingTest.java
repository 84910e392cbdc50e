package io.github.senda.storefront.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectingTest {

  private static final String LOG =
      """
      user,event,timestamp,channel,Nota
      1,home,2024-01-01 10:00:00,email,
      1,view_cart,2024-01-01 10:01:00,email,"a; b"
      2,home,2024-01-01 23:30:00,ads,
      2,view_cart,2024-01-01 23:31:00,ads,
      2,purchase,2024-01-01 23:32:00,ads,
      1,home,2024-01-03 10:00:00,ads,
      1,purchase,2024-01-03 10:01:00,ads,
      1,home,2024-01-03 10:02:00,ads,
      """;

  private record Run(int code, String out, String err) {
    JsonObject json() {
      assertEquals(0, code, err);
      return JsonParser.parseString(out).getAsJsonObject();
    }

    int journeys() {
      return json().get("journeys").getAsInt();
    }
  }

  private static Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            List.of(arguments),
            new ByteArrayInputStream(LOG.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Run graph(String filter, String... more) {
    return run(words(filter, more));
  }

  private static String[] words(String filter, String... more) {
    List<String> words =
        new ArrayList<>(List.of("graph", "-", "--json", "--visitor", "user", "--filter", filter));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void filter_takesWholeVisitsByColumnsAndTouchpoints() {
    Run run = graph("channel=email and passes(view_cart) and never(purchase)");

    assertEquals(1, run.journeys());
    assertEquals(2, run.json().get("touches").getAsInt());
    assertEquals(
        "channel = email and passes(view_cart) and never(purchase)",
        run.json().get("filter").getAsString());
    assertEquals("", run.err());
    assertEquals(2, graph("channel = ads").journeys());
    assertEquals(1, graph("Nota = 'a; b'").journeys());
    assertEquals(1, graph("visitor = returning").journeys());
    assertEquals(2, graph("visitor = new").journeys());
  }

  @Test
  void filter_takesDaysAsThoseOfTheZoneOfTheLog() {
    assertEquals(2, graph("began = 2024-01-01").journeys());
    assertEquals(1, graph("began = 2024-01-03", "--zone", "Asia/Tokyo").journeys());
    assertEquals(1, graph("began >= 2024-01-01T23:00 and began < 2024-01-02").journeys());
  }

  @Test
  void unit_joinsTheVisitsOfAVisitor() {
    assertEquals("visit", graph("").json().get("unit").getAsString());
    assertEquals(3, graph("").journeys());
    assertEquals(2, graph("", "--unit", "visitor").journeys());
    assertEquals(3, graph("", "--unit", "journey").journeys());
    assertEquals(1, graph("channel = email", "--unit", "visitor").journeys());
    Run text = run("graph", "-", "--visitor", "user", "--unit", "visitor", "--filter=landing=home");
    assertTrue(
        text.out().contains("2 journeys, counted by visitor, of those with landing = home\n"),
        text.out());
  }

  @Test
  void filter_goesWithLeaksAndExportToo() {
    assertEquals(0, run("leaks", "-", "--visitor", "user", "--filter", "channel=ads").code());
    assertEquals(
        2,
        run("leaks", "-", "--visitor", "user", "--unit", "visitor").code(),
        "leaks have their own");
  }

  @Test
  void mistakes_areToldInOneSentence() {
    assertEquals(
        "senda: --filter, column 15: behind the comparison of channel stands a value, not the"
            + " end\n",
        graph("     channel =").err());
    assertEquals(
        "senda: stdin: the column \"chanel\" that the filter asks for is not there; attributes are:"
            + " Nota, channel\n",
        graph("chanel = email").err());
    assertEquals(
        "senda: stdin: the column \"user\" that the filter asks for is the case, the visitor, the"
            + " activity or the time, and no attribute; attributes are: Nota, channel\n",
        graph("user = 1").err());
    assertEquals(
        "senda: --unit hour is not known; there are: visit, journey, visitor\n",
        graph("", "--unit", "hour").err());
    Run none = graph("passes(view_carts)");
    assertEquals(
        "senda: --filter: no touch is called \"view_carts\"; near: view_cart\n", none.err());
    assertEquals(0, none.journeys());
  }
}
