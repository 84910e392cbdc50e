package io.github.senda.diagram.dot;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a drawing in the language of Graphviz, for its program {@code dot}. That places everything
 * itself, so the places of cards and lines are not those of the panel, and its lines are curves; a
 * picture that it makes cannot be edited, the text can. A card has its kind's colour as its
 * outline, not at its left edge; one page a file.
 *
 * <p>Stages are clusters in a row, drop-off is a layer and a class. Places are kept as {@code pos}
 * for {@code neato -n}; figures are attributes under their own names; ids are the drawing's.
 */
public final class DotExporter implements DiagramExporter {

  /** For the service loader. */
  public DotExporter() {}

  @Override
  public String format() {
    return "dot";
  }

  @Override
  public String fileExtension() {
    return "dot";
  }

  @Override
  public String mediaType() {
    return "text/vnd.graphviz";
  }

  @Override
  public void write(Diagram diagram, OutputStream out) throws IOException {
    out.write(new Graph(diagram).text().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** One graph being written; for one thread. */
  private static final class Graph {
    private static final String HELVETICA = "Helvetica";

    private final Diagram diagram;
    private final StringBuilder text = new StringBuilder();

    Graph(Diagram diagram) {
      this.diagram = diagram;
    }

    String text() {
      line("digraph " + quoted(diagram.title().name()) + " {");
      Map<String, String> page = new LinkedHashMap<>();
      page.put("rankdir", quoted("LR"));
      page.put("newrank", quoted("true"));
      page.put("ranksep", quoted("1.2"));
      page.put("nodesep", quoted("0.35"));
      page.put("bgcolor", quoted(diagram.background()));
      page.put("fontname", quoted(HELVETICA));
      page.put("labelloc", quoted("t"));
      page.put("labeljust", quoted("l"));
      page.put("label", words(diagram.title().texts()));
      page.put(
          "layers",
          quoted(
              diagram.layers().stream().map(Diagram.Layer::id).collect(Collectors.joining(":"))));
      line("graph" + list(page));
      line("node [shape=\"box\", style=\"rounded,filled\", fontname=\"" + HELVETICA + "\"]");
      line("edge [fontname=\"" + HELVETICA + "\"]");
      for (Diagram.Lane lane : diagram.lanes()) {
        lane(lane);
      }
      diagram.shapes().stream().filter(shape -> shape.lane().isEmpty()).forEach(this::card);
      rank("min", List.of(Diagram.Kind.ENTRY));
      rank("max", List.of(Diagram.Kind.EXIT, Diagram.Kind.ACTIVE));
      diagram.lines().forEach(this::arrow);
      order();
      legend();
      line("}");
      return text.toString();
    }

    private void lane(Diagram.Lane lane) {
      // The prefix is what makes a box of it.
      line("subgraph " + quoted("cluster_" + lane.id()) + " {");
      Map<String, String> looks = new LinkedHashMap<>();
      looks.put("id", quoted(lane.id()));
      looks.put("label", words(lane.texts()));
      looks.put("tooltip", quoted(lane.name()));
      looks.put("style", quoted("rounded,filled"));
      looks.put("color", quoted(lane.fill()));
      looks.put("fillcolor", quoted(lane.fill()));
      line("graph" + list(looks));
      List<Diagram.Shape> cards =
          diagram.shapes().stream()
              .filter(shape -> shape.lane().filter(lane.id()::equals).isPresent())
              .toList();
      cards.forEach(this::card);
      same("same", cards);
      line("}");
    }

    private void card(Diagram.Shape shape) {
      Diagram.Box box = shape.box();
      boolean alarming = shape.edge().width() > 1;
      Map<String, String> looks = new LinkedHashMap<>();
      looks.put("id", quoted(shape.id()));
      looks.put("label", words(shape.texts()));
      looks.put("tooltip", quoted(shape.summary()));
      shape.link().ifPresent(link -> looks.put("URL", quoted(link)));
      looks.put("fillcolor", quoted(shape.fill()));
      looks.put("color", quoted(alarming ? shape.edge().colour() : shape.accent()));
      looks.put("penwidth", quoted(Integer.toString(shape.edge().width())));
      looks.put("width", quoted(inches(box.width())));
      looks.put("height", quoted(inches(box.height())));
      looks.put("pos", quoted(middle(box)));
      looks.put("layer", quoted(diagram.layers().get(0).id()));
      looks.put("kind", quoted(shape.kind().name().toLowerCase(Locale.ROOT)));
      looks.put("caption", quoted(shape.name()));
      shape.fields().forEach(field -> looks.put(field.key(), quoted(field.value())));
      line(quoted(shape.id()) + list(looks));
    }

    /** In points, upwards from the lower edge. */
    private String middle(Diagram.Box box) {
      double up = diagram.height() - (box.y() + box.height() / 2.0);
      return number(box.x() + box.width() / 2.0) + "," + number(up);
    }

    private void rank(String which, List<Diagram.Kind> kinds) {
      same(which, diagram.shapes().stream().filter(shape -> kinds.contains(shape.kind())).toList());
    }

    private void same(String rank, List<Diagram.Shape> cards) {
      if (!cards.isEmpty()) {
        line(
            cards.stream()
                .map(card -> quoted(card.id()))
                .collect(Collectors.joining("; ", "{rank=\"" + rank + "\"; ", "}")));
      }
    }

    private void arrow(Diagram.Line drawn) {
      Diagram.Stroke stroke = drawn.stroke();
      Map<String, String> looks = new LinkedHashMap<>();
      looks.put("id", quoted(drawn.id()));
      looks.put("class", quoted(drawn.layer()));
      looks.put("layer", quoted(drawn.layer()));
      // Two ways within a stage lie on one another there and back, so their words go to their
      // start.
      boolean atStart = drawn.way() == Diagram.Way.WITHIN;
      drawn
          .label()
          .ifPresent(
              label -> looks.put(atStart ? "taillabel" : "label", words(List.of(label.text()))));
      if (atStart) {
        looks.put("labeldistance", quoted("4"));
        looks.put("labelangle", quoted("-30"));
      }
      looks.put("tooltip", quoted(drawn.summary()));
      looks.put("color", quoted(stroke.colour()));
      looks.put("penwidth", quoted(Integer.toString(stroke.width())));
      looks.put("arrowsize", quoted(number(0.6 + stroke.width() * 0.1)));
      if (stroke.dashed()) {
        looks.put("style", quoted("dashed"));
      }
      // Only ways forward tell which stage is to the right of which.
      if (drawn.way() == Diagram.Way.BACK || drawn.way() == Diagram.Way.WITHIN) {
        looks.put("constraint", quoted("false"));
      }
      looks.put("way", quoted(drawn.way().name().toLowerCase(Locale.ROOT)));
      drawn.fields().forEach(field -> looks.put(field.key(), quoted(field.value())));
      line(quoted(drawn.from()) + " -> " + quoted(drawn.to()) + list(looks));
    }

    /** Keeps a stage that no arrow reaches from the one before it in its place all the same. */
    private void order() {
      Map<String, String> laneOf = new LinkedHashMap<>();
      Map<String, String> firstOf = new LinkedHashMap<>();
      for (Diagram.Shape shape : diagram.shapes()) {
        shape.lane().ifPresent(lane -> laneOf.put(shape.id(), lane));
        shape.lane().ifPresent(lane -> firstOf.putIfAbsent(lane, shape.id()));
      }
      Set<List<String>> joined = new HashSet<>();
      for (Diagram.Line drawn : diagram.lines()) {
        if (laneOf.containsKey(drawn.from()) && laneOf.containsKey(drawn.to())) {
          joined.add(List.of(laneOf.get(drawn.from()), laneOf.get(drawn.to())));
        }
      }
      List<Diagram.Lane> lanes = diagram.lanes();
      for (int i = 1; i < lanes.size(); i++) {
        String left = lanes.get(i - 1).id();
        String right = lanes.get(i).id();
        if (!joined.contains(List.of(left, right))
            && firstOf.containsKey(left)
            && firstOf.containsKey(right)) {
          line(
              quoted(firstOf.get(left))
                  + " -> "
                  + quoted(firstOf.get(right))
                  + " [style=\"invis\", kind=\"order\"]");
        }
      }
    }

    private void legend() {
      Diagram.Legend legend = diagram.legend();
      StringBuilder rows = new StringBuilder("<<table border=\"0\" cellspacing=\"3\">");
      rows.append("<tr><td colspan=\"2\" align=\"left\">")
          .append(font(legend.title()))
          .append("</td></tr>");
      for (Diagram.Legend.Entry entry : legend.entries()) {
        Diagram.Stroke stroke = entry.stroke();
        int parts = stroke.dashed() ? 3 : 1;
        String part =
            "<td fixedsize=\"true\" width=\""
                + (stroke.dashed() ? Diagram.Stroke.DASH : entry.to().x() - entry.from().x())
                + "\" height=\""
                + stroke.width()
                + "\" bgcolor=\""
                + stroke.colour()
                + "\"></td>";
        rows.append("<tr><td><table border=\"0\" cellpadding=\"0\" cellspacing=\"")
            .append(stroke.dashed() ? Diagram.Stroke.GAP : 0)
            .append("\"><tr>")
            .append(part.repeat(parts))
            .append("</tr></table></td><td align=\"left\">")
            .append(font(entry.text()))
            .append("</td></tr>");
      }
      rows.append("</table>>");
      line(
          quoted(legend.id())
              + " [shape=\"plaintext\", style=\"\", kind=\"legend\", pos="
              + quoted(middle(legend.box()))
              + ", layer="
              + quoted(diagram.layers().get(0).id())
              + ", label="
              + rows
              + "]");
    }

    private void line(String line) {
      text.append(line).append('\n');
    }
  }

  private static String list(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
        .collect(Collectors.joining(", ", " [", "]"));
  }

  /** Words in Graphviz's own HTML, each row to the left. */
  private static String words(List<Diagram.Text> texts) {
    return Diagram.rows(texts).stream()
        .map(
            row ->
                row.stream().map(DotExporter::font).collect(Collectors.joining("&#160;&#160; "))
                    + "<br align=\"left\"/>")
        .collect(Collectors.joining("", "<", ">"));
  }

  private static String font(Diagram.Text text) {
    // Its HTML takes no element that is empty, nor one that holds a closing bracket alone.
    String words =
        (text.text().isEmpty() ? " " : text.text())
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("]", "&#93;")
            .replace("\"", "&quot;");
    return "<font point-size=\""
        + text.size()
        + "\" color=\""
        + text.colour()
        + "\">"
        + (text.bold() ? "<b>" + words + "</b>" : words)
        + "</font>";
  }

  /** A string of which nothing is read as an escape. */
  private static String quoted(String words) {
    return '"' + words.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** A pixel is a point. */
  private static String inches(int pixels) {
    return number(pixels / 72.0);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }
}
