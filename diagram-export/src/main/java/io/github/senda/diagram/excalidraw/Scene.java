package io.github.senda.diagram.excalidraw;

import com.google.gson.stream.JsonWriter;
import io.github.senda.diagram.Diagram;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes the elements of a scene field by field, as Excalidraw's format 2 has them. */
final class Scene {

  /** What stands above the frames gives way to their names, which Excalidraw sets there. */
  private static final int FRAME_NAME = 14;

  /** Helvetica, or what a machine has in its stead: letters by hand would not fit the cards. */
  private static final int FONT = 2;

  private static final double LINE_HEIGHT = 1.15;

  /** What Excalidraw keeps free between a card's edge and its words. */
  private static final int PADDING = 5;

  private final Diagram diagram;
  private final JsonWriter json;

  /** The ids of the arrows that end at each card. */
  private final Map<String, List<String>> arrows = new HashMap<>();

  private final Map<String, String> links = new HashMap<>();

  Scene(Diagram diagram, Writer writer) {
    this.diagram = diagram;
    this.json = new JsonWriter(writer);
    json.setIndent(" ");
    json.setHtmlSafe(false);
    diagram.title().link().ifPresent(link -> links.put(diagram.title().id(), link));
    diagram.shapes().forEach(shape -> shape.link().ifPresent(link -> links.put(shape.id(), link)));
    for (Diagram.Line line : diagram.lines()) {
      arrows.computeIfAbsent(line.from(), card -> new ArrayList<>()).add(line.id());
      if (!line.to().equals(line.from())) {
        arrows.computeIfAbsent(line.to(), card -> new ArrayList<>()).add(line.id());
      }
    }
  }

  void write() throws IOException {
    json.beginObject();
    json.name("type").value("excalidraw");
    json.name("version").value(2);
    json.name("source").value("senda");
    json.name("elements").beginArray();
    for (Diagram.Lane lane : diagram.lanes()) {
      ground(lane);
    }
    title();
    for (Diagram.Line line : diagram.lines()) {
      arrow(line);
    }
    for (Diagram.Shape shape : diagram.shapes()) {
      card(shape);
    }
    legend();
    // A frame comes after what it holds.
    for (Diagram.Lane lane : diagram.lanes()) {
      begin(lane.id(), "frame", lane.box());
      end(lane.fill(), Optional.empty(), 1, false, List.of(), Optional.empty());
      json.name("name").value(lane.name());
      json.endObject();
    }
    json.endArray();
    json.name("appState").beginObject();
    json.name("viewBackgroundColor").value(diagram.background());
    json.name("gridModeEnabled").value(false);
    json.endObject();
    json.name("files").beginObject().endObject();
    json.endObject();
  }

  /** The name of a lane is its frame's; what else its heading says stands on its ground. */
  private void ground(Diagram.Lane lane) throws IOException {
    begin("a-" + lane.id(), "rectangle", lane.box());
    Optional<String> frame = Optional.of(lane.id());
    end(lane.fill(), Optional.of(lane.fill()), 1, false, List.of(), frame);
    json.name("boundElements").beginArray().endArray();
    json.endObject();
    for (int i = 1; i < lane.texts().size(); i++) {
      words("w" + i + "-" + lane.id(), lane.texts().get(i), lane.box().right(), List.of(), frame);
    }
  }

  private void title() throws IOException {
    Diagram.TitleBlock title = diagram.title();
    for (int i = 0; i < title.texts().size(); i++) {
      Diagram.Text text = raised(title.texts().get(i));
      String id = i == 0 ? title.id() : "w" + i + "-" + title.id();
      words(id, text, title.box().right(), List.of("g-" + title.id()), Optional.empty());
    }
  }

  private static Diagram.Text raised(Diagram.Text text) {
    return new Diagram.Text(
        text.text(),
        text.x(),
        text.y() - FRAME_NAME,
        text.size(),
        text.bold(),
        text.colour(),
        text.anchor());
  }

