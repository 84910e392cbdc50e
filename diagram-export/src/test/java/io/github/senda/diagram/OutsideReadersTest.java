package io.github.senda.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.senda.Scenes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our files in the very programs, in a browser, that people will open them with. */
@Tag("browser")
class OutsideReadersTest {

  private static final int CHANCES = 50;

  @TempDir private static Path profile;
  private static Readers readers;

  @BeforeAll
  static void open() {
    readers = Readers.open(profile);
  }

  @AfterAll
  static void close() {
    if (readers != null) {
      readers.close();
    }
  }

  private static String write(String format, Diagram diagram) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DiagramExporters.find().of(format).orElseThrow().write(diagram, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Stream<JsonObject> all(JsonObject found, String name) {
    return StreamSupport.stream(found.getAsJsonArray(name).spliterator(), false)
        .map(JsonElement::getAsJsonObject);
  }

  private static Set<String> set(JsonObject found, String name, String... keys) {
    return all(found, name)
        .map(
            thing ->
                Stream.of(keys)
                    .map(key -> thing.get(key).getAsString())
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.toSet());
  }

  private static Set<String> ends(Diagram diagram) {
    return diagram.lines().stream()
        .map(line -> line.from() + " " + line.to())
        .collect(Collectors.toSet());
  }

  private static Set<String> shapes(Diagram diagram) {
    return diagram.shapes().stream().map(Diagram.Shape::id).collect(Collectors.toSet());
  }

  @Test
  void mermaid_drawsEveryCardAndArrow() throws IOException {
    for (Diagram diagram : List.of(Drawings.of(Drawings.hostile()), Drawings.of(Drawings.shop()))) {
      JsonObject found = readers.read("mermaid", write("mermaid", diagram));

      Set<String> nodes = set(found, "nodes", "id");
      assertTrue(nodes.containsAll(shapes(diagram)));
      Set<String> edges = new HashSet<>(set(found, "edges", "from", "to"));
      assertTrue(edges.containsAll(ends(diagram)));
      int drawn = diagram.lines().size() + diagram.legend().entries().size();
      assertEquals(drawn, found.getAsJsonArray("edges").size());
      assertEquals(drawn, found.get("drawn").getAsInt());
      assertEquals(0, found.get("foreign").getAsInt());
      for (Diagram.Lane lane : diagram.lanes()) {
        JsonObject group =
            all(found, "groups")
                .filter(one -> one.get("id").getAsString().equals(lane.id()))
                .findFirst()
                .orElseThrow();
        assertEquals(
            diagram.shapes().stream().filter(s -> s.lane().equals(Optional.of(lane.id()))).count(),
            group.getAsJsonArray("nodes").size());
      }
    }
    readers.keepPicture("mermaid");
  }

  @Test
  void excalidraw_keepsEveryBinding() throws IOException {
    for (Diagram diagram : List.of(Drawings.of(Drawings.hostile()), Drawings.of(Drawings.shop()))) {
      JsonObject found = readers.read("excalidraw", write("excalidraw", diagram));

      assertEquals(0, found.get("lost").getAsInt());
      assertEquals(ends(diagram), set(found, "arrows", "from", "to"));
      assertEquals(diagram.lines().size(), found.getAsJsonArray("arrows").size());
      all(found, "arrows").forEach(arrow -> assertFalse(arrow.get("moved").getAsBoolean()));
      Set<String> bound = set(found, "bound", "card", "type", "id");
      for (Diagram.Line line : diagram.lines()) {
        assertTrue(bound.contains(line.from() + " arrow " + line.id()), line.summary());
        assertTrue(bound.contains(line.to() + " arrow " + line.id()), line.summary());
      }
      for (Diagram.Shape shape : diagram.shapes()) {
        assertTrue(bound.contains(shape.id() + " text w-" + shape.id()), shape.name());
      }
    }
    readers.keepPicture("excalidraw");
  }

  @Test
  void drawingsByChance_areReadByTheirOwnPrograms() throws IOException {
    for (String format : List.of("mermaid", "excalidraw", "drawio")) {
      for (long seed = 1; seed <= CHANCES; seed++) {
        Diagram diagram = RandomDrawings.of(seed);
        String file;
        try {
          file = write(format, diagram);
        } catch (IOException beyond) {
          assertEquals("mermaid", format, beyond.getMessage());
          continue;
        }
        JsonObject found = readers.check(format, file, "seed " + seed);
        assertEquals(diagram.shapes().size(), found.get("cards").getAsInt(), "seed " + seed);
        assertEquals(diagram.lines().size(), found.get("lines").getAsInt(), "seed " + seed);
      }
    }
  }

  @Test
  void drawio_opensWhatStandsBehindACard() throws IOException {
    Scenes scene = Drawings.shop();
    for (int i = 0; i < 45; i++) {
      scene.journeys(2 + i % 5, "page_view", "rare " + i);
    }
    Diagram diagram = Drawings.of(scene);
    Diagram.Shape others =
        diagram.shapes().stream().filter(shape -> !shape.members().isEmpty()).findFirst().get();

    JsonObject found = readers.read("drawio", write("drawio", diagram));

    JsonObject list = found.getAsJsonArray("lists").get(0).getAsJsonObject();
    assertEquals(others.id(), list.get("id").getAsString());
    assertTrue(list.get("shut").getAsBoolean());
    assertEquals(others.members().size(), list.get("rows").getAsInt());
    assertEquals(others.box().height(), list.get("before").getAsInt());
    int rows = list.get("after").getAsInt() - others.box().height();
    assertTrue(rows > others.members().size() * 15, list.toString());
    readers.keepPicture("drawio-others");
  }

  @Test
  void drawio_hasEveryCardAndItsLinesFollow() throws IOException {
    for (Diagram diagram : List.of(Drawings.of(Drawings.hostile()), Drawings.of(Drawings.shop()))) {
      JsonObject found = readers.read("drawio", write("drawio", diagram));

      Map<String, String> parents = new HashMap<>();
      all(found, "vertices")
          .forEach(v -> parents.put(v.get("id").getAsString(), v.get("parent").getAsString()));
      for (Diagram.Shape shape : diagram.shapes()) {
        assertEquals(shape.lane().orElse("1"), parents.get(shape.id()), shape.name());
      }
      assertEquals(
          diagram.lines().stream()
              .map(line -> line.id() + " " + line.from() + " " + line.to() + " " + line.summary())
              .collect(Collectors.toSet()),
          set(found, "edges", "id", "from", "to", "summary"));
      all(found, "edges").forEach(edge -> assertTrue(edge.get("drawn").getAsInt() >= 2));
      assertEquals(diagram.layers().size(), found.getAsJsonArray("layers").size());
      assertEquals(40, found.get("moved").getAsDouble(), 0.5);
      assertEquals(0, found.get("stayed").getAsDouble(), 0.5);
    }
    readers.keepPicture("drawio");
  }
}
