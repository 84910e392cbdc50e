package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.Diagram.Anchor;
import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Point;
import io.github.senda.diagram.Diagram.Stroke;
import io.github.senda.diagram.Diagram.Text;
import io.github.senda.diagram.Diagram.Way;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** The legend: the ways that are drawn, and which width stands for how many. */
final class LegendWords {

  private static final int[] WIDTHS = {2, 4, 7, Widths.WIDEST};
  private static final int ROW = 20;

  private LegendWords() {}

  static Diagram.Legend of(Phrases phrases, List<Arc> arcs, Widths widths, int x, int y) {
    Text heading = new Text(phrases.say("legend"), x, y + 21, 14, true, Looks.INK, Anchor.START);
    List<Diagram.Legend.Entry> entries = new ArrayList<>();
    int at = y + 42;
    EnumSet<Way> ways = EnumSet.noneOf(Way.class);
    arcs.forEach(arc -> ways.add(arc.way));
    for (Way way : ways) {
      String key = way.name().toLowerCase(Locale.ROOT);
      Stroke stroke = Looks.line(way, 3);
      entries.add(entry("legend-" + key, x, at, stroke, phrases.say("legend." + key)));
      at += ROW;
    }
    at += 6;
    long previous = 0;
    for (int width : WIDTHS) {
      long count = widths.count(width);
      if (!arcs.isEmpty() && count > previous) {
        previous = count;
        Stroke stroke = Looks.line(Way.FORWARD, width);
        String words = phrases.count("legend.width", count);
        entries.add(entry("legend-" + width, x, at, stroke, words));
        at += ROW;
      }
    }
    int right =
        entries.stream()
            .map(Diagram.Legend.Entry::text)
            .mapToInt(text -> text.x() + Lettering.width(text.text(), text.size(), false))
            .max()
            .orElse(x + Lettering.width(heading.text(), heading.size(), true));
    return new Diagram.Legend("legend", new Box(x, y, right - x, at - y), heading, entries);
  }

  private static Diagram.Legend.Entry entry(String id, int x, int y, Stroke stroke, String words) {
    return new Diagram.Legend.Entry(
        id,
        new Point(x, y),
        new Point(x + 28, y),
        stroke,
        new Text(words, x + 36, y + 4, 11, false, Looks.QUIET, Anchor.START));
  }
}