  private void arrow(Diagram.Line line) throws IOException {
    List<Diagram.Point> route = Middle.of(line);
    Diagram.Point start = route.get(0);
    int left = route.stream().mapToInt(Diagram.Point::x).min().orElse(0);
    int top = route.stream().mapToInt(Diagram.Point::y).min().orElse(0);
    int width = route.stream().mapToInt(Diagram.Point::x).max().orElse(0) - left;
    int height = route.stream().mapToInt(Diagram.Point::y).max().orElse(0) - top;
    boolean main = line.layer().equals(diagram.layers().get(0).id());
    List<String> groups = main ? List.of() : List.of(line.layer());
    begin(line.id(), "arrow");
    json.name("x").value(start.x()).name("y").value(start.y());
    json.name("width").value(width).name("height").value(height);
    Diagram.Stroke stroke = line.stroke();
    end(
        stroke.colour(),
        Optional.empty(),
        stroke.width(),
        stroke.dashed(),
        groups,
        Optional.empty());
    json.name("points").beginArray();
    for (Diagram.Point point : route) {
      json.beginArray().value(point.x() - start.x()).value(point.y() - start.y()).endArray();
    }
    json.endArray();
    json.name("elbowed").value(true);
    json.name("fixedSegments").nullValue();
    json.name("startIsSpecial").value(false).name("endIsSpecial").value(false);
    binding("startBinding", line.from(), line.exit());
    binding("endBinding", line.to(), line.entry());
    json.name("startArrowhead").nullValue();
    // A triangle is hardly wider than a thick line; an open head is, and longer.
    json.name("endArrowhead").value(stroke.width() > 3 ? "arrow" : "triangle");
    json.name("boundElements").beginArray();
    if (line.label().isPresent()) {
      bound("text", "w-" + line.id());
    }
    json.endArray();
    data(line.way().name(), line.summary(), line.fields());
    json.endObject();
    if (line.label().isPresent()) {
      Diagram.Label label = line.label().get();
      Diagram.Text words = label.text();
      text("w-" + line.id(), words.text(), words.size(), label.box(), "center");
      end(words.colour(), Optional.empty(), 1, false, groups, Optional.empty());
      json.name("containerId").value(line.id());
      json.endObject();
    }
  }

  private void binding(String name, String card, Diagram.Port port) throws IOException {
    json.name(name).beginObject();
    json.name("elementId").value(card);
    json.name("focus").value(0);
    json.name("gap").value(1);
    json.name("fixedPoint").beginArray().value(port.x()).value(port.y()).endArray();
    json.endObject();
  }

  private void card(Diagram.Shape shape) throws IOException {
    Diagram.Box box = shape.box();
    List<String> groups = List.of("g-" + shape.id());
    Diagram.Stroke edge = shape.edge();
    begin(shape.id(), "rectangle", box);
    end(edge.colour(), Optional.of(shape.fill()), edge.width(), false, groups, shape.lane());
    json.name("roundness").beginObject().name("type").value(3).name("value").value(6).endObject();
    json.name("boundElements").beginArray();
    bound("text", "w-" + shape.id());
    for (String arrow : arrows.getOrDefault(shape.id(), List.of())) {
      bound("arrow", arrow);
    }
    json.endArray();
    data(shape.kind().name(), shape.summary(), shape.fields());
    json.endObject();
    begin(
        "a-" + shape.id(),
        "rectangle",
        new Diagram.Box(box.x() + 1, box.y() + 4, 4, Math.max(1, box.height() - 8)));
    end(shape.accent(), Optional.of(shape.accent()), 1, false, groups, shape.lane());
    json.name("boundElements").beginArray().endArray();
    json.endObject();
    // Blanks before each row keep the words off the coloured edge.
    List<String> rows = Diagram.plainRows(shape.texts()).stream().map(row -> "  " + row).toList();
    int size = shape.texts().get(0).size();
    int height = (int) Math.round(rows.size() * size * LINE_HEIGHT);
    Diagram.Box inner =
        new Diagram.Box(
            box.x() + PADDING,
            box.y() + (box.height() - height) / 2,
            Math.max(1, box.width() - 2 * PADDING),
            height);
    text("w-" + shape.id(), String.join("\n", rows), size, inner, "left");
    String ink = shape.texts().get(0).colour();
    end(ink, Optional.empty(), 1, false, groups, shape.lane());
    json.name("containerId").value(shape.id());
    json.endObject();
  }

