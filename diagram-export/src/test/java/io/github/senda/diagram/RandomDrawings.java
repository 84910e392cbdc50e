package io.github.senda.diagram;

import io.github.senda.diagram.Diagram.Anchor;
import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Field;
import io.github.senda.diagram.Diagram.Kind;
import io.github.senda.diagram.Diagram.Point;
import io.github.senda.diagram.Diagram.Port;
import io.github.senda.diagram.Diagram.Stroke;
import io.github.senda.diagram.Diagram.Text;
import io.github.senda.diagram.Diagram.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Drawings by chance, of any size up to 60 cards, with the words that a format fears most. */
public final class RandomDrawings {

  /** What opens, closes or ends something in one of the formats, or is hardly a character. */
  private static final String[] PIECES = {
    "<b>",
    "</svg>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&",
    "&#0;",
    "<?xml?>",
    "<",
    ">",
    "{{=@x}}",
    "{{=",
    "}}",
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-1",
    "'",
    "\"",
    "`",
    "\\",
    "\\n",
    "\\\"",
    "|",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    ";",
    ":",
    "#35;",
    "#",
    "%%",
    "%%{init: {}}%%",
    "%label%",
    "${x}",
    "~~~",
    "---",
    "==>",
    "end",
    "END",
    "subgraph x",
    "style s-0 fill:red",
    "click a b",
    "classDef",
    "linkStyle 0",
    "graph",
    "digraph",
    "strict",
    "node",
    "cluster_1",
    "Checkout",
    "checkout",
    "CHECKOUT",
    "\t",
    "\n",
    "\r\n",
    "\u0000",
    "\u001b",
    "\u007f",
    "\u0085",
    "\u00a0",
    "\u00ad",
    "\u2028",
    "\u2029",
    "\u200b",
    "\u200f",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\ud83d",
    "\ude00",
    "\udc00\ud800",
    "\ud83f\udffe",
    "\ud83d\uded2",
    "\ud83d\udc68\u200d\ud83d\udc69",
    "e\u0301",
    "\u05e9\u05dc\u05d5\u05dd",
    "\u0645\u062a\u062c\u0631",
    "\u4f60\u597d",
    "\u0130\u0131\u00df",
    " ",
    "   ",
    "x",
    "0",
    "word "
  };

  private static final String[] COLOURS = {"#ffffff", "#0e7490", "#b91c1c", "#64748b"};

  private final Random random;

  private RandomDrawings(long seed) {
    this.random = new Random(seed);
  }

  /** The drawing of a seed; the same each time. */
  public static Diagram of(long seed) {
    return new RandomDrawings(seed).diagram();
  }

  private Diagram diagram() {
    int lanes = random.nextInt(7);
    int cards = random.nextInt(5) == 0 ? random.nextInt(3) : random.nextInt(61);
    List<Diagram.Lane> stages = new ArrayList<>();
    for (int i = 0; i < lanes; i++) {
      Box box = new Box(24 + i * 260, 100, 220, 2_400);
      stages.add(new Diagram.Lane("l-" + i, words(), box, 40, texts(box, 2), colour()));
    }
    List<Diagram.Shape> shapes = new ArrayList<>();
    for (int i = 0; i < cards; i++) {
      shapes.add(shape(i, lanes));
    }
    List<Diagram.Line> lines = new ArrayList<>();
    for (int i = cards == 0 ? 0 : random.nextInt(2 * cards); i > 0; i--) {
      lines.add(line(i, shapes.get(random.nextInt(cards)), shapes.get(random.nextInt(cards))));
    }
    Box title = new Box(24, 24, 900, 60);
    return new Diagram(
        random.nextBoolean() ? "es" : "en",
        2_000,
        2_600,
        colour(),
        new Diagram.TitleBlock("title", words(), title, texts(title, 3), link(), fields()),
        stages,
        shapes,
        lines,
        List.of(new Diagram.Layer("main", words()), new Diagram.Layer("drop-off", words())),
        legend());
  }

