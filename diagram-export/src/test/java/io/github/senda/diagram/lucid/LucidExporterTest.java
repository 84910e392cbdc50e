package io.github.senda.diagram.lucid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.senda.Scenes;
import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.DiagramExporterContract;
import io.github.senda.diagram.Drawings;
import io.github.senda.diagram.layout.StageLayout;
import io.github.senda.map.Labels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class LucidExporterTest implements DiagramExporterContract {

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(ownSchema());

  @Override
  public DiagramExporter exporter() {
    return new LucidExporter();
  }

  private static String document(byte[] file) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      ZipEntry entry = zip.getNextEntry();
      assertEquals("document.json", entry.getName());
      String document = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(null, zip.getNextEntry());
      return document;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject page(String document) {
    return JsonParser.parseString(document)
        .getAsJsonObject()
        .getAsJsonArray("pages")
        .get(0)
        .getAsJsonObject();
  }

  private static List<JsonObject> objects(JsonObject parent, String array) {
    return StreamSupport.stream(parent.getAsJsonArray(array).spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static String id(JsonObject object) {
    return object.get("id").getAsString();
  }

  @Override
  public List<Found> shapes(byte[] file) {
    return objects(page(document(file)), "shapes").stream()
        .filter(shape -> shape.has("linkedData"))
        .map(shape -> new Found(id(shape), "", ""))
        .toList();
  }

  @Override
  public List<Found> lines(byte[] file) {
    return objects(page(document(file)), "lines").stream()
        .filter(line -> line.has("linkedData"))
        .map(line -> new Found(id(line), end(line, 1), end(line, 2)))
        .toList();
  }

  @Override
  public List<FoundPage> pages(byte[] file) {
    JsonObject whole = JsonParser.parseString(document(file)).getAsJsonObject();
    Set<String> ids = new HashSet<>();
    List<FoundPage> pages = new ArrayList<>();
    for (JsonObject page : objects(whole, "pages")) {
      assertTrue(ids.add(id(page)));
      for (String kind : List.of("shapes", "lines", "groups", "layers")) {
        objects(page, kind).forEach(thing -> assertTrue(ids.add(id(thing)), id(thing)));
      }
      int shapes = (int) objects(page, "shapes").stream().filter(s -> s.has("linkedData")).count();
      int lines = (int) objects(page, "lines").stream().filter(s -> s.has("linkedData")).count();
      pages.add(new FoundPage(page.get("title").getAsString(), shapes, lines));
    }
    return pages;
  }

  private static String end(JsonObject line, int number) {
    return line.getAsJsonObject("endpoint" + number).get("shapeId").getAsString();
  }

  private static List<String> htmlTexts(JsonObject page) {
    List<String> html = new ArrayList<>();
    for (JsonObject shape : objects(page, "shapes")) {
      if (shape.has("text")) {
        html.add(shape.get("text").getAsString());
      }
      if (shape.has("lanes")) {
        objects(shape, "lanes").forEach(lane -> html.add(lane.get("title").getAsString()));
      }
    }
    for (JsonObject line : objects(page, "lines")) {
      if (line.has("text")) {
        objects(line, "text").forEach(text -> html.add(text.get("text").getAsString()));
      }
    }
    return html;
  }

  @Override
  public String words(byte[] file) {
    return htmlTexts(page(document(file))).stream()
        .map(text -> text.replaceAll("<[^>]*>", "\n").replace("&lt;", "<").replace("&gt;", ">"))
        .map(text -> text.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&"))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String goldenName() {
    return "shop.lucid.json";
  }

  @Override
  public String golden(byte[] file) {
    return new GsonBuilder()
            .disableHtmlEscaping()
            .setPrettyPrinting()
            .create()
            .toJson(JsonParser.parseString(document(file)))
        + "\n";
  }

  /** Documents by their pages: of one, of a page a stage, of such pages for two selections. */
  private static List<List<Diagram>> drawings() {
    List<List<Diagram>> drawings = new ArrayList<>();
    drawings.add(List.of(Drawings.of(Scenes.shop())));
    drawings.add(List.of(Drawings.of(Scenes.shop().journey("one"))));
    for (long seed = 1; seed <= 5; seed++) {
      drawings.add(List.of(Drawings.of(Scenes.generated(seed, 60, 12))));
    }
    StageLayout layout = StageLayout.of(Labels.of(Drawings.SPANISH));
    for (Scenes scene : List.of(Drawings.shop(), Drawings.hostile(), Scenes.shop())) {
      drawings.add(List.of(Drawings.of(scene)));
      drawings.add(
          layout.linkedTo("https://shop.example/senda/?lang=es").drawStages(Drawings.map(scene)));
    }
    drawings.add(
        layout.drawStages(
            List.of(
                new StageLayout.Selection("uno", Optional.empty(), Drawings.map(Drawings.shop())),
                new StageLayout.Selection(
                    "otro", Optional.empty(), Drawings.map(Scenes.tenVisitors())))));
    return drawings;
  }

  @Override
  public void readStrictly(byte[] file) throws IOException {
    String document = document(file);
    assertEquals(Set.of(), SCHEMA.validate(document, InputFormat.JSON));
    checkReferences(JsonParser.parseString(document).getAsJsonObject());
  }

  private static Set<ValidationMessage> complaints(String schema, String document) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema)
        .validate(document, InputFormat.JSON);
  }

  private static String ownSchema() {
    try (InputStream bytes = LucidExporterTest.class.getResourceAsStream("document.schema.json")) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A schema that others wrote, where a copy lies beside the project. */
  private static Optional<Path> foreignSchema() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path schema = at.resolve("shared/formats/lucid-standard-import.schema.json");
      if (Files.exists(schema)) {
        return Optional.of(schema);
      }
    }
    return Optional.empty();
  }

  @Test
  void document_isWhatTheSchemaSays() {
    String schema = ownSchema();
    for (List<Diagram> pages : drawings()) {
      assertEquals(Set.of(), complaints(schema, LucidDocument.json(pages)));
    }
  }

  @Test
  void document_isWhatAForeignSchemaSays() throws IOException {
    Optional<Path> schema = foreignSchema();
    if (schema.isEmpty()) {
      System.out.println(
          "left out: no shared/formats/lucid-standard-import.schema.json beside the project");
      return;
    }
    String text = Files.readString(schema.get());
    for (List<Diagram> pages : drawings()) {
      assertEquals(Set.of(), complaints(text, LucidDocument.json(pages)));
    }
  }

  @Test
  void schema_refusesWhatLucidRefuses() {
    String document = LucidDocument.json(Drawings.of(Drawings.shop()));
    String schema = ownSchema();

    for (String broken :
        List.of(
            document.replaceFirst("\"version\":1", "\"version\":2"),
            document.replaceFirst("\"units\":\"px\"", "\"units\":\"px\",\"more\":1"),
            document.replaceFirst("\"width\":1,", "\"width\":14,"),
            document.replaceFirst("\"id\":\"s-", "\"id\":\"s" + "-".repeat(40)),
            document.replaceFirst("\"elbow\"", "\"bent\""))) {
      assertFalse(broken.equals(document));
      assertFalse(complaints(schema, broken).isEmpty());
    }
  }

  @Test
  void references_leadSomewhereAndIdsAreUnique() {
    for (List<Diagram> pages : drawings()) {
      checkReferences(JsonParser.parseString(LucidDocument.json(pages)).getAsJsonObject());
    }
  }

  private static void checkReferences(JsonObject document) {
    Set<String> ids = new HashSet<>();
    Map<String, Set<String>> keys = new HashMap<>();
    for (JsonObject collection : objects(document, "collections")) {
      assertTrue(ids.add(id(collection)), id(collection));
      Set<String> rows = new HashSet<>();
      for (JsonObject row : objects(collection, "values")) {
        assertEquals("ID", row.keySet().iterator().next());
        assertTrue(rows.add(row.get("ID").getAsString()), "a key twice");
      }
      keys.put(id(collection), rows);
    }
    for (JsonObject page : objects(document, "pages")) {
      assertTrue(ids.add(id(page)));
      for (String kind : List.of("shapes", "lines", "groups", "layers")) {
        objects(page, kind).forEach(object -> assertTrue(ids.add(id(object)), id(object)));
      }
      checkLines(page, keys);
      checkShapes(page, keys);
      checkMembers(page);
    }
  }

  private static Set<String> idsOf(JsonObject page, String kind) {
    return objects(page, kind).stream().map(LucidExporterTest::id).collect(Collectors.toSet());
  }

  private static void checkLinks(JsonObject object, Map<String, Set<String>> keys) {
    for (JsonObject link : objects(object, "linkedData")) {
      Set<String> rows = keys.get(link.get("collectionId").getAsString());
      assertTrue(rows.contains(link.get("key").getAsString()), id(object));
    }
  }

  private static void checkLines(JsonObject page, Map<String, Set<String>> keys) {
    Map<String, JsonObject> shapes = new HashMap<>();
    objects(page, "shapes").forEach(shape -> shapes.put(id(shape), shape));
    for (JsonObject line : objects(page, "lines")) {
      if (!line.has("linkedData")) {
        continue;
      }
      checkLinks(line, keys);
      List<double[]> points = new ArrayList<>();
      points.add(place(line.getAsJsonObject("endpoint1"), shapes));
      if (line.has("elbowControlPoints")) {
        for (JsonObject point : objects(line, "elbowControlPoints")) {
          points.add(new double[] {point.get("x").getAsInt(), point.get("y").getAsInt()});
        }
      }
      points.add(place(line.getAsJsonObject("endpoint2"), shapes));
      for (int i = 1; i < points.size(); i++) {
        double across = Math.abs(points.get(i)[0] - points.get(i - 1)[0]);
        double down = Math.abs(points.get(i)[1] - points.get(i - 1)[1]);
        assertTrue(Math.min(across, down) < 0.01, id(line) + " is neither upright nor level");
      }
    }
  }

  private static double[] place(JsonObject endpoint, Map<String, JsonObject> shapes) {
    JsonObject shape = shapes.get(endpoint.get("shapeId").getAsString());
    assertTrue(shape != null, endpoint.toString());
    JsonObject box = shape.getAsJsonObject("boundingBox");
    JsonObject port = endpoint.getAsJsonObject("position");
    return new double[] {
      box.get("x").getAsInt() + port.get("x").getAsDouble() * box.get("w").getAsInt(),
      box.get("y").getAsInt() + port.get("y").getAsDouble() * box.get("h").getAsInt()
    };
  }

  private static void checkShapes(JsonObject page, Map<String, Set<String>> keys) {
    for (JsonObject shape : objects(page, "shapes")) {
      if (shape.has("linkedData")) {
        checkLinks(shape, keys);
      }
      if (shape.has("lanes")) {
        int width = 0;
        for (JsonObject lane : objects(shape, "lanes")) {
          width += lane.get("width").getAsInt();
        }
        assertEquals(shape.getAsJsonObject("boundingBox").get("w").getAsInt(), width);
      }
    }
  }

  /** Every shape and line is on just one layer, by itself or through just one group. */
  private static void checkMembers(JsonObject page) {
    Set<String> things = new HashSet<>(idsOf(page, "shapes"));
    things.addAll(idsOf(page, "lines"));
    Set<String> groups = idsOf(page, "groups");
    Set<String> grouped = new HashSet<>();
    for (JsonObject group : objects(page, "groups")) {
      for (JsonElement item : group.getAsJsonArray("items")) {
        assertTrue(things.contains(item.getAsString()), item.getAsString());
        assertTrue(grouped.add(item.getAsString()), item + " is in two groups");
      }
    }
    Set<String> layered = new HashSet<>();
    for (JsonObject layer : objects(page, "layers")) {
      JsonArray items = layer.getAsJsonArray("items");
      for (JsonElement item : items) {
        String id = item.getAsString();
        assertTrue(things.contains(id) || groups.contains(id), id);
        assertFalse(grouped.contains(id), id + " is on a layer and in a group");
        assertTrue(layered.add(id), id + " is on two layers");
      }
    }
    things.removeAll(grouped);
    things.addAll(groups);
    assertEquals(things, layered);
  }

  @Test
  void sameThingOnSeveralPages_hasOneRowWhileItTellsTheSame() {
    StageLayout layout = StageLayout.of(Labels.of(Drawings.SPANISH));
    List<Diagram> pages = layout.drawStages(Drawings.map(Drawings.shop()));

    JsonObject document = JsonParser.parseString(LucidDocument.json(pages)).getAsJsonObject();

    Set<String> shapes = new HashSet<>();
    pages.forEach(page -> page.shapes().forEach(shape -> shapes.add(shape.id())));
    assertTrue(pages.size() > 3, pages.size() + " pages");
    assertEquals(shapes.size(), objects(objects(document, "collections").get(0), "values").size());
  }

  @Test
  void text_isNeverAFormula() {
    String document = LucidDocument.json(Drawings.of(Drawings.hostile()));

    assertFalse(document.contains("{{="), "a formula in braces");
    assertFalse(document.contains("\":\"="), "a formula as a value");
    assertFalse(document.contains(">="), "a formula at the beginning of a text");
  }

  @Test
  void markupOfNames_isText() {
    for (String text : htmlTexts(page(LucidDocument.json(Drawings.of(Drawings.hostile()))))) {
      String inner = text.replaceAll("</?(p|span)( style=\"[a-z0-9:;.#-]*\")?>", "");
      assertFalse(inner.contains("<"), text);
    }
  }

  @Test
  void zip_holdsNoTimeOfItsMaking() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter().write(Drawings.of(Drawings.shop()), out);
    byte[] file = out.toByteArray();

    // Bytes 10 to 13 of a zip's first header are the time and the date of MS-DOS.
    assertArrayEquals(new byte[] {0, 0, 0x41, 0}, java.util.Arrays.copyOfRange(file, 10, 14));
  }

  @Test
  void documentBeyondLucidsLimit_isRefusedInOneSentence() {
    String name = "x".repeat(1000);
    Scenes scene = Scenes.shop();
    for (int i = 0; i < 38; i++) {
      for (int j = 0; j < 38; j++) {
        scene.journey(name + i, name + j);
      }
    }
    Diagram diagram = Drawings.of(scene);

    IOException refused = assertThrows(IOException.class, () -> LucidExporter.document(diagram));

    assertTrue(refused.getMessage().contains("Lucid takes 2.0 MB at most"), refused.getMessage());
    assertTrue(refused.getMessage().contains("show fewer"), refused.getMessage());
  }
}
