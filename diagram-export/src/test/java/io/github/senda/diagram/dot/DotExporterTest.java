package io.github.senda.diagram.dot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.senda.Scenes;
import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.DiagramExporterContract;
import io.github.senda.diagram.Drawings;
import io.github.senda.diagram.RandomDrawings;
import io.github.senda.diagram.Readers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotExporterTest implements DiagramExporterContract {

  private static final Path DOT = Path.of("/usr/bin/dot");
  private static final Pattern NODE =
      Pattern.compile("\"(s-\\w+)\" \\[id=\"\\1\", .*\\]", Pattern.DOTALL);
  private static final Pattern ARROW =
      Pattern.compile("\"(s-\\w+)\" -> \"(s-\\w+)\" \\[id=\"(t-\\w+)\", .*\\]", Pattern.DOTALL);

  @TempDir Path folder;

  @Override
  public DiagramExporter exporter() {
    return new DotExporter();
  }

  @Override
  public List<Found> shapes(byte[] file) {
    return found(file, NODE).map(node -> new Found(node.group(1), "", "")).toList();
  }

  @Override
  public List<Found> lines(byte[] file) {
    return found(file, ARROW)
        .map(arrow -> new Found(arrow.group(3), arrow.group(1), arrow.group(2)))
        .toList();
  }

  private static Stream<Matcher> found(byte[] file, Pattern pattern) {
    return matches(file, pattern).stream();
  }

  private static List<Matcher> matches(byte[] file, Pattern pattern) {
    List<Matcher> found = new ArrayList<>();
    for (String line : new String(file, StandardCharsets.UTF_8).lines().toList()) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        found.add(matcher);
      }
    }
    return found;
  }

  @Override
  public String words(byte[] file) {
    return new String(file, StandardCharsets.UTF_8)
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  @Override
  public String golden(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }

  private byte[] write(Diagram diagram) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter().write(diagram, out);
    return out.toByteArray();
  }

  @Test
  @Tag("reader")
  void graphviz_readsEveryCardAndArrowAndItsFigures() throws IOException {
    Readers.require("Graphviz", DOT);
    List<Diagram> diagrams = new ArrayList<>();
    diagrams.add(Drawings.of(Drawings.shop()));
    diagrams.add(Drawings.of(Drawings.hostile()));
    diagrams.add(Drawings.of(Scenes.shop()));
    for (long seed = 1; seed <= 4; seed++) {
      diagrams.add(Drawings.of(Scenes.generated(seed, 40, 12)));
    }
    for (Diagram diagram : diagrams) {
      Path file = folder.resolve("shop.dot");
      Files.write(file, write(diagram));

      Path json = folder.resolve("shop.json");

      String complaints =
          Readers.run(folder, DOT.toString(), "-Tjson", "-o", json.toString(), file.toString());

      complaints
          .lines()
          .forEach(words -> assertTrue(words.contains("layers not supported in"), words));
      JsonObject graph = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
      List<String> nodes = new ArrayList<>();
      List<String> lanes = new ArrayList<>();
      for (JsonElement object : graph.getAsJsonArray("objects")) {
        JsonObject read = object.getAsJsonObject();
        String name = read.get("name").getAsString();
        if (name.startsWith("s-")) {
          nodes.add(name + " " + read.get("visits").getAsString());
        } else if (name.startsWith("cluster_")) {
          lanes.add(read.get("id").getAsString());
        }
      }
      List<String> arrows = new ArrayList<>();
      for (JsonElement edge :
          graph.has("edges") ? graph.getAsJsonArray("edges") : new JsonArray()) {
        if (edge.getAsJsonObject().has("id")) {
          arrows.add(edge.getAsJsonObject().get("id").getAsString());
        }
      }
      assertEquals(
          diagram.shapes().stream()
              .map(
                  shape ->
                      shape.id()
                          + " "
                          + shape.fields().stream()
                              .filter(field -> field.key().equals("visits"))
                              .findFirst()
                              .orElseThrow()
                              .value())
              .collect(Collectors.toSet()),
          Set.copyOf(nodes));
      assertEquals(diagram.shapes().size(), nodes.size());
      assertEquals(
          diagram.lines().stream().map(Diagram.Line::id).sorted().toList(),
          arrows.stream().sorted().toList());
      assertEquals(
          diagram.lanes().stream().map(Diagram.Lane::id).sorted().toList(),
          lanes.stream().sorted().toList());
    }
  }

  @Test
  @Tag("reader")
  void graphviz_readsDrawingsByChance() throws IOException {
    Readers.require("Graphviz", DOT);
    // All in one file, as it takes a graph after the other, and not laid out: only read.
    Path file = folder.resolve("chance.dot");
    List<String> expected = new ArrayList<>();
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long seed = 1; seed <= CHANCES; seed++) {
        Diagram diagram = RandomDrawings.of(seed);
        exporter().write(diagram, out);
        expected.add(diagram.shapes().size() + " cards, " + diagram.lines().size() + " lines");
      }
    }

    Readers.run(folder, DOT.toString(), "-Knop", "-Tdot_json", "-O", file.toString());

    List<String> found = new ArrayList<>();
    for (int i = 1; i <= CHANCES; i++) {
      Path json = folder.resolve("chance.dot." + (i == 1 ? "" : i + ".") + "dot_json");
      JsonObject graph = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
      int cards = named(graph, "objects", "name", "s-");
      found.add(cards + " cards, " + named(graph, "edges", "id", "t-") + " lines");
    }
    assertEquals(expected, found);
  }

  private static int named(JsonObject graph, String array, String key, String start) {
    int count = 0;
    for (JsonElement one : graph.has(array) ? graph.getAsJsonArray(array) : new JsonArray()) {
      JsonObject object = one.getAsJsonObject();
      count += object.has(key) && object.get(key).getAsString().startsWith(start) ? 1 : 0;
    }
    return count;
  }

  @Test
  @Tag("reader")
  void graphviz_drawsTheStagesInTheirOrder() throws IOException {
    Readers.require("Graphviz", DOT);
    Diagram diagram = Drawings.of(Drawings.shop());
    Path file = folder.resolve("shop.dot");
    Files.write(file, write(diagram));
    Files.createDirectories(Readers.PICTURES);

    String plain = Readers.run(folder, DOT.toString(), "-Tplain", file.toString());
    Readers.run(
        folder,
        DOT.toString(),
        "-Tpng",
        "-o",
        Readers.PICTURES.resolve("dot.png").toAbsolutePath().toString(),
        file.toString());

    double before = -1;
    for (Diagram.Lane lane : diagram.lanes()) {
      Diagram.Shape card =
          diagram.shapes().stream()
              .filter(shape -> shape.lane().filter(lane.id()::equals).isPresent())
              .findFirst()
              .orElseThrow();
      String placed =
          plain.lines().filter(line -> line.contains(card.id())).findFirst().orElseThrow();
      double x = Double.parseDouble(placed.split(" ", 4)[2]);
      assertTrue(x > before, lane.name());
      before = x;
    }
  }
}
