package io.github.senda.storefront.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.senda.touch.Category;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoomingTest {

  private static final String LOG =
      """
      user,event,timestamp,item_category,familia
      1,view_item,2024-01-01 10:00:00,Ollas,a
      1,view_item,2024-01-01 10:01:00,Sartenes,a
      1,add_to_cart,2024-01-01 10:02:00,Sartenes,b
      1,purchase,2024-01-01 10:03:00,Sartenes,
      2,view_item,2024-01-01 23:30:00,,
      2,view_item,2024-01-01 23:31:00,Ollas,b
      """;

  private record Run(int code, String out, String err) {
    Map<String, Integer> arcs() {
      Map<String, Integer> arcs = new HashMap<>();
      for (JsonElement each : json().getAsJsonArray("arcs")) {
        JsonObject arc = each.getAsJsonObject();
        arcs.put(
            arc.get("from").getAsString() + " > " + arc.get("to").getAsString(),
            arc.get("count").getAsInt());
      }
      return arcs;
    }

    JsonObject json() {
      assertEquals(0, code, err);
      return JsonParser.parseString(out).getAsJsonObject();
    }
  }

  private static Run run(String log, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            List.of(arguments),
            new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Run graph(String... more) {
    List<String> words = new ArrayList<>(List.of("graph", "-", "--json", "--visitor", "user"));
    words.addAll(List.of(more));
    return run(LOG, words.toArray(String[]::new));
  }

  @Test
  void byCategory_takesAllApartButTheGoal() {
    assertEquals(
        Map.of(
            "view_item · Ollas > view_item · Sartenes", 1,
            "view_item · Sartenes > add_to_cart · Sartenes", 1,
            "add_to_cart · Sartenes > purchase", 1,
            "view_item > view_item · Ollas", 1),
        graph("--by", "category").arcs());
    assertEquals(
        Map.of(
            "view_item · Ollas > view_item · Sartenes", 1,
            "view_item · Sartenes > add_to_cart", 1,
            "add_to_cart > purchase", 1,
            "view_item > view_item · Ollas", 1),
        graph("--by", "category", "--into", "view_item").arcs());
    assertEquals(3, graph().json().get("touchpoints").getAsInt());
  }

  @Test
  void byCategory_goesByAnotherColumnAndWithAFilter() {
    assertEquals(
        Map.of(
            "view_item · a > view_item · a", 1,
            "view_item · a > add_to_cart · b", 1,
            "add_to_cart · b > purchase", 1),
        graph("--by", "category", "--category", "familia", "--filter", "then(view_item, purchase)")
            .arcs());
  }

  @Test
  void mistakes_areToldInOneSentence() {
    Run unknown = graph("--by", "category", "--into", "view_itm");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("no touch is called \"view_itm\""), unknown.err());
    assertTrue(graph("--by", "colour").err().contains("there are: category, page"));
    assertTrue(graph("--into", "purchase").err().contains("always seen as one"));
    Run none = run("case,event,time\n1,a,2024-01-01\n", "graph", "-", "--by", "category");
    assertEquals(2, none.code());
    assertTrue(none.err().contains("--category"), none.err());
  }

  @Test
  void accessLog_isSeenByCategoryAndByPage() {
    String line =
        "10.0.0.1 - - [01/Jan/2024:10:00:0%d +0000] \"GET %s HTTP/1.1\" 200 1 \"-\" \"Mozilla/5.0\"\n";
    String log =
        line.formatted(1, "/categoria/ollas")
            + line.formatted(2, "/categoria/sartenes")
            + line.formatted(3, "/producto/olla-alta");

    assertEquals(
        Map.of(
            "view_item_list · ollas > view_item_list · sartenes", 1,
            "view_item_list · sartenes > view_item", 1),
        run(log, "graph", "-", "--json", "--by", "category").arcs());
    assertEquals(
        Map.of(
            "view_item_list /categoria/{slug} > view_item_list /categoria/{slug}", 1,
            "view_item_list /categoria/{slug} > view_item /producto/{slug}", 1),
        run(log, "graph", "-", "--json", "--into", "view_item,view_item_list").arcs());
  }

  @Test
  void categoriesWithoutNumber_standTogether() {
    StringBuilder log = new StringBuilder("case,event,time,item_category\n");
    for (int i = 0; i < 250; i++) {
      log.append("1,a,2024-01-01 10:00:00,c").append(i).append('\n');
    }
    Run run = run(log.toString(), "graph", "-", "--json", "--by", "category");

    assertEquals(201, run.json().get("touchpoints").getAsInt());
    assertEquals(49, run.arcs().get("a · " + Category.OTHER + " > a · " + Category.OTHER));
    assertTrue(run.err().contains("250 categories"), run.err());
  }

  @Test
  void export_drawsCategories(@TempDir Path folder) throws IOException {
    Path svg = folder.resolve("a.svg");
    Run run =
        run(
            LOG,
            "export",
            "-",
            "--visitor",
            "user",
            "--by",
            "category",
            "--to",
            "svg",
            "--out",
            svg.toString());

    assertEquals(0, run.code(), run.err());
    assertTrue(Files.readString(svg).contains("Sartenes"));
  }
}
