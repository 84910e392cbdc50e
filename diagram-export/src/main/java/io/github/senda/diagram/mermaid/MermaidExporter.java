package io.github.senda.diagram.mermaid;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes a drawing as a flow chart in Mermaid's language. Mermaid places everything itself, so the
 * places of cards and lines are not those of the panel; it has no layers, so drop-off stands
 * together at the end of the text, dashed and red; it keeps no data beside words, and one style for
 * all words of a card, nor the names of what the card of all others stands for. It has no links
 * here, draws 500 lines and reads 50,000 characters at most; one page a file.
 *
 * <p>Stages are subgraphs, cards keep their ids, and a line's id stands in a comment above it.
 */
public final class MermaidExporter implements DiagramExporter {

  /** What Mermaid takes where nobody has told it otherwise: maxEdges and maxTextSize. */
  static final int MOST_LINES = 500;

  static final int MOST_CHARACTERS = 50_000;

  /** For the service loader. */
  public MermaidExporter() {}

  @Override
  public String format() {
    return "mermaid";
  }

  @Override
  public String fileExtension() {
    return "mmd";
  }

  @Override
  public String mediaType() {
    return "text/vnd.mermaid";
  }

  @Override
  public void write(Diagram diagram, OutputStream out) throws IOException {
    int lines = diagram.lines().size() + diagram.legend().entries().size();
    if (lines > MOST_LINES) {
      throw beyond(lines + " lines", MOST_LINES + " lines");
    }
    String text = new Chart(diagram).text();
    if (text.length() > MOST_CHARACTERS) {
      throw beyond(text.length() + " characters", MOST_CHARACTERS + " characters");
    }
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static IOException beyond(String has, String most) {
    return new IOException(
        "the drawing has "
            + has
            + " as a Mermaid chart, and Mermaid takes "
            + most
            + " at most: show fewer transitions, or export it for draw.io");
  }

  /** One chart being written; for one thread. */
  private static final class Chart {
    private final Diagram diagram;
    private final StringBuilder text = new StringBuilder();

    /** The lines of each look, by their place among all lines: Mermaid knows them by that alone. */
    private final Map<Diagram.Stroke, List<Integer>> looks = new LinkedHashMap<>();

    private int lines;

    Chart(Diagram diagram) {
      this.diagram = diagram;
    }

    String text() {
      line("---");
      line("title: \"" + escape(diagram.title().name()) + "\"");
      line("config:");
      line("  theme: base");
      line("  themeVariables:");
      line("    edgeLabelBackground: \"" + diagram.background() + "\"");
      line("---");
      line("flowchart LR");
      title();
      Map<String, List<Diagram.Shape>> byLane = new LinkedHashMap<>();
      diagram.lanes().forEach(lane -> byLane.put(lane.id(), new ArrayList<>()));
      for (Diagram.Shape shape : diagram.shapes()) {
        shape.lane().ifPresentOrElse(lane -> byLane.get(lane).add(shape), () -> card(shape));
      }
      for (Diagram.Lane lane : diagram.lanes()) {
        line("subgraph " + lane.id() + "[\"" + words(lane.texts()) + "\"]");
        byLane.get(lane.id()).forEach(this::card);
        line("end");
        line("style " + lane.id() + " fill:" + lane.fill() + ",stroke:none");
      }
      for (Diagram.Layer layer : diagram.layers()) {
        line("%% " + escape(layer.name()));
        for (Diagram.Line drawn : diagram.lines()) {
          if (drawn.layer().equals(layer.id())) {
            arrow(drawn);
          }
        }
      }
      legend(diagram.legend());
      looks.forEach(this::look);
      return text.toString();
    }

    private void title() {
      List<Diagram.Text> texts = diagram.title().texts();
      if (texts.size() == 1) {
        return;
      }
      texts = texts.subList(1, texts.size());
      line(diagram.title().id() + "[\"" + words(texts) + "\"]");
      line("style " + diagram.title().id() + " fill:none,stroke:none,font-size:12px");
    }

    private void card(Diagram.Shape shape) {
      String words = "\"" + words(shape.texts()) + "\"";
      line(
          shape.id()
              + switch (shape.kind()) {
                case ENTRY, EXIT, ACTIVE -> "([" + words + "])";
                case STEP, GOAL, OTHERS -> "(" + words + ")";
              });
      // There is no coloured edge of its own, so its colour goes round the card.
      boolean alarming = shape.edge().width() > 1;
      line(
          "style "
              + shape.id()
              + " fill:"
              + shape.fill()
              + ",stroke:"
              + (alarming ? shape.edge().colour() : shape.accent())
              + ",stroke-width:"
              + shape.edge().width()
              + "px,color:"
              + shape.texts().get(0).colour()
              + ",font-size:"
              + shape.texts().get(0).size()
              + "px");
    }

    private void arrow(Diagram.Line drawn) {
      line("%% " + drawn.id());
      String words =
          drawn.label().map(label -> "|\"" + escape(label.text().text()) + "\"|").orElse("");
      line(drawn.from() + " -->" + words + " " + drawn.to());
      looks.computeIfAbsent(drawn.stroke(), added -> new ArrayList<>()).add(lines++);
    }

    /** Its samples are lines as well, in a chain, since Mermaid keeps no other order. */
    private void legend(Diagram.Legend legend) {
      line("subgraph " + legend.id() + "[\"" + escape(legend.title().text()) + "\"]");
      line("direction TB");
      List<String> ends = new ArrayList<>(List.of("a-" + legend.id()));
      line(ends.get(0) + "[\" \"]");
      for (Diagram.Legend.Entry entry : legend.entries()) {
        String words = escape(entry.text().text());
        line(ends.get(ends.size() - 1) + " ---|\"" + words + "\"| " + entry.id() + "[\" \"]");
        looks.computeIfAbsent(entry.stroke(), added -> new ArrayList<>()).add(lines++);
        ends.add(entry.id());
      }
      line("end");
      line("style " + legend.id() + " fill:none,stroke:none");
      ends.forEach(end -> line("style " + end + " fill:none,stroke:none"));
    }

    private void look(Diagram.Stroke stroke, List<Integer> which) {
      line(
          "linkStyle "
              + which.stream().map(String::valueOf).collect(Collectors.joining(","))
              + " stroke:"
              + stroke.colour()
              + ",stroke-width:"
              + stroke.width()
              + "px"
              + (stroke.dashed()
                  ? ",stroke-dasharray:" + Diagram.Stroke.DASH + " " + Diagram.Stroke.GAP
                  : "")
              + ",color:"
              + stroke.colour()
              + ",fill:none");
    }

    private void line(String line) {
      text.append(line).append('\n');
    }
  }

  private static String words(List<Diagram.Text> texts) {
    return Diagram.plainRows(texts).stream()
        .map(MermaidExporter::escape)
        .collect(Collectors.joining("<br/>"));
  }

  /** Words that mean nothing to Mermaid: whatever is neither letter nor figure, as its number. */
  private static String escape(String words) {
    StringBuilder escaped = new StringBuilder();
    words
        .codePoints()
        .forEach(
            point -> {
              // What breaks a line, or is not seen, is no letter.
              boolean hidden =
                  switch (Character.getType(point)) {
                    case Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR ->
                        true;
                    default -> false;
                  };
              boolean plain =
                  point == ' '
                      || point == ','
                      || (point > 0x7f ? !hidden : Character.isLetterOrDigit(point));
              if (plain) {
                escaped.appendCodePoint(point);
              } else {
                escaped.append(String.format(Locale.ROOT, "#%d;", point));
              }
            });
    // Mermaid takes no words that are empty.
    return escaped.isEmpty() ? " " : escaped.toString();
  }
}