  private Diagram.Shape shape(int number, int lanes) {
    int lane = lanes == 0 || random.nextInt(8) == 0 ? -1 : random.nextInt(lanes);
    Box box =
        new Box(
            34 + Math.max(0, lane) * 260,
            150 + number * 38,
            120 + random.nextInt(80),
            20 + 2 * random.nextInt(8));
    Kind kind = any(List.of(Kind.values()));
    List<String> members = new ArrayList<>();
    for (int i = kind == Kind.OTHERS ? random.nextInt(5) : 0; i > 0; i--) {
      members.add(words());
    }
    List<Field> fields = new ArrayList<>(List.of(new Field("touchpoint", words())));
    fields.addAll(fields());
    return new Diagram.Shape(
        "s-" + number,
        kind,
        words(),
        words(),
        lane < 0 ? Optional.empty() : Optional.of("l-" + lane),
        box,
        colour(),
        stroke(),
        colour(),
        texts(box, 4),
        fields,
        members,
        link());
  }

  private Diagram.Line line(int number, Diagram.Shape from, Diagram.Shape to) {
    Point start = new Point(from.box().right(), from.box().y() + from.box().height() / 2);
    Point end = new Point(to.box().x(), to.box().y() + to.box().height() / 2);
    int turn = start.x() + random.nextInt(60);
    List<Point> route = List.of(start, new Point(turn, start.y()), new Point(turn, end.y()), end);
    Box room = new Box(turn, start.y() - 8, 60, 16);
    Text said = new Text(words(), turn + 30, start.y() + 4, 11, false, colour(), Anchor.MIDDLE);
    return new Diagram.Line(
        "t-" + number,
        any(List.of(Way.values())),
        from.id(),
        to.id(),
        new Port(1, 0.5),
        new Port(0, 0.5),
        route,
        stroke(),
        words(),
        random.nextBoolean()
            ? Optional.of(new Diagram.Label(said, room, random.nextDouble()))
            : Optional.empty(),
        random.nextInt(4) == 0 ? "drop-off" : "main",
        fields());
  }

  private Diagram.Legend legend() {
    Box box = new Box(1_800, 100, 160, 200);
    Text heading = new Text(words(), 1_800, 120, 14, true, colour(), Anchor.START);
    List<Diagram.Legend.Entry> entries = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      int y = 130 + i * 20;
      Text said = new Text(words(), 1_840, y + 4, 11, false, colour(), Anchor.START);
      entries.add(
          new Diagram.Legend.Entry(
              "legend-" + i, new Point(1_800, y), new Point(1_828, y), stroke(), said));
    }
    return new Diagram.Legend("legend", box, heading, entries);
  }

  private List<Text> texts(Box box, int most) {
    List<Text> texts = new ArrayList<>();
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      int y = box.y() + 12 + random.nextInt(2) * 16;
      Anchor anchor = any(List.of(Anchor.values()));
      texts.add(new Text(words(), box.x(), y, 12, random.nextBoolean(), colour(), anchor));
    }
    return texts;
  }

  private List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String value = random.nextBoolean() ? words() : Integer.toString(random.nextInt(1_000));
      fields.add(new Field("figure_" + i, value));
    }
    return fields;
  }

  private String words() {
    if (random.nextInt(60) == 0) {
      return "word".repeat(250);
    }
    StringBuilder words = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      words.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return words.toString();
  }

  private Optional<String> link() {
    return random.nextBoolean()
        ? Optional.of("https://shop.example/senda/?lang=es&sel=" + random.nextInt(100))
        : Optional.empty();
  }

  private Stroke stroke() {
    return new Stroke(colour(), 1 + random.nextInt(10), random.nextBoolean());
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private String colour() {
    return COLOURS[random.nextInt(COLOURS.length)];
  }
}