  private void legend() throws IOException {
    Diagram.Legend legend = diagram.legend();
    List<String> groups = List.of("g-" + legend.id());
    int right = legend.box().right();
    words(legend.id(), raised(legend.title()), right, groups, Optional.empty());
    for (Diagram.Legend.Entry entry : legend.entries()) {
      words(entry.id(), raised(entry.text()), right, groups, Optional.empty());
      int width = entry.to().x() - entry.from().x();
      begin("a-" + entry.id(), "line");
      json.name("x").value(entry.from().x()).name("y").value(entry.from().y() - FRAME_NAME);
      json.name("width").value(width).name("height").value(0);
      Diagram.Stroke stroke = entry.stroke();
      end(
          stroke.colour(),
          Optional.empty(),
          stroke.width(),
          stroke.dashed(),
          groups,
          Optional.empty());
      json.name("points").beginArray();
      json.beginArray().value(0).value(0).endArray();
      json.beginArray().value(width).value(0).endArray();
      json.endArray();
      json.name("boundElements").beginArray().endArray();
      json.endObject();
    }
  }

  /** Words for themselves. */
  private void words(
      String id, Diagram.Text text, int right, List<String> groups, Optional<String> frame)
      throws IOException {
    int height = (int) Math.round(text.size() * LINE_HEIGHT);
    Diagram.Box box =
        new Diagram.Box(text.x(), text.y() - text.size(), Math.max(1, right - text.x()), height);
    text(id, text.text(), text.size(), box, "left");
    end(text.colour(), Optional.empty(), 1, false, groups, frame);
    json.name("containerId").nullValue();
    json.endObject();
  }

  /** Opens a text, to be ended by the caller. */
  private void text(String id, String words, int size, Diagram.Box box, String align)
      throws IOException {
    begin(id, "text", box);
    json.name("text").value(words).name("originalText").value(words);
    json.name("fontSize").value(size);
    json.name("fontFamily").value(FONT);
    json.name("textAlign").value(align);
    json.name("verticalAlign").value("middle");
    json.name("lineHeight").value(LINE_HEIGHT);
    json.name("autoResize").value(true);
    json.name("boundElements").beginArray().endArray();
  }

  private void begin(String id, String type, Diagram.Box box) throws IOException {
    begin(id, type);
    json.name("x").value(box.x()).name("y").value(box.y());
    json.name("width").value(box.width()).name("height").value(box.height());
  }

  /** Opens an element, to be ended by the caller. */
  private void begin(String id, String type) throws IOException {
    json.beginObject().name("id").value(id).name("type").value(type);
    json.name("version").value(1).name("versionNonce").value(0);
    json.name("updated").value(1).name("isDeleted").value(false);
    // The form of strokes by hand comes from it, and nothing else.
    json.name("seed").value(1);
    json.name("angle").value(0).name("opacity").value(100).name("roughness").value(0);
    json.name("locked").value(false).name("link").value(links.get(id));
  }

  private void end(
      String stroke,
      Optional<String> fill,
      int width,
      boolean dashed,
      List<String> groups,
      Optional<String> frame)
      throws IOException {
    json.name("strokeColor").value(stroke);
    json.name("backgroundColor").value(fill.orElse("transparent"));
    json.name("fillStyle").value("solid");
    json.name("strokeWidth").value(width);
    json.name("strokeStyle").value(dashed ? "dashed" : "solid");
    json.name("groupIds").beginArray();
    for (String group : groups) {
      json.value(group);
    }
    json.endArray();
    json.name("frameId").value(frame.orElse(null));
  }

  private void bound(String type, String id) throws IOException {
    json.beginObject().name("type").value(type).name("id").value(id).endObject();
  }

  private void data(String kind, String summary, List<Diagram.Field> fields) throws IOException {
    json.name("customData").beginObject();
    json.name("kind").value(kind.toLowerCase(Locale.ROOT));
    json.name("summary").value(summary);
    for (Diagram.Field field : fields) {
      json.name(field.key()).value(field.value());
    }
    json.endObject();
  }
}
