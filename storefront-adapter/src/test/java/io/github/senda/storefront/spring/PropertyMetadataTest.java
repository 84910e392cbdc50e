package io.github.senda.storefront.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.senda.storefront.servlet.SendaInitializer;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an editor of application.properties is told of Senda's settings. */
class PropertyMetadataTest {

  private static final Path FILE =
      Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");

  private static List<JsonObject> properties() throws IOException {
    try (Reader reader =
        new InputStreamReader(Files.newInputStream(FILE), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader)
          .getAsJsonObject()
          .getAsJsonArray("properties")
          .asList()
          .stream()
          .map(JsonElement::getAsJsonObject)
          .toList();
    }
  }

  @Test
  void metadata_listsExactlyTheSettingsThatAreRead() throws IOException {
    assertEquals(
        SendaInitializer.settings(),
        properties().stream().map(property -> property.get("name").getAsString()).toList(),
        () -> "add what is missing to " + FILE + ", in the order of names");
  }

  @Test
  void metadata_describesEverySettingByOneTypeThatExists() throws Exception {
    for (JsonObject property : properties()) {
      String text = property.toString();
      String description = property.get("description").getAsString();
      assertTrue(description.endsWith(".") && description.length() > 20, text);
      Class<?> type = Class.forName(property.get("type").getAsString().replaceAll("<.*", ""));
      if (property.has("defaultValue")) {
        assertEquals(
            type == Boolean.class, property.getAsJsonPrimitive("defaultValue").isBoolean(), text);
      }
    }
  }
}
