package io.github.senda.diagram.excalidraw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.DiagramExporterContract;
import io.github.senda.diagram.Drawings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ExcalidrawExporterTest implements DiagramExporterContract {

  @Override
  public DiagramExporter exporter() {
    return new ExcalidrawExporter();
  }

  private static Stream<JsonObject> elements(byte[] file) {
    JsonObject scene = JsonParser.parseString(text(file)).getAsJsonObject();
    return StreamSupport.stream(scene.getAsJsonArray("elements").spliterator(), false)
        .map(element -> element.getAsJsonObject());
  }

  private static String id(JsonObject element) {
    return element.get("id").getAsString();
  }

  private static String boundTo(JsonObject arrow, String end) {
    return arrow.getAsJsonObject(end).get("elementId").getAsString();
  }

  @Override
  public List<Found> shapes(byte[] file) {
    return elements(file)
        .filter(element -> element.get("type").getAsString().equals("rectangle"))
        .filter(element -> element.has("customData"))
        .map(element -> new Found(id(element), "", ""))
        .toList();
  }

  @Override
  public List<Found> lines(byte[] file) {
    return elements(file)
        .filter(element -> element.get("type").getAsString().equals("arrow"))
        .map(a -> new Found(id(a), boundTo(a, "startBinding"), boundTo(a, "endBinding")))
        .toList();
  }

  @Override
  public String words(byte[] file) {
    return elements(file)
        .flatMap(element -> Stream.of("text", "name").filter(element::has).map(element::get))
        .map(words -> words.getAsString())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String golden(byte[] file) {
    return text(file);
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }

  @Override
  public void readStrictly(byte[] file) throws IOException {
    JsonReader json = new JsonReader(new StringReader(text(file)));
    json.setStrictness(Strictness.STRICT);
    json.skipValue();
    assertEquals(JsonToken.END_DOCUMENT, json.peek());
  }

  private byte[] write(Diagram diagram) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter().write(diagram, out);
    return out.toByteArray();
  }

  @Test
  void elements_haveIdsOfTheirOwnAndKnowOneAnotherOnBothSides() throws IOException {
    for (Diagram diagram : List.of(Drawings.of(Drawings.shop()), Drawings.of(Drawings.hostile()))) {
      List<JsonObject> all = elements(write(diagram)).toList();
      Map<String, JsonObject> byId = new HashMap<>();
      all.forEach(element -> assertTrue(byId.put(id(element), element) == null, id(element)));
      for (JsonObject element : all) {
        if (!element.get("frameId").isJsonNull()) {
          JsonObject frame = byId.get(element.get("frameId").getAsString());
          assertEquals("frame", frame.get("type").getAsString());
        }
        if (element.has("containerId") && !element.get("containerId").isJsonNull()) {
          JsonObject container = byId.get(element.get("containerId").getAsString());
          assertTrue(container.getAsJsonArray("boundElements").toString().contains(id(element)));
        }
        if (element.get("type").getAsString().equals("arrow")) {
          for (String end : List.of("startBinding", "endBinding")) {
            JsonObject card = byId.get(boundTo(element, end));
            assertTrue(card.getAsJsonArray("boundElements").toString().contains(id(element)));
          }
        }
      }
    }
  }
}
