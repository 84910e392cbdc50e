package io.github.senda.diagram.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.DiagramExporterContract;
import io.github.senda.diagram.Drawings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CsvExporterTest implements DiagramExporterContract {

  @Override
  public DiagramExporter exporter() {
    return new CsvExporter();
  }

  @Override
  public List<Found> shapes(byte[] file) {
    return rows(file, "node").stream().map(row -> new Found(row.get("id"), "", "")).toList();
  }

  @Override
  public List<Found> lines(byte[] file) {
    return rows(file, "arc").stream()
        .map(row -> new Found(row.get("id"), row.get("from_id"), row.get("to_id")))
        .toList();
  }

  @Override
  public String words(byte[] file) {
    return cells(text(file)).stream()
        .map(row -> String.join("\n", row))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String golden(byte[] file) {
    return text(file).replace("\r\n", "\n");
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }

  private static List<Map<String, String>> rows(byte[] file, String record) {
    List<List<String>> cells = cells(text(file).substring(1));
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> row : cells.subList(1, cells.size())) {
      assertEquals(cells.get(0).size(), row.size());
      Map<String, String> byName = new HashMap<>();
      for (int i = 0; i < row.size(); i++) {
        byName.put(cells.get(0).get(i), row.get(i));
      }
      if (byName.get("record").equals(record)) {
        rows.add(byName);
      }
    }
    return rows;
  }

  /** Cells as RFC 4180 has them. */
  private static List<List<String>> cells(String text) {
    List<List<String>> rows = new ArrayList<>(List.of(new ArrayList<>()));
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\r')) {
        rows.get(rows.size() - 1).add(cell.toString());
        cell.setLength(0);
        if (c == '\r') {
          i++;
          assertEquals('\n', text.charAt(i));
          rows.add(new ArrayList<>());
        }
      } else {
        cell.append(c);
      }
    }
    assertFalse(quoted);
    assertTrue(rows.remove(rows.size() - 1).isEmpty());
    return rows;
  }

  private byte[] write(Scenes scene) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter().write(Drawings.of(scene), out);
    return out.toByteArray();
  }

  @Test
  void cells_areNeverFormulas() throws IOException {
    Scenes scene = Scenes.shop();
    List<String> names = List.of("=1+1", "+1", "-1", "@SUM(1)", " =1", "\uff1d1", "\t=1", "\r=1");
    names.forEach(name -> scene.journey(name, "view_item", name));

    byte[] file = write(scene);

    for (List<String> row : cells(text(file).substring(1))) {
      row.forEach(cell -> assertFalse(cell.strip().matches("(?s)[=+\\-@\uff1d].*"), cell));
    }
    assertTrue(rows(file, "node").stream().anyMatch(row -> row.get("touchpoint").equals("'=1+1")));
  }

  @Test
  void figures_standUnderTheirNames() throws IOException {
    Map<String, String> cart =
        rows(write(Drawings.shop()), "node").stream()
            .filter(row -> row.get("touchpoint").equals("view_cart"))
            .findFirst()
            .orElseThrow();

    assertEquals("96", cart.get("visits"));
    assertEquals("0.4688", cart.get("drop_off_share"));
    assertEquals("", cart.get("from_id"));
  }
}
