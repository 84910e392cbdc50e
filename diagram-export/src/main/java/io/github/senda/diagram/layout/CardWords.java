package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Anchor;
import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Text;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.map.JourneyMap;
import io.github.senda.metric.DropOff;
import io.github.senda.metric.Share;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words on a card: its name, its visits, how often people stayed, how many left. */
final class CardWords {

  static final int FIGURE_SIZE = 12;

  private static final int NAME_SIZE = 13;
  private static final int FIGURE_SPACE = 8;
  private static final int LINE_HEIGHT = 16;
  private static final int MOST_NAME_LINES = 3;
  private static final int LEFT = 13;
  private static final int RIGHT = 9;
  private static final double ALARMING = 0.25;

  /** As wide as what is said of any drop-off that is a share. */
  private static final double WIDE_SHARE = 0.0888;

  private final Telling telling;
  private final Map<Touchpoint, String> names = new HashMap<>();

  CardWords(Telling telling) {
    this.telling = telling;
  }

  /** What a touchpoint is called; a log may hold names of which nothing can be seen. */
  String name(Touchpoint touchpoint) {
    String known = names.get(touchpoint);
    if (known == null) {
      known = visible(telling.labels().of(touchpoint));
      names.put(touchpoint, known);
    }
    return known;
  }

  private String visible(String name) {
    for (int at = 0; at < name.length(); at += Character.charCount(name.codePointAt(at))) {
      if (isVisible(name.codePointAt(at))) {
        return name;
      }
    }
    return telling.phrases().say("unnamed");
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  static long count(Touchpoint touchpoint, JourneyGraph graph) {
    return switch (touchpoint.kind()) {
      case ENTRY -> graph.journeys();
      case EXIT -> graph.ended();
      case ACTIVE -> graph.active();
      case STEP -> graph.touches(touchpoint);
    };
  }

  static boolean isAlarming(Share left) {
    return !left.isSmall() && left.value().orElse(0) > ALARMING;
  }

  /** The height that is enough for a touchpoint's words in every map of a union. */
  int height(Touchpoint touchpoint, Union union) {
    long visits = 0;
    long loops = 0;
    long left = 0;
    for (JourneyMap map : union.maps()) {
      visits = Math.max(visits, count(touchpoint, map.graph()));
      loops = Math.max(loops, map.graph().count(touchpoint, touchpoint));
      left = Math.max(left, left(touchpoint, map.graph()).part());
    }
    Optional<String> widest =
        left == 0 ? Optional.empty() : Optional.of("▼ " + telling.phrases().percent(WIDE_SHARE));
    boolean two = needsTwoLines(figures(visits, loops), widest);
    return lines(touchpoint).size() * LINE_HEIGHT + (two ? 2 : 1) * LINE_HEIGHT + 12;
  }

  private List<String> lines(Touchpoint touchpoint) {
    int width = touchpoint.isStep() ? GroundPlan.CARD_WIDTH : GroundPlan.END_WIDTH;
    return Lettering.wrap(name(touchpoint), width - LEFT - RIGHT, MOST_NAME_LINES, NAME_SIZE, true);
  }

  private static Share left(Touchpoint touchpoint, JourneyGraph graph) {
    return touchpoint.isStep() ? DropOff.at(touchpoint, graph).share() : new Share(0, 0);
  }

  private List<String> figures(long visits, long loops) {
    String count = telling.phrases().number(visits);
    return loops == 0 ? List.of(count) : List.of(count, "↻ " + telling.phrases().number(loops));
  }

  private static boolean needsTwoLines(List<String> figures, Optional<String> left) {
    if (left.isEmpty()) {
      return false;
    }
    int width = Lettering.width(left.get(), FIGURE_SIZE, true);
    for (String figure : figures) {
      width += Lettering.width(figure, FIGURE_SIZE, false) + FIGURE_SPACE;
    }
    return width > GroundPlan.CARD_WIDTH - LEFT - RIGHT;
  }

  /** The words of a touchpoint in a card's box. */
  List<Text> texts(Touchpoint touchpoint, JourneyMap map, Box box) {
    JourneyGraph graph = map.graph();
    Share left = touchpoint.isStep() ? map.left(touchpoint) : new Share(0, 0);
    List<String> figures = figures(count(touchpoint, graph), graph.count(touchpoint, touchpoint));
    Optional<String> leaving =
        left.part() == 0 ? Optional.empty() : Optional.of("▼ " + telling.phrases().share(left));
    boolean two = needsTwoLines(figures, leaving);
    List<String> lines = lines(touchpoint);
    int height = (lines.size() + (two ? 2 : 1)) * LINE_HEIGHT;
    int y = box.y() + (box.height() - height) / 2 + 12;
    List<Text> texts = new ArrayList<>();
    int x = box.x() + LEFT;
    for (String line : lines) {
      texts.add(new Text(line, x, y, NAME_SIZE, true, Looks.INK, Anchor.START));
      y += LINE_HEIGHT;
    }
    for (String figure : figures) {
      texts.add(new Text(figure, x, y, FIGURE_SIZE, false, Looks.QUIET, Anchor.START));
      x += Lettering.width(figure, FIGURE_SIZE, false) + FIGURE_SPACE;
    }
    if (leaving.isPresent()) {
      boolean alarming = isAlarming(left);
      String colour = alarming ? Looks.ALARM : Looks.QUIET;
      int end = box.right() - RIGHT;
      y += two ? LINE_HEIGHT : 0;
      texts.add(new Text(leaving.get(), end, y, FIGURE_SIZE, alarming, colour, Anchor.END));
    }
    return texts;
  }
}
