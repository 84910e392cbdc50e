package io.github.senda.diagram.mermaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.DiagramExporterContract;
import io.github.senda.diagram.Drawings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MermaidExporterTest implements DiagramExporterContract {

  private static final Pattern NODE = Pattern.compile("(s-\\w+)\\(\\[?\"[^\"]*\"\\]?\\)");
  private static final Pattern ARROW =
      Pattern.compile("(s-\\w+) -->(?:\\|\"[^\"]*\"\\|)? (s-\\w+)");

  @Override
  public DiagramExporter exporter() {
    return new MermaidExporter();
  }

  @Override
  public List<Found> shapes(byte[] file) {
    return text(file)
        .lines()
        .map(NODE::matcher)
        .filter(Matcher::matches)
        .map(node -> new Found(node.group(1), "", ""))
        .toList();
  }

  @Override
  public List<Found> lines(byte[] file) {
    List<Found> found = new ArrayList<>();
    String above = "";
    for (String line : text(file).lines().toList()) {
      Matcher arrow = ARROW.matcher(line);
      if (arrow.matches()) {
        found.add(new Found(above.replace("%% ", ""), arrow.group(1), arrow.group(2)));
      }
      above = line;
    }
    return found;
  }

  @Override
  public String words(byte[] file) {
    return Pattern.compile("#(\\d+);")
        .matcher(text(file))
        .replaceAll(
            number ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(number.group(1)))));
  }

  @Override
  public String golden(byte[] file) {
    return text(file);
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }

  private String write(Diagram diagram) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter().write(diagram, out);
    return text(out.toByteArray());
  }

  @Test
  void words_areNeverSyntax() throws IOException {
    for (String line : write(Drawings.of(Drawings.hostile())).lines().toList()) {
      String words = line.replaceAll("#\\d+;|<br/>", "");
      assertFalse(words.contains("%%{") || words.contains("<") || words.contains("{"), line);
      assertEquals(0, words.chars().filter(c -> c == '"').count() % 2, line);
    }
  }

  @Test
  void widths_areThoseOfTheDrawing() throws IOException {
    Diagram diagram = Drawings.of(Drawings.shop());
    String chart = write(diagram);

    for (Diagram.Line line : diagram.lines()) {
      String width = "stroke-width:" + line.stroke().width() + "px";
      assertTrue(chart.contains(width), width);
    }
  }

  @Test
  void moreThanMermaidDraws_isRefusedInWords() {
    Diagram diagram = Drawings.withLines(Drawings.of(Drawings.shop()), 501);

    IOException refused =
        assertThrows(
            IOException.class, () -> exporter().write(diagram, OutputStream.nullOutputStream()));

    assertTrue(refused.getMessage().contains("500 lines at most"), refused.getMessage());
  }
}
