package io.github.senda.diagram.lucid;

import com.google.gson.stream.JsonWriter;
import io.github.senda.diagram.Diagram;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes {@code document.json} field by field, as Lucid Standard Import version 1 has it. */
final class LucidDocument {

  private static final String TOUCHPOINTS = "touchpoints";
  private static final String TRANSITIONS = "transitions";
  private static final int LARGEST_PAGE = 20_000;

  /** From below to above: grounds, cards, what lies on the cards. */
  private static final int GROUND = 0;

  private static final int CARD = 2;
  private static final int ON_CARD = 3;

  private final Diagram diagram;

  /** Which page it is, from 1. Ids are told apart over the whole document. */
  private final int number;

  private final JsonWriter json;

  /** A row of data, which the same thing on several pages shares while it tells the same. */
  private record Row(String id, String name, List<Diagram.Field> fields) {}

  /** The key of each row there is; the same map for all pages. */
  private final Map<Row, String> keys;

  private LucidDocument(Diagram diagram, int number, JsonWriter json, Map<Row, String> keys) {
    this.diagram = diagram;
    this.number = number;
    this.json = json;
    this.keys = keys;
  }

  static String json(Diagram diagram) {
    return json(List.of(diagram));
  }

  static String json(List<Diagram> pages) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setHtmlSafe(false);
      List<LucidDocument> written = new ArrayList<>();
      Map<Row, String> keys = new HashMap<>();
      for (Diagram page : pages) {
        written.add(new LucidDocument(page, written.size() + 1, json, keys));
      }
      document(written, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private static void document(List<LucidDocument> pages, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("version").value(1);
    json.name("documentSettings").beginObject().name("units").value("px").endObject();
    json.name("collections").beginArray();
    collection(TOUCHPOINTS, json);
    for (LucidDocument page : pages) {
      for (Diagram.Shape shape : page.diagram.shapes()) {
        page.row(row(shape));
      }
    }
    json.endArray().endObject();
    collection(TRANSITIONS, json);
    for (LucidDocument page : pages) {
      for (Diagram.Line line : page.diagram.lines()) {
        page.row(row(line));
      }
    }
    json.endArray().endObject();
    json.endArray();
    json.name("pages").beginArray();
    for (LucidDocument page : pages) {
      page.page();
    }
    json.endArray();
    json.endObject();
  }

  /** The id of something on this page. */
  private String id(String id) {
    return number == 1 ? id : "p" + number + "-" + id;
  }

  /** Opens a collection's rows, to be ended by the caller. */
  private static void collection(String id, JsonWriter json) throws IOException {
    json.beginObject().name("id").value(id).name("values").beginArray();
  }

  /** The key stands first and is called ID: how Lucid finds it is written nowhere. */
  private void row(Row row) throws IOException {
    if (keys.putIfAbsent(row, id(row.id())) != null) {
      return;
    }
    json.beginObject().name("ID").value(id(row.id())).name("name").value(Html.neutral(row.name()));
    for (Diagram.Field field : row.fields()) {
      json.name(field.key()).value(Html.neutral(field.value()));
    }
    json.endObject();
  }

  private static Row row(Diagram.Shape shape) {
    return new Row(shape.id(), shape.name(), shape.fields());
  }

  private static Row row(Diagram.Line line) {
    return new Row(line.id(), line.summary(), line.fields());
  }

  private void page() throws IOException {
    json.beginObject();
    json.name("id").value(id("page"));
    json.name("title").value(title(diagram.title().name()));
    settings();
    json.name("shapes").beginArray();
    for (Diagram.Lane lane : diagram.lanes()) {
      lane(lane);
    }
    begin(diagram.title().id(), "text", diagram.title().box());
    json.name("text").value(Html.of(diagram.title().texts()));
    action(diagram.title().link());
    json.name("zIndex").value(CARD);
    json.endObject();
    for (Diagram.Shape shape : diagram.shapes()) {
      card(shape);
    }
    legendTexts(diagram.legend());
    json.endArray();
    json.name("lines").beginArray();
    for (Diagram.Line line : diagram.lines()) {
      line(line);
    }
    for (Diagram.Legend.Entry entry : diagram.legend().entries()) {
      sample(entry);
    }
    json.endArray();
    groups();
    layers();
    json.endObject();
  }

  /** What a tab can be called: never nothing. */
  private static String title(String name) {
    return name.isBlank() ? "—" : Html.neutral(name);
  }

  private void settings() throws IOException {
    json.name("settings").beginObject();
    json.name("fillColor").value(diagram.background());
    if (diagram.width() > LARGEST_PAGE || diagram.height() > LARGEST_PAGE) {
      json.name("infiniteCanvas").value(true);
    } else {
      json.name("infiniteCanvas").value(false);
      json.name("autoTiling").value(false);
      json.name("size").beginObject().name("type").value("custom");
      json.name("w").value(diagram.width()).name("h").value(diagram.height()).endObject();
    }
    json.name("lineJumps").value(false);
    json.endObject();
  }

  /** A swim lane for itself, so that its ground lies where the drawing has it. */
  private void lane(Diagram.Lane lane) throws IOException {
    begin(lane.id(), "swimLanes", lane.box());
    json.name("style").beginObject();
    stroke(new Diagram.Stroke(lane.fill(), 1, false));
    json.endObject();
    json.name("magnetize").value(true);
    json.name("vertical").value(true);
    json.name("titleBar").beginObject().name("height").value(lane.heading());
    json.name("verticalText").value(false).endObject();
    json.name("lanes").beginArray().beginObject();
    json.name("title").value(Html.of(lane.texts()));
    json.name("width").value(lane.box().width());
    json.name("headerFill").value(lane.fill());
    json.name("laneFill").value(lane.fill());
    json.endObject().endArray();
    json.name("zIndex").value(GROUND);
    json.endObject();
  }

  private void card(Diagram.Shape shape) throws IOException {
    begin(shape.id(), "rectangle", shape.box());
    json.name("style").beginObject();
    fill(shape.fill());
    stroke(shape.edge());
    json.name("rounding").value(12);
    json.endObject();
    json.name("text").value(Html.of(shape.texts()));
    action(shape.link());
    linked(TOUCHPOINTS, row(shape));
    json.name("note").value(Html.neutral(shape.summary()));
    json.name("zIndex").value(CARD);
    json.endObject();

    Diagram.Box box = shape.box();
    begin("a-" + shape.id(), "rectangle", new Diagram.Box(box.x(), box.y(), 6, box.height()));
    json.name("style").beginObject();
    fill(shape.accent());
    stroke(new Diagram.Stroke(shape.accent(), 1, false));
    json.name("rounding").value(0);
    json.endObject();
    json.name("zIndex").value(ON_CARD);
    json.endObject();
  }

  private void legendTexts(Diagram.Legend legend) throws IOException {
    text("a-" + legend.id(), titleBox(legend), List.of(legend.title()));
    for (Diagram.Legend.Entry entry : legend.entries()) {
      int x = entry.text().x();
      int height = entry.text().size() + 6;
      Diagram.Box box =
          new Diagram.Box(
              x, entry.from().y() - height / 2, Math.max(1, legend.box().right() - x), height);
      text(entry.id(), box, List.of(entry.text()));
    }
  }

  private static Diagram.Box titleBox(Diagram.Legend legend) {
    Diagram.Box box = legend.box();
    return new Diagram.Box(box.x(), box.y(), box.width(), legend.title().size() + 8);
  }

  private void text(String id, Diagram.Box box, List<Diagram.Text> texts) throws IOException {
    begin(id, "text", box);
    json.name("text").value(Html.of(texts));
    json.name("zIndex").value(CARD);
    json.endObject();
  }

  private void line(Diagram.Line line) throws IOException {
    json.beginObject();
    json.name("id").value(id(line.id()));
    boolean straight = line.route().size() == 2;
    json.name("lineType").value(straight ? "straight" : "elbow");
    json.name("endpoint1").beginObject();
    glued(line.from(), line.exit(), "none");
    json.name("endpoint2").beginObject();
    glued(line.to(), line.entry(), "arrow");
    stroke(line.stroke());
    if (!straight) {
      json.name("elbowControlPoints").beginArray();
      for (Diagram.Point point : line.route().subList(1, line.route().size() - 1)) {
        point(point);
      }
      json.endArray();
      json.name("cornerRadius").value(10);
    }
    if (line.label().isPresent()) {
      Diagram.Label label = line.label().get();
      json.name("text").beginArray().beginObject();
      json.name("text").value(Html.of(List.of(label.text())));
      json.name("position").value(label.position());
      json.name("side").value("middle");
      json.endObject().endArray();
    }
    linked(TRANSITIONS, row(line));
    json.name("zIndex").value(1);
    json.endObject();
  }

  private void glued(String shape, Diagram.Port port, String style) throws IOException {
    json.name("type").value("shapeEndpoint").name("style").value(style);
    json.name("shapeId").value(id(shape));
    json.name("position").beginObject();
    json.name("x").value(port.x()).name("y").value(port.y()).endObject().endObject();
  }

  private void sample(Diagram.Legend.Entry entry) throws IOException {
    json.beginObject();
    json.name("id").value(id("a-" + entry.id()));
    json.name("lineType").value("straight");
    for (int end = 1; end <= 2; end++) {
      json.name("endpoint" + end).beginObject();
      json.name("type").value("positionEndpoint").name("style").value("none");
      json.name("position");
      point(end == 1 ? entry.from() : entry.to());
      json.endObject();
    }
    stroke(entry.stroke());
    json.endObject();
  }

  /** A card and its coloured edge move together, and so does the legend. */
  private void groups() throws IOException {
    json.name("groups").beginArray();
    for (Diagram.Shape shape : diagram.shapes()) {
      items("g-" + shape.id(), List.of(shape.id(), "a-" + shape.id()));
      json.endObject();
    }
    Diagram.Legend legend = diagram.legend();
    List<String> members = new ArrayList<>(List.of("a-" + legend.id()));
    legend.entries().forEach(entry -> members.addAll(List.of(entry.id(), "a-" + entry.id())));
    items(legend.id(), members);
    json.endObject();
    json.endArray();
  }

  private void layers() throws IOException {
    json.name("layers").beginArray();
    for (int i = 0; i < diagram.layers().size(); i++) {
      Diagram.Layer layer = diagram.layers().get(i);
      List<String> members = new ArrayList<>();
      if (i == 0) {
        diagram.lanes().forEach(lane -> members.add(lane.id()));
        members.add(diagram.title().id());
        diagram.shapes().forEach(shape -> members.add("g-" + shape.id()));
        members.add(diagram.legend().id());
      }
      for (Diagram.Line line : diagram.lines()) {
        if (line.layer().equals(layer.id())) {
          members.add(line.id());
        }
      }
      items(layer.id(), members);
      json.name("title").value(title(layer.name()));
      json.name("layerIndex").value(i);
      json.endObject();
    }
    json.endArray();
  }

  /** Opens something with an id and members, to be ended by the caller. */
  private void items(String id, List<String> members) throws IOException {
    json.beginObject().name("id").value(id(id)).name("items").beginArray();
    for (String member : members) {
      json.value(id(member));
    }
    json.endArray();
  }

  /** Opens a shape, to be ended by the caller. */
  private void begin(String id, String type, Diagram.Box box) throws IOException {
    json.beginObject().name("id").value(id(id)).name("type").value(type);
    json.name("boundingBox").beginObject().name("x").value(box.x()).name("y").value(box.y());
    json.name("w").value(box.width()).name("h").value(box.height()).endObject();
  }

  /** What a click opens, in a window of its own. */
  private void action(Optional<String> link) throws IOException {
    if (link.isPresent()) {
      json.name("actions").beginArray().beginObject().name("type").value("url");
      json.name("url").value(link.get()).name("newWindow").value(true);
      json.endObject().endArray();
    }
  }

  private void linked(String collection, Row row) throws IOException {
    json.name("linkedData").beginArray().beginObject();
    json.name("collectionId").value(collection).name("key").value(keys.get(row));
    json.endObject().endArray();
  }

  private void fill(String colour) throws IOException {
    json.name("fill").beginObject().name("type").value("color");
    json.name("color").value(colour).endObject();
  }

  private void stroke(Diagram.Stroke stroke) throws IOException {
    json.name("stroke").beginObject();
    json.name("color").value(stroke.colour());
    json.name("width").value(stroke.width());
    json.name("style").value(stroke.dashed() ? "dashed" : "solid");
    json.endObject();
  }

  private void point(Diagram.Point point) throws IOException {
    json.beginObject().name("x").value(point.x()).name("y").value(point.y()).endObject();
  }
}
