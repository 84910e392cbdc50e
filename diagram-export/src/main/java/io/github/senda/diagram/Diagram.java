package io.github.senda.diagram;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A drawing: lanes, shapes, lines and words, with everything decided that can be seen, so that an
 * exporter only writes down what stands here. A value; safe for any thread.
 *
 * <p>Coordinates are pixels from the page's upper left corner, y downwards. Ids are 1 to 36
 * characters of {@code A-Z a-z 0-9 - _ . ~}, unique in the drawing, and come from names, never from
 * counts: the same touchpoint has the same id in the next drawing. No text holds a line break or a
 * character that XML 1.0 does not know: the records of this class leave those out.
 *
 * @param language the language of its words as a BCP 47 tag
 * @param width of the page
 * @param height of the page
 * @param background the page's colour
 * @param title the title block
 * @param lanes the stages from left to right
 * @param shapes the touchpoints and the ends; none overlaps another
 * @param lines the transitions, in the order in which they are drawn
 * @param layers the layers from bottom to top, at least one
 * @param legend what the lines mean
 */
public record Diagram(
    String language,
    int width,
    int height,
    String background,
    TitleBlock title,
    List<Lane> lanes,
    List<Shape> shapes,
    List<Line> lines,
    List<Layer> layers,
    Legend legend) {

  /** A place on the page. */
  public record Point(int x, int y) {}

  /** A place on a shape's edge: 0, 0 is its upper left corner and 1, 1 its lower right. */
  public record Port(double x, double y) {
    public Port {
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
        throw new IllegalArgumentException("a port lies from 0 to 1, not at " + x + ", " + y);
      }
    }
  }

  /** A rectangle: its upper left corner, its width and its height. */
  public record Box(int x, int y, int width, int height) {
    public Box {
      if (width < 1 || height < 1) {
        throw new IllegalArgumentException("a box of " + width + " by " + height);
      }
    }

    /** The first x to the right of it. */
    public int right() {
      return x + width;
    }

    /** The first y below it. */
    public int bottom() {
      return y + height;
    }

    /** Whether some place lies in both; boxes that only touch do not overlap. */
    public boolean overlaps(Box other) {
      return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    /** Whether all of another box lies in this one. */
    public boolean contains(Box other) {
      return x <= other.x && y <= other.y && other.right() <= right() && other.bottom() <= bottom();
    }
  }

  /** Which end of a text stands at its place. */
  public enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * One line of text.
   *
   * @param text what is read
   * @param x where its anchor stands
   * @param y its base line
   * @param size of the letters in pixels
   * @param bold whether in bold
   * @param colour as {@code #rrggbb}
   * @param anchor which end stands at {@code x}
   */
  public record Text(
      String text, int x, int y, int size, boolean bold, String colour, Anchor anchor) {
    public Text {
      text = Spelling.clean(text);
      requireColour(colour);
      Objects.requireNonNull(anchor, "anchor == null");
      if (size < 1) {
        throw new IllegalArgumentException("letters of " + size + " pixels");
      }
    }
  }

  /**
   * How a line or an edge is drawn.
   *
   * @param colour as {@code #rrggbb}
   * @param width in pixels, a whole number from 1 to 10, the same scale for all lines
   * @param dashed whether dashed
   */
  public record Stroke(String colour, int width, boolean dashed) {

    /** The length of a dash in pixels, from the line's start on. */
    public static final int DASH = 6;

    /** The length of what is left out between two dashes. */
    public static final int GAP = 4;

    public Stroke {
      requireColour(colour);
      if (width < 1 || width > 10) {
        throw new IllegalArgumentException("a stroke is 1 to 10 pixels wide, not " + width);
      }
    }
  }

  /**
   * One figure that belongs to a shape or a line, for those who compare drawings or fill in newer
   * figures.
   *
   * @param key the same in every language: 1 to 40 characters of {@code a-z}, {@code 0-9}, {@code
   *     _}, with a letter first
   * @param value a number in plain figures, or text
   */
  public record Field(String key, String value) {
    public Field {
      value = Spelling.clean(value);
      if (!Spelling.isKey(key)) {
        throw new IllegalArgumentException("a field's key is not \"" + key + "\"");
      }
    }
  }

  /**
   * The words above the drawing: the title first, then what it tells of.
   *
   * @param id its own
   * @param name the drawing's whole name, which is the name of its page too
   * @param box its place
   * @param texts its words, which may be cut to the page
   * @param link where the same is looked at in the panel
   * @param fields what the drawing tells of, whole
   */
  public record TitleBlock(
      String id,
      String name,
      Box box,
      List<Text> texts,
      Optional<String> link,
      List<Field> fields) {
    public TitleBlock {
      requireId(id);
      name = Spelling.clean(name);
      Objects.requireNonNull(box, "box == null");
      texts = List.copyOf(texts);
      requireLink(link);
      fields = List.copyOf(fields);
      if (texts.isEmpty()) {
        throw new IllegalArgumentException("a drawing needs a title");
      }
    }
  }

  /**
   * A stage, with its touchpoints inside.
   *
   * @param id its own
   * @param name what it is called
   * @param box its place, heading and all
   * @param heading the height of the heading
   * @param texts the words of the heading
   * @param fill the colour of its ground
   */
  public record Lane(String id, String name, Box box, int heading, List<Text> texts, String fill) {
    public Lane {
      requireId(id);
      name = Spelling.clean(name);
      Objects.requireNonNull(box, "box == null");
      texts = List.copyOf(texts);
      requireColour(fill);
    }
  }

  /** What a shape stands for. */
  public enum Kind {
    /** A touchpoint. */
    STEP,
    /** The touchpoint that the shop is there for: a purchase. */
    GOAL,
    /** Several rare touchpoints. */
    OTHERS,
    /** Where journeys start. */
    ENTRY,
    /** Where journeys end. */
    EXIT,
    /** Where visits are that are still open. */
    ACTIVE
  }

  /**
   * A touchpoint or an end: a card with words.
   *
   * @param id its own
   * @param kind what it stands for
   * @param name its full name in the drawing's language
   * @param summary its name and figures as a sentence, for those who do not see the drawing
   * @param lane the id of the lane it lies in; empty for the ends
   * @param box its place
   * @param fill the colour of its ground
   * @param edge its outline
   * @param accent the colour of its left edge
   * @param texts its words
   * @param fields its figures
   * @param members what stands behind it, a row of words for each; of {@link Kind#OTHERS} alone
   * @param link where it is looked at in the panel
   */
  public record Shape(
      String id,
      Kind kind,
      String name,
      String summary,
      Optional<String> lane,
      Box box,
      String fill,
      Stroke edge,
      String accent,
      List<Text> texts,
      List<Field> fields,
      List<String> members,
      Optional<String> link) {
    public Shape {
      requireId(id);
      Objects.requireNonNull(kind, "kind == null");
      name = Spelling.clean(name);
      summary = Spelling.clean(summary);
      Objects.requireNonNull(lane, "lane == null");
      Objects.requireNonNull(box, "box == null");
      requireColour(fill);
      Objects.requireNonNull(edge, "edge == null");
      requireColour(accent);
      texts = List.copyOf(texts);
      fields = List.copyOf(fields);
      members = members.isEmpty() ? List.of() : members.stream().map(Spelling::clean).toList();
      requireLink(link);
    }
  }

  /** What a line stands for. */
  public enum Way {
    /** To a later stage. */
    FORWARD,
    /** To another touchpoint of the same stage. */
    WITHIN,
    /** To an earlier stage. */
    BACK,
    /** Out of the shop before the goal. */
    DROP_OFF,
    /** Out of the shop after the goal. */
    DONE,
    /** To where open visits are. */
    OPEN
  }

  /**
   * The words on a line.
   *
   * @param text the words, their middle on the line
   * @param box the room they take
   * @param position where the middle is on the line's way, from 0 to 1
   */
  public record Label(Text text, Box box, double position) {
    public Label {
      Objects.requireNonNull(text, "text == null");
      Objects.requireNonNull(box, "box == null");
      if (!(position >= 0 && position <= 1)) {
        throw new IllegalArgumentException("a label lies from 0 to 1 on its line: " + position);
      }
    }
  }

  /**
   * A transition: a line with an arrow at its end, fixed to a shape at both ends.
   *
   * @param id its own
   * @param way what it stands for
   * @param from the id of the shape where it starts
   * @param to the id of the shape where it ends
   * @param exit the port where it starts
   * @param entry the port where it ends
   * @param route the points it goes through, the ports among them; every part of it is upright or
   *     level
   * @param stroke how it is drawn
   * @param summary where it leads and its figures as a sentence
   * @param label the words on it, where there is room for them
   * @param layer the id of its layer
   * @param fields its figures
   */
  public record Line(
      String id,
      Way way,
      String from,
      String to,
      Port exit,
      Port entry,
      List<Point> route,
      Stroke stroke,
      String summary,
      Optional<Label> label,
      String layer,
      List<Field> fields) {
    public Line {
      requireId(id);
      Objects.requireNonNull(way, "way == null");
      Objects.requireNonNull(exit, "exit == null");
      Objects.requireNonNull(entry, "entry == null");
      Objects.requireNonNull(stroke, "stroke == null");
      Objects.requireNonNull(label, "label == null");
      summary = Spelling.clean(summary);
      route = List.copyOf(route);
      fields = List.copyOf(fields);
      if (route.size() < 2) {
        throw new IllegalArgumentException("a line goes from a point to another: " + route);
      }
      for (int i = 1; i < route.size(); i++) {
        if (route.get(i).x() != route.get(i - 1).x() && route.get(i).y() != route.get(i - 1).y()) {
          throw new IllegalArgumentException("a line is upright or level, not as " + route);
        }
      }
    }
  }

  /** A sheet that can be shown or hidden. */
  public record Layer(String id, String name) {
    public Layer {
      requireId(id);
      name = Spelling.clean(name);
    }
  }

  /** What the lines mean: samples of them with words beside them, in a box of their own. */
  public record Legend(String id, Box box, Text title, List<Entry> entries) {
    public Legend {
      requireId(id);
      Objects.requireNonNull(box, "box == null");
      Objects.requireNonNull(title, "title == null");
      entries = List.copyOf(entries);
    }

    /**
     * A sample and its words.
     *
     * @param id its own
     * @param from where the sample starts
     * @param to where it ends, at the same height
     * @param stroke how it is drawn
     * @param text what it means
     */
    public record Entry(String id, Point from, Point to, Stroke stroke, Text text) {
      public Entry {
        requireId(id);
        Objects.requireNonNull(from, "from == null");
        Objects.requireNonNull(to, "to == null");
        Objects.requireNonNull(stroke, "stroke == null");
        Objects.requireNonNull(text, "text == null");
      }
    }
  }

  public Diagram {
    language = Spelling.clean(language);
    requireColour(background);
    lanes = List.copyOf(lanes);
    shapes = List.copyOf(shapes);
    lines = List.copyOf(lines);
    layers = List.copyOf(layers);
    Set<String> ids = new HashSet<>();
    requireNew(ids, title.id());
    requireNew(ids, legend.id());
    for (Legend.Entry entry : legend.entries()) {
      requireNew(ids, entry.id());
    }
    Set<String> laneIds = new HashSet<>();
    for (Lane lane : lanes) {
      requireNew(ids, lane.id());
      laneIds.add(lane.id());
    }
    Set<String> layerIds = new HashSet<>();
    for (Layer layer : layers) {
      requireNew(ids, layer.id());
      layerIds.add(layer.id());
    }
    Set<String> shapeIds = new HashSet<>();
    for (Shape shape : shapes) {
      requireNew(ids, shape.id());
      shapeIds.add(shape.id());
      if (shape.lane().isPresent()) {
        requireKnown(laneIds, shape.lane().get());
      }
    }
    for (Line line : lines) {
      requireNew(ids, line.id());
      requireKnown(shapeIds, line.from());
      requireKnown(shapeIds, line.to());
      requireKnown(layerIds, line.layer());
    }
  }

  /** Texts by rows: those of one base line together, in their order. */
  public static List<List<Text>> rows(List<Text> texts) {
    List<List<Text>> rows = new ArrayList<>();
    for (Text text : texts) {
      if (rows.isEmpty() || rows.get(rows.size() - 1).get(0).y() != text.y()) {
        rows.add(new ArrayList<>());
      }
      rows.get(rows.size() - 1).add(text);
    }
    return rows;
  }

  /**
   * Texts as a reader of plain words takes them: a string for each row, blanks between its parts.
   */
  public static List<String> plainRows(List<Text> texts) {
    return rows(texts).stream()
        .map(row -> row.stream().map(Text::text).collect(Collectors.joining("   ")))
        .toList();
  }

  /** The lanes by their id. */
  public Map<String, Lane> lanesById() {
    return lanes.stream().collect(Collectors.toUnmodifiableMap(Lane::id, Function.identity()));
  }

  private static void requireNew(Set<String> ids, String id) {
    if (!ids.add(id)) {
      throw new IllegalArgumentException("two things in the drawing have the id " + id);
    }
  }

  private static void requireKnown(Set<String> ids, String id) {
    if (!ids.contains(id)) {
      throw new IllegalArgumentException("the drawing has nothing with the id " + id);
    }
  }

  private static void requireId(String id) {
    if (!Spelling.isId(id)) {
      throw new IllegalArgumentException("not an id: \"" + id + "\"");
    }
  }

  /** Nothing that a reader of the file would run when somebody clicks. */
  private static void requireLink(Optional<String> link) {
    if (link.isPresent() && !Spelling.isLink(link.get())) {
      throw new IllegalArgumentException("not a link to a page: \"" + link.get() + "\"");
    }
  }

  private static void requireColour(String colour) {
    if (!Spelling.isColour(colour)) {
      throw new IllegalArgumentException("a colour is #rrggbb in small letters, not " + colour);
    }
  }
}
